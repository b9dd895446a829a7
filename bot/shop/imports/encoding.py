"""The text of a file, in whichever encoding it was written.

UTF-8 says of itself whether it is UTF-8. The others do not: nearly any bytes are some text in each of them. Of those that
can be, the one counts in which the file reads most like something people write.
"""

import re
from collections.abc import Callable

from bot.shop.imports.refusal import UnreadableError

SAVE_AS = "save the sheet as CSV (UTF-8) and import that"

NOT_A_TABLE = (
    (b"\x1f\x8b", "a compressed file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)
"""How files that are often handed in by mistake begin, and what to call them."""

FOREIGN = re.compile(r"[^\x00-\x7f]+")
LOOKED_AT = 2_000  # runs of foreign characters: enough to tell, and no more work for a large file
CONVINCING = 0.5  # share of ordinary characters below which a file is more likely no text at all


def text_of(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises UnreadableError for what is no text."""
    for beginning, name in NOT_A_TABLE:
        if content.startswith(beginning):
            raise UnreadableError(f"this is {name}, not a table; {SAVE_AS}")
    if b"\0" in content:
        raise UnreadableError(f"this is not a text file; {SAVE_AS}")
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as fault:
        guess = _best_guess(content)
        if guess is None:
            line = content.count(b"\n", 0, fault.start) + 1
            byte = content[fault.start]
            raise UnreadableError(f"the byte 0x{byte:02X} in this line is in no encoding that is read; {SAVE_AS}", line) from None
        return guess


def _best_guess(content: bytes) -> tuple[str, str] | None:
    """The text and encoding that read best; of equals the first."""
    shares: dict[str, float] = {}
    texts: dict[str, str] = {}
    for encoding, is_ordinary in ORDINARY_IN.items():
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        texts[encoding], shares[encoding] = text, _share(text, is_ordinary)
    best = max(shares, key=lambda encoding: shares[encoding], default=None)
    return (texts[best], best) if best and shares[best] >= CONVINCING else None


def _share(text: str, is_ordinary: Callable[[str, str], bool]) -> float:
    """How much of what is not ASCII is ordinary in an encoding."""
    ordinary = seen = 0
    for run, _ in zip(FOREIGN.finditer(text), range(LOOKED_AT), strict=False):
        around = text[max(run.start() - 1, 0) : run.end() + 1]
        seen += len(run.group())
        ordinary += sum(is_ordinary(character, around) for character in run.group())
    return ordinary / seen if seen else 0.0


def _western(character: str, around: str) -> bool:
    """A letter among plain letters, as in "Zoë"; letters with marks only among themselves are another script misread."""
    return character in "€£°–—’‘“”…©®™×·«»¡¿ªº\xa0" or (character.isalpha() and any(c.isascii() and c.isalpha() for c in around))


def _chinese(character: str, _around: str) -> bool:
    """One of the characters of daily life, which the older GB 2312 has too, or one in four bytes: nothing looks so by chance."""
    return _fits(character, "gb2312") or not _fits(character, "gbk")


def _japanese(character: str, _around: str) -> bool:
    """A kana or a kanji, and none of the half-width kana that two of any high bytes would give."""
    return not "\uff61" <= character <= "\uff9f" and _fits(character, "shift_jis")


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


ORDINARY_IN: dict[str, Callable[[str, str], bool]] = {"cp1252": _western, "gb18030": _chinese, "cp932": _japanese}
