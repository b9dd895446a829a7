import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shop.imports.encoding import text_of
from bot.shop.imports.refusal import UnreadableError


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_and_without_a_mark(mark: bytes) -> None:
    assert text_of(mark + "Zoë,若岚".encode()) == ("Zoë,若岚", "utf-8")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,city\nZoë Fairweather,Göttingen\n", "cp1252"),
        ("name,city\nÆrøskøbing – “Strand”,£4.90\n", "cp1252"),
        ("name,city\nAna Luíza Prado,São Carlos\nJosé,Málaga\n", "cp1252"),
        ("name,city\n佐伯 ひなた,桜ヶ丘二丁目\n", "cp932"),
        ("氏名,市\nサエキ ヒナタ,東京\n", "cp932"),
        ("订单号,订单状态\n8183,等待买家付款\n", "gb18030"),
        ("买家,城市\n王若岚,香港\n", "gb18030"),
        ("买家,城市\nธนพร,دانة\n", "gb18030"),
    ],
)
def test_an_older_encoding_is_told_from_how_the_text_reads(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a compressed file"),
        ("sku\ttitle\n".encode("utf-16"), "text in UTF-16"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(content: bytes, what: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        text_of(content)

    assert str(refused.value) == f"this is {what}, not a table; save the sheet as CSV (UTF-8) and import that"


def test_a_file_with_zero_bytes_is_not_text() -> None:
    with pytest.raises(UnreadableError, match="not a text file"):
        text_of(b"sku,title\nA,\x00\n")


def test_bytes_that_are_no_text_are_named_with_their_line() -> None:
    with pytest.raises(UnreadableError) as refused:
        text_of(b"sku,title\nA,Shoe\nB,\x81\x8d\xff\xfd\n")

    assert refused.value.line == 3
    assert str(refused.value) == (
        "the byte 0x81 in this line is in no encoding that is read; save the sheet as CSV (UTF-8) and import that"
    )


@given(st.binary(max_size=300))
def test_whatever_is_handed_in_is_read_or_refused(content: bytes) -> None:
    try:
        text, encoding = text_of(content)
    except UnreadableError:
        return

    assert text.removeprefix("\ufeff").encode(encoding) == content.removeprefix(b"\xef\xbb\xbf")
