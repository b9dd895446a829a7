"""The words that buyers say in chat, as they type them: `locales/<language>/chat.txt`.

Books and newspapers, of which most is counted, seldom ask for a parcel. Of languages with letters of their own it is how their
words are typed in Latin ones.
"""

import logging

from bot.language.catalogue import locales_folder
from bot.language.owner_files import FileError, text_in

CHAT = "chat.txt"

log = logging.getLogger(__name__)


def chat_words(language: str) -> frozenset[str]:
    """The words in the file of a language; none if it has none, or one with a fault in it, which is logged."""
    path = locales_folder() / language / CHAT
    try:
        lines = text_in(path).splitlines() if path.exists() else []
    except FileError as fault:
        log.error("%s. Nothing is taken from it until it is mended, and the shop opened anew", fault)
        return frozenset()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
