"""Which of several things is meant by its place: "the first one", la seconda, 最初の."""

from bot.language.tokens import tokens_of
from bot.language.turns import Sayings, sayings_of

_MOST = 6.0  # words: who says more tells more than which one


def _all(written: str) -> Sayings:
    return sayings_of(written.split("|"))


_FIRST = _all(
    "first|1st|number one|number 1|option 1|erste|ersten|erster|erstes|premier|première|primero|primera|primer|primeiro|"
    "primeira|primo|prima|eerste|первое|первый|первая|первую|первого|перше|перший|перша|першу|pierwsza|pierwszą|pierwsze|"
    "pierwszy|ilk|ilki|ilkini|birinci|birincisi|الاول|الأولى|الخيار الأول|הראשון|הראשונה|ראשון|पहला|पहले|पहली|pehla|pehle|"
    "pertama|đầu tiên|thứ nhất|อันแรก|แรก|第一个|第一個|第一种|第一種|第一项|第一項|最初|1つ目|一つ目|1番目|첫 번째|"
    "첫번째|첫|첫째"
)
_SECOND = _all(
    "second|2nd|number two|number 2|option 2|zweite|zweiten|zweiter|zweites|deuxième|second|seconde|segundo|segunda|"
    "secondo|seconda|tweede|второе|второй|вторая|вторую|второго|друге|другий|друга|другу|druga|drugą|drugie|drugi|ikinci|"
    "ikincisi|ikincisini|الثاني|الثانية|الخيار الثاني|השני|השנייה|שני|दूसरा|दूसरे|दूसरी|doosra|dusra|kedua|thứ hai|"
    "อันที่สอง|ที่สอง|第二个|第二個|第二种|第二種|第二项|第二項|2つ目|二つ目|2番目|두 번째|두번째|둘째"
)
_LAST = _all(
    "last|letzte|letzten|letzter|letztes|dernier|dernière|último|última|ultimo|ultima|laatste|последнее|последний|"
    "последняя|последнюю|останнє|останній|остання|останню|ostatnia|ostatnią|ostatnie|ostatni|son|sonuncu|sonuncusu|الاخير|"
    "الأخيرة|האחרון|האחרונה|आखिरी|आख़िरी|terakhir|cuối|cuối cùng|สุดท้าย|最后一个|最後一個|最后的|最後|마지막"
)
_PLACES = ((0, _FIRST), (1, _SECOND), (-1, _LAST))
_BESIDE = _all(
    "the|one|option|please|proposal|choice|ill take|i take|take|id like|das|die|den|der|bitte|option|vorschlag|ich nehme|"
    "nehme|le|la|l'option|s'il vous plaît|svp|option|je prends|proposition|el|lo|por favor|opción|oferta|quiero|prefiero|"
    "o|a|opção|prefiro|quero|il|per favore|prendo|l'opzione|opzione|preferisco|de|het|graag|optie|вариант|пожалуйста|"
    "давайте|варіант|будь ласка|poproszę|opcja|opcję|proszę|olan|olanı|seçenek|lütfen|olsun|الخيار|من فضلك|בבקשה|אפשרות|"
    "האפשרות|वाला|वाली|वाले|विकल्प|wala|yang|pilihan|saja|aja|cái|lựa chọn|đi|เอา|ขอ|อันที่|อัน|ครับ|ค่ะ|คะ|的|吧|选|選|"
    "我选|我選|我要|谢谢|謝謝|の|で|お願いします|を|方|거|것|것으로|거요|걸로|걸로요|로|요|ok|okay"
)


def place_named(text: str) -> int | None:
    """The place that a reply names and nothing else, counted from 0, the last as -1; None if it is none, or two."""
    tokens = tokens_of(text)
    if tokens.length() > _MOST:
        return None
    named: set[int] = set()
    place = 0
    while place < len(tokens.words):
        size, at = max((sayings.size_at(tokens, place), -number) for number, sayings in _PLACES)
        if size:
            named.add(-at)
        else:
            size = _BESIDE.size_at(tokens, place) or int(not tokens.words[place][0].isalnum())
        if not size:
            return None
        place += size
    return named.pop() if len(named) == 1 else None
