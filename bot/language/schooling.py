"""What has to be learned before a message can be read is learned in a thread: only whoever wrote that message waits for it.

The same message is understood in the same way whenever it comes, so it is never read with half of what there is to know.
"""

import asyncio
from collections.abc import Iterable

from bot.language.evidence import weigh, words_of
from bot.language.understand import Understander

_OF_EACH_KIND = ("a parcel", "où ça", "где", "在哪")  # each script, and letters with accents, has tables of its own


class School:
    """One lesson at a time, and each only once: a second message in a new language waits for the lesson of the first."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander
        self._tells_languages = False
        self._lesson = asyncio.Lock()

    async def to_tell_languages(self) -> None:
        """Be ready to tell languages apart."""
        if self._tells_languages:
            return
        async with self._lesson:
            if not self._tells_languages:
                await asyncio.to_thread(_tell_languages)
                self._tells_languages = True

    async def to_understand(self, language: str) -> None:
        """Be ready to understand a language as its files have it now."""
        if self._understander.ready(language):
            return
        async with self._lesson:
            if not self._understander.ready(language):
                await asyncio.to_thread(self._understander.prepare, language)

    async def to_understand_all(self, languages: Iterable[str]) -> None:
        """Be ready for the languages of a shop, in their order; whoever writes meanwhile comes next."""
        await self.to_tell_languages()
        for language in languages:
            await self.to_understand(language)


def _tell_languages() -> None:
    for text in _OF_EACH_KIND:
        weigh(words_of(text))
