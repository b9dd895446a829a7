"""Every setting there is, with its default and its limits; what does not fit says in plain words what would."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, Strict, ValidationInfo, field_validator

from bot.language.catalogue import shipped
from bot.remedy.money import MoneyError, exponent
from bot.remedy.policy_reading import PolicyError, read_policy
from bot.remedy.rates_reading import RatesError, read_rates
from bot.settings_answers import Answers
from bot.settings_mail import Mail
from bot.settings_outside import LanguageModel, Translation
from bot.settings_section import Count, Section, WebAddress
from bot.settings_staff import SAMPLE_STAFF, Returns, Staff
from bot.settings_telegram import Telegram
from bot.settings_tracking import Tracking
from bot.settings_web import Evidence, Web


def _time_zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (OSError, ValueError, ZoneInfoNotFoundError):  # a folder of zones, a path, a name unheard of
        meant = get_close_matches(given, sorted(available_timezones()), n=1)
        hint = f'did you mean "{meant[0]}"?' if meant else 'write one like "Europe/Berlin".'
        raise ValueError(f"there is no such time zone; {hint}") from None
    return given


def _language(given: str) -> str:
    if given not in shipped():
        raise ValueError(f"this language is not shipped; those that are: {', '.join(shipped())}.")
    return given


def _clock(given: object) -> object:
    if isinstance(given, str):
        try:
            given = time.fromisoformat(given)
        except ValueError:
            raise ValueError('this is no time of day; write it like "09:00".') from None
    if isinstance(given, time) and given.tzinfo is not None:
        raise ValueError('the shop\'s own time zone holds here; write it without an offset, like "09:00".')
    return given


def _moment(given: object) -> object:
    if isinstance(given, str):
        try:
            given = datetime.fromisoformat(given)
        except ValueError:
            raise ValueError('this is no moment; write it like "2026-02-16T09:00:00+01:00".') from None
    if isinstance(given, datetime) and given.tzinfo is None:
        raise ValueError('the offset from UTC is missing; end it with one, like "+01:00".')
    return given


def _database(given: str) -> str:
    if re.fullmatch(r"sqlite:///(?!:memory:).+", given):
        return given
    if re.fullmatch(r"postgresql(\+psycopg)?://.+", given):
        return re.sub(r"^postgresql://", "postgresql+psycopg://", given)
    raise ValueError(
        'this is no database of ours; write "sqlite:///data/amends.db" or "postgresql://user:password@host/database".'
    )


def _policy(given: str) -> str:
    """A policy is checked with the settings that name it, so that whoever starts the bot hears of all faults together."""
    if not given:
        return given
    try:
        read_policy(Path(given).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ValueError("this file is not text in UTF-8; save it as UTF-8.") from None
    except OSError:
        raise ValueError("there is no such file to read; paths start from the folder the bot is started in.") from None
    except PolicyError as error:
        raise ValueError(f"this policy has faults. {' '.join(error.faults)}") from None
    return given


def _rates_file(given: str) -> str:
    if not given:
        return given
    try:
        read_rates(Path(given).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ValueError("this file is not text in UTF-8; unpack what was downloaded.") from None
    except OSError:
        raise ValueError("there is no such file to read; paths start from the folder the bot is started in.") from None
    except RatesError as error:
        raise ValueError(f"these are no rates of the European Central Bank: {error}") from None
    return given


def _currency(given: str) -> str:
    if given == "EUR":
        raise ValueError("a euro is always one euro; leave this line out.")
    try:
        exponent(given)
    except MoneyError as error:
        raise ValueError(f"{error}; write three capitals, like USD.") from None
    return given


def _rate(given: object) -> object:
    if isinstance(given, Decimal):
        return given
    try:
        rate = Decimal(given) if isinstance(given, str) else None
    except InvalidOperation:
        rate = None
    if rate is None or not rate.is_finite() or rate <= 0:
        raise ValueError('this is no rate; write how many one euro buys as text in quotes, like "1.18".')
    return rate


Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Hours = Annotated[int, Field(ge=1, le=24 * 365)]
Percentage = Annotated[int, Field(ge=0, le=100)]
Clock = Annotated[time, BeforeValidator(_clock)]
Language = Annotated[str, AfterValidator(_language)]


class Opening(Section):
    """When people of the shop are there, in the shop's own zone."""

    days: Annotated[tuple[Day, ...], Strict(False)] = ("mon", "tue", "wed", "thu", "fri")
    opens: Clock = time(9)
    closes: Clock = time(18)

    @field_validator("days")
    @classmethod
    def _each_once(cls, days: tuple[Day, ...]) -> tuple[Day, ...]:
        if not days or len(set(days)) != len(days):
            raise ValueError('name at least one day, and none twice, like ["mon", "tue"].')
        return days

    @field_validator("closes")
    @classmethod
    def _after_opening(cls, closes: time, info: ValidationInfo) -> time:
        opens = info.data.get("opens")
        if opens is not None and closes <= opens:
            raise ValueError(f"the shop cannot close before it opens (opens = {opens:%H:%M}); change one of the two.")
        return closes


class Shop(Section):
    """Who the shop is, and which languages it speaks."""

    name: Annotated[str, Field(min_length=1, max_length=60)] = "Wanderlight"
    time_zone: Annotated[str, AfterValidator(_time_zone)] = "Europe/Berlin"
    default_language: Language = "en"
    languages: Annotated[tuple[Language, ...], Strict(False)] = ()
    privacy_url: WebAddress = ""
    opening: Opening = Field(default_factory=Opening)

    @field_validator("languages")
    @classmethod
    def _with_the_default(cls, languages: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        default = info.data.get("default_language")
        if languages and default is not None and default not in languages:
            raise ValueError(f'the default_language "{default}" is not among them; add it, or choose another default.')
        return languages

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages buyers are answered in: those named, else all that are shipped."""
        return self.languages or shipped()


class Database(Section):
    """Where everything is kept. The address is left out of every printed form, since it may hold a password."""

    url: Annotated[str, Field(repr=False), AfterValidator(_database)] = "sqlite:///data/amends.db"


class Conversation(Section):
    """How long the bot waits, and how often it asks again."""

    remind_after_hours: Hours = 24
    lapse_after_hours: Hours = 96
    proof_attempts_per_buyer: Count = 5
    proof_attempts_per_order: Count = 10
    cause_confidence: Annotated[float, Field(gt=0, le=1)] = 0.6
    unclear_replies: Count = 2
    sorry_after_minutes: Count = 30

    @field_validator("lapse_after_hours")
    @classmethod
    def _after_the_reminder(cls, lapse: int, info: ValidationInfo) -> int:
        remind = info.data.get("remind_after_hours")
        if remind is not None and lapse <= remind:
            raise ValueError(f"a case cannot lapse before its reminder (remind_after_hours = {remind}); raise it.")
        return lapse


class Safety(Section):
    """When danger by the same article is more than one buyer's."""

    alarm_buyers: Annotated[int, Field(ge=2, le=100)] = 2
    alarm_days: Annotated[int, Field(ge=1, le=365)] = 30


Rates = Annotated[
    Mapping[Annotated[str, AfterValidator(_currency)], Annotated[Decimal, BeforeValidator(_rate)]],
    AfterValidator(MappingProxyType),
]


ByHand = Literal["aliexpress", "amazon", "ebay", "shopify", "tiktok", "woocommerce", "own"]


class MoneySettings(Section):
    """What the limits on remedies are read from and reckoned with."""

    policy: Annotated[str, AfterValidator(_policy)] = ""
    rates_file: Annotated[str, AfterValidator(_rates_file)] = ""
    per_eur: Rates = Field(default_factory=dict)
    by_hand: Annotated[tuple[ByHand, ...], Strict(False)] = ("aliexpress", "amazon", "ebay")


class PaymentSettings(Section):
    """The payment provider that comes with the bot: where its book is, and how it behaves."""

    book: Annotated[str, Field(min_length=1)] = "data/provider.db"
    latency_ms: Annotated[int, Field(ge=0, le=60_000)] = 0
    lose_answer_percent: Percentage = 0
    late_percent: Percentage = 0
    late_seconds: Annotated[int, Field(ge=0, le=30 * 24 * 3600)] = 0
    refuse_percent: Percentage = 0
    down: bool = False

    @field_validator("late_seconds")
    @classmethod
    def _late_by_something(cls, late: int, info: ValidationInfo) -> int:
        percent = info.data.get("late_percent")
        if percent and not late:
            raise ValueError(f"a refund that is late is late by something (late_percent = {percent}); write 1 or more.")
        return late


class Log(Section):
    """What the program writes about itself, and in which form."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    as_json: bool = Field(default=False, alias="json")


class Trial(Section):
    """The sample shop: orders and prices to try the bot with, and the day on which its story begins."""

    sample_shop: bool = False
    story_begins: Annotated[datetime, BeforeValidator(_moment)] = datetime.fromisoformat("2026-02-16T09:00:00+01:00")


class Settings(Section):
    """Every setting there is. The defaults are a shop's own; the test shop differs in `test`, `database` and `payments`."""

    shop: Shop = Field(default_factory=Shop)
    database: Database = Field(default_factory=Database)
    web: Web = Field(default_factory=Web)
    evidence: Evidence = Field(default_factory=Evidence)
    conversation: Conversation = Field(default_factory=Conversation)
    safety: Safety = Field(default_factory=Safety)
    money: MoneySettings = Field(default_factory=MoneySettings)
    payments: PaymentSettings = Field(default_factory=PaymentSettings)
    staff: Staff = SAMPLE_STAFF
    returns: Returns = Field(default_factory=Returns)
    tracking: Tracking = Field(default_factory=Tracking)
    answers: Answers = Field(default_factory=Answers)
    language_model: LanguageModel = Field(default_factory=LanguageModel)
    translation: Translation = Field(default_factory=Translation)
    mail: Mail = Field(default_factory=Mail)
    telegram: Telegram = Field(default_factory=Telegram)
    log: Log = Field(default_factory=Log)
    test: Trial = Field(default_factory=Trial)

    @field_validator("mail")
    @classmethod
    def _leads_back(cls, mail: Mail, info: ValidationInfo) -> Mail:
        web = info.data.get("web")
        if mail.host and web is not None and not web.public_url:
            raise ValueError("a letter leads back to the page; say in web.public_url where buyers find that.")
        return mail
