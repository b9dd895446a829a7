"""That an answer was taken in, and no more: "oh ok", achso, 原来如此. It agrees to nothing, and only ends what was explained."""

from bot.language.tokens import tokens_of
from bot.language.turns import sayings_of, says_only

_MOST = 8  # words, or letters of a script that parts none

_NOTED = sayings_of(
    said
    for of_a_language in (
        "oh|ah|aha|ahh|ohh|mhm|hm|hmm|i see|oh i see|right|gotcha|oh right|understood|got it",
        "achso|ach so|asoo|aso|ach ja|ah ja|verstehe|verstanden|na gut",
        "ah bon|ah oui|je vois|compris|d'accord|bon",
        "ah ya|ya veo|entiendo|entendido|claro|ya",
        "entendi|ah tá|ah sim|tá|ta bom|tá bom|saquei",
        "ho capito|capito|ah ecco|ecco|va bene|vabbè",
        "ah zo|oh zo|aha zo|begrepen|snap ik|ik snap het|oja",
        "ага|а|понятно|ясно|понял|поняла|ну ладно|ладно|так",
        "зрозуміло|ясно|зрозумів|зрозуміла|добре|ага",
        "rozumiem|jasne|no tak|no dobra|acha|aha",
        "anladım|anladim|haa|ha|tamam|hı hı|öyle mi",
        "فهمت|اه|آه|مفهوم|طيب|تمام|اها",
        "הבנתי|אה|אהה|בסדר|אוקיי|אוקי|מובן",
        "अच्छा|समझ गया|समझ गई|ठीक है|हम्म|ओह|accha|acha|theek hai|samajh gaya|samajh gayi",
        "oh begitu|oh gitu|begitu ya|paham|mengerti|oalah|oh ya",
        "à|ờ|ra vậy|ra thế|hiểu rồi|thì ra|à hiểu|dạ|vâng",
        "อ๋อ|อ้อ|เข้าใจแล้ว|โอเค|อืม|ครับ|ค่ะ",
        "哦|噢|喔|嗯|原来如此|原来这样|这样啊|明白|了解|知道了|好吧|原來如此|原來這樣|這樣啊|懂了",
        "なるほど|そうですか|そうなんですね|わかりました|分かりました|了解|了解です|へえ",
        "아|아하|그렇군요|그렇구나|알겠습니다|알겠어요|네",
    )
    for said in of_a_language.split("|")
)
_BESIDE = sayings_of(
    said
    for of_a_kind in ("ok|okay|okey|oki|oké|k|ок|окей|ok then|alright|all right|then|now|so|ya|了|です",)
    for said in of_a_kind.split("|")
)


def is_only_noted(text: str) -> bool:
    """Whether a message says that something was taken in, in whatever language, and nothing else."""
    tokens = tokens_of(text)
    return len(tokens.words) <= _MOST and says_only(tokens, _NOTED, _BESIDE)
