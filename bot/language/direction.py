"""Text that runs one way inside a sentence that runs the other: set apart, so that each is read in its own order.

Without it the marks at the end of a foreign name ("Clip Lamp, 2 m (white)") jump to its front in Arabic and Hebrew. What sets
it apart cannot be seen and is dropped when a message is read; what is only to be copied is never handed out with it.
"""

import unicodedata

_LTR_ISOLATE, _OWN_ISOLATE, _END_ISOLATE = "\u2066", "\u2068", "\u2069"
_LETTERS_OF = {"ltr": frozenset({"L"}), "rtl": frozenset({"R", "AL"})}
_OTHER = {"ltr": "rtl", "rtl": "ltr"}
# Embeddings, overrides and isolates, with their ends: one left open in a name would turn the rest of the sentence.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Marks of direction have a direction of their own, and are no letters.
_MARKS = {"\u061c", "\u200e", "\u200f"}


def name_in(text: str, direction: str) -> str:
    """A name or somebody's words inside a sentence of that direction ("ltr", "rtl"): set apart if a letter runs against it."""
    plain = text.translate(_TURNS)
    return f"{_OWN_ISOLATE}{plain}{_END_ISOLATE}" if _has_letters(plain, _OTHER[direction]) else plain


def code_in(text: str, direction: str) -> str:
    """What is read off sign by sign: from the left, unless its own letters run the other way, as in an address in Haifa."""
    if direction == "ltr" or _has_letters(text, "rtl"):
        return name_in(text, direction)
    return f"{_LTR_ISOLATE}{text.translate(_TURNS)}{_END_ISOLATE}"


def amount_in(text: str, symbol: str, direction: str) -> str:
    """An amount as CLDR orders it, with a symbol of Latin letters kept whole: "US$" would be read as "$US" in Arabic."""
    if direction == "ltr":
        return name_in(text, direction)
    return f"{_OWN_ISOLATE}{text.replace(symbol, name_in(symbol, direction))}{_END_ISOLATE}"


def _has_letters(text: str, direction: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _LETTERS_OF[direction] for letter in text if letter not in _MARKS)
