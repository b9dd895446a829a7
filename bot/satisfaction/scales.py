"""How a scale is said, in any language: stars, points, shares of a hundred, so many out of so many."""

import re

NUMBER = (
    r"(?<![\d.,/$€£¥#a-zß-žа-яіїєґ])((?:(?<!\w)[-−]\s?|\b(?:minus|menos|moins|meno|минус|мінус|min)\s)?\d{1,4}(?:[.,]\d{1,2})?)"
)
"""A figure that is no part of a word, a date or an amount."""

_STAR = (
    r"(?:(?:stars?|estrell(?:as?|itas?)|estrel(?:as?|inhas?)|étoiles?|etoiles?|stern(?:e|en|chen)?|stell(?:a|e|ine|ina)|зв[её]зд\w*|зір(?:ок|к\w+|очк\w*)"
    r"|gwiazd\w*|sterren|ster|sterretjes?|yıldız\w*|yildiz\w*|bintang|sao)\b"
    r"|نجوم|نجمات|نجمة|نجمه|כוכבים|כוכב|ดาว|स्टार|सितारे|तारे|(?:つ|颗|顆|个|個|粒)?星(?![期級级座])|별점|별(?!로|도)|[⭐★*])"
)
_POINT = (
    r"(?:(?:points?|pts|puntos?|pontos?|punkt(?:e|en)?|punti|punto|балл(?:ов|а|ы)?|бал(?:ів|и|а)?|punkt(?:y|ów|ow)|punten|punt|puan|poin|điểm|diem)\b"
    r"|درجات|درجة|نقاط|نقطة|נקודות|คะแนน|अंक|नंबर|分|点|點|점)"
)
_CALLED = (
    r"(?:\b(?:points?|note|nota|notę|voto|score|rating|grade|mark|calificación|calificacion|puntuación|puntaje|avaliação|bewertung|wertung"
    r"|valutazione|punteggio|оценк[ауи]|оцінк[ау]|рейтинг|ocen[aęy]|cijfer|puan|nilai|điểm|skor)\b|درجة|ציון|คะแนน|점수|評分|评分|打分|評価)"
)
_OF = (
    r"(?:/|\b(?:out of|outta|outa|of|de|des|sobre|em|sur|von|auf|из|із|з|со|su|z|ze|na|на|uit|van|op|dari|trên|tren|over|from)\b"
    r"|من|على|מתוך|מ-?|จาก|เต็ม|में से)"
    r"\s*(?:(?:the|a|den|der|las|los|de|die|mögliche[nr]?|possible)\s+)?"
)

SCORE_OF_BEST = re.compile(
    rf"{NUMBER}\s*(?:{_STAR}|{_POINT})?\s*(?:{_OF}|(?:吧|です|だ)?[\s,、]*(?:满分|滿分|満点|만점에?))\s*(\d{{1,4}})(?![\d/])(?![.,]\d)(\s*(?:{_STAR}|{_POINT}))?"
)
"""The score, the best there is, and the stars or points behind it."""

BEST_AND_SCORE = re.compile(
    r"(\d{1,3})\s*(?:点|點|점|분|分)?\s*(?:満点|满分|滿分|만점|制|üzerinden|में से|में|me se|mein se|중에서|중에|중|中|แต้ม)"
    rf"\s*(?:で|中|に|에|의|से|给|給|打)?[\s、,:]*{NUMBER}"
    r"|(?:满分|滿分|満点|เต็ม|\b(?:sur|su|von|auf|sobre|out of|из|op)\b)\s*(\d{1,3})\s*(?:points?|punkten?|punti|puntos|分|点|點)?"
    rf"[\s、,，:]*(?:给|給|打|ให้|je mets|do|gebe ich|le doy|doy|un|eine?|een|a|-)?\s*{NUMBER}"
)
"""The best there is, and the score; in its first two groups or its last two."""

STARS = re.compile(rf"{NUMBER}[\s+-]*{_STAR}|(?:\b(?:bintang|yıldız)\b|星|별점|별|ดาว)\s*{NUMBER}")
POINTS = re.compile(
    rf"{NUMBER}\s*({_POINT})|{_CALLED}\s*[:=–-]?\s*(?:(?:is|ist|è|é|es|de|di|von|of|um|un|una|ein|eine|einen|een|an?)\s+)?{NUMBER}"
)
"""So many points, and what they are called; or a score that is called one, in the last group."""
PERCENT = re.compile(
    rf"{NUMBER}\s*(?:[%٪]|per ?cent|prozent(?:ig)?|por ?ciento|por ?cento|pour ?cents?|procent\w*|процент\w*|відсотк\w*|persen"
    rf"|phần trăm"
    rf"|เปอร์เซ็นต์|퍼센트|パーセント)|(?:\byüzde\s|%)\s*{NUMBER}"
)
OF_A_HUNDRED = re.compile("分|点|點|점|điểm|diem|คะแนน")
"""Points of which schools give a hundred."""

WOULD_HAVE = re.compile(
    r"\bwould(?: have|'ve|ve|a| of) (?:given|been|rated)|\bhätte?\b.*\bgegeben"
    r"|\b(?:habría|hubiera|habria|aurais|avrei|teria|had)\b"
)
"""A score that would have been given, and is not."""
