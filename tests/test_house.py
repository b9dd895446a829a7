"""The house as it was drawn: which room may lean on which, read from the code itself."""

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import takewhile
from pathlib import Path

import pytest

from bot.terms import Step

ROOT = Path(__file__).parent.parent

# Files that only decide: the same facts in, the same answer out. No database, no door, no clock of their own.
RULES_OF = {
    "bot": ("terms",),
    "bot/complaint": (
        *("case", "event", "outcome", "practice", "post"),
        *("questions", "expectations", "withdrawal"),
        *("arrival", "naming", "gathering", "findings", "explanation", "price_explained", "matter_explained", "things", "proofs"),
        *("apologize", "listen", "explain", "offer", "execute", "review"),
        *("closing", "handover", "pending", "waiting", "showing", "flow"),
    ),
    "bot/remedy": (
        *("money", "rates", "policy", "price_claim", "price_error", "coupon", "offer"),
        *("matter", "margin", "coupon_code", "coupon_terms", "kinds", "calendar", "verifying", "delight"),
        *("ladder", "authority", "approval", "decision", "trace"),
        *("policy_reading", "policy_table", "policy_lines", "contradictions", "rungs", "rung_reading", "rates_reading"),
        *("price_ladder", "rung_choice", "ground", "proposing", "wishes", "snapshot", "replay", "trace_words"),
    ),
    "bot/followup": ("timing", "zones", "letters"),
    "bot/language": (
        *("line", "catalogue", "speech", "direction", "moments", "template", "proofreading", "glossary", "beginning", "standing"),
        *("script", "script_remedy", "script_review", "script_people", "script_buttons", "page_script"),
        *("script_evidence", "script_download", "script_widget", "script_mail"),
        *("script_causes", "script_offer", "script_done", "choosing"),
        *("script_questions", "asking", "likeness"),
        *("script_doors", "script_asides"),
        *(
            "identify",
            "evidence",
            "frequent",
            "understand",
            "reading",
            "answers",
            "arriving",
            "goods",
            "tones",
            "noting",
            "pictureless",
            "placing",
            "speaking",
            "told",
            "thanking",
            "wishing",
            "phrases",
            "entities",
            "amounts",
            "words",
        ),
        *("figures", "currencies", "price_pairs", "price_words", "dates", "date_words", "date_patterns"),
        *("order_words", "order_numbers", "amount_spelling", "no_prices"),
        *("masking", "self_naming", "tokens", "negations", "examples", "experience", "taught", "guessing", "labelled", "scoring"),
        *("watched", "owner_files", "unheard"),
        *("phrasebook", "spelling", "slips", "checksums", "paths", "wordlist", "lexicon", "leanings"),
        *("cldr", "copying"),
        *("grading", "turns", "numerals", "chinese", "romanized", "chat_words", "sentence_words"),
    ),
    "bot/satisfaction": ("grades", "figures", "scales", "marks", "beside", "faces"),
    "bot/shop": ("orders", "prices", "progress", "refunds", "parcels", "charges", "members", "stock", "articles", "answers"),
}
RULES = frozenset(f"{room}/{name}.py" for room, names in RULES_OF.items() for name in names)
# What shares a room with rules and is none: it acts.
VERBS_OF = {
    "bot/complaint": (
        *("handling", "hearing", "asides", "afterwards", "joining", "reception", "records", "turn"),
        *("alarm", "colleagues", "deciding"),
        *("on_behalf", "coming_in", "fetching", "looking_up", "second_opinion", "blocking"),
    ),
    "bot/remedy": (
        *("execution", "giving", "by_hand", "reconciling", "settling", "switch", "tasks"),
        *("earning", "points", "rain_checks", "redeeming", "returning", "overdrawn"),
    ),
    "bot/followup": ("delivery", "informing", "mailing", "mailroom", "progress", "sending", "telling", "unasked"),
    "bot/language": (
        *("tuning", "schooling", "interpreter"),
        *("connectors/timed_wire", "connectors/chat_completions", "connectors/libretranslate", "connectors/deepl"),
    ),
}
VERBS = frozenset(f"{room}/{name}.py" for room, names in VERBS_OF.items() for name in names)
ROOMS_OF_RULES = tuple(f"{room}/" for room in VERBS_OF)
RULES_MAY_USE = {"babel", "langdetect", "iso4217", "msgspec", "holidays"} | set(sys.stdlib_module_names)

# Which file may import a library, by the beginning of its path; the rest of the house must do without.
AT_HOME = {
    "sqlmodel": ("bot/memory/",),
    "sqlalchemy": ("bot/memory/",),
    "alembic": ("bot/memory/",),
    "psycopg": ("bot/memory/",),
    "telegram": ("handlers/telegram/", "bot/app.py"),
    "nicegui": ("handlers/web/", "bot/app.py"),
    "httpx": ("bot/shop/connectors/", "bot/language/connectors/timed_wire.py"),
    "fastapi": ("handlers/web/", "bot/app.py"),
    "starlette": ("handlers/web/", "bot/app.py"),
    "uvicorn": ("handlers/web/", "bot/app.py"),
    "aiohttp": ("handlers/telegram/",),
    "segno": ("bot/shop/parcel_codes.py",),
    "PIL": ("bot/memory/pictures.py",),
    "aiosmtplib": ("handlers/mail/",),
    "apscheduler": ("handlers/clock.py", "bot/app.py"),
}
# What a door may know of the inside besides the verbs: what is said, and what is shown.
DOORS_MAY_READ = frozenset(
    {
        "bot/terms.py",
        "bot/complaint/post.py",
        "bot/complaint/practice.py",
        *(
            f"bot/language/{name}.py"
            for name in (
                "line",
                "speech",
                "catalogue",
                "script",
                "script_buttons",
                "script_people",
                "script_remedy",
                "page_script",
                "script_download",
                "script_widget",
                "script_evidence",
                "script_mail",
                "script_asides",
            )
        ),
    }
)
DOORS_MAY_ASK = frozenset({"bot/memory/store.py", "bot/memory/views.py", "bot/memory/pictures.py"})

NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "base"}
LONGEST_FILE = 400

FILES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for room in ("bot", "handlers")
    for path in sorted((ROOT / room).rglob("*.py"))
}
each_file = pytest.mark.parametrize("file", FILES)


def each_below(*rooms: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", [file for file in FILES if file.startswith(rooms)])


def imported(file: str) -> Iterator[str]:
    """The full name of every module, and of every name taken from one."""
    for node in ast.walk(FILES[file]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports by dots: say the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def libraries(file: str) -> set[str]:
    return {name.split(".")[0] for name in imported(file)}


def of_the_house(file: str) -> set[str]:
    """The files of the house that a file imports."""
    found = set()
    for name in imported(file):
        whole, parent = name.replace(".", "/"), name.rpartition(".")[0].replace(".", "/")
        found |= {f"{path}{end}" for path in (whole, parent) for end in (".py", "/__init__.py")} & FILES.keys()
    return {path for path in found if not path.endswith("/__init__.py") or FILES[path].body}


@pytest.mark.parametrize("file", sorted(RULES))
def test_a_rule_is_where_it_is_said_to_be(file: str) -> None:
    assert file in FILES


@each_below(*ROOMS_OF_RULES)
def test_what_shares_a_room_with_rules_is_named_a_rule_or_a_verb(file: str) -> None:
    assert file in RULES | VERBS or (file.endswith("/__init__.py") and not FILES[file].body)


@pytest.mark.parametrize("file", sorted(RULES & FILES.keys()))
def test_a_rule_leans_on_nothing_that_acts(file: str) -> None:
    assert libraries(file) - {"bot"} <= RULES_MAY_USE
    assert of_the_house(file) <= RULES


@each_file
def test_a_library_is_imported_only_where_it_is_at_home(file: str) -> None:
    strangers = {name for name in libraries(file) & AT_HOME.keys() if not file.startswith(AT_HOME[name])}

    assert strangers == set()


@each_below("bot/")
def test_only_the_app_knows_the_doors(file: str) -> None:
    assert "handlers" not in libraries(file) or file == "bot/app.py"


@each_below("handlers/")
def test_a_door_reads_no_rules_and_no_tables(file: str) -> None:
    rules = of_the_house(file) & RULES - DOORS_MAY_READ
    memory = {path for path in of_the_house(file) if path.startswith("bot/memory/")} - DOORS_MAY_ASK

    assert (rules, memory) == (set(), set())


def test_no_file_leans_on_one_that_leans_on_it() -> None:
    try:
        TopologicalSorter({file: of_the_house(file) - {file} for file in FILES}).prepare()
    except CycleError as error:
        pytest.fail(f"these files go in a circle: {' <- '.join(error.args[1])}")


@each_file
def test_a_file_is_imported_from_at_its_top(file: str) -> None:
    functions = [node for node in ast.walk(FILES[file]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [
        node.lineno for function in functions for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


@each_file
def test_nobody_looks_at_the_clock_but_the_clock(file: str) -> None:
    looks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
    spelled = [ast.unparse(node).split(".") for node in ast.walk(FILES[file]) if isinstance(node, ast.Attribute)]
    used = {".".join(parts[-2:]) for parts in spelled} | set(imported(file))

    assert used & looks == set() or file == "bot/clock.py"


@each_file
def test_a_file_is_one_idea_and_says_which(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()

    assert len(lines) <= LONGEST_FILE
    assert not set(Path(file).with_suffix("").parts) & NAMES_THAT_SAY_NOTHING


@each_file
def test_a_file_begins_by_saying_what_it_promises(file: str) -> None:
    assert ast.get_docstring(FILES[file]) or not FILES[file].body


def mapped() -> set[str]:
    """The paths on the README's map of the house.

    A line begins with a folder or a file and goes on with what is in that folder, up to the first word that is neither.
    What is indented below a folder is in it.
    """
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = next(block for block in re.findall(r"```\w*\n(.*?)```", readme, re.DOTALL) if block.startswith("bot/"))
    paths: set[str] = set()
    above: list[tuple[int, str]] = []
    for line in filter(str.strip, drawn.splitlines()):
        indent = len(line) - len(line.lstrip())
        above = [(column, folder) for column, folder in above if column < indent]
        folder = above[-1][1] if above else ""
        words = line.replace("·", " ").split()
        names = list(takewhile(lambda word: re.fullmatch(r"[\w.-]+(/|\.[a-z]+)", word), words))
        if names and names[0].endswith("/"):
            folder += names.pop(0)
            above.append((indent, folder))
            paths.add(folder)
        paths |= {folder + name for name in names}
    return paths


def test_the_map_in_the_readme_shows_every_room() -> None:
    rooms = {
        f"{path.relative_to(ROOT).as_posix()}/"
        for house in ("bot", "handlers")
        for path in (ROOT / house).iterdir()
        if path.is_dir() and path.name != "__pycache__" and any(path.rglob("*.*"))
    }

    assert rooms | {"bot/", "handlers/"} <= mapped()


def test_the_map_in_the_readme_shows_nothing_that_is_not_there() -> None:
    assert {path for path in mapped() if not (ROOT / path).exists()} == set()


def drawn_steps() -> tuple[set[str], set[str]]:
    """The steps drawn in the README's diagram, and those that an arrow from another step leads to."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    diagram = next(iter(re.findall(r"```mermaid\n(.*?)```", readme, re.DOTALL)))
    arrows = re.findall(r"^\s*(\S+) --> (\w+|\[\*\])", diagram, re.MULTILINE)
    steps = {step.value for step in Step}
    return {name for arrow in arrows for name in arrow} & steps, {end for start, end in arrows if start in steps - {end}} & steps


def test_the_diagram_in_the_readme_leads_to_exactly_the_steps_that_the_rules_lead_to() -> None:
    led_to = {
        keyword.value.attr.lower()
        for file, tree in FILES.items()
        if file.startswith("bot/complaint/")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "replace"
        for keyword in call.keywords
        if keyword.arg == "step" and isinstance(keyword.value, ast.Attribute)
    }

    drawn, ends = drawn_steps()

    assert ends == led_to
    assert drawn == led_to | {Step.APOLOGIZE.value}
