"""What decides a remedy, asked for one by one: which article, how bad, a picture, a fee. Nothing known is asked at all."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import handover
from bot.complaint.case import Case, Fact
from bot.complaint.event import Choice, Pressed
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.naming import named_in, singled_out
from bot.complaint.outcome import Button, MatterNeeded, OrderAgain, Outcome, PricesNeeded, Say
from bot.complaint.practice import Practice
from bot.language import script_causes, script_people
from bot.language.choosing import names_no_part
from bot.language.line import Line, Sentence
from bot.language.pictureless import has_no_picture
from bot.language.tokens import tokens_of
from bot.language.understand import Answer, Asked, Understanding
from bot.remedy.money import Money, MoneyError
from bot.shop.orders import Order, OrderLine
from bot.terms import Cause, Missing, Severity, Step, Verification

_SHOWN = frozenset({Cause.DAMAGED, Cause.NOT_AS_DESCRIBED, Cause.WRONG_ITEM})
_ABOUT_AN_ARTICLE = _SHOWN | {Cause.MISSING_ITEM, Cause.RETURN_REQUEST}
_GRADED = {
    Cause.DAMAGED: (script_causes.LISTEN_HOW_DAMAGED, script_causes.BUTTON_DAMAGED),
    Cause.NOT_AS_DESCRIBED: (script_causes.LISTEN_HOW_DIFFERENT, script_causes.BUTTON_DIFFERENT),
}
_MOST_BUTTONS = 8
_LONGEST_PART = 200
_LONGEST_WORDS = 500
_A_THING = 4  # words: "the charging cable, please"
_NO_PICTURE, _IN_WORDS, _SPOKEN = "no pictures", "in the buyer's words", "in the language"
ASKS = _ABOUT_AN_ARTICLE | {Cause.CUSTOMS_FEE}
"""The causes that cannot be decided on before something is asked."""
QUESTIONS = frozenset({Asked.ARTICLE, Asked.SEVERITY, Asked.PHOTO, Asked.MISSING, Asked.PART, Asked.FEE})
"""What is asked here, after the read-back."""

_NO_PHOTO = Button(Sentence.of(script_causes.BUTTON_NO_PHOTO), Choice.NO_PHOTO)


def begin(case: Case) -> Outcome:
    """The buyer says that it was understood: prices are looked into at once, all else needs the order before us."""
    settled = replace(case, asked=Asked.NOTHING, unclear=0, confirmed=True)
    if case.cause is Cause.LATE_DELIVERY and case.arrived is None:
        settled = replace(settled, arrived=False)  # that it is still not there was read back, and is right
    if case.cause is Cause.PRICE_DROP:
        return Outcome(replace(settled, step=Step.EXPLAIN), needs=PricesNeeded(case.order_id))
    return Outcome(settled, needs=OrderAgain(case.order_id))


def ask(case: Case, order: Order, practice: Practice) -> Outcome:
    """The one thing that is still needed; where nothing is, the matter is looked into."""
    if case.cause in _ABOUT_AN_ARTICLE and not case.concerned:
        if len(order.lines) > 1:
            return _which_article(replace(case, articles=tuple(_name(line) for line in order.lines)), order, practice)
        case = replace(case, concerned=(0,))
    if case.cause in _GRADED and case.severity is None:
        question, answers = _GRADED[case.cause]
        buttons = (Button(Sentence.of(line), Choice.SEVERITY, severity) for severity, line in answers.items())
        return _asking(case, Asked.SEVERITY, question, *buttons)
    if case.cause is Cause.MISSING_ITEM and case.missing is None:
        whole = Button(Sentence.of(script_causes.BUTTON_WHOLE_ARTICLE), Choice.MISSING, Missing.ARTICLE)
        part = Button(Sentence.of(script_causes.BUTTON_A_PART), Choice.MISSING, Missing.PART)
        case = replace(case, articles=case.articles or tuple(_name(line) for line in order.lines))
        return _asking(case, Asked.MISSING, script_causes.LISTEN_WHAT_IS_MISSING, whole, part)
    if case.missing is Missing.PART and not _said(case, "missing part"):
        return _asking(case, Asked.PART, script_causes.LISTEN_WHICH_PART)
    if case.cause is Cause.CUSTOMS_FEE and case.fee is None:
        asking = replace(case, currency=order.currency)
        return _fee_again(asking) if case.asked is Asked.FEE else _asking(asking, Asked.FEE, script_causes.LISTEN_FEE)
    if case.cause in _SHOWN and not (_said(case, "pictures") or cannot_show(case)):
        line = script_causes.LISTEN_PHOTO_STILL if case.asked is Asked.PHOTO else script_causes.LISTEN_PHOTO
        return _asking(case, Asked.PHOTO, line, _NO_PHOTO)
    return look_into(case, practice)


def look_into(case: Case, practice: Practice) -> Outcome:
    """All is told that decides it: see what the records say, and before that whoever outside can tell more."""
    known = replace(case, step=Step.EXPLAIN, asked=Asked.NOTHING, unclear=0)
    if case.cause in practice.looks_up:
        looking = replace(known, asked=Asked.LOOKING)
        return Outcome(looking, (Say((Sentence.of(script_causes.EXPLAIN_LOOKING),)),), look_up=True)
    return Outcome(known, needs=MatterNeeded())


def answered(case: Case, understood: Understanding, at: datetime) -> Case:
    """The case with what the message tells of the open question; the same case where it tells nothing."""
    match case.asked:
        case Asked.ARTICLE:
            positions = named_in(understood.text, case.articles, understood.language)
            return _about(case, positions, at) if positions else case
        case Asked.SEVERITY if case.cause in _GRADED and understood.choice in _GRADED[case.cause][1]:
            return _graded(case, Severity(understood.choice), at)
        case Asked.MISSING:
            return _what_is_missing(case, understood, at)
        case Asked.SEVERITY | Asked.PHOTO:
            return _renamed(case, understood, at)
        case Asked.PART:
            said = Fact("missing part", understood.text[:_LONGEST_PART], Verification.STATED, "the buyer's words", at)
            named = _renamed(case, understood, at)
            told = understood.text.strip() and not understood.question
            return named if named is not case else case.knowing(said) if told else case
        case Asked.FEE:
            fee = next(iter(understood.amounts), None) or _in_figures(understood, case.currency)
            return with_fee(case, fee, at) if fee else case
        case _:
            return case


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome | None:
    """A button of one of these questions; None if it is none, or of a question that is not open."""
    match event.choice:
        case Choice.ARTICLE if case.asked is Asked.ARTICLE:
            chosen = (int(event.argument),) if event.argument else tuple(range(len(case.articles)))
            return Outcome(_about(case, chosen, event.at), needs=OrderAgain(case.order_id))
        case Choice.SEVERITY if case.asked is Asked.SEVERITY:
            return Outcome(_graded(case, Severity(event.argument), event.at), needs=OrderAgain(case.order_id))
        case Choice.MISSING if case.asked is Asked.MISSING:
            return Outcome(_missing(case, Missing(event.argument), event.at), needs=OrderAgain(case.order_id))
        case Choice.ANOTHER_ARTICLE if case.asked in QUESTIONS and len(case.articles) > 1:
            return _choose_article(replace(case, concerned=(), unclear=0))
        case Choice.NO_PHOTO if case.asked is Asked.PHOTO:
            return without_photo(case, event.at, practice, "a press of the buyer")
        case _:
            return None


def says_no_photo(case: Case, understood: Understanding) -> bool:
    """Whether a photo is asked for, and the reply is that there is none."""
    asked = case.asked is Asked.PHOTO and not has_pictures(case) and not understood.question
    return asked and (understood.answer is Answer.NO or has_no_picture(understood.text))


def without_photo(case: Case, at: datetime, practice: Practice, source: str) -> Outcome:
    """No photo can be sent, as the buyer says or presses: a person decides without one."""
    known = case.knowing(Fact(_NO_PICTURE, "yes", Verification.STATED, source, at))
    return handover.to_person(known, at, practice, script_people.PERSON_HAS_ALL, "no photo can be sent")


def has_pictures(case: Case) -> bool:
    """Whether the buyer has sent any."""
    return _said(case, "pictures")


def cannot_show(case: Case) -> bool:
    """Whether the buyer has said that they can send no picture: they are not asked for one again."""
    return _said(case, _NO_PICTURE)


def with_words(case: Case, understood: Understanding, at: datetime) -> Case:
    """The case with the words in which its trouble was told, and their language, where there were any."""
    if not understood.text.strip():
        return case
    told = {_SPOKEN: understood.language, _IN_WORDS: understood.text[:_LONGEST_WORDS]}
    return case.knowing(
        *(Fact(name, value, Verification.STATED, "the buyer's words", at) for name, value in told.items() if value)
    )


def with_defect(case: Case, understood: Understanding, at: datetime) -> Case:
    """The case with how bad it is, where the words tell that what came does not work at all: it is not asked for again."""
    told = case.cause is Cause.NOT_AS_DESCRIBED and understood.defect
    return _graded(case, Severity.UNUSABLE, at) if told else case


def does_not_work(case: Case) -> bool:
    """Whether what came is as it was described, and dead."""
    return case.cause is Cause.NOT_AS_DESCRIBED and case.severity is Severity.UNUSABLE


def _which_article(case: Case, order: Order, practice: Practice) -> Outcome:
    """Asked, unless the words in which the trouble was told name one: then that is said, and easily mended."""
    words = next((fact for fact in case.facts if fact.name == _IN_WORDS), None)
    language = next((fact.value for fact in case.facts if fact.name == _SPOKEN), "")
    position = singled_out(words.value, case.articles, language) if words else None
    if words is not None and position is not None:
        about = Sentence.of(script_causes.LISTEN_ABOUT_ARTICLE, article=case.articles[position])
        return _led_by(about, ask(_about(case, (position,), words.at), order, practice))
    return _choose_article(case)


def _choose_article(case: Case) -> Outcome:
    named = [
        Button(Sentence.of(script_causes.BUTTON_ARTICLE, article=name), Choice.ARTICLE, str(position))
        for position, name in enumerate(case.articles[: _MOST_BUTTONS - 1])
    ]
    everything = Button(Sentence.of(script_causes.BUTTON_ALL_ARTICLES), Choice.ARTICLE)
    return _asking(case, Asked.ARTICLE, script_causes.LISTEN_WHICH_ARTICLE, *named, everything)


def _name(line: OrderLine) -> str:
    return f"{line.title}, {line.variant}" if line.variant else line.title


def _about(case: Case, positions: tuple[int, ...], at: datetime) -> Case:
    names = "; ".join(case.articles[position] for position in positions)
    fact = Fact("article", names, Verification.STATED, "the buyer's words", at)
    return replace(case, concerned=positions, unclear=0).knowing(fact)


def _renamed(case: Case, understood: Understanding, at: datetime) -> Case:
    """The case about the article that is named, if it is another than it was taken to be about."""
    other = singled_out(understood.text, case.articles, understood.language)
    return case if other is None or (other,) == case.concerned else _about(case, (other,), at)


def _graded(case: Case, severity: Severity, at: datetime) -> Case:
    fact = Fact("severity", severity, Verification.STATED, "the buyer's words", at)
    return replace(case, severity=severity, unclear=0).knowing(fact)


def _missing(case: Case, missing: Missing, at: datetime) -> Case:
    fact = Fact("missing", missing, Verification.STATED, "the buyer's words", at)
    return replace(case, missing=missing, unclear=0).knowing(fact)


def _what_is_missing(case: Case, understood: Understanding, at: datetime) -> Case:
    """The case with what is said to be missing: all of an article by its name, a part by its own ("the charger")."""
    if understood.choice == Missing.ARTICLE:
        return _missing(case, Missing.ARTICLE, at)
    named = _renamed(case, understood, at)
    if named is not case or singled_out(understood.text, case.articles, understood.language) is not None:
        return _missing(named, Missing.ARTICLE, at)
    if understood.choice and names_no_part(understood.text):
        return _missing(case, Missing.PART, at)
    if not (understood.choice or _names_a_thing(understood)):
        return case
    part = Fact("missing part", understood.text[:_LONGEST_PART], Verification.STATED, "the buyer's words", at)
    return _missing(case.knowing(part), Missing.PART, at)


def _names_a_thing(understood: Understanding) -> bool:
    """Whether it is a few words that answer nothing but what is missing."""
    said = understood.answer is not Answer.NONE or understood.wish or understood.thanks or understood.greeting or understood.clear
    few = 0 < tokens_of(understood.text).length() <= _A_THING
    return few and not (said or understood.unsure or understood.question or understood.abusive or understood.order_numbers)


def with_fee(case: Case, fee: Money, at: datetime) -> Case:
    """The case with what the buyer was asked to pay at customs."""
    return replace(case, fee=fee, unclear=0).knowing(Fact("fee", str(fee), Verification.STATED, "the buyer's words", at))


def _in_figures(understood: Understanding, currency: str) -> Money | None:
    """A figure without a currency is in that of the order: nobody was asked for two things."""
    try:
        return Money.of(understood.number, currency) if understood.number else None
    except MoneyError:
        return None


def _said(case: Case, name: str) -> bool:
    return any(fact.name == name for fact in case.facts)


def _led_by(said: Sentence, outcome: Outcome) -> Outcome:
    """The outcome with the article it is taken to be about, said first; beside a question a button says that it is another."""
    first, *others = outcome.says or (Say(()),)
    another = Button(Sentence.of(script_causes.BUTTON_ANOTHER_ARTICLE), Choice.ANOTHER_ARTICLE)
    buttons = (*first.buttons, another) if outcome.wait_for_reply else first.buttons
    led = replace(first, sentences=(said, *first.sentences), buttons=buttons)
    return replace(outcome, says=(led, *others))


def _fee_again(case: Case) -> Outcome:
    said = Sentence.of(script_causes.LISTEN_FEE_AGAIN, fee=Money.of("25", case.currency))
    return Outcome(replace(case, asked=Asked.FEE), (Say((said,), (TALK_TO_A_PERSON,)),), wait_for_reply=True)


def _asking(case: Case, asked: Asked, line: Line, *buttons: Button) -> Outcome:
    # A question put a second time has the way to a person beside it; at the first it would only be in the way.
    person = (TALK_TO_A_PERSON,) if case.asked is asked else ()
    return Outcome(replace(case, asked=asked), (Say((Sentence.of(line),), (*buttons, *person)),), wait_for_reply=True)
