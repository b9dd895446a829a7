"""A grade said in figures, in any language: "8/10", "5 estrelas", "10点満点で8点", "★★★☆☆". In doubt it is none."""

import re
import unicodedata

_STARS = re.compile(r"[⭐★🌟☆✩\ufe0f\s!！.。]+")
_FULL, _EMPTY = "⭐★🌟", "☆✩"
_OF_STARS = 5
_SEVEN, _TEN = 7, 10

# What may stand beside a figure without changing what it says: of stars, of points, and the small words of "I give it a 6".
_STAR = re.compile(
    r"\b(?:stars?|estrellas?|estrelas?|étoiles?|etoiles?|sterne?n?|stern|stelle|stella|зв[её]зд\w*|зірок|зірк\w+|gwiazd\w*|sterren|ster|"
    r"yıldız|bintang|sao)\b|(?:نجوم|نجمات|نجمة|نجمه|כוכבים|כוכב|ดาว|स्टार|सितारे|तारे|星|별)"
)
_POINT = re.compile(
    r"\b(?:points?|pts|puntos?|pontos?|punkte?|punti|punto|баллов|балла|балл|балів|бали|бал|punkt\w*|punten|punt|puan|poin|nilai|điểm|"
    r"nota|note|voto|оценка|оценку|оцінка|ocena|oceny|cijfer|grade|rating|score|puntaje|puntuación)\b"
    r"|(?:درجات|درجة|نقاط|نقطة|ציון|נקודות|คะแนน|अंक|नंबर|分|点|點|점)"
)
_BESIDE = re.compile(
    r"\b(?:an?|un|una|uno|um|uma|une|ein|eine|einen|een|das|le|la|el|es|je|ich|ik|io|eu|я|i|it|is|doy|pongo|dou|daria|diría|diria|direi|darei|do|"
    r"mets|mettrais|donne|dirais|gebe|gebs|geb|würde|sagen|geef|ставлю|даю|твердая|тверда|daję|dałbym|veriyorum|veririm|derim|"
    r"kasih|saya|beri|cho|mình|tôi|aja|deh|sih|dong|ya|kak|lah|pokoknya|nha|nhé|ạ|thôi|"
    r"d|id|say|solid|about|from|me|hi|main|mai|dunga|doonga|dungi|doongi|deta|deti|hoon|hu|"
    r"helaas|leider|bitte|please|pls|thanks|danke|merci|gracias|grazie|obrigad[oa]|спасибо|дякую)\b"
    r"|です|でーす|ですね|だ|かな|つ|こ|個|이요|요|입니다|개|드려요|드립니다|给|給|打|我|吧|颗|顆|أعطي|اعطي|نعطي|נותן|נותנת|ให้|ครับ|ค่ะ|ไปเลย|เลย|แล้วกัน|จ้า|จ้ะ|นะ|คะ|है|दूंगा|दूँगा|दूंगी|दूँगी"
)
_FROM = (
    r"(?:/|out of|of|de|sobre|em|sur|von|auf|из|із|з|su|z|na|uit|van de|van|op de|op|dari|trên|over|"
    r"من|على|מתוך|מ|จาก|เต็ม|में से|/10 de|"
    r"de un|of a)"
)
_SCORE_OF_BEST = re.compile(rf"(\d{{1,2}})\s*{_FROM}\s*(\d{{1,2}})")
_BEST_AND_SCORE = re.compile(
    r"(\d{1,2})\s*(?:点|點|점|분|分)?\s*(?:満点|满分|滿分|만점|制|üzerinden|में से|में|me se|mein se|중에서|중에|중|แต้ม)"
    r"\s*(?:で|中|に|에|의|से|给|給|打)?[\s、,:]*(\d{1,2})(?:点|점|分)?"
    r"|(?:满分|滿分|満点|เต็ม)\s*(\d{1,2})(?:点|分|點)?[\s、,，:]*(?:给|給|打|ให้)?\s*(\d{1,2})(?:点|分|點)?"
)
_SCORE_AND_WHY = re.compile(r"(\d{1,2})/(5|7|10)(?:\s+[^\W\d_][^\d?？؟]{0,60})")  # "8/10, would buy again"
# "6, all went well": a pause parts the figure from why.
_FIGURE_AND_WHY = re.compile(
    r"([1-7])\s*[,;:!.。、…)–—-]+\s*[^\d\s][^\d?？؟]{0,80}|[^\d\s][^\d?？؟]{0,80}[,;:!.。、…(–—-]+\s*([1-7])[)!.。]*"
)
_FIGURE = re.compile(r"(\d{1,2})\+?")
# Beside a sign of money, of shares or of reckoning a figure is something else.
_TONE = re.compile(r"[^\w\u0900-\u097f\u0e00-\u0e7f$€£¥%/+\-]+")


def score_in(text: str) -> tuple[int, int | None] | None:
    """The score that a reply in figures gives and the best there is, None for the best where it is not said.

    A figure among stars is one of five. A figure above seven is only a score where it is called one, and then one of ten.
    """
    if stars := _stars_in(text):
        return stars
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(str(unicodedata.digit(c)) if not c.isascii() and c.isdigit() else c for c in plain).strip(" \n\t!！.。")
    toned = _TONE.sub(" ", plain).strip()
    left, of_stars = _without(_STAR, plain)
    if turned := _BEST_AND_SCORE.fullmatch(toned) or _BEST_AND_SCORE.fullmatch(_TONE.sub(" ", left).strip()):
        best, score = [int(one) for one in turned.groups() if one]
        return score, best
    if with_why := _SCORE_AND_WHY.fullmatch(toned):
        return int(with_why[1]), int(with_why[2])
    if with_why := _FIGURE_AND_WHY.fullmatch(plain):
        return int(with_why[1] or with_why[2]), (_OF_STARS if of_stars else None)
    left, of_points = _without(_POINT, left)
    left = _TONE.sub(" ", left).strip()
    if of_best := _SCORE_OF_BEST.fullmatch(left) or _SCORE_OF_BEST.fullmatch(_without(_BESIDE, left)[0]):
        return int(of_best[1]), int(of_best[2])
    alone = _FIGURE.fullmatch(_TONE.sub(" ", _without(_BESIDE, left)[0]).strip())
    if not alone:
        return None
    score = int(alone[1])
    if of_stars:
        return score, _OF_STARS
    return score, (_TEN if of_points and score > _SEVEN else None)


def _stars_in(text: str) -> tuple[int, int] | None:
    full = sum(text.count(star) for star in _FULL)
    if not full or not _STARS.fullmatch(text):
        return None
    return full, max(_OF_STARS, full + sum(text.count(star) for star in _EMPTY))


def _without(words: re.Pattern[str], text: str) -> tuple[str, bool]:
    left, found = words.subn(" ", text)
    return " ".join(left.split()), bool(found)
