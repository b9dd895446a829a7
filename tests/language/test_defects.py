"""What does not work is told from what is merely other than it was described, in every language."""

import pytest

from bot.language.choosing import chosen_in
from bot.language.evidence import LANGUAGES
from bot.language.understand import Asked, WordsUnderstander
from bot.language.words import Choices
from bot.terms import Cause, Severity

DEAD = [
    ("en", "the thing just doesn't work"),
    ("en", "won't power up whatever I try"),
    ("en", "stopped working after two days"),
    ("en", "plugged it in and nothing happens"),
    ("en", "the left earbud is silent"),
    ("en", "it keeps switching itself off"),
    ("es", "no funciona para nada"),
    ("es", "no enciende ni enchufado"),
    ("es", "dejó de funcionar a los dos días"),
    ("es", "lo enchufo y no pasa nada"),
    ("es", "está averiado"),
    ("es", "vino defectuoso"),
    ("pt_BR", "não funciona"),
    ("pt_BR", "não liga de jeito nenhum"),
    ("pt_BR", "parou de funcionar depois de dois dias"),
    ("pt_BR", "coloco na tomada e nada acontece"),
    ("pt_BR", "veio com defeito"),
    ("pt_BR", "tá queimado, não dá sinal de vida"),
    ("fr", "ça ne marche pas"),
    ("fr", "il ne s'allume pas"),
    ("fr", "tombé en panne au bout de deux jours"),
    ("fr", "je le branche et il ne se passe rien"),
    ("fr", "l'appareil est défectueux"),
    ("fr", "HS dès le déballage"),
    ("de", "funktioniert nicht"),
    ("de", "geht nicht an"),
    ("de", "nach zwei Tagen den Geist aufgegeben"),
    ("de", "eingesteckt und es passiert nichts"),
    ("de", "lädt nicht"),
    ("de", "schaltet sich dauernd selbst aus"),
    ("it", "non funziona"),
    ("it", "non si accende"),
    ("it", "ha smesso di funzionare dopo due giorni"),
    ("it", "è difettoso"),
    ("it", "arrivato guasto"),
    ("it", "non si carica"),
    ("nl", "het werkt niet"),
    ("nl", "gaat niet aan"),
    ("nl", "na twee dagen gestopt met werken"),
    ("nl", "stekker erin en er gebeurt niks"),
    ("nl", "het apparaat is defect"),
    ("nl", "laadt niet op"),
    ("pl", "nie działa"),
    ("pl", "nie włącza się"),
    ("pl", "przestało działać po dwóch dniach"),
    ("pl", "podłączam i nic się nie dzieje"),
    ("pl", "sprzęt jest wadliwy"),
    ("pl", "nie ładuje"),
    ("ru", "не работает"),
    ("ru", "не включается"),
    ("ru", "сломался через два дня"),
    ("ru", "прибор неисправен"),
    ("ru", "пришёл бракованный"),
    ("ru", "не заряжается"),
    ("uk", "не працює"),
    ("uk", "не вмикається"),
    ("uk", "зламався через два дні"),
    ("uk", "прилад несправний"),
    ("uk", "прийшов бракований"),
    ("uk", "не заряджається"),
    ("tr", "çalışmıyor"),
    ("tr", "hiç açılmıyor"),
    ("tr", "iki gün sonra bozuldu"),
    ("tr", "prize takıyorum hiçbir şey olmuyor"),
    ("tr", "cihaz arızalı"),
    ("tr", "bozuk geldi"),
    ("ar", "ما يشتغل"),
    ("ar", "لا يعمل"),
    ("ar", "توقف عن العمل بعد يومين"),
    ("ar", "أشبكه في الكهرباء ولا شيء يحدث"),
    ("ar", "الجهاز معطل"),
    ("ar", "ما يشحن"),
    ("he", "לא עובד"),
    ("he", "לא נדלק"),
    ("he", "הפסיק לעבוד אחרי יומיים"),
    ("he", "מחבר לחשמל ולא קורה כלום"),
    ("he", "המכשיר תקול"),
    ("he", "הגיע מקולקל"),
    ("ja", "動きません"),
    ("ja", "電源が入らない"),
    ("ja", "二日で動かなくなった"),
    ("ja", "コンセントに挿しても何も起きない"),
    ("ja", "故障しています"),
    ("ja", "不良品でした"),
    ("ko", "작동이 안 돼요"),
    ("ko", "전원이 안 켜져요"),
    ("ko", "이틀 만에 고장났어요"),
    ("ko", "콘센트에 꽂아도 아무 반응이 없어요"),
    ("ko", "고장난 제품이 왔어요"),
    ("ko", "불량이에요"),
    ("zh_Hans", "用不了"),
    ("zh_Hans", "开不了机"),
    ("zh_Hans", "用了两天就坏了"),
    ("zh_Hans", "插上电没反应"),
    ("zh_Hans", "机器有故障"),
    ("zh_Hans", "充不进电"),
    ("zh_Hant", "不能用"),
    ("zh_Hant", "開不了機"),
    ("zh_Hant", "用兩天就壞了"),
    ("zh_Hant", "插電沒反應"),
    ("zh_Hant", "機器故障"),
    ("zh_Hant", "充不了電"),
    ("th", "ใช้งานไม่ได้"),
    ("th", "เปิดไม่ติด"),
    ("th", "ใช้ได้สองวันก็พัง"),
    ("th", "เสียบปลั๊กแล้วไม่มีอะไรเกิดขึ้น"),
    ("th", "เครื่องเสีย"),
    ("th", "ของมีตำหนิ ใช้ไม่ได้"),
    ("vi", "không hoạt động"),
    ("vi", "bật không lên"),
    ("vi", "dùng hai ngày là hỏng"),
    ("vi", "cắm điện vào không thấy gì"),
    ("vi", "máy bị lỗi"),
    ("vi", "hàng về là hư sẵn"),
    ("id", "tidak berfungsi"),
    ("id", "nggak mau nyala"),
    ("id", "dicolok nggak ada reaksi"),
    ("id", "tidak bisa dicas"),
    ("id", "mati sendiri terus"),
    ("hi", "काम नहीं कर रहा"),
    ("hi", "chalu nahi ho raha"),
    ("hi", "do din me kharab ho gaya"),
    ("hi", "डिवाइस खराब है"),
    ("hi", "defective piece mila"),
    ("hi", "charge nahi hota"),
]
_UNDERSTANDER = WordsUnderstander()


@pytest.mark.parametrize(("language", "words"), DEAD)
def test_what_does_not_work_is_known_for_it_and_for_unusable(language: str, words: str) -> None:
    understood = _UNDERSTANDER.understand(words, language, Asked.NOTHING)

    assert (understood.defect, understood.guesses[0].cause) == (True, Cause.NOT_AS_DESCRIBED)
    assert understood.guesses[0].confidence >= 0.6
    assert chosen_in(words, language, Choices.SEVERITIES) == Severity.UNUSABLE


def test_every_language_has_words_for_it() -> None:
    assert {language for language, _ in DEAD} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "it works, but it is blue instead of green"),
        ("en", "never opened, I want to send it back"),
        ("en", "my birthday discount isn't working"),
        ("de", "die Farbe ist anders als auf dem Bild"),
        ("es", "mi descuento de cumpleaños no funciona"),
        ("tr", "hiç açmadım, iade etmek istiyorum"),
        ("zh_Hant", "請幫我轉接專員"),
        ("ko", "배송 조회가 안 됩니다"),
        ("id", "bukan rusak, cuma salah pilih ukuran"),
    ],
)
def test_what_is_another_matter_is_no_defect(language: str, words: str) -> None:
    assert not _UNDERSTANDER.understand(words, language, Asked.NOTHING).defect
