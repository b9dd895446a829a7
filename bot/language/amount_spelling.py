"""How amounts are spelt in a language: the pattern of one, and what a message has at the least that holds one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.language.currencies import CODES, COINED, HUNDREDTHS, SET_BEFORE, SIGNS, names_in, signs_in
from bot.language.figures import FIGURES, FRESH
from bot.language.numerals import more_pattern, number_pattern, number_words, one_case

# "150rb" and "250k" name no currency where everybody means the one of the country.
MEANT = {
    "id": ("IDR", frozenset({"ribu", "rb", "rebu", "juta", "jt", "k", "sejuta", "seribu"})),
    "vi": ("VND", frozenset({"k", "nghìn", "ngàn", "triệu", "nghin", "ngan", "trieu", "tr", "củ"})),
}

ABBREVIATED = frozenset({"k", "tr"})


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"


_LETTER = r"[A-Za-zА-яёіїєґ\u00c0-\u024f\u1e00-\u1eff]"
# What makes another word of a name that ends there: रुमाल is a handkerchief, 원피스 a dress, 元気 well.
_GOES_ON = {
    "he": r"|[\u05d0-\u05ea]",
    "hi": r"|[\u0900-\u0963]",
    "ko": "|피스|룸|단|형|목|두|(?<=불)[량편안확법합]",
    "ja": "|気",
    "ru": "|-р",
    "zh_Hans": "|(?<=块)(?:布|玻璃|电池|手表|肉|蛋糕|饼|砖|屏幕|地[毯垫]|拼图|毛巾|[香肥]皂|豆腐|主板|硬盘)",
    "zh_Hant": "|(?<=[块塊])(?:布|玻璃|電池|手錶|肉|蛋糕|餅|磚|螢幕|地[毯墊]|拼圖|毛巾|[香肥]皂|豆腐|主機板|硬碟)",
    "uk": "|-р",
}
# Of Turkish.
_SUFFIX = r"(?:'?(?:[yns]?[aeıiuü]|[dt][ae]n?|[ıiuü]?m|l[ıiuü]k|l[ae]r|c[ıiuü]k|y?[dt][ıiuü]|[dt][ıiuü]r)[a-zçğıöşü]{0,5})?"
_AND = r"(?:and|e|et|y|und|en|i|и|й|та|ve|con|com|avec|mit|met|z|з|с|و|ו|dan|và|và|กับ|aur|और)"
# The euro of "12e", in French.
_E = r"e(?=\s*(?:$|[.!?)])|(?<=\d\de)\s(?:et|mais|pour|au lieu|contre)\s)"
# "Some" between a number and its currency: 五十来块.
_SOME = {"zh_Hans": "[多来余]?", "zh_Hant": "[多來餘]?", "th": "(?:กว่า)?", "ko": "여?"}
# What is counted, dated or measured is no rest of an amount: "20 euro 10 days ago".
_COUNTED = (
    r"(?:d[ií]a|day|tag|jour|giorn|dag|dni|dzie|дн|ден|gün|hari|week|woch|semaine|seman|settiman|tydz|tyg|недел|тижн|"
    r"hafta|minggu|"
    r"month|mon|mois|mes|maand|mies|меся|міся|hour|stund|heure|h\b|hora|ore|ora|uhr|uur|godz|час|годин|saat|jam|min|"
    r"st[üu]|pi[eè]|"
    r"pz|pezz|szt|шт|adet|p[ck]s?\b|[cmk]?[mg]\b|ml|x\b|mal\b|fois|volt|keer|raz|раз|kez|kali|pers(?:o|ö|\b)|year|jahr|an[sn]|añ|"
    r"jaar|lat|лет|"
    r"рок|yıl|tahun|euro|€|%|°|usd|zł|jan|"
    r"d[oó]l|eur|gbp|chf|pound|quid|libra|lir[ae]|tl\b|peso|rea[li]|zl|руб|грн|грив|дол|[єе]вро|ريال|دولار|يورو|درهم|دينار|جنيه|"
    r"שקל|ש\"ח|דולר|יורו|रुप|डॉलर|यूरो|rupi|rupee|đô|đồng|บาท|ดอล|ยูโร|ปอนด์|เยน|หยวน|fran|yen\b|won\b|kr\b|feb|f[eé]v|mar|m[äa]r|apr|avr|abr|ma[iy]|jun|jui|jul|lug|giu|ago|aug|ao[uû]|sep|"
    r"set|okt|oct|"
    r"ott|nov|de[czs]|dic|янв|фев|апр|ию|авг|сен|окт|ноя|дек)"
)
_TWO_WORDS = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt_BR"})  # "vierzehn Euro neunundneunzig"
_FIGURE = re.compile(r"\d")
_CENTS_NAMED = frozenset({"de", "en", "nl"})
_UNPARTED_HALF = frozenset({"ja", "ko", "th", "zh_Hans", "zh_Hant"})
# Names of currencies that mean something else behind a number in words: "a real person", "two soles".
_OTHER_WORDS = frozenset({"k", "р", "р.", "к", "rs", "rs.", "rp"})
_OTHER_WORDS_IN = {"en": frozenset({"real", "soles", "sole", "won", "rand"})}


@dataclass(frozen=True, slots=True)
class Spelling:
    """How amounts are written in one language: the pattern of one, and currencies by name and sign."""

    pattern: re.Pattern[str]
    currencies: Mapping[str, str]


@cache
def spelling_of(language: str) -> Spelling:
    names = names_in(language)
    signs = {**{name: code for name, code in names.items() if not name[0].isalpha()}, **SIGNS}
    codes = _any_of([*CODES, "TRY"])
    # A name may be set before an amount where its language does so; one that ends in letters ends at the end of a word.
    before = _any_of([*CODES, "TRY", *(name for name in names if name in SET_BEFORE or name in signs_in(language))])
    after = _any_of([*CODES, "TRY", *names])
    others = _OTHER_WORDS | _OTHER_WORDS_IN.get(language, frozenset())
    after_words = _any_of([*CODES, *(name for name in names if name not in others), *signs])
    sign = _any_of(signs)
    words, more = rf"(?<!{_LETTER}){number_pattern(language)}", more_pattern(language)
    figures = rf"{FIGURES}(?:,-)?{more}?"
    suffix = _SUFFIX if language == "tr" else ""
    ends = rf"{suffix}(?!{_LETTER}{_GOES_ON.get(language, '')})"
    if language == "es":  # of a country that is told elsewhere
        after, after_words = rf"{after}|pesos?", rf"{after_words}|pesos?"
    if language == "fr":  # "12e" is an amount where it ends, and "the twelfth" where it goes on
        after += rf"|{_E}"
    some = _SOME.get(language, "")
    hundredths = _any_of(HUNDREDTHS.get(language, {}))
    half = _any_of(word for word, value in number_words(language).items() if 0 < value < 1)
    joint = rf"\s?(?:{_AND}[\s-]?)"
    # 半額 is half price and 반품 a return
    rest_half = rf"(?P<half>{half})(?![額额價价年月日天个個품값납송])"
    if language not in _UNPARTED_HALF:
        rest_half = rf"(?:{joint}|\s)(?P<half>{half})(?!\w)"
    two_words = rf"|(?:{joint}|\s)(?P<two_words>{words})(?!\w|\s?{_COUNTED})" if language in _TWO_WORDS else ""
    rest = (
        rf"(?:(?P<tenth>{_tenth(language)})|{joint}?\s?(?P<small>\d{{1,2}}|{words})\s?(?P<unit>{hundredths})(?={ends})"
        rf"|\s?{rest_half}"
        rf"|(?:{joint}{_if_ends(language)}|\s)(?P<two_more>\d\d)(?![\d.:/%'-]|,\d|\s?%|\s?{_COUNTED}|\s?(?:{sign})){two_words})?"
    )
    between = "€£$e" if language == "fr" else "€£$"  # 7e50
    others_first = "|".join(
        [
            rf"{FRESH}(?P<whole>\d{{1,6}})(?P<sign_between>[{between}])(?P<cents>\d\d)(?![\d.,]|{_LETTER})",
            rf"(?:(?P<some_small>{FRESH}\d{{1,2}})\s?|"
            rf"(?P<small_words>{words})[\s-]?)(?P<lone_unit>{hundredths})(?!{_LETTER}|\s?(?:{after})(?!{_LETTER}))",
            rf"(?P<coined>{_coined(language, words)})",
        ]
    )
    pattern = re.compile(
        rf"{others_first}"
        rf"|(?P<before>{sign}|(?<!{_LETTER})(?:{before}))\s?(?P<said_behind>{figures}(?!\d|{_LETTER})|{FIGURES}(?!\d)|"
        rf"{_wide(words, language)})"
        rf"(?:\s?(?P<over>{codes}|pesos?(?:\s(?:mexican|argentin|chilen|colombian)os?)?|元|圓|円|"
        rf"圆)(?!{_LETTER}))?(?:{joint}(?P<before_small>\d{{1,2}})\s?(?:{hundredths})(?!{_LETTER}))?"
        rf"|{FRESH}(?P<said>{figures}){some}\s?(?P<after>{sign}|(?:{after})(?={ends})){suffix}{rest}"
        rf"|(?P<words>{words}){some}[\s-]?(?P<after_words>(?:{after_words})(?={ends})){suffix}{_again(rest)}"
        rf"{_one_and(language, after_words, half)}{_meant(language, figures, words)}",
        re.IGNORECASE,
    )
    known = {"e": "EUR", **{code.casefold(): code for code in (*CODES, "TRY")}}
    return Spelling(pattern, {one_case(name): code for name, code in {**names, **known, **signs}.items()})


def _if_ends(language: str) -> str:
    """Where one says "and fifty cents", "and 15" before another word is of something else: "20 dollars and 15 shipping"."""
    return r"(?=\d\d\s*(?:$|[.,!?;)]))" if language in _CENTS_NAMED else ""


def _again(rest: str) -> str:
    """The same rest behind a number in words: a name may stand only once in a pattern."""
    return re.sub(r"\(\?P<(\w+)>", r"(?P<w_\1>", rest)


def _wide(words: str, language: str) -> str:
    return words if language in {"zh_Hans", "zh_Hant", "ja"} else "(?!)"


def _tenth(language: str) -> str:
    """The last digit of 31块5, said behind the name."""
    if language.startswith("zh"):
        more = r"(?![\d十百千万萬个個件双雙条條张張次天年月号號日码碼块塊元分])"
        digit = r"(?:\d|[一二三四五六七八九])"
        return rf"(?<=[块塊])\d\d{more}|零?{digit}{more}(?:(?:毛|角){digit}分?{more}|毛钱|毛錢|毛|角)?"
    return r"(?<=[块塊])\d(?!\d)"


def _coined(language: str, words: str) -> str:
    coins = COINED.get(language)
    if not coins:
        return "(?!)"
    # "nen 5er", no 5er-Pack
    few = r"(?<=n )\d{1,3}er(?!\w|-|\s?(?:pack|set|box|karton|st[üu]ck|kart|schl|bit|nuss|gr[öo]|düb|jahr))"
    names = rf"(?<!{_LETTER})(?:{_any_of(coin for coin in coins if not coin[0].isdigit())})(?!{_LETTER})"
    after = _any_of(names_in(language))
    return (
        rf"(?:(?:{FRESH}(?P<coins>\d{{1,3}})|(?P<coin_words>{words}))\s)?(?P<coin>{names}|"
        rf"{few})(?:\s(?P<coin_of>{after})(?!{_LETTER}))?"
    )


def _one_and(language: str, names: str, half: str) -> str:
    """שקל וחצי and ريال ونص are one and a half without a one."""
    if language not in {"ar", "he"}:
        return ""
    return rf"|(?P<one_of>{names})\s(?:و|ו)\s?(?P<and_half>{half})(?!\w)"


def _meant(language: str, figures: str, words: str) -> str:
    if language not in MEANT:
        return ""
    tenth = (
        r"(?:(?:(?<=tr)|(?<=\dk))(?P<meant_tenth>\d{1,3})|(?<=[ệe][uU])\s(?P<apart_tenth>\d{1,3}))?" if language == "vi" else ""
    )
    return rf"|(?P<meant>(?:{FRESH}{figures}|{words})){tenth}(?![\d.,]?\d|[^\W\d_]|\s?k[gm]\b)"


@dataclass(frozen=True, slots=True)
class _Least:
    """What an amount has at the very least, in one case: a currency or a coin, and figures or the first word of a number."""

    currencies: tuple[re.Pattern[str], ...]
    numbers: re.Pattern[str]
    coins: re.Pattern[str]


@cache
def _least(language: str) -> _Least:
    letter = _LETTER if language != "tr" else "(?!)"  # a name takes an ending there
    coins = {one_case(coin) for coin in COINED.get(language, {})}
    whole = {one_case(name) for name in (*CODES, "TRY", *names_in(language), *SIGNS, *HUNDREDTHS.get(language, {}))} | coins
    whole |= {"peso", "pesos"} if language == "es" else set()
    meant = MEANT.get(language, ("", frozenset()))[1]
    currencies = [
        rf"(?:{_by_first_letter(_without_longer(whole | (meant & ABBREVIATED)))})(?!{letter})",
        _by_first_letter(meant - ABBREVIATED),
    ]
    currencies += [rf"(?<!{_LETTER})(?:{_E}|e(?=\d))"] if language == "fr" else []
    numbers = {one_case(word) for word in number_words(language)}
    return _Least(
        tuple(map(re.compile, currencies)),
        re.compile(_by_first_letter(numbers, alone=True)),
        re.compile(_by_first_letter(coins)),
    )


def _without_longer(words: Iterable[str]) -> list[str]:
    """The words but for those that end in another: such a one is found with that one."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not word.endswith(tuple(kept)):
            kept.append(word)
    return kept


def _by_first_letter(words: Iterable[str], *, alone: bool = False) -> str:
    """One of the words, and `alone` that none goes on to it: told by first letters, a search skips to where one may begin."""
    behind: dict[str, list[str]] = {}
    for word in sorted(words):
        behind.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = (
        re.escape(first) + (f"(?<!{_LETTER}{re.escape(first)})" if alone else "") + f"(?:{'|'.join(rests)})"
        for first, rests in behind.items()
    )
    return "|".join(groups) or "(?!)"


def may_hold_one(text: str, language: str) -> bool:
    """Whether an amount is looked for at all: most messages have none, and tell so in a glance."""
    least, plain = _least(language), one_case(text)
    if not _FIGURE.search(text) and not least.numbers.search(plain) and not least.coins.search(plain):
        return False
    return any(currency.search(plain) for currency in least.currencies)
