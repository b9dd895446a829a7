"""Numbers said in words, as people write them before a currency: "twenty", "zweihundert", 三十五, 이만, "hai trăm nghìn"."""

import re
from collections.abc import Callable, Iterable, Mapping
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
        "hundred=100 thousand=1000 grand=1000 a_hundred=100 a_thousand=1000 half=0.5 a_half=0.5 half_a=0.5 zero=0",
    ),
    "es": (
        "uno|un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis|dieciseis "
        "diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
        "cien=100 ciento=100 mil=1000 veintiuno=21 veintiún=21 veintiun=21 veintidós=22 veintidos=22 "
        "veintitrés=23 veintitres=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintiseis=26 veintisiete=27 veintiocho=28 "
        "veintinueve=29 medio=0.5 media=0.5 cero=0",
    ),
    "pt_BR": (
        "um|uma dois|duas três|tres quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis "
        "dezessete dezoito dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
        "cem=100 cento=100 mil=1000 meio=0.5 meia=0.5 zero=0",
    ),
    "fr": (
        "un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
        "vingt trente quarante cinquante soixante septante quatre-vingt|quatre-vingts nonante",
        "",
        "cent=100 cents=100 mille=1000 demi=0.5 demie=0.5 un_demi=0.5 zéro=0",
    ),
    "de": (
        "eins|ein|einen zwei drei vier fünf|fuenf sechs sieben acht neun zehn elf zwölf|zwoelf dreizehn vierzehn fünfzehn "
        "sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig|dreissig vierzig fünfzig|fuenfzig sechzig siebzig achtzig neunzig",
        "",
        "hundert=100 tausend=1000 einhalb=0.5 halben=0.5 halber=0.5 ein_halber=0.5 einen_halben=0.5 anderthalb=1.5 "
        "eineinhalb=1.5 fuffzig=50 zwo=2 null=0",
    ),
    "it": (
        "uno|un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette "
        "diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "",
        "cento=100 mille=1000 mila=1000 ventuno=21 ventun=21 ventotto=28 trentuno=31 trentotto=38 quarantotto=48 "
        "cinquantotto=58 "
        "sessantotto=68 settantotto=78 ottantotto=88 novantotto=98 mezzo=0.5 mezza=0.5 zero=0",
    ),
    "ru": (
        "один|одну|одна два|две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
        "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
        "двух=2 трех=3 трёх=3 четырех=4 четырёх=4 пяти=5 шести=6 сто=100 тысяча=1000 тысячу=1000 тысячи=1000 тысяч=1000 "
        "тыщу=1000 тыща=1000 тыщи=1000 тыщ=1000 полторы=1.5 "
        "полтора=1.5 полтораста=150 с_половиной=0.5 половиной=0.5 пол=0.5 полтысячи=500 ноль=0",
    ),
    "uk": (
        "один|одну|одна два|дві три чотири п'ять|пять шість сім вісім дев'ять|девять десять одинадцять дванадцять тринадцять "
        "чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
        "двадцять тридцять сорок п'ятдесят|пятдесят шістдесят сімдесят вісімдесят дев'яносто",
        "двісті триста чотириста п'ятсот|пятсот шістсот сімсот вісімсот дев'ятсот",
        "двох=2 трьох=3 чотирьох=4 п'яти=5 шести=6 сто=100 тисяча=1000 тисячу=1000 тисячі=1000 тисяч=1000 півтори=1.5 "
        "півтора=1.5 з_половиною=0.5 половиною=0.5 пів=0.5 нуль=0",
    ),
    "pl": (
        "jeden|jedną|jedna dwa|dwie trzy cztery pięć|piec sześć|szesc siedem osiem dziewięć|dziewiec dziesięć|dziesiec "
        "jedenaście|jedenascie "
        "dwanaście|dwanascie trzynaście|trzynascie czternaście|czternascie piętnaście|pietnascie szesnaście|szesnascie "
        "siedemnaście|siedemnascie osiemnaście|osiemnascie dziewiętnaście|dziewietnascie",
        "dwadzieścia|dwadziescia trzydzieści|trzydziesci czterdzieści|czterdziesci pięćdziesiąt|piecdziesiat "
        "sześćdziesiąt|szescdziesiat "
        "siedemdziesiąt|siedemdziesiat osiemdziesiąt|osiemdziesiat dziewięćdziesiąt|dziewiecdziesiat",
        "dwieście|dwiescie trzysta czterysta pięćset|piecset sześćset siedemset osiemset dziewięćset",
        "dwóch=2 dwoch=2 trzech=3 czterech=4 pięciu=5 sześciu=6 sto=100 stówę=100 tysiąc=1000 tysiąca=1000 tysiac=1000 "
        "tysiaca=1000 tysiące=1000 tysięcy=1000 tysiak=1000 półtora=1.5 poltora=1.5 półtorej=1.5 pół=0.5 pol=0.5 zero=0",
    ),
    "nl": (
        "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
        "negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "",
        "honderd=100 duizend=1000 anderhalve=1.5 anderhalf=1.5 een_halve=0.5 een_half=0.5 halve=0.5 nul=0",
    ),
    "tr": (
        "bir iki üç|uc dört|dort beş|bes altı|alti yedi sekiz dokuz on",
        "yirmi otuz kırk|kirk elli altmış|altmis yetmiş|yetmis seksen doksan",
        "",
        "yüz=100 yuz=100 bin=1000 buçuk=0.5 bucuk=0.5 yarım=0.5 yarim=0.5 çeyrek=0.25 sıfır=0",
    ),
    "ar": (
        "واحد|واحدة اثنين|اتنين|إثنين ثلاثة|ثلاث|تلاتة|تلاته اربعة|أربعة|اربع خمسة|خمس|خمسه "
        "ستة|ست|سته سبعة|سبع ثمانية|ثمان|تمانية تسعة|تسع عشرة|عشر|عشره احدعش|حداشر اثناعش|اتناشر|اثنعش "
        "ثلاثطعش|تلتاشر|ثلاثةعشر اربعطعش|اربعتاشر "
        "خمسطعش|خمستاشر|خمسطاشر سطعش|ستاشر سبعطعش|سبعتاشر ثمنطعش|تمنتاشر|ثمانطعش تسعطعش|تسعتاشر",
        "عشرين|عشرون ثلاثين|تلاتين اربعين|أربعين خمسين|خمسون ستين سبعين ثمانين|تمانين تسعين",
        "ميتين|مئتين|مائتين ثلاثمية|ثلاثمائة|تلتمية اربعمية|أربعمائة خمسمية|خمسمائة|خمسميه|خمسمئة ستمية|ستمائة "
        "سبعمية|سبعمائة ثمانمية|تمنمية|ثمانمائة "
        "تسعمية|تسعمائة",
        "مية=100 ميه=100 مئة=100 مائة=100 ألف=1000 الف=1000 آلاف=1000 الاف=1000 ألفين=2000 الفين=2000 مليون=1000000 "
        "نص=0.5 نصف=0.5 ربع=0.25 صفر=0",
    ),
    "he": (
        "אחד|אחת שניים|שתיים|שני|שתי שלושה|שלוש|שלושת ארבעה|ארבע חמישה|חמש שישה|שש שבעה|שבע שמונה תשעה|תשע עשרה|עשר|עשרת "
        "אחת_עשרה|אחד_עשר שתים_עשרה|שנים_עשר שלוש_עשרה|שלושה_עשר ארבע_עשרה|ארבעה_עשר "
        "חמש_עשרה|חמישה_עשר שש_עשרה|שישה_עשר שבע_עשרה|שבעה_עשר שמונה_עשרה|שמונה_עשר תשע_עשרה|תשעה_עשר",
        "עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים",
        "",
        "מאה=100 מאות=100 מאתיים=200 אלף=1000 אלפים=1000 אלפיים=2000 חצי=0.5 רבע=0.25 אפס=0",
    ),
    "hi": (
        "एक|ek दो|do तीन|teen चार|char|chaar पांच|पाँच|paanch|panch छह|छः|छ|chhe सात|saat आठ|aath नौ|nau दस|das|dus "
        "ग्यारह|gyarah बारह|barah तेरह|terah चौदह|chaudah पंद्रह|पन्द्रह|pandrah|pandra सोलह|solah सत्रह|satrah "
        "अठारह|atharah उन्नीस|unnis",
        "बीस|bees|bis तीस|tees चालीस|chalis|chalees पचास|pachas|pachaas साठ|saath सत्तर|sattar अस्सी|assi नब्बे|nabbe",
        "",
        "सौ=100 sau=100 so=100 हजार=1000 हज़ार=1000 hazar=1000 hazaar=1000 hajar=1000 लाख=100000 lakh=100000 "
        "करोड़=10000000 डेढ़=1.5 dedh=1.5 ढाई=2.5 dhai=2.5 साढ़े=0.5 साढे=0.5 sadhe=0.5 saadhe=0.5 सवा=0.25 sava=0.25 "
        "सवा_सौ=125 sava_sau=125 पौने=-0.25 paune=-0.25 आधा=0.5 आधे=0.5 aadha=0.5 adha=0.5 शून्य=0 इक्कीस=21 ikkis=21 "
        "बाईस=22 बाइस=22 bais=22 तेईस=23 तेइस=23 teis=23 चौबीस=24 chaubis=24 पच्चीस=25 pachees=25 pachis=25 pachchis=25 "
        "छब्बीस=26 chhabbis=26 सत्ताईस=27 सत्ताइस=27 sattais=27 अट्ठाईस=28 अठ्ठाइस=28 atthais=28 उनतीस=29 untis=29 "
        "इकतीस=31 बत्तीस=32 battis=32 तैंतीस=33 चौंतीस=34 पैंतीस=35 paintis=35 paintees=35 छत्तीस=36 chhattis=36 "
        "सैंतीस=37 अड़तीस=38 उनतालीस=39 untalis=39 इकतालीस=41 बयालीस=42 bayalis=42 तैंतालीस=43 चवालीस=44 पैंतालीस=45 "
        "paintalis=45 paintalees=45 छियालीस=46 सैंतालीस=47 अड़तालीस=48 उनचास=49 unchas=49 इक्यावन=51 ikyavan=51 बावन=52 "
        "bavan=52 तिरपन=53 चौवन=54 पचपन=55 pachpan=55 छप्पन=56 chhappan=56 सत्तावन=57 अट्ठावन=58 उनसठ=59 unsath=59 "
        "इकसठ=61 बासठ=62 तिरसठ=63 चौंसठ=64 पैंसठ=65 painsath=65 छियासठ=66 सड़सठ=67 अड़सठ=68 उनहत्तर=69 इकहत्तर=71 "
        "बहत्तर=72 तिहत्तर=73 चौहत्तर=74 पचहत्तर=75 pachhattar=75 छिहत्तर=76 सतहत्तर=77 अठहत्तर=78 उनासी=79 unasi=79 "
        "इक्यासी=81 बयासी=82 तिरासी=83 चौरासी=84 पचासी=85 pachasi=85 छियासी=86 सत्तासी=87 अट्ठासी=88 नवासी=89 navasi=89 "
        "इक्यानवे=91 बानवे=92 तिरानवे=93 चौरानवे=94 पचानवे=95 पंचानवे=95 pachanve=95 pachanave=95 छियानवे=96 सत्तानवे=97 "
        "अट्ठानवे=98 निन्यानवे=99 ninyanve=99 ninyanave=99",
    ),
    "th": (
        "หนึ่ง|เอ็ด สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ",
        "ยี่สิบ",
        "",
        "ร้อย=100 พัน=1000 หมื่น=10000 แสน=100000 ล้าน=1000000 ครึ่ง=0.5 ศูนย์=0",
    ),
    "vi": (
        "một|mot|mốt hai ba bốn|bon|tư năm|nam|lăm sáu|sau bảy|bay tám|tam chín|chin mười|muoi|mươi",
        "",
        "",
        "trăm=100 tram=100 nghìn=1000 nghin=1000 ngàn=1000 ngan=1000 triệu=1000000 trieu=1000000 củ=1000000 chục=10 "
        "chuc=10 rưỡi=0.5 rưởi=0.5 ruoi=0.5 nửa=0.5 nua=0.5 "
        "linh=0 lẻ=0",
    ),
    "id": (
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh|puluh",
        "",
        "",
        "sebelas=11 dua_belas=12 tiga_belas=13 empat_belas=14 lima_belas=15 enam_belas=16 tujuh_belas=17 delapan_belas=18 "
        "sembilan_belas=19 seratus=100 ratus=100 seribu=1000 ribu=1000 rb=1000 juta=1000000 sejuta=1000000 rebu=1000 "
        "setengah=0.5 seperempat=0.25 nol=0",
    ),
    "ja": ("一 二 三 四 五 六 七 八 九 十", "", "", "百=100 千=1000 万=10000 半=0.5 ゼロ=0"),
    "ko": ("일 이 삼 사 오 육 칠 팔 구 십", "", "", "백=100 천=1000 만=10000 반=0.5"),
    "zh_Hans": (
        "一|壹 二|两|俩|贰 三|叁 四|肆 五|伍 六|陆 七|柒 八|捌 九|玖 十|拾",
        "",
        "",
        "百=100 佰=100 千=1000 仟=1000 万=10000 半=0.5 零=0",
    ),
    "zh_Hant": ("一 二|兩|两 三 四 五 六 七 八 九 十", "", "", "百=100 千=1000 萬=10000 万=10000 半=0.5 零=0"),
}
# "two hundred and ten", "fünfundzwanzig", خمسة وعشرين
_BETWEEN = r"(?:[\s-]?(?:and|und|en|et|e|y|con|i|і|и|й|ve|و|ו)[\s-]?|[\s-])?"
# What multiplies a figure before it, whatever the language: "5k", "5 тыс.", "3千".
BEHIND_FIGURES = {
    "百": 100, "백": 100, "千": 1_000, "천": 1_000, "万": 10_000, "萬": 10_000, "만": 10_000,
    "k": 1_000, "тыс": 1_000, "тыс.": 1_000, "тысяч": 1_000, "тысячи": 1_000, "тис": 1_000, "тис.": 1_000, "тисяч": 1_000,
    "тисячі": 1_000, "tys": 1_000, "tys.": 1_000, "tysiące": 1_000, "tysięcy": 1_000,
    "mil": 1_000, "mila": 1_000, "bin": 1_000, "ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000, "nghìn": 1_000,
    "ngàn": 1_000, "triệu": 1_000_000, "พัน": 1_000, "หมื่น": 10_000, "ألف": 1_000, "الف": 1_000, "אלף": 1_000, "हज़ार": 1_000,
    "हजार": 1_000, "hazar": 1_000, "hazaar": 1_000, "hajar": 1_000, "लाख": 100_000, "lakh": 100_000, "करोड़": 10_000_000,
    "к": 1_000, "тыщ": 1_000, "tr": 1_000_000, "trieu": 1_000_000, "nghin": 1_000, "ngan": 1_000, "آلاف": 1_000, "الاف": 1_000,
}  # fmt: skip
_TEN, _HUNDRED = Decimal(10), Decimal(100)
_UNPARTED = frozenset({"ja", "th", "zh_Hans", "zh_Hant"})  # no blank stands between their words
_FIGURE = r"\d[\d.,' \u00a0\u202f]*(?<! )"
_NEXT_PLACE = frozenset({"th", "vi", "zh_Hans", "zh_Hant"})  # 一千二 is 1200
_CENTS_APART = frozenset({"en", "es", "fr", "it", "pt_BR"})  # "three fifty", "quarantanove e novanta"


@cache
def number_words(language: str) -> Mapping[str, Decimal]:
    """What each word of a number is worth; nothing in a language whose numbers are not known."""
    rows = _ROWS.get(language)
    if rows is None:
        return {}
    told: dict[str, Decimal] = {}
    for row, values in zip(rows, (_ONES, _TENS, _HUNDREDS), strict=False):
        for value, words in zip(values, row.split(), strict=False):
            told |= dict.fromkeys(re.sub("[-_]", " ", words).split("|"), Decimal(value))
    for one in rows[3].split():
        word, worth = one.split("=")
        told[word.replace("_", " ")] = Decimal(worth)
    return told


def one_case(word: str) -> str:
    """A word as it is looked up: a pattern that minds no case takes İ and ı for i, and a dash here is a blank."""
    return re.sub(r"[\s-]", " ", word.casefold().replace("\u0307", "").replace("ı", "i"))


@cache
def _worth(language: str) -> Mapping[str, Decimal]:
    told = {**{word: Decimal(worth) for word, worth in BEHIND_FIGURES.items()}, **number_words(language)}
    return {one_case(word): worth for word, worth in told.items()}


@cache
def number_pattern(language: str) -> str:
    """The pattern of a number in words, from its first to its last; one that never matches where there are none."""
    worth = number_words(language)
    if not worth:
        return "(?!)"
    first, any_word = _any_of(word for word, value in worth.items() if value), _any_of(worth)
    return rf"(?:{first})(?:{_BETWEEN}(?:{any_word})){{0,9}}"


@cache
def more_pattern(language: str) -> str:
    """What may follow a figure and belongs to its number: the "thousand five hundred", the "and a half", the 千5百 of 3千5百."""
    worth = number_words(language)
    first = _any_of([*(word for word, value in worth.items() if value >= _HUNDRED or 0 < value < 1), *BEHIND_FIGURES])
    again = _any_of([*worth, *BEHIND_FIGURES])
    figures = r"(?:(?<=[百千万萬백천만])\s?\d{1,4}|(?<=\w\w)(?<![ệe]u|ta|jt|tr)\s\d{3})(?![\d.,])"  # 2千3百, 2 mil 300
    return rf"(?:{_BETWEEN}(?:{first})(?:{_BETWEEN}(?:{again})|{figures}){{0,7}})"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(words, key=len, reverse=True))


@cache
def _alone(language: str) -> re.Pattern[str]:
    words = _any_of(number_words(language))
    return re.compile(words if language in _UNPARTED else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def in_figures(text: str, language: str) -> str:
    """The text with each word for a number up to ten as a figure: "six out of seven" is "6 out of 7".

    In Korean it stays as it is: its numbers of one syllable are found in every sentence.
    """
    if not number_words(language) or language == "ko":
        return text
    worth = _worth(language)
    return _alone(language).sub(lambda found: _figure(found[0], worth[one_case(found[0])]), text)


def _figure(word: str, value: Decimal) -> str:
    return str(int(value)) if value <= _TEN and value == int(value) else word


@cache
def _pieces(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<figure>{_FIGURE})|{_any_of([*number_words(language), *BEHIND_FIGURES])}", re.IGNORECASE)


def value_of(written: str, language: str, figure: Callable[[str], Decimal] = Decimal) -> Decimal:
    """The value of a number in words, or in figures (which `figure` reads) and words.

    A power of ten multiplies what is smaller before it, half of it may follow, anything else is added.
    """
    worth = _worth(language)
    parts: list[Decimal] = []
    last = Decimal(0)
    for piece in _pieces(language).finditer(written):
        ends = not written[piece.end() :].strip()
        value = figure(piece[0]) if piece["figure"] else worth[one_case(piece[0])]
        multiplies = not piece["figure"] and _multiplies(value)
        if multiplies:
            smaller = Decimal(0)
            while parts and parts[-1] < value:
                smaller += parts.pop()
            parts.append(value * (smaller or 1))
        elif (
            _multiplies(last) and last >= _HUNDRED and (0 < value < 1 or (language in _NEXT_PLACE and ends and 0 < value < _TEN))
        ):
            parts.append(value * last if value < 1 else value * last / _TEN)
        elif language in _CENTS_APART and value > _TEN and not value % _TEN and 0 < last < _HUNDRED and not _multiplies(last):
            return sum(parts, Decimal(0)) + value_of(written[piece.start() :], language, figure) / _HUNDRED
        else:
            parts.append(value)
        last = value if multiplies or not piece["figure"] else Decimal(0)
    return sum(parts, Decimal(0))


def _multiplies(value: Decimal) -> bool:
    return value >= _TEN and value == _TEN ** value.adjusted()
