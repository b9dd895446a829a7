"""That no picture can be sent: "I don't have a photo", 没有照片. Where a photo is asked for, that is an answer."""

from bot.language.tokens import tokens_of
from bot.language.turns import sayings_of

_MOST = 6.0  # words: who says more has more to tell than that

_PICTURE = sayings_of(
    said
    for of_a_kind in (
        "photo|photos|picture|pictures|pic|pics|image|foto|fotos|fotografia|bild|bilder|imagen|imágenes|imagem|imagens|immagine|photographie",
        "zdjęcie|zdjęcia|zdjęć|фото|фотографии|фотография|фотографій|світлини|fotoğraf|fotoğrafı|fotoğrafım|resim|resmi|gambar|gambarnya",
        "صورة|صور|الصورة|תמונה|תמונות|फोटो|फ़ोटो|तस्वीर|写真|照片|相片|图片|圖片|사진|사진이|사진은|รูป|ภาพ|ảnh|hình|fotonya",
    )
    for said in of_a_kind.split("|")
)
_NONE = sayings_of(
    said
    for of_a_kind in (
        "no|not|dont|cant|cannot|havent|without|kein|keine|nicht|ohne|pas|aucune|sans|sin|non|senza|não|nao|sem|nie|brak|bez|niet|geen",
        "zonder|нет|нету|не|нема|немає|yok|değil|لا|ليس|ليست|ما|אין|לא|नहीं|nahi|nahin|tidak|nggak|gak|ga|không|ko|ไม่|没|没有|没法|沒",
        "沒有|无法|無法|不能|ません|ない|無い|なし|없어요|없습니다|없어|없음|못",
    )
    for said in of_a_kind.split("|")
)


def has_no_picture(text: str) -> bool:
    """Whether a reply says that there is none, or that none can be sent, and hardly more."""
    tokens = tokens_of(text)
    places = range(len(tokens.words)) if tokens.length() <= _MOST else range(0)
    pictures, denied = ({tokens.clauses[i] for i in places if sayings.size_at(tokens, i)} for sayings in (_PICTURE, _NONE))
    return not pictures.isdisjoint(denied)
