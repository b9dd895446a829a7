"""What the letters of a message say about its language, as log-likelihoods; nothing here knows the conversation.

langdetect samples its n-grams at random and is wrong on chat, so only its profiles and its extractor are used, scored exactly;
the most frequent words of a language, from wordfreq, decide where a few letters cannot. Both are read once, on first use.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.utils.ngram import NGram

from bot.language.frequent import frequent_words

LATIN = ("en", "es", "pt_BR", "fr", "de", "it", "pl", "nl", "tr", "vi", "id")
CYRILLIC = ("ru", "uk")
HAN = ("zh_Hans", "zh_Hant")
ONE_SCRIPT = ("ar", "he", "ja", "ko", "th", "hi")
LANGUAGES = (*LATIN, *CYRILLIC, *HAN, *ONE_SCRIPT)
"""Every language that can be told apart, whether or not it can be spoken."""

MOST = 500  # characters read: more letters add time, not certainty

ENOUGH = 4
"""The words from which a message is speech, and not perhaps the name of a product."""

_SCORED = LATIN + CYRILLIC
_PROFILE = {"pt_BR": "pt"}  # where langdetect names a language otherwise
_WEIGHTS = {2: 0.5, 3: 1.0}  # of n-grams; single letters say too little
_FLOOR, _WORD_FLOOR, _WORD_WEIGHT = 1e-5, 1e-6, 3.0
_SHARPNESS = 0.25  # n-grams and words overlap, so their joint evidence is tempered
_OTHER_SCRIPT = -15.0
_OTHER_HAN = -6.0
_HAN_AS_JAPANESE = -2.0
_HANT_UNSHOWN = -2.0  # characters both have: far more people write the simplified ones, and the app's language says more
_GREETING = 6.0

# Words that stand alone so often, and are so short, that they decide for themselves.
_GREETINGS = {
    "hi": "en", "hello": "en", "hey": "en", "thanks": "en", "thx": "en", "yes": "en", "please": "en",
    "hola": "es", "gracias": "es", "buenas": "es", "sí": "es", "vale": "es",
    "oi": "pt_BR", "olá": "pt_BR", "obrigado": "pt_BR", "obrigada": "pt_BR", "sim": "pt_BR",
    "salut": "fr", "bonjour": "fr", "merci": "fr", "oui": "fr", "bonsoir": "fr",
    "hallo": "de", "danke": "de", "moin": "de", "guten": "de", "ja": "de", "servus": "de",
    "ciao": "it", "grazie": "it", "salve": "it", "buongiorno": "it",
    "cześć": "pl", "czesc": "pl", "dzięki": "pl", "dzieki": "pl", "tak": "pl",
    "hoi": "nl", "bedankt": "nl", "dank": "nl",
    "merhaba": "tr", "selam": "tr", "teşekkürler": "tr", "tesekkurler": "tr", "evet": "tr",
    "chào": "vi", "chao": "vi", "halo": "id", "terima": "id", "makasih": "id",
    "привет": "ru", "спасибо": "ru", "привіт": "uk", "дякую": "uk", "вітаю": "uk",
}  # fmt: skip

# Said everywhere, so they say nothing.
_EVERYWHERE = frozenset(
    {"ok", "okay", "okey", "oki", "k", "hm", "hmm", "lol", "haha", "hahaha", "wow", "no", "ha", "ah", "oh", "x"}
)

_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@/#]\w+|[!-~]*\d[!-~]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_HANS_HANT = (
    "这這个個们們来來时時说說对對没沒还還过過给給发發单單钱錢买買卖賣东東货貨收収问問题題机機话話语語让讓谁誰请請谢謝为為什甚么麼样樣"
    "会會应應该該现現见見觉覺听聽开開关關门門间間长長车車马馬鸟鳥鱼魚龙龍图圖书書画畫电電视視网網员員务務资資费費赔賠价價优優惠惠"
    "降降券券积積级級税稅报報单單误誤错錯坏壞损損碎碎盒盒装裝颜顏色色红紅绿綠蓝藍黄黃质質实實际際联聯系繫络絡传傳转轉运運输輸递遞"
    "邮郵订訂购購号號码碼寄寄达達签簽无無从從后後里裡两兩双雙块塊欧歐国國边邊点點边邊几幾岁歲气氣愿願爱愛欢歡业業产產变變处處备備"
    "复複头頭够夠学學宝寶将將岂豈师師帮幫广廣张張强強归歸当當总總恶惡扔扔拥擁择擇换換据據断斷旧舊显顯晚晚权權极極标標检檢欠欠"
    "毁毀测測济濟满滿烂爛热熱状狀独獨环環监監盘盤确確离離种種称稱笔筆节節约約纸紙线線练練组組细細终終经經结結绝絕统統续續维維"
)
_PAIRS = [(s, t) for s, t in zip(_HANS_HANT[::2], _HANS_HANT[1::2], strict=True) if s != t]
_ONLY_HANS = frozenset(s for s, _ in _PAIRS)
_ONLY_HANT = frozenset(t for _, t in _PAIRS)

_SCRIPTS = (
    ("HIRAGANA", "kana"), ("KATAKANA", "kana"), ("CJK UNIFIED", "han"), ("HANGUL", "hangul"), ("THAI", "thai"),
    ("HEBREW", "hebrew"), ("DEVANAGARI", "devanagari"), ("ARABIC", "arabic"), ("CYRILLIC", "cyrillic"), ("LATIN", "latin"),
)  # fmt: skip
_ALONE = {"kana": "ja", "hangul": "ko", "thai": "th", "hebrew": "he", "devanagari": "hi", "arabic": "ar"}

Scores = dict[str, float]
_Table = dict[str, tuple[tuple[str, float], ...]]


def words_of(text: str) -> list[str]:
    """The words that can tell a language: no addresses, names with an @, commands, numbers or codes, and no "ok"."""
    told = _NO_WORDS.sub(" ", text[:MOST]).lower()
    return [word for word in _WORD.findall(told) if word not in _EVERYWHERE]


def weigh(text: str) -> tuple[Scores, int]:
    """The log-likelihood of every language, and how many words it rests on; no words, no evidence.

    Another script than the Latin one is worth enough words at once: nobody types it by accident.
    """
    words = words_of(text)
    script = _script_of("".join(words))
    if not script:
        return {}, 0
    if script == "latin":
        return _gated(LATIN, _scored(words, LATIN)), len(words)
    if script == "cyrillic":
        return _gated(CYRILLIC, _scored(words, CYRILLIC)), max(len(words), ENOUGH)
    if script == "han":
        return _gated((*HAN, "ja"), _han("".join(words))), ENOUGH
    return _gated((), {_ALONE[script]: 0.0}), ENOUGH


def _gated(inside: tuple[str, ...], scores: Scores) -> Scores:
    """Scores for all languages: those of another script are far behind, but never out of the question."""
    best = max(scores.values())
    told = {language: score - best for language, score in scores.items()}
    return {language: told.get(language, _OTHER_SCRIPT) for language in LANGUAGES if language in told or language not in inside}


@cache
def _script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for start, script in _SCRIPTS if name.startswith(start)), "")


def _script_of(letters: str) -> str:
    """The script that counts: product names are Latin, so two letters of any other script (one of Chinese) outweigh them."""
    count: dict[str, int] = {}
    for letter in letters:
        script = _script_of_letter(letter)
        count[script] = count.get(script, 0) + (3 if script in {"han", "kana"} else 1)
    count.pop("", None)
    if "kana" in count:
        return "kana"
    others = {script: n for script, n in count.items() if script != "latin" and n >= 2}
    if others:
        return max(others, key=lambda script: others[script])
    return "latin" if "latin" in count else ""


def _han(letters: str) -> Scores:
    """Simplified or traditional, by the characters only one of them has; a Japanese message without kana is possible."""
    hans = sum(letter in _ONLY_HANS for letter in letters)
    hant = sum(letter in _ONLY_HANT for letter in letters)
    return {
        "zh_Hans": _OTHER_HAN if hant > hans else 0.0,
        "zh_Hant": _OTHER_HAN if hans > hant else 0.0 if hant else _HANT_UNSHOWN,
        "ja": _OTHER_HAN if hans or hant else _HAN_AS_JAPANESE,
    }


def _scored(words: list[str], among: tuple[str, ...]) -> Scores:
    text = unicodedata.normalize("NFC", " ".join(words))
    plain = text.isascii()  # people who chat leave accents out, so text without any is held against tables without any
    grams, frequent = _grams(plain), _frequent(plain)
    sums = dict.fromkeys(_SCORED, 0.0)
    for gram in _ngrams(text):
        for language, above in grams.get(gram, ()):
            sums[language] += _WEIGHTS[len(gram)] * above
    for word in words:
        for language, above in frequent.get(word, ()):
            sums[language] += _WORD_WEIGHT * above
    scores = {language: _SHARPNESS * sums[language] for language in among}
    if len(words) == 1 and _GREETINGS.get(words[0]) in scores:
        scores[_GREETINGS[words[0]]] += _GREETING
    return scores


def _ngrams(text: str) -> Iterable[str]:
    """The two- and three-letter sequences of a text, by langdetect's own extractor."""
    window = NGram()
    for letter in f"{text} ":
        window.add_char(letter)
        for size in _WEIGHTS:
            gram = window.get(size)
            if gram:
                yield gram


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("ß", "ss").replace("ł", "l").replace("đ", "d").replace("ı", "i"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _logs(shares: Iterable[tuple[str, str, float]], floor: float, plain: bool) -> _Table:
    """Of (gram or word, language, share): how far each stands above the floor, so that what is unknown weighs nothing.

    A plain table is as it would be had nobody written an accent.
    """
    sums: dict[str, dict[str, float]] = {}
    for key, language, share in shares:
        row = sums.setdefault(_without_accents(key) if plain else key, {})
        row[language] = row.get(language, 0.0) + share
    return {key: tuple((language, math.log1p(share / floor)) for language, share in row.items()) for key, row in sums.items()}


@cache
def _grams(plain: bool) -> _Table:
    factory = DetectorFactory()
    folder = Path(PROFILES_DIRECTORY)
    # The order is ours: langdetect's own loader takes it from the directory's listing.
    factory.load_json_profile([(folder / _PROFILE.get(language, language)).read_text("utf-8") for language in _SCORED])
    shares = (
        (gram, language, share)
        for gram, row in factory.word_lang_prob_map.items()
        if len(gram) in _WEIGHTS
        for language, share in zip(_SCORED, row, strict=True)
        if share
    )
    return _logs(shares, _FLOOR, plain)


@cache
def _frequent(plain: bool) -> _Table:
    shares = ((word, language, share) for language in _SCORED for word, share in frequent_words(language))
    return _logs(shares, _WORD_FLOOR, plain)
