"""Numbers said in words, as people write them before a currency: "twenty", "zweihundert", 三十五, 이만, "hai trăm nghìn"."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

# The words of each language in rows of one power of ten: what a place in the row is worth, its words parted by strokes.
_ONES, _TENS, _HUNDREDS = range(1, 20), range(20, 100, 10), range(200, 1000, 100)
_ROWS: Mapping[str, tuple[str, str, str, str]] = {
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen",
        "twenty thirty forty|fourty fifty sixty seventy eighty ninety",
        "",
        "hundred=100 thousand=1000 grand=1000 zero=0",
    ),
    "es": (
        "uno|un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis|dieciseis "
        "diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
        "cien=100 ciento=100 mil=1000 veinticinco=25 veintidós=22 veintidos=22 cero=0",
    ),
    "pt_BR": (
        "um|uma dois|duas três|tres quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis "
        "dezessete dezoito dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
        "cem=100 cento=100 mil=1000 zero=0",
    ),
    "fr": (
        "un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
        "vingt trente quarante cinquante soixante septante quatre-vingt|quatre-vingts nonante",
        "",
        "cent=100 cents=100 mille=1000 zéro=0",
    ),
    "de": (
        "eins|ein|einen zwei drei vier fünf|fuenf sechs sieben acht neun zehn elf zwölf|zwoelf dreizehn vierzehn fünfzehn "
        "sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig|dreissig vierzig fünfzig|fuenfzig sechzig siebzig achtzig neunzig",
        "",
        "hundert=100 tausend=1000 null=0",
    ),
    "it": (
        "uno|un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette "
        "diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "",
        "cento=100 mille=1000 mila=1000 zero=0",
    ),
    "ru": (
        "один|одну|одна два|две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
        "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
        "сто=100 тысяча=1000 тысячу=1000 тысячи=1000 тысяч=1000 тыщу=1000 тыща=1000 тыщи=1000 тыщ=1000 полторы=1.5 "
        "полтора=1.5 ноль=0",
    ),
    "uk": (
        "один|одну|одна два|дві три чотири п'ять|пять шість сім вісім дев'ять|девять десять одинадцять дванадцять тринадцять "
        "чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
        "двадцять тридцять сорок п'ятдесят|пятдесят шістдесят сімдесят вісімдесят дев'яносто",
        "двісті триста чотириста п'ятсот|пятсот шістсот сімсот вісімсот дев'ятсот",
        "сто=100 тисяча=1000 тисячу=1000 тисячі=1000 тисяч=1000 півтори=1.5 нуль=0",
    ),
    "pl": (
        "jeden|jedną dwa|dwie trzy cztery pięć|piec sześć|szesc siedem osiem dziewięć|dziewiec dziesięć|dziesiec jedenaście "
        "dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
        "dwadzieścia|dwadziescia trzydzieści|trzydziesci czterdzieści|czterdziesci pięćdziesiąt|piecdziesiat sześćdziesiąt "
        "siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
        "dwieście|dwiescie trzysta czterysta pięćset|piecset sześćset siedemset osiemset dziewięćset",
        "sto=100 stówę=100 tysiąc=1000 tysiące=1000 tysięcy=1000 półtora=1.5 zero=0",
    ),
    "nl": (
        "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
        "negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "",
        "honderd=100 duizend=1000 tientje=10 tientjes=10 nul=0",
    ),
    "tr": (
        "bir iki üç|uc dört|dort beş|bes altı|alti yedi sekiz dokuz on",
        "yirmi otuz kırk|kirk elli altmış|altmis yetmiş|yetmis seksen doksan",
        "",
        "yüz=100 yuz=100 bin=1000 buçuk=0.5 sıfır=0",
    ),
    "ar": (
        "واحد اثنين|اتنين ثلاثة|ثلاث|تلاتة|تلاته اربعة|أربعة|اربع خمسة|خمس|خمسه "
        "ستة|ست|سته سبعة|سبع ثمانية|ثمان|تمانية تسعة|تسع عشرة|عشر|عشره",
        "عشرين|عشرون ثلاثين|تلاتين اربعين|أربعين خمسين|خمسون ستين سبعين ثمانين|تمانين تسعين",
        "ميتين|مئتين|مائتين ثلاثمية|ثلاثمائة|تلتمية اربعمية|أربعمائة خمسمية|خمسمائة|خمسميه ستمية سبعمية ثمانمية تسعمية",
        "مية=100 ميه=100 مئة=100 مائة=100 ألف=1000 الف=1000 آلاف=1000 الاف=1000 ألفين=2000 الفين=2000 صفر=0",
    ),
    "he": (
        "אחד|אחת שניים|שתיים|שני|שתי שלושה|שלוש ארבעה|ארבע חמישה|חמש שישה|שש שבעה|שבע שמונה תשעה|תשע עשרה|עשר",
        "עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים",
        "",
        "מאה=100 מאות=100 מאתיים=200 אלף=1000 אלפים=1000 אלפיים=2000 אפס=0",
    ),
    "hi": (
        "एक|ek दो|do तीन|teen चार|char|chaar पांच|पाँच|paanch|panch छह|छः|chhe सात|saat आठ|aath नौ|nau दस|das",
        "बीस|bees तीस|tees चालीस|chalis|chalees पचास|pachas|pachaas साठ|saath सत्तर|sattar अस्सी|assi नब्बे|nabbe",
        "",
        "सौ=100 sau=100 so=100 हजार=1000 हज़ार=1000 hazar=1000 hazaar=1000 hajar=1000 लाख=100000 lakh=100000 करोड़=10000000 "
        "डेढ़=1.5 dedh=1.5 ढाई=2.5 dhai=2.5 पंद्रह=15 pandrah=15 पच्चीस=25 pachees=25 pachis=25 शून्य=0",
    ),
    "th": (
        "หนึ่ง|เอ็ด สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ",
        "ยี่สิบ",
        "",
        "ร้อย=100 พัน=1000 หมื่น=10000 แสน=100000 ศูนย์=0",
    ),
    "vi": (
        "một|mot|mốt hai ba bốn|bon|tư năm|nam|lăm sáu|sau bảy|bay tám|tam chín|chin mười|muoi|mươi",
        "",
        "",
        "trăm=100 tram=100 nghìn=1000 nghin=1000 ngàn=1000 ngan=1000 triệu=1000000 trieu=1000000",
    ),
    "id": (
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh|puluh",
        "",
        "",
        "sebelas=11 dua_belas=12 tiga_belas=13 empat_belas=14 lima_belas=15 enam_belas=16 tujuh_belas=17 delapan_belas=18 "
        "sembilan_belas=19 seratus=100 ratus=100 seribu=1000 ribu=1000 rb=1000 juta=1000000 sejuta=1000000 nol=0",
    ),
    "ja": ("一 二 三 四 五 六 七 八 九 十", "", "", "百=100 千=1000 万=10000 ゼロ=0"),
    "ko": ("일 이 삼 사 오 육 칠 팔 구 십", "", "", "백=100 천=1000 만=10000"),
    "zh_Hans": ("一 二|两 三 四 五 六 七 八 九 十", "", "", "百=100 千=1000 万=10000 零=0"),
    "zh_Hant": ("一 二|兩|两 三 四 五 六 七 八 九 十", "", "", "百=100 千=1000 萬=10000 万=10000 零=0"),
}
_BETWEEN = r"(?:[\s-]?(?:and|und|en|et|e|y|i|ve|و|ו)?[\s-]?)"  # "two hundred and ten", "fünfundzwanzig", خمسة وعشرين
_TEN = Decimal(10)
_UNPARTED = frozenset({"ja", "th", "zh_Hans", "zh_Hant"})  # no blank stands between their words


@cache
def number_words(language: str) -> Mapping[str, Decimal]:
    """What each word of a number is worth; nothing in a language whose numbers are not known."""
    rows = _ROWS.get(language)
    if rows is None:
        return {}
    told: dict[str, Decimal] = {}
    for row, values in zip(rows, (_ONES, _TENS, _HUNDREDS), strict=False):
        for value, words in zip(values, row.split(), strict=False):
            told |= dict.fromkeys(words.split("|"), Decimal(value))
    for one in rows[3].split():
        word, worth = one.split("=")
        told[word.replace("_", " ")] = Decimal(worth)
    return told


@cache
def number_pattern(language: str) -> str:
    """The pattern of a number in words, from its first to its last; one that never matches where there are none."""
    words = "|".join(
        map(re.escape, sorted((word for word, value in number_words(language).items() if value), key=len, reverse=True))
    )
    return rf"(?:{words})(?:{_BETWEEN}(?:{words})){{0,9}}" if words else "(?!)"


@cache
def _alone(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(number_words(language), key=len, reverse=True)))
    return re.compile(words if language in _UNPARTED else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def in_figures(text: str, language: str) -> str:
    """The text with each word for a number up to ten as a figure: "six out of seven" is "6 out of 7".

    In Korean it stays as it is: its numbers of one syllable are found in every sentence.
    """
    worth = number_words(language)
    if not worth or language == "ko":
        return text
    return _alone(language).sub(lambda found: _figure(found[0], worth[found[0].casefold()]), text)


def _figure(word: str, value: Decimal) -> str:
    return str(int(value)) if value <= _TEN and value == int(value) else word


@cache
def _one_word(language: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(number_words(language), key=len, reverse=True))), re.IGNORECASE)


def value_of(written: str, language: str) -> Decimal:
    """The value of what `number_pattern` found. A power of ten multiplies what is smaller before it, anything else is added."""
    worth = number_words(language)
    parts: list[Decimal] = []
    for word in _one_word(language).findall(written):
        value = worth[word.casefold()]
        if _multiplies(value):
            smaller = Decimal(0)
            while parts and parts[-1] < value:
                smaller += parts.pop()
            value *= smaller or 1
        parts.append(value)
    return sum(parts, Decimal(0))


def _multiplies(value: Decimal) -> bool:
    return value >= _TEN and value == _TEN ** value.adjusted()
