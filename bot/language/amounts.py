"""Amounts of money in a buyer's own spelling: "€8,40", "1.050,00 €", "8€50", "49,- €", "MX$ 599.50", "8천원", "31块5"."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from bot.language.amount_spelling import ABBREVIATED, MEANT, Spelling, may_hold_one, spelling_of
from bot.language.currencies import COINED, HUNDREDTHS, PESOS, SIGNS, TENTHS
from bot.language.figures import decimal_of
from bot.language.no_prices import is_no_price
from bot.language.numerals import BEHIND_FIGURES, one_case, value_of
from bot.language.price_pairs import earlier, fallen, later
from bot.remedy.money import Money, MoneyError, exponent

_PIECES = {one: frozenset({"块", "塊", "원", "刀"}) for one in "一二两兩三四五六七八九일이삼사오육칠팔구"}  # 一块 is a piece, too
# 邮费八块 is a price all the same
_CHARGED = re.compile(r"(?:[费費价價花付]了?|[退赔賠][了我]{1,2}|便宜了?|[优優]惠了?)$")


def amounts_in(text: str, language: str) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The amounts in text order, each with where it stands. "¥" is yuan in a Chinese message, yen in any other.

    An amount with more decimals than its currency has is no amount. Of two prices with one currency between them, each has it.
    """
    found = list(_told(text, language)) if may_hold_one(text, language) else []
    return iter(sorted((*found, *fallen(text, found)), key=lambda one: one[1])) if found else iter(())


def _told(text: str, language: str) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The amounts that have a currency, and each that shares it with the one beside it."""
    spelling, behind = spelling_of(language), 0
    matches = list(spelling.pattern.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        try:
            money = _read(match, language, spelling)
        except MoneyError:
            continue
        if match["said"] or match["said_behind"]:
            yield from earlier(text, behind, match.start(), money, of_sign=not match["said"])
        yield money, match.span()
        behind = match.end()
        for other, span in later(text, behind, following.start() if following else len(text), money):
            yield other, span
            behind = span[1]


def _read(match: re.Match[str], language: str, spelling: Spelling) -> Money:
    if match["sign_between"]:
        return Money.of(f"{match['whole']}.{match['cents']}", SIGNS.get(match["sign_between"], "EUR"))
    if match["lone_unit"]:
        words = match["small_words"]
        if words and (match["lone_unit"].casefold() == "cents" and language == "fr"):
            raise MoneyError("hundreds")
        if is_no_price(
            match.string, match.span(), match["lone_unit"].casefold(), None if words else Decimal(match["some_small"])
        ):
            raise MoneyError("it only looks like one")
        return _of_hundredths(match["some_small"] or words, match["lone_unit"], language)
    found = match.groupdict()
    if coin := found.get("coin"):
        return _of_coins(found, coin, language, spelling)
    if said := found.get("meant"):
        return _of_meant(found, said, language)
    name = match["over"] or match["before"] or match["after"] or match["after_words"] or found["one_of"]
    currency = _currency(name, match, language, spelling)
    if found.get("one_of"):
        return Money.of(1 + value_of(found["and_half"], language), currency)
    number = _number(match["said_behind"] or match["said"] or match["words"], language, currency)
    if is_no_price(match.string, match.span(), name.casefold(), None if match["words"] else number):
        raise MoneyError("it only looks like one")
    of_pieces = match["words"] in _PIECES and name in _PIECES[match["words"]] and not match["w_tenth"]
    if of_pieces and not _CHARGED.search(match.string, 0, match.start()):
        raise MoneyError("a piece of something")
    return Money.of(number + _rest(match, "w_" if match["words"] else "", name, language), currency)


def _currency(name: str, match: re.Match[str], language: str, spelling: Spelling) -> str:
    before, text = match["before"], match.string
    if name == "try":  # the code only in capitals: in lower case it is a word of English
        raise MoneyError("try is a word")
    if one_case(name) in {"peso", "pesos"} or (name == "$" and "pesos" in text.casefold()):
        told = [code for code, country in PESOS.items() if re.search(country, text, re.IGNORECASE)]
        if len(told) == 1:
            return told[0]
        if name != "$":
            raise MoneyError("a peso is of seven countries")
    if before and name in {"元", "圓", "円", "圆"} and name != before:
        name = before
    if name == "¥" and language.startswith("zh"):
        return "CNY"
    return spelling.currencies[one_case(name)]


def _number(said: str, language: str, currency: str) -> Decimal:
    return value_of(said.removesuffix(",-"), language, lambda figures: decimal_of(figures, exponent(currency)))


def _rest(match: re.Match[str], which: str, name: str, language: str) -> Decimal:
    """What is said behind the name: cents, a half, a tenth."""
    if match["before_small"]:
        return Decimal(match["before_small"]) / 100
    if small := match[f"{which}small"]:
        return value_of(small, language) / (10 if match[f"{which}unit"] in TENTHS else 100)
    if half := match[f"{which}half"]:
        return value_of(half, language)
    if tenth := match[f"{which}tenth"]:
        tenth = tenth.removeprefix("零")
        if tenth.isdigit() and len(tenth) == 2:
            return Decimal(tenth) / 100
        if len(tenth.removesuffix("分")) > 2 and tenth[1] in "毛角":
            return value_of(tenth[0], language) / 10 + value_of(tenth[2], language) / 100
        if name[0] in "块塊" or tenth[-1] not in "0123456789一二三四五六七八九":
            return value_of(tenth[0], language) / 10
        return Decimal(0)
    if two := match[f"{which}two_more"]:
        return Decimal(two) / 100 if name[0] not in "¥₩₫円元원" else Decimal(0)
    if said := match.groupdict().get(f"{which}two_words"):
        cents = value_of(said, language)
        return cents / 100 if 10 <= cents < 100 and cents == int(cents) else Decimal(0)
    return Decimal(0)


@cache
def _parts_of(language: str) -> Mapping[str, str]:
    return {one_case(name): code for name, code in HUNDREDTHS[language].items()}


@cache
def _coins_of(language: str) -> Mapping[str, tuple[str, str]]:
    return {one_case(name): worth for name, worth in COINED[language].items()}


def _of_hundredths(said: str, unit: str, language: str) -> Money:
    currency = _parts_of(language)[one_case(unit)]
    if not currency:
        raise MoneyError(f"{unit} is a part of many currencies")
    return Money.of(value_of(said, language) / (10 if unit in TENTHS else 100), currency)


def _of_coins(found: Mapping[str, str | None], coin: str, language: str, spelling: Spelling) -> Money:
    worth, currency = _coins_of(language).get(one_case(coin), ("", ""))
    if not worth:
        raise MoneyError(f"{coin} is no note")
    count = found["coins"] or found["coin_words"]
    name = found["coin_of"]
    return Money.of(
        Decimal(worth) * (value_of(count, language) if count else 1), spelling.currencies[one_case(name)] if name else currency
    )


def _says(said: str, word: str) -> bool:
    """Whether the word is there; one that is an abbreviation must not be the beginning of another ("tr" of "tram")."""
    return re.search(rf"{word}(?![^\W\d_])" if word in ABBREVIATED else word, said.casefold()) is not None


def _of_meant(found: Mapping[str, str | None], said: str, language: str) -> Money:
    currency, words = MEANT[language]
    last = next((word for word in sorted(words, key=len, reverse=True) if _says(said, word)), "")
    if not last:
        raise MoneyError("a number of something")
    number = _number(said, language, currency)
    if tenth := found.get("meant_tenth") or found.get("apart_tenth"):
        number += Decimal(tenth).scaleb(-len(tenth)) * BEHIND_FIGURES.get(last, 1)
    return Money.of(number, currency)
