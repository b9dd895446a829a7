"""Hearing what came in: one entry or one album in one transaction; what another process did meanwhile is not done again."""

from dataclasses import replace

import pytest

from bot.complaint import hearing
from bot.complaint.hearing import Seen
from bot.complaint.post import Command, Post, Unreadable
from bot.complaint.turn import CaseMoved, Turn
from bot.language.identify import Heard
from bot.language.understand import Answer, Asked, Guess, Understanding
from bot.memory.inbox import Entry
from bot.memory.store import Memory
from bot.terms import Cause
from tests.complaint.counter import PRACTICE
from tests.memory.people import AT, buyer

ENGLISH = Heard("en", {"en": 1.0})


def entries(memory: Memory, who: int, *names: str, album: str = "") -> list[Entry]:
    """What lies unread in the inbox."""
    for name in names:
        memory.write_now(lambda unit, name=name: unit.inbox.add("page", name, who, "", AT, None, album))
    if album:
        return memory.write_now(lambda unit: unit.inbox.album(who, album))
    return memory.write_now(lambda unit: unit.inbox.oldest(who, most=1))


def seen(memory: Memory, who: int) -> Seen:
    return memory.write_now(lambda unit: hearing.see(unit, who, AT))


def hear(
    memory: Memory, came: list[Entry], post: Post, as_seen: Seen, *, heard: Heard = ENGLISH, **understood: object
) -> Turn | None:
    words = Understanding(post.text, **understood)  # type: ignore[arg-type]
    practice = replace(PRACTICE, spoken=("en", "es"))
    return memory.write_now(lambda unit: hearing.hear(unit, came, post, heard, words, as_seen, practice, AT))


def said(memory: Memory, who: int) -> list[str]:
    return [
        line.text if line.speaker == "buyer" else line.keys
        for line in memory.write_now(lambda unit: unit.transcript.after(who, 0))
    ]


def test_an_entry_is_worked_once(memory: Memory) -> None:
    ana = buyer(memory)
    came, first = entries(memory, ana, "m1"), seen(memory, ana)

    turns = [hear(memory, came, Post("hello"), first), hear(memory, came, Post("hello"), seen(memory, ana))]

    assert [turn is not None for turn in turns] == [True, False]
    assert said(memory, ana).count("hello") == 1


def test_what_is_left_of_an_album_that_somebody_else_began_is_not_lost(memory: Memory) -> None:
    ana = buyer(memory)
    came = entries(memory, ana, "m1", "m2", album="a1")
    memory.write_now(lambda unit: unit.inbox.done(came[0].id))

    with pytest.raises(CaseMoved):
        hear(memory, came, Post(wanted=("one", "two")), seen(memory, ana))

    assert [entry.id for entry in memory.write_now(lambda unit: unit.inbox.album(ana, "a1"))] == [came[1].id]


def test_words_that_were_understood_before_the_case_moved_are_read_anew(memory: Memory) -> None:
    ana = buyer(memory)
    before = seen(memory, ana)
    memory.write_now(lambda unit: unit.cases.open(ana, AT))

    with pytest.raises(CaseMoved):
        hear(memory, entries(memory, ana, "m1"), Post("yes"), before)

    assert memory.write_now(lambda unit: unit.inbox.waiting_buyers()) == [ana]
    assert said(memory, ana) == []


def test_words_that_were_understood_in_another_language_are_read_anew(memory: Memory) -> None:
    ana = buyer(memory)
    now = seen(memory, ana)

    with pytest.raises(CaseMoved):
        hear(memory, entries(memory, ana, "m1"), Post("si"), replace(now, buyer=replace(now.buyer, language="es")))


def test_an_unreadable_thing_has_a_name_in_the_conversation_and_keeps_its_words(memory: Memory) -> None:
    ana = buyer(memory)

    hear(memory, entries(memory, ana, "m1"), Post("my bill", unreadable=Unreadable.FILE), seen(memory, ana))

    assert said(memory, ana)[0] == "File\nmy bill"


def test_what_is_set_aside_keeps_its_words_and_never_a_token(memory: Memory) -> None:
    ana = buyer(memory)
    came = entries(memory, ana, "m1")

    memory.write_now(lambda unit: hearing.set_aside(unit, came, Post(button="7-secret"), "KeyError", AT))

    assert said(memory, ana) == []
    assert [one.error for one in memory.write_now(lambda unit: unit.inbox.aside())] == ["KeyError"]


def test_a_link_is_spoken_of_without_its_token(memory: Memory) -> None:
    ana = buyer(memory)

    hear(memory, entries(memory, ana, "m1"), Post(link="a-token-of-nothing"), seen(memory, ana))

    assert "a-token-of-nothing" not in " ".join(said(memory, ana))
    assert "doors.link_gone" in said(memory, ana)


def test_a_command_that_needs_no_case_opens_none(memory: Memory) -> None:
    ana = buyer(memory)

    turn = hear(memory, entries(memory, ana, "m1"), Post("/help", command=Command.HELP), seen(memory, ana))

    assert turn is None
    assert memory.write_now(lambda unit: unit.cases.newest_of(ana)) is None
    assert said(memory, ana) == ["/help", "aside.help"]


def test_a_drawn_thumb_is_read_as_any_mood_where_nothing_is_offered(memory: Memory) -> None:
    ana = buyer(memory)

    hear(memory, entries(memory, ana, "m1"), Post("👍", drawn=True), seen(memory, ana), answer=Answer.YES)

    assert said(memory, ana)[0] == "👍"


def test_a_button_that_is_typed_is_pressed(memory: Memory) -> None:
    ana = buyer(memory)
    hear(memory, entries(memory, ana, "m1"), Post("hm"), seen(memory, ana))  # no cause: it is asked for, with buttons

    hear(memory, entries(memory, ana, "m2"), Post("hmm"), seen(memory, ana))
    typed = memory.write_now(lambda unit: unit.transcript.after(ana, 0))[-1].buttons[1]
    hear(memory, entries(memory, ana, "m3"), Post(typed.label.upper() + "!"), seen(memory, ana))

    assert typed.choice == "cause"
    case = memory.write_now(lambda unit: unit.cases.newest_of(ana))
    assert case is not None
    assert case.case.cause == typed.argument


def test_a_label_of_an_earlier_question_is_only_words(memory: Memory) -> None:
    ana = buyer(memory)
    hear(memory, entries(memory, ana, "m1"), Post("hm"), seen(memory, ana))
    hear(memory, entries(memory, ana, "m2"), Post("hmm"), seen(memory, ana))
    first = memory.write_now(lambda unit: unit.transcript.after(ana, 0))[-1].buttons[0]

    hear(memory, entries(memory, ana, "m3"), Post(first.label), seen(memory, ana))  # pressed: the next question is another
    before = memory.write_now(lambda unit: unit.cases.newest_of(ana))
    hear(memory, entries(memory, ana, "m4"), Post(first.label), seen(memory, ana))

    after = memory.write_now(lambda unit: unit.cases.newest_of(ana))
    assert before is not None
    assert after is not None
    assert (before.case.unclear, after.case.unclear) == (0, 1)


PERHAPS_SPANISH = Heard("en", {"en": 0.6, "es": 0.4})


def buttons_of_last(memory: Memory, who: int) -> list[tuple[str, str]]:
    """What can be pressed beneath the newest line."""
    newest = memory.write_now(lambda unit: unit.transcript.after(who, 0))[-1]
    return [(button.choice, button.label) for button in newest.buttons]


def test_another_language_that_somebody_may_write_in_is_offered_once_in_that_language(memory: Memory) -> None:
    ana = buyer(memory)

    hear(memory, entries(memory, ana, "m1"), Post("hola, zapatos"), seen(memory, ana), heard=PERHAPS_SPANISH)
    offered = buttons_of_last(memory, ana)
    hear(memory, entries(memory, ana, "m2"), Post("zapatos"), seen(memory, ana), heard=PERHAPS_SPANISH)

    assert offered == [("language", "Continuar en español")]
    assert "language" not in {choice for choice, _ in buttons_of_last(memory, ana)}


def test_whoever_chose_their_language_is_offered_no_other(memory: Memory) -> None:
    ana = buyer(memory)
    memory.write_now(lambda unit: unit.buyers.speaks(ana, "en", chosen=True, belief={}))

    hear(memory, entries(memory, ana, "m1"), Post("hola, zapatos"), seen(memory, ana), heard=PERHAPS_SPANISH)

    assert buttons_of_last(memory, ana) == []


def test_whoever_writes_in_another_language_than_their_apps_is_offered_that_one_once(memory: Memory) -> None:
    ana = buyer(memory)

    hear(memory, entries(memory, ana, "m1"), Post("hello"), seen(memory, ana), heard=ENGLISH)
    offered = buttons_of_last(memory, ana)
    hear(memory, entries(memory, ana, "m2"), Post("hm"), seen(memory, ana), heard=ENGLISH)

    assert offered == [("language", "Continuar en español")]
    assert "language" not in {choice for choice, _ in buttons_of_last(memory, ana)}


def test_the_language_that_was_left_is_offered_once_even_where_an_order_was_asked_for(memory: Memory) -> None:
    ana = buyer(memory)
    torn, spanish = (Guess(Cause.DAMAGED, 0.9),), Heard("es", {"es": 1.0})
    hear(memory, entries(memory, ana, "m1"), Post("llegó rota"), seen(memory, ana), heard=spanish, guesses=torn)
    asked = seen(memory, ana)

    hear(memory, entries(memory, ana, "m2"), Post("Down Jacket"), asked, heard=ENGLISH)
    offered = buttons_of_last(memory, ana)
    hear(memory, entries(memory, ana, "m3"), Post("hm"), seen(memory, ana), heard=ENGLISH)

    assert not asked.free
    assert ("language", "Continuar en español") in offered
    assert "language" not in {choice for choice, _ in buttons_of_last(memory, ana)}


def test_a_language_that_is_not_spoken_here_is_not_offered_whatever_the_app_says(memory: Memory) -> None:
    ana = memory.write_now(lambda unit: unit.doors.open("page", "ana", "sv", "Europe/Stockholm", AT).buyer_id)

    hear(memory, entries(memory, ana, "m1"), Post("hello"), seen(memory, ana), heard=ENGLISH)

    assert "language" not in {choice for choice, _ in buttons_of_last(memory, ana)}


def test_the_names_of_the_order_are_known_once_one_of_them_is_asked_for(memory: Memory) -> None:
    ana = buyer(memory)
    hear(memory, entries(memory, ana, "m1"), Post("hola"), seen(memory, ana))
    stored = memory.write_now(lambda unit: unit.cases.in_hand(ana))
    assert stored is not None
    asked = replace(stored.case, asked=Asked.ARTICLE, articles=("Down Jacket", "Slip-on"))
    memory.write_now(lambda unit: unit.cases.save(stored, asked, AT))

    as_seen = seen(memory, ana)

    assert (as_seen.free, as_seen.articles) == (False, ("Down Jacket", "Slip-on"))


def test_what_is_open_is_put_again_in_the_language_that_was_chosen(memory: Memory) -> None:
    ana = buyer(memory)
    hear(memory, entries(memory, ana, "m1"), Post("hola, zapatos"), seen(memory, ana), heard=PERHAPS_SPANISH)
    token = memory.write_now(lambda unit: unit.transcript.after(ana, 0))[-1].buttons[-1].token

    hear(memory, entries(memory, ana, "m2"), Post(button=token), seen(memory, ana), heard=PERHAPS_SPANISH)

    told = memory.write_now(lambda unit: unit.transcript.after(ana, 0))[-2:]
    assert [line.keys for line in told] == ["aside.language_changed", "listen.what_happened"]
    assert [line.text for line in told] == ["A partir de ahora le escribo en español.", "¿Qué pasó? Con pocas palabras basta."]
