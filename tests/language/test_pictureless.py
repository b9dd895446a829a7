"""Who has no picture says so in few words, in any language."""

import pytest

from bot.language.pictureless import has_no_picture

IN_EACH = (
    *("no photo", "no tengo foto", "não tenho foto", "je n'ai pas de photo", "ich hab kein foto", "non ho foto", "нету фото"),
    *("нема фото", "nie mam zdjęcia", "heb geen foto", "fotoğraf yok", "ليس لدي صورة", "אין לי תמונה", "写真はありません"),
    *("사진 없어요", "没有照片", "沒有照片", "ไม่มีรูป", "không có ảnh", "tidak ada foto", "फोटो नहीं है"),
)


@pytest.mark.parametrize("text", IN_EACH)
def test_that_there_is_no_picture_is_told_in_any_language(text: str) -> None:
    assert has_no_picture(text)


@pytest.mark.parametrize("text", ["", "no", "here is the photo", "no problem, photo coming", "foto kommt", "not yet"])
def test_what_tells_of_no_missing_picture_is_nothing_of_the_kind(text: str) -> None:
    assert not has_no_picture(text)
