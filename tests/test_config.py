"""The settings: what a config.toml may say, and what it is told when it says something else."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config import ConfigError, Settings, faults_of, load
from bot.language.catalogue import shipped
from bot.remedy.policy_reading import SHIPPED as SHIPPED_POLICY

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
SHIPPED = ", ".join(shipped())

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_a_file(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_a_file


def settings_of(section: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in section.model_fields.items():
        key = f"{above}{field.alias or name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from settings_of(field.annotation, f"{key}.")
        else:
            yield key


def settings_in(table: dict[str, object], above: str = "") -> Iterator[str]:
    for name, value in table.items():
        key = f"{above}{name}"
        if isinstance(value, dict) and key != "money.per_eur":
            yield from settings_in(value, f"{key}.")
        else:
            yield key


KNOWN = tuple(settings_of(Settings))


def test_the_example_names_every_setting_and_no_other() -> None:
    in_the_example = set(settings_in(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))))

    assert in_the_example == set(KNOWN)


def test_the_example_shows_the_defaults() -> None:
    assert load(EXAMPLE, {}) == Settings()


def test_every_setting_of_the_example_is_explained_on_the_line_above_it() -> None:
    section, bare = "", []
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()

    for above, line in zip(["", *lines], lines, strict=False):
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line and not line.startswith("#") and section != "money.per_eur" and not above.startswith("# "):
            bare.append(f"{section}: {line}")

    assert bare == []


def test_an_empty_file_is_a_shop_with_all_the_defaults(write: Write) -> None:
    assert load(write(""), {}) == Settings()


def test_without_a_file_the_test_shop_opens_in_a_database_of_its_own() -> None:
    settings = load(None, {})

    assert settings.test.sample_shop is True
    assert settings.database.url == "sqlite:///data/sample.db"
    assert settings.evidence.folder == "data/sample-evidence"
    assert settings.shop == Settings().shop


def test_the_payment_provider_of_the_test_shop_has_a_book_of_its_own_and_takes_its_time() -> None:
    settings = load(None, {})

    assert settings.payments == Settings().payments.model_copy(update={"book": "data/sample-provider.db", "latency_ms": 300})


def test_a_shops_own_payment_provider_has_no_faults_and_loses_no_time_unless_it_is_told_to() -> None:
    assert Settings().payments.model_dump() == {
        "book": "data/provider.db",
        "latency_ms": 0,
        "lose_answer_percent": 0,
        "late_percent": 0,
        "late_seconds": 0,
        "refuse_percent": 0,
        "down": False,
    }


def test_what_is_written_is_read_as_what_it_means(write: Write) -> None:
    path = write(
        """
        [shop.opening]
        opens = "08:30"
        closes = 17:00:00
        days = ["sat", "mon"]
        [money.per_eur]
        USD = "1.10"
        [log]
        json = true
        [test]
        story_begins = 2026-03-01T08:00:00Z
        """
    )

    settings = load(path, {})

    assert (settings.shop.opening.opens, settings.shop.opening.closes) == (time(8, 30), time(17))
    assert settings.shop.opening.days == ("sat", "mon")
    assert dict(settings.money.per_eur) == {"USD": Decimal("1.10")}
    assert settings.log.as_json is True
    assert settings.test.story_begins == datetime.fromisoformat("2026-03-01T08:00:00+00:00")


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbf[shop]\r\nname = "Caf\xc3\xa9"\r\n')

    assert load(path, {}).shop.name == "Café"


def test_nothing_can_be_changed_once_it_is_read() -> None:
    settings = load(None, {})

    with pytest.raises(ValueError, match="frozen"):
        settings.shop.name = "Another"  # type: ignore[misc]
    with pytest.raises(TypeError):
        settings.money.per_eur["USD"] = Decimal(2)  # type: ignore[index]


def test_the_environment_stands_above_the_address_of_the_database(write: Write) -> None:
    path = write('[database]\nurl = "sqlite:///data/elsewhere.db"')

    settings = load(path, {"AMENDS_DATABASE_URL": "postgresql://amends:secret@db.example.com/amends"})

    assert settings.database.url == "postgresql+psycopg://amends:secret@db.example.com/amends"


def test_an_empty_variable_in_the_environment_says_nothing(write: Write) -> None:
    path = write('[database]\nurl = "sqlite:///data/elsewhere.db"')

    assert load(path, {"AMENDS_DATABASE_URL": ""}).database.url == "sqlite:///data/elsewhere.db"


def test_a_password_is_neither_printed_nor_named_in_a_fault(write: Write) -> None:
    path = write('[database]\nurl = "mysql://amends:hunter2@db.example.com/amends"')

    faults = faults_of(path, {})
    printed = repr(load(None, {"AMENDS_DATABASE_URL": "postgresql://amends:hunter2@db.example.com/amends"}))

    assert faults == [
        'database.url: this is no database of ours; write "sqlite:///data/amends.db" '
        'or "postgresql://user:password@host/database".'
    ]
    assert "hunter2" not in printed


def test_a_wrong_address_from_the_environment_is_called_by_the_name_of_its_variable(write: Write) -> None:
    faults = faults_of(write(""), {"AMENDS_DATABASE_URL": "sqlite://"})

    assert [fault.split(":")[0] for fault in faults] == ["AMENDS_DATABASE_URL"]


def test_a_shop_speaks_the_languages_it_names_and_otherwise_all_that_are_shipped(write: Write) -> None:
    assert load(write('[shop]\nlanguages = ["en"]'), {}).shop.spoken == ("en",)
    assert load(write(""), {}).shop.spoken == shipped()


@pytest.mark.parametrize(
    ("web", "address"),
    [
        ("", "http://127.0.0.1:8080"),
        ('host = "::1"\nport = 9000', "http://[::1]:9000"),
        ('public_url = "https://help.example.com/"', "https://help.example.com"),
    ],
)
def test_the_page_has_one_address(write: Write, web: str, address: str) -> None:
    assert load(write(f"[web]\n{web}"), {}).web.address == address


def test_all_faults_are_named_at_once(write: Write) -> None:
    path = write(
        """
        prot = 3
        port = 80
        [shop]
        name = ""
        tiem_zone = "Europe/Berlin"
        time_zone = "Europe/Berln"
        languages = ["en", "klingon"]
        [web]
        port = "80"
        max_text = true
        [conversation]
        remind_after_hours = 100
        [money.per_eur]
        USD = 1.18
        EUR = "1"
        [log]
        level = "loud"
        [test]
        story_begins = "2026-02-16T09:00:00"
        """
    )

    faults = faults_of(path, {})

    assert faults == [
        'shop.name = "": this must not be empty.',
        'shop.time_zone = "Europe/Berln": there is no such time zone; did you mean "Europe/Berlin"?',
        f'shop.languages, item 2 = "klingon": this language is not shipped; those that are: {SHIPPED}.',
        "shop.tiem_zone: there is no such setting; did you mean shop.time_zone?",
        'web.port = "80": a whole number is wanted; write it without quotes and without a point.',
        "web.max_text = true: a whole number is wanted; write it without quotes and without a point.",
        "conversation.lapse_after_hours = 96: a case cannot lapse before its reminder (remind_after_hours = 100); raise it.",
        'money.per_eur.USD = 1.18: this is no rate; write how many one euro buys as text in quotes, like "1.18".',
        "money.per_eur.EUR: a euro is always one euro; leave this line out.",
        "log.level = \"loud\": choose 'debug', 'info', 'warning' or 'error'.",
        'test.story_begins = "2026-02-16T09:00:00": the offset from UTC is missing; end it with one, like "+01:00".',
        "prot: there is no such setting; did you mean web.port or mail.port?",
        "port: there is no such setting; did you mean web.port or mail.port?",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[shop.opening]\nopens = "18:00"\ncloses = "09:00"',
            'shop.opening.closes = "09:00": the shop cannot close before it opens (opens = 18:00); change one of the two.',
        ),
        (
            '[shop.opening]\nopens = "09:00"\ncloses = "09:00"',
            'shop.opening.closes = "09:00": the shop cannot close before it opens (opens = 09:00); change one of the two.',
        ),
        (
            "[conversation]\nlapse_after_hours = 24",
            "conversation.lapse_after_hours = 24: a case cannot lapse before its reminder (remind_after_hours = 24); raise it.",
        ),
        (
            '[shop.opening]\nopens = "nine"',
            'shop.opening.opens = "nine": this is no time of day; write it like "09:00".',
        ),
        (
            '[shop.opening]\ncloses = "18:00+01:00"',
            'shop.opening.closes = "18:00+01:00": '
            'the shop\'s own time zone holds here; write it without an offset, like "09:00".',
        ),
        (
            "[shop.opening]\ndays = []",
            'shop.opening.days = []: name at least one day, and none twice, like ["mon", "tue"].',
        ),
        (
            '[shop.opening]\ndays = ["mon", "mon"]',
            'shop.opening.days = ["mon", "mon"]: name at least one day, and none twice, like ["mon", "tue"].',
        ),
        (
            '[shop]\ndefault_language = "xx"',
            f'shop.default_language = "xx": this language is not shipped; those that are: {SHIPPED}.',
        ),
        (
            'shop = "mine"',
            'shop = "mine": this is a section; write it as [shop] on a line of its own, with its settings below.',
        ),
        (
            '[database]\nurl = "sqlite:///:memory:"',
            'database.url: this is no database of ours; write "sqlite:///data/amends.db" '
            'or "postgresql://user:password@host/database".',
        ),
        ("[web]\nport = 0", "web.port = 0: this must be 1 or more."),
        ("[web]\nport = 70000", "web.port = 70000: this must be 65535 or less."),
        (
            '[web]\npublic_url = "help.example.com"',
            'web.public_url = "help.example.com": this is no web address; write it whole, like "https://help.example.com", '
            "or leave it empty.",
        ),
        (
            '[web]\nframe_ancestors = ["https://shop.example.com/page"]',
            'web.frame_ancestors, item 1 = "https://shop.example.com/page": this is no origin; '
            'write the scheme and the host alone, like "https://shop.example.com".',
        ),
        (
            '[web]\nframe_ancestors = ["https://a.example.com; script-src *"]',
            'web.frame_ancestors, item 1 = "https://a.example.com; script-src *": this is no origin; '
            'write the scheme and the host alone, like "https://shop.example.com".',
        ),
        (
            '[web]\nproxies = ["10.0.0.5/8"]',
            'web.proxies, item 1 = "10.0.0.5/8": this is no address of a machine; '
            'write one like "10.0.0.5", or a network like "10.0.0.0/8".',
        ),
        ("[web.limits]\nmessages_per_minute = 0", "web.limits.messages_per_minute = 0: this must be 1 or more."),
        ("[evidence]\nmax_megapixels = 81", "evidence.max_megapixels = 81: this must be 80 or less."),
        ("[conversation]\ncause_confidence = 1.5", "conversation.cause_confidence = 1.5: this must be 1.0 or less."),
        (
            '[money]\npolicy = "nowhere.toml"',
            'money.policy = "nowhere.toml": there is no such file to read; paths start from the folder the bot is started in.',
        ),
        (
            '[money]\nrates_file = "nowhere.csv"',
            'money.rates_file = "nowhere.csv": there is no such file to read; paths start from the folder the bot is started in.',
        ),
        (
            '[money.per_eur]\nUSX = "1"',
            "money.per_eur.USX: 'USX' is not an ISO 4217 currency code; write three capitals, like USD.",
        ),
        (
            '[money.per_eur]\nUSD = "-1"',
            'money.per_eur.USD = "-1": this is no rate; write how many one euro buys as text in quotes, like "1.18".',
        ),
        ('[payments]\nbook = ""', 'payments.book = "": this must not be empty.'),
        ("[payments]\nlatency_ms = -1", "payments.latency_ms = -1: this must be 0 or more."),
        ("[payments]\nrefuse_percent = 101", "payments.refuse_percent = 101: this must be 100 or less."),
        (
            "[payments]\nlate_percent = 5",
            "payments.late_seconds = 0: a refund that is late is late by something (late_percent = 5); write 1 or more.",
        ),
        ("[log]\nas_json = true", "log.as_json: there is no such setting; did you mean log.json?"),
        (
            "[shop]\nzzzzzzz = 1",
            "shop.zzzzzzz: there is no such setting; take the line out. "
            "Known here: name, time_zone, default_language, languages, privacy_url, opening.",
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_do(write: Write, text: str, fault: str) -> None:
    assert faults_of(write(text), {}) == [fault]


def test_a_default_language_that_is_not_among_the_languages_is_a_contradiction(write: Write) -> None:
    path = write('[shop]\ndefault_language = "en"\nlanguages = ["es"]')

    assert faults_of(path, {}) == [
        'shop.languages = ["es"]: the default_language "en" is not among them; add it, or choose another default.'
    ]


def test_a_policy_with_faults_is_a_fault_of_the_settings_that_name_it(write: Write, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("surprise = 1", encoding="utf-8")

    faults = faults_of(write(f'[money]\npolicy = "{policy}"\n[web]\nport = 0'), {})

    assert faults[0] == "web.port = 0: this must be 1 or more."
    assert faults[1].startswith(f'money.policy = "{policy}": this policy has faults. ')
    assert "surprise" in faults[1]


def test_a_policy_of_the_owners_is_taken(write: Write, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(SHIPPED_POLICY.read_text(encoding="utf-8"), encoding="utf-8")

    assert load(write(f'[money]\npolicy = "{policy}"'), {}).money.policy == str(policy)


def test_what_is_not_toml_is_told_with_its_line(write: Write) -> None:
    path = write("[shop]\nname = Wanderlight\n[web]\nport = 1")

    assert faults_of(path, {}) == [f"{path}, line 2: Invalid value. The line reads: name = Wanderlight"]


def test_a_file_that_breaks_off_is_told_with_its_last_line(write: Write) -> None:
    path = write('[shop]\nname = """Wanderlight\n\n')

    assert faults_of(path, {}) == [f'{path}, line 2: Unterminated string. The line reads: name = """Wanderlight']


def test_a_missing_file_says_where_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"

    assert faults_of(path, {}) == [f"There is no file {path}; copy config.example.toml to it and change what you need."]


def test_a_file_in_another_encoding_is_named_as_that(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('[shop]\nname = "Café"'.encode("latin-1"))

    assert faults_of(path, {}) == [f"{path} is not text in UTF-8; save it as UTF-8."]


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    assert faults_of(tmp_path, {}) == [f"{tmp_path} cannot be read: Is a directory."]


def test_a_file_without_faults_has_none() -> None:
    assert faults_of(EXAMPLE, {}) == []


def test_the_error_holds_every_fault(write: Write) -> None:
    path = write("[web]\nport = 0\nmax_text = 1")

    with pytest.raises(ConfigError) as caught:
        load(path, {})

    assert caught.value.faults == ("web.port = 0: this must be 1 or more.", "web.max_text = 1: this must be 100 or more.")
    assert str(caught.value) == "\n".join(caught.value.faults)


@pytest.mark.parametrize("key", [*KNOWN, "shop", "shop.opening", "money.per_eur.USD"])
@pytest.mark.parametrize(
    "value",
    [
        '""', '"text"', "7", "-7", "10000000000000000000000", "0.5", "1e400", "nan", "inf", "true", "[]", '["x"]', "[[1]]", "{}",
        "{ x = 1 }", "09:00:00", "2026-02-16", "2026-02-16T09:00:00", "2026-02-16T09:00:00Z", f'"{"x" * 200}"',
    ],
)  # fmt: skip
def test_whatever_stands_at_a_setting_it_is_taken_or_told_in_words_of_ours(write: Write, key: str, value: str) -> None:
    faults = faults_of(write(f"{key} = {value}"), {})

    assert all(fault.startswith(key.split(".")[0]) and fault.endswith((".", "?")) for fault in faults)
