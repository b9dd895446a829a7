"""Bare thanks in any language that is spoken here: people thank in whichever comes to hand, whatever the rest was written in."""

from bot.language.tokens import tokens_of
from bot.language.turns import sayings_of, says_only

_MOST = 12  # words: who says more has said more than thanks

# Nothing that means something else by itself in another of these languages: Polish "ty" is no thanks.
_THANKS = sayings_of(
    said
    for of_a_language in (
        "thanks|thank you|thank u|thx|many thanks",
        "danke|danke schön|dankeschön|danke sehr|vielen dank|besten dank|herzlichen dank",
        "merci|merci beaucoup|merci bien|merci à vous",
        "gracias|muchas gracias|mil gracias",
        "obrigado|obrigada|muito obrigado|muito obrigada|obg|valeu",
        "grazie|grazie mille|mille grazie",
        "dank je|dank je wel|dank u|dank u wel|dankjewel|dankuwel|bedankt",
        "спасибо|большое спасибо|спасибо большое|благодарю|spasibo",
        "дякую|дуже дякую|щиро дякую|dyakuyu",
        "dziękuję|dzięki|dziękuję bardzo|bardzo dziękuję",
        "teşekkürler|teşekkür ederim|teşekkür ederiz|sağ ol|sağolun|sağ olun",
        "شكرا|شكرا لك|شكرا لكم|شكرا جزيلا|shukran",
        "תודה|תודה רבה|toda|toda raba",
        "धन्यवाद|शुक्रिया|dhanyavad|dhanyawad|shukriya",
        "terima kasih|terimakasih|makasih",
        "cảm ơn|cám ơn|xin cảm ơn|cảm ơn bạn|cảm ơn nhiều",
        "ขอบคุณ|ขอบคุณมาก|ขอบคุณครับ|ขอบคุณค่ะ|ขอบคุณคะ|ขอบคุณมากครับ|ขอบคุณมากค่ะ",
        "谢谢|谢谢您|谢谢你|多谢|感谢|xiexie|謝謝|謝謝您|謝謝你|多謝|感謝",
        "ありがとう|ありがとうございます|ありがとうございました|arigato|arigatou",
        "감사합니다|고맙습니다|고마워요|고마워|감사해요",
    )
    for said in of_a_language.split("|")
)
# What is said in the same breath, and is no thanks by itself.
_BESIDE = sayings_of(
    said
    for of_a_kind in (
        "ok|okay|okey|oki|k|ок|окей|all right|alright|alles klar|vale|хорошо|dobrze|tamam|好的|好|はい|네",
        "super|top|great|perfect|perfekt|parfait|perfecto|perfetto|fine|good|all good|well|bien|bene|gut",
        "so much|very much|a lot",
    )
    for said in of_a_kind.split("|")
)


def is_bare_thanks(text: str) -> bool:
    """Whether a message thanks, in whatever language, and says nothing else; a picture beside it is only a tone."""
    tokens = tokens_of(text)
    return len(tokens.words) <= _MOST and says_only(tokens, _THANKS, _BESIDE)
