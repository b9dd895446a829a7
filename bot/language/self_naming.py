"""Where somebody says in a message who they are: "my name is maria lopez", "I'm Maria", "Regards, Maria" at its end.

Nobody else's name is found by it, nor one that is only dropped. Rather a word too many is taken for a part of a name than one too
few: what is hidden by it is missed by nobody but a program that sorts messages.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bot.language.frequent import real_words
from bot.language.tokens import folded

Span = tuple[int, int]

MOST_WORDS = 3
"""Of one name, its small words ("de la") not counted."""

# Folded, as messages are: without capitals, accents and apostrophes. Any of them is known in a message in any language.
_SPACED = (
    *("my name is", "my names"),
    *("me llamo", "mi nombre es"),
    *("meu nome e", "me chamo", "chamo-me"),
    *("je mappelle", "je m appelle", "mon nom est"),
    *("ich heiße", "ich heisse", "mein name ist", "mein name lautet"),
    *("mi chiamo", "il mio nome e"),
    *("nazywam sie", "mam na imie", "moje imie to"),
    *("ik heet", "mijn naam is"),
    *("меня зовут", "мое имя", "menya zovut"),
    *("мене звати", "мене звуть", "моє імя", "mene zvaty"),
    *("benim adim", "benim ismim", "adim", "ismim"),
    *("nama saya", "nama aku"),
    *("ten toi la", "toi ten la", "toi ten", "ten minh la", "minh ten la", "minh ten", "em ten la", "em ten"),
    *("اسمي", "اسمى"),
    *("שמי", "קוראים לי", "השם שלי"),
    *("मेरा नाम", "mera naam", "mera nam"),
)
_CAPITALIZED = (  # where anything but a name may follow
    *("im", "i am", "this is", "call me", "je suis", "moi cest", "soy", "eu sou", "sono", "ich bin", "ik ben", "jestem", "я"),
)
_ENDED = ("제 이름은", "제이름은", "내 이름은")  # the next word is the name, with an ending on it
_HAN = ("我叫", "我的名字是", "我的名字叫", "我名叫")
_KANA = ("私の名前は", "わたしの名前は", "僕の名前は")
_THAI = ("ผมชื่อ", "ดิฉันชื่อ", "ฉันชื่อ", "หนูชื่อ", "เราชื่อ", "ชื่อของฉันคือ", "ชื่อผมคือ")

# What stands before a name at the end. Folded, too.
_CLOSINGS = (
    *("regards", "best regards", "kind regards", "warm regards", "best", "best wishes", "cheers", "sincerely", "yours sincerely"),
    *("yours", "thanks", "many thanks", "thank you", "thx"),
    *("saludos", "un saludo", "saludos cordiales", "atentamente", "gracias", "muchas gracias"),
    *("atenciosamente", "abracos", "abraco", "att", "obrigado", "obrigada"),
    *("cordialement", "bien cordialement", "bien a vous", "merci", "salutations"),
    *("mit freundlichen grußen", "mit freundlichen grussen", "freundliche gruße", "freundliche grusse", "viele gruße"),
    *("viele grusse", "gruß", "lg", "mfg", "vg", "danke", "vielen dank"),
    *("cordiali saluti", "distinti saluti", "saluti", "grazie"),
    *("с уважением", "спасибо"),
    *("з повагою", "дякую"),
    *("pozdrawiam", "z powazaniem", "dziekuje"),
    *("met vriendelijke groet", "met vriendelijke groeten", "groet", "groeten", "groetjes", "mvg", "bedankt"),
    *("saygilarimla", "saygilar", "tesekkurler", "tesekkur ederim"),
    *("salam", "hormat saya", "terima kasih"),
    *("tran trong", "cam on", "xin cam on"),
    *("تحياتي", "مع تحياتي", "شكرا"),
    *("בברכה", "תודה"),
    *("धन्यवाद", "सादर"),
    *("감사합니다", "드림"),
    *("此致", "敬上", "谢谢", "謝謝"),
    *("敬具", "よろしくお願いします", "よろしくお願いいたします", "ありがとうございます"),
    *("ขอบคุณ", "ขอแสดงความนับถือ"),
)
_PARTICLES = frozenset(
    {
        *("de", "del", "la", "las", "los", "da", "do", "das", "dos", "di", "du", "van", "von", "der", "den", "ten"),
        *("bin", "ibn", "bint", "ben", "al", "el", "abu", "бин"),
    }
)


def _any(said: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(said, key=len, reverse=True)))


_INTRODUCED = re.compile(
    rf"(?P<han>{_any(_HAN)})|(?P<kana>{_any(_KANA)})|(?P<thai>{_any(_THAI)})"
    rf"|(?<!\w)(?:(?P<spaced>{_any(_SPACED)})|(?P<capitalized>{_any(_CAPITALIZED)})|(?P<ended>{_any(_ENDED)}))(?!\w)"
)
_BEFORE_A_NAME = " \t\n\u00a0:：«\"“'‘’(" + "".join(map(chr, range(0x300, 0x370)))  # marks on the last letter among them
_WORD = re.compile(r"""[^\W\d_][^\s\d,.;:!?…()"“”«»*،؟。、，！？|/]*""")
_BETWEEN = re.compile(r"[ \t\u00a0]+|\.[ \t]?")  # "J. Smith"
_UNSPACED = {
    "han": re.compile("[\u3400-\u9fff]{1,4}|[A-Za-z]+"),
    "kana": re.compile("(?:(?!です|と申|といい|だ)[\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff々]){1,10}|[A-Za-z]+"),
    "thai": re.compile("[\u0e01-\u0e4e]{1,12}|[A-Za-z]+"),
}
_NAMED_BEFORE = re.compile("[\u30a1-\u30fe\u3400-\u9fff々]{1,8}(?=と申します|といいます|と言います)")  # 山田太郎と申します
_CLOSED = re.compile(
    rf"(?:(?<=[\n.,;:!?。…])|(?<=[\n.,;:!?。…] ))(?:{_any(_CLOSINGS)})"
    r"[ \t]*(?P<pause>[,.!。]*)[ \t]*(?P<lines>[\r\n]\s*)?[-‐-―−~]*[ \t]*"
)
_DASHED = re.compile(r"(?P<lines>\n[ \t]*)?(?<!\w)[-‐-―−~]{1,3}[ \t]*(?=[^\W\d_])")

_SAYS_LITTLE, _SAYS_MUCH = 260, 340  # hundredths of a bel: what is more frequent is an "and"; what is rarer may be a name


def names_said_in(text: str, language: str) -> Iterator[Span]:
    """Where the words of these names stand, each by itself; a place may come twice."""
    letters = [(letter, place) for place, one in enumerate(text) for letter in folded(one)]
    plain = "".join(letter for letter, _ in letters)
    for said in _INTRODUCED.finditer(plain):
        kind, rest = str(said.lastgroup), text[letters[said.end() - 1][1] + 1 :].lstrip(_BEFORE_A_NAME)
        start = len(text) - len(rest)
        if kind in _UNSPACED:
            found = _UNSPACED[kind].match(text, start)
            yield from [found.span()] if found else []
        else:
            most = 1 if kind == "ended" else MOST_WORDS
            yield from _names_from(text, start, language, most, capitalized=kind == "capitalized")
    yield from (found.span() for found in _NAMED_BEFORE.finditer(text))
    for said in _CLOSED.finditer(plain):
        start = letters[said.end()][1] if said.end() < len(letters) else len(text)
        yield from _signed(text, start, language, alone=bool(said["lines"]), apart=bool(said["pause"]))
    for said in _DASHED.finditer(plain):
        yield from _signed(text, letters[said.end()][1], language, alone=bool(said["lines"]), apart=True)


def _names_from(text: str, start: int, language: str, most: int, *, capitalized: bool) -> Iterator[Span]:
    """The words of a name from a place on: the first one, and what follows unless it is an "and" or the like."""
    known = real_words(language)
    particles: list[Span] = []
    count = 0
    for span in _words_from(text, start):
        word = text[slice(*span)]
        frequency = known.rarity(folded(word))
        if count and folded(word) in _PARTICLES:
            particles.append(span)
            continue
        if capitalized and not (_is_capitalized(word) and (frequency is None or frequency >= _SAYS_MUCH)):
            return
        if count and frequency is not None and frequency < _SAYS_LITTLE:
            return
        yield from (*particles, span)
        particles.clear()
        count += 1
        if count == most:
            return


def _signed(text: str, start: int, language: str, *, alone: bool, apart: bool) -> Iterator[Span]:
    """The words of a signature: all that is left of a message. On a line with other words they must begin with a capital."""
    spans = list(islice(_words_from(text, start), MOST_WORDS + 1))
    words = [text[slice(*span)] for span in spans]
    if not spans or len(spans) > MOST_WORDS or text[spans[-1][1] :].strip(" \t\r\n.!)*"):
        return
    frequencies = [real_words(language).rarity(folded(word)) or _SAYS_MUCH for word in words]
    if (alone and min(frequencies) >= _SAYS_LITTLE) or (apart and all(map(_is_capitalized, words))):
        yield from spans


def _words_from(text: str, start: int) -> Iterator[Span]:
    """The words from a place on, up to a pause or the end of the line."""
    word = _WORD.match(text, start)
    while word:
        yield word.span()
        between = _BETWEEN.match(text, word.end())
        word = _WORD.match(text, between.end()) if between else None


def _is_capitalized(word: str) -> bool:
    return word[0].isupper() and not word.isupper()
