"""What is written as an amount and is none: "taille 39 €", "le 2e", "à 2 euros près", "a few hundred euros"."""

import re
from collections.abc import Mapping
from decimal import Decimal

SIZE = re.compile(
    r"(?:size|talla|taglia|taille|pointure|tamanho|gr[öo]ße|maat|rozmiar|размер|розмір|beden|مقاس|المقاس|מידה|साइज|ไซส์|"
    r"ukuran|サイズ|사이즈|码|碼|號)\s?$",
    re.IGNORECASE,
)
"""What makes the number behind it a size."""

_SIZES = range(15, 61)
_ORDINAL = re.compile(
    r"(?:^|\W)(?:l[ea]|les|du|de la|au|aux|ce|cette|mon|ma|un|une|en|pour|deux|trois|"
    r"(?:app?t|porte|b[âa]t\w*|esc\w*)\W{1,2}\w{1,5},?)\s?$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"(?:[几幾数數몇수]|(?<!\w)(?:few|several|couple|couple of|paar|mehrere|varios|vários|alguns|alcune|quelques|plusieurs|"
    r"несколько|пару|кілька|декілька|kilka|parę|enkele|birkaç|beberapa|mấy|vài|कुछ|kuch|بضع|عدة|כמה)|หลาย|ไม่กี่)\s?$",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"(?<!\w)(?:pas|ni|not|neanche|nemmeno|manco|neppure|nem|sequer|siquiera|ні|ни|ані|kein\w*|geen|ani|nawet)\s?$", re.IGNORECASE
)
_ONES = frozenset(
    (
        "one",
        "un",
        "une",
        "uno",
        "una",
        "um",
        "uma",
        "ein",
        "einen",
        "een",
        "één",
        "jeden",
        "jedną",
        "один",
        "одну",
        "одного",
        "одна",
    )
)
_OF_WEIGHT = re.compile(r"(?<!\w)(?:weigh(?:s|ed|ing)?|pesa|pèse|wiegt|weegt|waży|весит)(?: about| around)?\s$", re.IGNORECASE)
_HEAVY = re.compile(r"\s(?:heavier|lighter|in weight|of weight|overweight)(?!\w)", re.IGNORECASE)
_NEAR = re.compile(r"\sprès(?!\w)", re.IGNORECASE)
_MONEY = re.compile(r"z[łl]|brak|kosz|groszy|dopłat|zwrot", re.IGNORECASE)  # or a "gr" is of a weight
# What makes something else of a name by what goes on behind it.
_GOES_ON: Mapping[str, re.Pattern[str]] = {
    name: re.compile(behind, re.IGNORECASE)
    for name, behind in (
        ("balles", r"\sde\s(?:tennis|golf|ping|padel|jong|foin|basket|foot|hand|massage|laine)"),
        ("contos", r"\sde\s(?:fada|terror|réis)"),
        ("real", r"\s(?:problema|motivo|situa|valor|necess|defeito|cor|tamanho)"),
        ("р", r"\s(?:подряд|в (?:день|неделю|месяц))"),
    )
}


def is_no_price(text: str, span: tuple[int, int], name: str, number: Decimal | None) -> bool:
    """Whether what stands there with the name of a currency is no amount for what stands beside it.

    `number` is the one said in figures; None where it is in words.
    """
    before, behind = text[max(0, span[0] - 16) : span[0]], text[span[1] : span[1] + 16]
    if name == "e" and (_ORDINAL.search(before) or SIZE.search(before)):
        return True
    if name in _GOES_ON and _GOES_ON[name].match(behind):
        return True
    if before.endswith("第") or (name == "gr" and not _MONEY.search(text)):
        return True
    if number is None:
        said = text[span[0] : span[1]]
        return bool(_SOME.search(before) or (_NOT_ONE.search(before) and said.split()[0].casefold() in _ONES))
    return bool(
        (number in _SIZES and SIZE.search(before))
        or _NEAR.match(behind)
        or _OF_WEIGHT.search(before)
        or _HEAVY.match(behind)
        or (name == "c" and text[span[0] : span[1]].endswith((" c", " C")))  # of heat
    )
