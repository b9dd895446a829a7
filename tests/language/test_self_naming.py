"""Where somebody says in a message who they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.catalogue import shipped
from bot.language.self_naming import MOST_WORDS, names_said_in


def named(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sorted(set(names_said_in(text, language)))]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "my name is maria lopez and it broke", "maria lopez"),
        ("en", "hi, I’m Maria Lopez, my hat is torn", "Maria Lopez"),
        ("en", "My name's Maria, I ordered a hat", "Maria"),
        ("es", "me llamo ana maria garcia y llegó roto", "ana maria garcia"),
        ("es", "Soy Ana García y llegó roto", "Ana García"),
        ("pt_BR", "meu nome é João da Silva e chegou quebrado", "João da Silva"),
        ("fr", "je m’appelle Jean-Pierre de la Tour et mon colis est cassé", "Jean-Pierre de la Tour"),
        ("de", "ich heiße Anna Müller und die Schuhe sind kaputt", "Anna Müller"),
        ("it", "mi chiamo luca rossi, è rotto", "luca rossi"),
        ("ru", "меня зовут анна иванова, и заказ не пришёл", "анна иванова"),
        ("uk", "мене звати Олена і все зламано", "Олена"),
        ("pl", "Nazywam się Jan Kowalski i paczka nie dotarła", "Jan Kowalski"),
        ("nl", "ik heet jan de vries en het is kapot", "jan de vries"),
        ("tr", "benim adım Ahmet Yılmaz ve sipariş gelmedi", "Ahmet Yılmaz"),
        ("ar", "اسمي محمد علي، الطرد لم يصل", "محمد علي"),
        ("he", "שמי דנה כהן, החבילה לא הגיעה", "דנה כהן"),
        ("hi", "मेरा नाम राहुल शर्मा है और पार्सल टूटा है", "राहुल शर्मा"),
        ("ja", "私の名前は山田太郎です。届きません", "山田太郎"),
        ("ja", "山田太郎と申します。届きません", "山田太郎"),
        ("ko", "제 이름은 김민수입니다. 신발이 찢어졌어요", "김민수입니다"),
        ("zh_Hans", "你好,我叫王小明,包裹没到", "王小明"),
        ("zh_Hant", "我叫陳大文，包裹沒到", "陳大文"),
        ("th", "ผมชื่อสมชาย ของแตก", "สมชาย"),
        ("vi", "tên tôi là Nguyễn Văn An và hàng bị hỏng", "Nguyễn Văn An"),
        ("id", "nama saya budi santoso dan barang rusak", "budi santoso"),
    ],
)
def test_a_name_is_found_behind_what_says_so(language: str, text: str, names: str) -> None:
    assert named(text, language) == names.split()


@pytest.mark.parametrize(
    "text",
    [
        "it broke.\n\nRegards,\nMaria Lopez",
        "it broke.\nkind regards\nmaria lopez",
        "It broke. Thanks, Maria Lopez",
        "it broke — Maria Lopez",
        "it broke\n- maria lopez",
    ],
)
def test_and_in_a_signature(text: str) -> None:
    assert [name.lower() for name in named(text, "en")] == ["maria", "lopez"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'm very upset, it broke"),
        ("en", "I'M FURIOUS"),
        ("en", "I am Not Happy"),
        ("en", "it broke. Thanks, and please be quick"),
        ("en", "it broke.\nThanks\nit is not right"),
        ("en", "it broke - no answer"),
        ("en", "the sole came off - the left one - and the lace is torn"),
        ("es", "soy cliente y llegó roto"),
        ("th", "ชื่อสินค้าไม่ตรง"),
        ("ja", "商品の名前は違います"),
    ],
)
def test_what_only_looks_like_a_name_is_none(language: str, text: str) -> None:
    assert named(text, language) == []


@given(st.text(max_size=60), st.sampled_from(["my name is", "je m'appelle", "我叫", "제 이름은", "-", "\nRegards,\n"]), st.text())
def test_no_text_is_too_much_and_every_place_is_in_it(before: str, said: str, after: str) -> None:
    text = f"{before}{said} {after}"

    for language in shipped()[:3]:
        assert all(0 <= start < end <= len(text) for start, end in names_said_in(text, language))


@given(st.lists(st.sampled_from(["maria", "lopez", "Ана", "李", "de", "Xyz"]), min_size=1, max_size=12))
def test_of_one_name_no_more_is_taken_than_a_name_has(words: list[str]) -> None:
    taken = named(f"my name is {' '.join(words)}", "en")

    assert taken
    assert len([word for word in taken if word != "de"]) <= MOST_WORDS
