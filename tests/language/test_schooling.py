"""What has to be learned before a message can be read is learned beside the talk."""

import asyncio
import threading

from bot.language.schooling import School
from bot.language.understand import Asked, Understanding, WordsUnderstander


class Pupil:
    """Notes which languages it was to learn, and in which threads."""

    def __init__(self, *known: str) -> None:
        self.known = set(known)
        self.lessons: list[tuple[str, bool]] = []

    def ready(self, language: str) -> bool:
        return language in self.known

    def prepare(self, language: str) -> None:
        self.lessons.append((language, threading.current_thread() is threading.main_thread()))
        self.known.add(language)

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        raise AssertionError((text, language, asked))


async def test_a_language_is_learned_in_a_thread() -> None:
    pupil = Pupil()

    await School(pupil).to_understand("de")

    assert pupil.lessons == [("de", False)]


async def test_what_is_known_is_not_learned_again() -> None:
    pupil = Pupil("de")

    await School(pupil).to_understand("de")

    assert pupil.lessons == []


async def test_two_who_write_at_once_wait_for_one_lesson() -> None:
    pupil = Pupil()
    school = School(pupil)

    await asyncio.gather(school.to_understand("de"), school.to_understand("de"))

    assert pupil.lessons == [("de", False)]


async def test_whoever_writes_while_a_shop_learns_its_languages_comes_next() -> None:
    pupil = Pupil()
    school = School(pupil)
    await school.to_tell_languages()

    await asyncio.gather(school.to_understand_all(["en", "es", "fr"]), school.to_understand("fr"))

    assert [language for language, _ in pupil.lessons] == ["en", "fr", "es"]


def test_a_language_is_ready_once_it_was_prepared() -> None:
    understander = WordsUnderstander()

    before = understander.ready("es")
    understander.prepare("es")

    assert (before, understander.ready("es"), understander.ready("fr")) == (False, True, False)
