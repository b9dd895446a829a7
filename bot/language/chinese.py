"""Simplified or traditional: by the character sets that were made for one of them and lack the other's forms."""

SIMPLIFIED, TRADITIONAL, JAPANESE = "gb2312", "big5", "euc_jp"


def forms_in(letters: str) -> tuple[int, int, int]:
    """How many Chinese characters are only simplified, only traditional, and only Japanese."""
    simplified = traditional = japanese = 0
    for letter in letters:
        in_simplified, in_traditional = _within(letter, SIMPLIFIED), _within(letter, TRADITIONAL)
        simplified += in_simplified and not in_traditional
        traditional += in_traditional and not in_simplified
        japanese += not in_simplified and not in_traditional and _within(letter, JAPANESE)
    return simplified, traditional, japanese


def _within(letter: str, characters: str) -> bool:
    return bool(letter.encode(characters, "ignore"))
