"""The names of currencies as buyers write them: signs, codes, words in all their forms, slang, and coins and notes by name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name

from bot.language.cldr import copied

# Longest first, so that "US$" is not read as "$". A currency that a sign does not settle (kr, peso) is never guessed.
SIGNS = {
    "US$": "USD", "MX$": "MXN", "R$": "BRL", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "NT$": "TWD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "CN¥": "CNY", "JP¥": "JPY", "UK£": "GBP", "$MX": "MXN", "$CA": "CAD",
    "S/": "PEN", "S/.": "PEN", "₴": "UAH", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN",
}  # fmt: skip
# Codes people also type in lower case; TRY, ALL and TOP are words of English, and are left out.
CODES = [
    "EUR", "USD", "GBP", "JPY", "CNY", "CHF", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "RON", "BGN", "MXN", "BRL", "ARS",
    "CLP", "COP", "PEN", "CAD", "AUD", "NZD", "HKD", "TWD", "SGD", "KRW", "INR", "RUB", "UAH", "ILS", "THB", "VND", "IDR",
    "MYR", "PHP", "AED", "SAR", "KWD", "QAR", "BHD", "OMR", "JOD", "EGP", "MAD", "TND", "ZAR",
    "IQD", "LBP", "DZD", "LYD", "PKR", "KZT", "BYN", "NGN",
]  # fmt: skip
WORDS = {
    "euros": "EUR", "euro": "EUR", "ευρώ": "EUR", "евро": "EUR", "يورو": "EUR", "ユーロ": "EUR", "유로": "EUR",
    "欧元": "EUR", "欧": "EUR",
    **dict.fromkeys(("澳元", "澳币", "澳幣"), "AUD"), **dict.fromkeys(("加元", "加币", "加幣"), "CAD"),
    **dict.fromkeys(("新币", "新幣", "坡币"), "SGD"), **dict.fromkeys(("韩币", "韓幣", "韩元", "韓元"), "KRW"), "马币": "MYR",
    "馬幣": "MYR", "里拉": "TRY", "卢比": "INR",
    "dollars": "USD", "dollari": "USD",
    "dollar": "USD", "bucks": "USD", "dólares": "USD", "dolares": "USD", "dólar": "USD", "dolar": "USD",
    "долларов": "USD", "доллара": "USD", "دولار": "USD", "ドル": "USD", "달러": "USD", "美元": "USD", "美金": "USD",
    "刀": "USD",
    "sterline": "GBP", "funtów": "GBP", "funtow": "GBP", "фунтов": "GBP", "фунта": "GBP", "фунтів": "GBP", "sterlin": "GBP",
    "bảng": "GBP",
    "ปอนด์": "GBP", "파운드": "GBP", "pounds": "GBP", "pound": "GBP", "quid": "GBP",
    "libras": "GBP", "英镑": "GBP", "镑": "GBP", "ポンド": "GBP",
    "reais": "BRL", "rmb": "CNY", "人民币": "CNY", "元": "CNY", "块钱": "CNY", "块": "CNY",
    "日元": "JPY", "円": "JPY", "港币": "HKD", "원": "KRW", "рублей": "RUB", "рубля": "RUB", "рубль": "RUB", "руб": "RUB",
    "гривень": "UAH", "грн": "UAH", "zł": "PLN", "zl": "PLN", "złotych": "PLN", "ريال سعودي": "SAR", "ر.س": "SAR",
    "ريال": "SAR",
    "درهم اماراتي": "AED", "درهم إماراتي": "AED", "د.إ": "AED", "دينار كويتي": "KWD", "د.ك": "KWD", "pesos mexicanos": "MXN",
    "pesos chilenos": "CLP", "pesos colombianos": "COP", "pesos argentinos": "ARS", "soles": "PEN", "tl": "TRY", "lira": "TRY",
    "р": "RUB", "руб.": "RUB", "рублів": "RUB", "гривні": "UAH", "гривня": "UAH", "гривен": "UAH", "złote": "PLN",
    "złoty": "PLN",
    "zlotych": "PLN", "zlote": "PLN", "zloty": "PLN", "euro's": "EUR", "eur.": "EUR", "avro": "EUR", "אירו": "EUR",
    "यूरो": "EUR",
    "ยูโร": "EUR", "dolarów": "USD", "dolary": "USD", "dolara": "USD", "доллар": "USD", "доларів": "USD", "долар": "USD",
    "баксов": "USD", "דולר": "USD", "डॉलर": "USD", "ดอลลาร์": "USD", "đô": "USD", "đô la": "USD", "đ": "VND",
    "vnđ": "VND", "dong": "VND", "yen": "JPY", "yens": "JPY", "yenes": "JPY", "иен": "JPY", "йен": "JPY", "юаней": "CNY",
    "yuan": "CNY",
    "yuanes": "CNY", "юанів": "CNY", "swiss francs": "CHF", "francs suisses": "CHF", "francos suizos": "CHF", "franków": "CHF",
    "บาท": "THB", "שקלים": "ILS", "שקל חדש": "ILS", "שח": "ILS", 'ש"ח': "ILS", "रुपए": "INR", "रु": "INR", "rs": "INR",
    "rs.": "INR",
    "rupaye": "INR", "rupee": "INR", "جنيه": "EGP", "دولارات": "USD", "歐元": "EUR", "日圓": "JPY", "日幣": "JPY",
    "台幣": "TWD", "rupees": "INR", "baht": "THB", "đồng": "VND", "rupiah": "IDR", "rp": "IDR", "שקל": "ILS", "ש״ח": "ILS",
    "रुपये": "INR",
}  # fmt: skip
# What a word means only in one language, where it is no currency or another one elsewhere ("pilas" are batteries).
ONLY_IN: Mapping[str, Mapping[str, str]] = {
    "es": {
        **dict.fromkeys(("pavos", "pavo", "eurillos", "euritos", "euracos", "eurazos", "leuros", "lereles", "pavitos"), "EUR"),
        "soles": "PEN", "mangos argentinos": "ARS",
    },
    "pt_BR": {"real": "BRL", "conto": "BRL", "contos": "BRL", "pila": "BRL", "pilas": "BRL", "pratas": "BRL", "mangos": "BRL"},
    "fr": {"balles": "EUR", "boules": "EUR", "€uros": "EUR", "€uro": "EUR", "francs suisses": "CHF"},
    "de": {
        **dict.fromkeys(("öcken", "ocken", "oecken", "tacken", "euronen"), "EUR"),
        **dict.fromkeys(("franken", "fränkli", "stutz", "sfr", "sfr."), "CHF"),
    },
    "it": {"euri": "EUR", "eurini": "EUR", "eurozzi": "EUR", "neuri": "EUR", "franchi": "CHF"},
    "nl": {
        **dict.fromkeys(("eurotjes", "eurootjes", "euro's", "euros", "piek", "ekkies", "euri", "pegels"), "EUR"), "frank": "CHF",
    },
    "pl": {"zeta": "PLN", "zetów": "PLN", "zetow": "PLN", "złociszy": "PLN", "zlociszy": "PLN", "ziko": "PLN",
    "złotówek": "PLN",
           "zlotowek": "PLN", "złotych polskich": "PLN", "złotego": "PLN", "zlotego": "PLN", "złotymi": "PLN",
           "ojro": "EUR", "dolców": "USD", "baksów": "USD", "franków": "CHF"},
    "ru": {"рэ": "RUB", "рубчиков": "RUB", "рублями": "RUB", "деревянных": "RUB", "евриков": "EUR", "ойро": "EUR",
    "бакса": "USD",
           "тенге": "KZT", "рубликов": "RUB", "rub": "RUB", "rublei": "RUB", "rubley": "RUB", "evro": "EUR", "baksov": "USD"},
    "uk": {"баксів": "USD", "гривнів": "UAH", "грн.": "UAH", "гривеньок": "UAH", "гривасів": "UAH", "гривнями": "UAH",
    "гривнi": "UAH",
           "євриків": "EUR", "євро": "EUR", "бакси": "USD", "злотих": "PLN", "hryven": "UAH", "hrn": "UAH", "grn": "UAH"},
    "he": {"יורו": "EUR", "יורוים": "EUR", "דולרים": "USD", "שקלין": "ILS", "ש'ח": "ILS", "שקל'": "ILS", "ליש\"ט": "GBP"},
    "ko": {"불": "USD", "딸라": "USD", "딸러": "USD", "달라": "USD", "위안": "CNY", "엔": "JPY"},
    "ja": {"えん": "JPY", "元": "CNY", "ウォン": "KRW"},
    "vi": {"tệ": "CNY", "ơ rô": "EUR", "đồng việt nam": "VND"},
    "id": {"perak": "IDR", "dolar": "USD", "dollar": "USD", "euro": "EUR", "ringgit": "MYR", "yen": "JPY", "yuan": "CNY"},
    "ar": {"ريالات": "SAR", "جنيهات": "EGP", "يوروهات": "EUR", "اورو": "EUR", "أورو": "EUR", "جنيه مصري": "EGP", "ر س": "SAR",
           "د.ا": "JOD", "د.أ": "JOD", "دينار اردني": "JOD", "دينار أردني": "JOD", "دينار بحريني": "BHD",
           "ريال قطري": "QAR", "درهم مغربي": "MAD",
           "دينار عراقي": "IQD", "دينار تونسي": "TND", "دينار جزائري": "DZD", "ريال عماني": "OMR", "درهم اماراتى": "AED",
           "جم": "EGP", "ج.م": "EGP",
           "riyal": "SAR", "rial": "SAR", "geneh": "EGP", "gneh": "EGP", "gnih": "EGP"},
    "hi": {
        **dict.fromkeys(("rupay", "rupya", "rupiya", "rupaiye", "rupye", "rupey", "रूपये", "रूपए", "रुपया", "रुपैया",
        "रू", "रुपय", "रुपे"), "INR"),
        **dict.fromkeys(("rupaya", "rupe", "rupiye", "rupees", "rupees only", "rupae", "rupaiya"), "INR"),
        "/-": "INR", "dollars": "USD", "डालर": "USD", "पाउंड": "GBP",
    },
    "th": {".-": "THB", "บ.": "THB", "บาทถ้วน": "THB", "เหรียญ": "USD", "ดอล": "USD", "เหรียญสหรัฐ": "USD", "หยวน": "CNY"},
    "zh_Hans": {"欧元": "EUR", "新台币": "TWD", "台币": "TWD", "美刀": "USD", "卢布": "RUB", "韩元": "KRW", "日币": "JPY",
    "圆": "CNY", "大洋": "CNY"},
    "zh_Hant": {
        **dict.fromkeys(("元", "塊", "塊錢", "块", "圓", "元整", "新台幣", "新臺幣", "臺幣", "大洋"), "TWD"),
        "nt.": "TWD", "港幣": "HKD", "港元": "HKD", "歐": "EUR", "歐幣": "EUR", "人民幣": "CNY", "韓元": "KRW", "韓幣": "KRW",
        "日元": "JPY", "日圓": "JPY",
        "美刀": "USD", "英鎊": "GBP",
    },
}  # fmt: skip
SET_BEFORE = frozenset({
    "rp", "rs", "rs.", "sfr", "sfr.", "tl", "rmb", "грн", "руб", "zł", "zl", "euro", "nt", "nt.", "रु", "रु.", "ريال", "ر.س", "ש״ח",
    'ש"ח', "שח", "人民币", "人民幣",
    "新台币", "新台幣", "新臺幣", "台币", "台幣", "港币", "港幣", "美金", "美元", "欧元", "歐元", "日币", "日幣", "日元",
    "日圓", "英镑", "英鎊",
})  # fmt: skip
"""Names, in one language or another, that an amount may follow: "Rp 50.000", "грн 450", "新台幣350"."""

# A peso is of seven countries: it is that of the one a message speaks of.
PESOS = {
    "MXN": r"mxn|mx\$|m[eé]xic",
    "ARS": r"\bars\b|argentin",
    "COP": r"\bcop\b|colombia",
    "CLP": r"\bclp\b|chile",
    "PHP": "php|filipin",
}

# What a hundredth is called, and of which currency it is one where it stands alone. ("Centavos" alone settle nothing.)
HUNDREDTHS: Mapping[str, Mapping[str, str]] = {
    "en": {"cents": "USD", "cent": "USD", "pence": "GBP", "p": "GBP", "c": "USD"},
    "es": {"céntimos": "EUR", "céntimo": "EUR", "centimos": "EUR", "cent": "EUR", "centavos": "", "ctvs": ""},
    "pt_BR": {"centavos": "BRL", "centavo": "BRL", "cents": "USD"},
    "fr": {"centimes": "EUR", "centime": "EUR", "cents": "EUR", "cts": "EUR"},
    "de": {"cent": "EUR", "cents": "EUR", "rappen": "CHF", "ct": "EUR"},
    "it": {"centesimi": "EUR", "centesimo": "EUR", "cent": "EUR", "cents": "EUR"},
    "nl": {"cent": "EUR", "cents": "EUR", "centen": "EUR", "eurocent": "EUR"},
    "pl": {"groszy": "PLN", "grosze": "PLN", "grosz": "PLN", "gr": "PLN", "centów": "", "centy": ""},
    "ru": {"копеек": "RUB", "копейки": "RUB", "копейка": "RUB", "коп": "RUB", "коп.": "RUB", "центов": "", "цента": "",
    "центы": ""},
    "uk": {"копійок": "UAH", "копійки": "UAH", "коп": "UAH", "коп.": "UAH", "копеек": "UAH", "центів": "", "центи": "",
    "евроцентів": "EUR"},
    "tr": {"kuruş": "TRY", "kurus": "TRY", "krş": "TRY", "sent": "EUR", "cent": "EUR"},
    "ar": {"هللة": "SAR", "هلله": "SAR", "سنت": "USD", "قرش": "", "فلس": ""},
    "he": {"אגורות": "ILS", "אג'": "ILS", "אגורה": "ILS", "סנט": "USD", "סנטים": "USD"},
    "hi": {"पैसे": "INR", "पैसा": "INR", "paise": "INR", "सेंट": "USD", "cents": "USD"},
    "th": {"สตางค์": "THB", "เซ็นต์": "USD", "เซนต์": "USD"},
    "vi": {"xu": "USD", "cent": "USD", "cents": "USD"},
    "id": {"sen": "", "cent": "USD", "cents": "USD"},
    "ja": {"ユーロセント": "EUR", "セント": "USD"},
    "ko": {"유로센트": "EUR", "유로 센트": "EUR", "센트": "USD"},
    "zh_Hans": {"美分": "USD", "欧分": "EUR", "毛": "CNY", "毛钱": "CNY", "角": "CNY", "角钱": "CNY", "分钱": "CNY"},
    "zh_Hant": {"美分": "USD", "歐分": "EUR", "毛": "TWD", "毛錢": "TWD", "角": "TWD"},
}  # fmt: skip
TENTHS = frozenset({"毛", "毛钱", "毛錢", "角", "角钱"})

# Coins and notes that have a name of their own, and pairs that are one word.
COINED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": dict.fromkeys(("tenner", "tenners"), ("10", "GBP")) | dict.fromkeys(("fiver", "fivers"), ("5", "GBP")),
    "de": {
        **dict.fromkeys(("zwanni", "zwani", "zwannie", "zwanziger"), ("20", "EUR")),
        **dict.fromkeys(("fuffi", "fuffziger", "fünfziger", "fuffie"), ("50", "EUR")),
        **dict.fromkeys(("hunni", "hunnis", "hunderter", "hunnie"), ("100", "EUR")),
        **dict.fromkeys(("zehner", "zehni"), ("10", "EUR")), "fünfer": ("5", "EUR"), "heiermann": ("5", "EUR"),
        **{f"{value}er": (value, "EUR") for value in ("5", "10", "20", "50", "100", "200", "500")},
    },
    "it": {"centone": ("100", "EUR"), "centoni": ("100", "EUR"), "ventone": ("20", "EUR"), "cinquantone": ("50", "EUR")},
    "nl": {
        **dict.fromkeys(("tientje", "tientjes"), ("10", "EUR")), **dict.fromkeys(("meier", "meiers"), ("100", "EUR")),
        "geeltje": ("25", "EUR"), "geeltjes": ("25", "EUR"), "joet": ("10", "EUR"), "vijfje": ("5", "EUR"),
        "vijfjes": ("5", "EUR"),
    },
    "pl": {
        **dict.fromkeys(("stówa", "stówę", "stówy", "stów", "stówka", "stówkę", "stówki", "stówek", "stowa", "stowe",
        "stowy"), ("100", "PLN")),
        **dict.fromkeys(("dycha", "dychę", "dychy", "dych", "dyche", "dyszka", "dyszkę"), ("10", "PLN")),
        **dict.fromkeys(("tysiak", "tysiaka", "tysiaki", "tysiaków"), ("1000", "PLN")), **dict.fromkeys(("piątaka",
        "piątak"), ("5", "PLN")),
    },
    "pt_BR": {"vintão": ("20", "BRL"), "cinquentão": ("50", "BRL"), "dezão": ("10", "BRL"), "cenzão": ("100", "BRL")},
    "ru": {
        **dict.fromkeys(("пятихатка", "пятихатку", "пятихатки", "пятихаток"), ("500", "RUB")),
        **dict.fromkeys(("косарь", "косаря", "косарей"), ("1000", "RUB")), **dict.fromkeys(("стольник", "стольника",
        "сотку"), ("100", "RUB")),
        **dict.fromkeys(("полтинник", "полтинника", "полтос"), ("50", "RUB")), "чирик": ("10", "RUB"), "двушку": ("2000",
        "RUB"),
    },
    "uk": {
        **dict.fromkeys(("п'ятихатка", "п'ятихатку", "пятихатку", "пятихатка"), ("500", "UAH")),
        **dict.fromkeys(("косар", "косаря", "косарів"), ("1000", "UAH")), **dict.fromkeys(("полтинник", "полтос"), ("50",
        "UAH")),
        **dict.fromkeys(("сотку", "стольник"), ("100", "UAH")), "двадцятку": ("20", "UAH"), "чирик": ("10", "UAH"),
    },
    "ar": {
        "دولارين": ("2", "USD"), "ريالين": ("2", "SAR"), "جنيهين": ("2", "EGP"), "يوروين": ("2", "EUR"),
    },
    "id": {
        "goceng": ("5000", "IDR"), "ceban": ("10000", "IDR"), "goban": ("50000", "IDR"), "gopek": ("500", "IDR"),
        "seceng": ("1000", "IDR"),
        "noban": ("20000", "IDR"), "cepek": ("100", "IDR"),
    },
}  # fmt: skip
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of direction
_GENERIC = "元块塊"
_PRECISE = ("美金", "美元", "人民币", "人民幣", "台币", "台幣", "新台幣", "港币", "港幣", "日币", "日幣", "欧元", "歐元")


@cache
def names_in(language: str) -> Mapping[str, str]:
    """All names of currencies in a language, in lower case, and which each means; where two share one, ours stands."""
    names = {**_by_cldr(language), **{word.casefold(): code for word, code in WORDS.items()}, **ONLY_IN.get(language, {})}
    if language.startswith("zh"):  # 十八塊美金
        names |= {one + name: names[name] for one in _GENERIC for name in _PRECISE if name in names}
    return names


@cache
def signs_in(language: str) -> Mapping[str, str]:
    """The signs of the currencies that CLDR has for a language."""
    names = copied(language)
    return names.signs if names else signs_by_babel(language)


@cache
def _by_cldr(language: str) -> Mapping[str, str]:
    """The signs and the names, in all their forms, of the currencies that CLDR has for a language."""
    names = copied(language)
    told = names.currencies if names else currencies_by_babel(language)
    return {**told, **signs_in(language)}


def signs_by_babel(language: str) -> Mapping[str, str]:
    """The signs of the currencies, as Babel has them; none of a language it does not know."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    return _settled((locale.currency_symbols.get(code, ""), code) for code in (*CODES, "TRY"))


def currencies_by_babel(language: str) -> Mapping[str, str]:
    """The names of the currencies, in all their forms, as Babel has them; none where there are no signs."""
    if not signs_by_babel(language):
        return {}
    return _settled((name, code) for code in (*CODES, "TRY") for name in _forms(language, code))


def _forms(language: str, code: str) -> Iterator[str]:
    for count in (0, 1, 2, 5, 21, Decimal("1.5"), None):
        yield get_currency_name(code, count, locale=language)


def _settled(told: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Of names and codes those names that mean one currency, as they are read: without marks of direction or capitals."""
    meant: dict[str, set[str]] = {}
    for name, code in told:
        plain = unicodedata.normalize("NFKC", _MARKS.sub("", name)).casefold()
        if plain and not plain[-1].isdigit():
            meant.setdefault(plain, set()).add(code)
    return {name: codes.pop() for name, codes in meant.items() if len(codes) == 1}
