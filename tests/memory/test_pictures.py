"""Pictures: what is kept of one, what is not, and that nothing a file claims or hides does any harm."""

import asyncio
import os
import struct
import zlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from bot.errors import (
    BrokenPicture,
    NoPicture,
    PictureRefused,
    PicturesClosed,
    PictureTooHeavy,
    PictureTooLarge,
    UnreadablePicture,
)
from bot.language.script_evidence import WHY_NOT_KEPT
from bot.memory.evidence import KeptFile
from bot.memory.pictures import Limits, Pictures
from tests.memory.snapshots import BLUE, RED, chunk, drawn, encoded, notes, png_of

LIMITS = Limits(most_bytes=2_000_000, most_dots=1_000_000)


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(tmp_path / "evidence", LIMITS)


def stored(pictures: Pictures, kept: KeptFile) -> Image.Image:
    return Image.open(pictures.file(kept.sha256))


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def is_nearly(colour: object, wanted: tuple[int, ...]) -> bool:
    """A JPEG does not keep a colour to the last step."""
    assert isinstance(colour, tuple)
    return all(abs(one - other) <= 12 for one, other in zip(colour, wanted, strict=True))


# --- what is kept --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
async def test_a_picture_is_kept_as_a_jpeg_whatever_it_was(pictures: Pictures, kind: str) -> None:
    kept = await pictures.keep(drawn(kind=kind))

    with stored(pictures, kept) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (40, 20), "RGB")
        assert is_nearly(picture.getpixel((5, 10)), RED)
        assert is_nearly(picture.getpixel((35, 10)), BLUE)
    assert (kept.media_type, kept.width, kept.height) == ("image/jpeg", 40, 20)


async def test_a_file_lies_under_the_hash_of_what_is_in_it(pictures: Pictures, tmp_path: Path) -> None:
    kept = await pictures.keep(drawn())

    content = pictures.file(kept.sha256).read_bytes()
    assert (kept.sha256, kept.size) == (sha256(content).hexdigest(), len(content))
    assert files_in(tmp_path / "evidence") == [f"{kept.sha256[:2]}/{kept.sha256[2:]}.jpg"]


async def test_the_same_picture_twice_is_one_file_that_is_written_once(pictures: Pictures, tmp_path: Path) -> None:
    first = await pictures.keep(drawn())
    os.utime(pictures.file(first.sha256), (0, 0))

    second = await pictures.keep(drawn())

    assert first == second
    assert len(files_in(tmp_path / "evidence")) == 1
    assert pictures.file(first.sha256).stat().st_mtime == 0


async def test_many_at_once_are_all_kept(pictures: Pictures, tmp_path: Path) -> None:
    sizes = [(40 + n, 20) for n in range(10)]

    kept = await asyncio.gather(*(pictures.keep(drawn(size=size)) for size in [*sizes, *sizes]))

    assert [(one.width, one.height) for one in kept] == [*sizes, *sizes]
    assert len(files_in(tmp_path / "evidence")) == 10


async def test_what_is_let_go_is_gone_and_may_be_gone_already(pictures: Pictures, tmp_path: Path) -> None:
    kept = await pictures.keep(drawn())

    await pictures.let_go([kept.sha256, "ab" * 32])

    assert files_in(tmp_path / "evidence") == []


async def test_of_an_animation_the_first_picture_is_kept(pictures: Pictures) -> None:
    first, second = Image.new("RGB", (30, 30), RED), Image.new("RGB", (30, 30), BLUE)
    animation = encoded(first, "GIF", save_all=True, append_images=[second])

    kept = await pictures.keep(animation)

    with stored(pictures, kept) as picture:
        assert is_nearly(picture.getpixel((15, 15)), RED)


# --- as it was seen, and nothing else -------------------------------------------------------------------------------


async def test_where_and_with_what_it_was_taken_is_not_kept(pictures: Pictures) -> None:
    sent = drawn(exif=notes(), comment=b"taken at home", xmp=b"<x:xmpmeta>secret</x:xmpmeta>")

    kept = await pictures.keep(sent)

    assert b"SecretPhone" in sent
    content = pictures.file(kept.sha256).read_bytes()
    assert not any(word in content for word in (b"SecretPhone", b"Exif", b"taken at home", b"secret"))
    with stored(pictures, kept) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_notes_are_left_out_of_every_kind_of_file(pictures: Pictures, kind: str) -> None:
    sent = drawn(kind=kind, exif=notes())

    kept = await pictures.keep(sent)

    assert b"SecretPhone" in sent
    assert b"SecretPhone" not in pictures.file(kept.sha256).read_bytes()


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (40, 20), (5, 10)), (2, (40, 20), (35, 10)), (3, (40, 20), (35, 10)), (4, (40, 20), (5, 10)),
        (5, (20, 40), (10, 5)), (6, (20, 40), (10, 5)), (7, (20, 40), (10, 35)), (8, (20, 40), (10, 35)),
    ],
)  # fmt: skip
async def test_a_picture_stands_as_the_camera_was_held(
    pictures: Pictures, orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    kept = await pictures.keep(drawn(exif=notes(orientation)))

    with stored(pictures, kept) as picture:
        assert picture.size == (kept.width, kept.height) == size
        assert is_nearly(picture.getpixel(red), RED)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"Exif\x00\x00", b"Exif\x00\x00garbage", b"Exif\x00\x00MM\x00*\xff\xff\xff\xff", b"x" * 100])
async def test_notes_that_cannot_be_read_do_not_cost_the_picture(pictures: Pictures, exif: bytes) -> None:
    kept = await pictures.keep(drawn(exif=exif))

    assert (kept.width, kept.height) == (40, 20)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "RGBA", "LA"])
async def test_every_way_to_write_a_colour_is_understood(pictures: Pictures, mode: str) -> None:
    kept = await pictures.keep(drawn(mode, kind="JPEG" if mode == "CMYK" else "PNG"))

    with stored(pictures, kept) as picture:
        assert picture.mode == "RGB"
        left, right = picture.getpixel((5, 10)), picture.getpixel((35, 10))
    if mode in {"P", "CMYK", "RGBA"}:
        assert is_nearly(left, RED)
        assert is_nearly(right, BLUE)


async def test_sixteen_bits_are_scaled_and_not_cut_off(pictures: Pictures) -> None:
    grey = Image.new("I;16", (20, 20), 32768)

    kept = await pictures.keep(encoded(grey, "PNG"))

    with stored(pictures, kept) as picture:
        assert is_nearly(picture.getpixel((10, 10)), (128, 128, 128))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_what_can_be_seen_through_lies_on_white(pictures: Pictures, kind: str) -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))

    kept = await pictures.keep(encoded(clear, kind))

    with stored(pictures, kept) as picture:
        assert is_nearly(picture.getpixel((10, 10)), (255, 255, 255))


async def test_the_colours_of_a_profile_are_turned_into_those_of_every_screen(pictures: Pictures) -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    where_red_is_called_green = usual.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    called_red = Image.new("RGB", (20, 20), (255, 0, 0))

    kept = await pictures.keep(encoded(called_red, "JPEG", icc_profile=where_red_is_called_green))

    with stored(pictures, kept) as picture:
        assert is_nearly(picture.getpixel((10, 10)), (0, 255, 0))
        assert "icc_profile" not in picture.info


@pytest.mark.parametrize("profile", [b"garbage", b"\x00" * 200])
async def test_a_profile_that_cannot_be_read_does_not_cost_the_picture(pictures: Pictures, profile: bytes) -> None:
    kept = await pictures.keep(drawn(icc_profile=profile))

    with stored(pictures, kept) as picture:
        assert is_nearly(picture.getpixel((5, 10)), RED)


# --- what is refused -----------------------------------------------------------------------------------------------

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"", b"x", b"no picture at all", SVG, b"<!doctype html><script>alert(1)</script>", b"%PDF-1.7\n%\xe2\xe3",
        b"PK\x03\x04" + b"\x00" * 40, b"GIF", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x18ftypmp42", b"\x7fELF" + b"\x00" * 60, encoded(Image.new("RGB", (9, 9)), "TIFF"),
        encoded(Image.new("RGB", (9, 9)), "BMP"), encoded(Image.new("RGB", (16, 16)), "ICO"),
    ],
)  # fmt: skip
async def test_what_is_no_picture_of_ours_is_refused_and_leaves_nothing(
    pictures: Pictures, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(NoPicture):
        await pictures.keep(content)

    assert files_in(tmp_path) == []


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"])
async def test_the_format_of_iphones_is_known_and_asked_for_as_jpeg(pictures: Pictures, brand: bytes) -> None:
    with pytest.raises(UnreadablePicture, match="Send it as JPEG"):
        await pictures.keep(b"\x00\x00\x00\x24ftyp" + brand + b"\x00" * 60)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.5, 0.9])
async def test_a_picture_that_breaks_off_is_refused(pictures: Pictures, tmp_path: Path, kind: str, part: float) -> None:
    noise = Image.effect_noise((120, 120), 90)
    whole = encoded(noise.convert("RGB"), kind)

    with pytest.raises((BrokenPicture, NoPicture)):
        await pictures.keep(whole[: int(len(whole) * part)])

    assert files_in(tmp_path) == []


async def test_a_picture_is_weighed_before_it_is_looked_at(tmp_path: Path) -> None:
    sent = drawn()

    await Pictures(tmp_path, Limits(len(sent), LIMITS.most_dots)).keep(sent)
    with pytest.raises(PictureTooHeavy):
        await Pictures(tmp_path, Limits(len(sent) - 1, LIMITS.most_dots)).keep(sent)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
async def test_a_picture_of_too_many_dots_is_refused(tmp_path: Path, kind: str) -> None:
    sent = drawn(size=(100, 100), kind=kind)

    await Pictures(tmp_path, Limits(LIMITS.most_bytes, 10_000)).keep(sent)
    with pytest.raises(PictureTooLarge):
        await Pictures(tmp_path, Limits(LIMITS.most_bytes, 9_999)).keep(sent)


@pytest.mark.parametrize(
    ("width", "height"), [(9_000, 9_000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1), (30_001, 1), (1, 60_000)]
)
async def test_a_bomb_is_refused_by_its_size_before_it_is_opened(pictures: Pictures, width: int, height: int) -> None:
    row = zlib.compress(b"\x00" * 10_000)

    with pytest.raises(PictureTooLarge):
        await pictures.keep(png_of(width, height, chunk(b"IDAT", row)))


async def test_words_in_a_picture_that_unfold_without_end_are_not_unfolded(pictures: Pictures) -> None:
    words = b"Comment\x00\x00" + zlib.compress(b"x" * 200_000_000, 9)

    with pytest.raises(PictureRefused):
        await pictures.keep(png_of(1, 1, chunk(b"zTXt", words), chunk(b"IDAT", zlib.compress(b"\x00" * 4))))


async def test_a_picture_that_is_also_something_else_is_only_a_picture_afterwards(pictures: Pictures) -> None:
    archive = b"PK\x03\x04<script>alert(1)</script>"
    both = drawn(comment=archive) + archive + SVG

    kept = await pictures.keep(both)

    content = pictures.file(kept.sha256).read_bytes()
    assert not any(word in content for word in (b"PK\x03\x04", b"<script", b"<svg"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), data=st.data())
def test_no_damage_to_a_file_does_worse_than_being_refused(pictures: Pictures, kind: str, data: st.DataObject) -> None:
    sent = bytearray(drawn(kind=kind, exif=notes(6)) if kind != "GIF" else drawn(kind=kind))
    for _ in range(data.draw(st.integers(1, 20))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))

    try:
        kept = asyncio.run(pictures.keep(bytes(sent)))
    except PictureRefused:
        return

    with stored(pictures, kept) as picture:
        assert (picture.format, picture.size) == ("JPEG", (kept.width, kept.height))


def test_every_refusal_has_a_line_for_the_buyer() -> None:
    assert set(WHY_NOT_KEPT) == {kind.code for kind in PictureRefused.__subclasses__()}


# --- the disk ------------------------------------------------------------------------------------------------------


async def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file where the folder should be")

    with pytest.raises(PicturesClosed):
        await Pictures(tmp_path / "evidence", LIMITS).keep(drawn())


async def test_a_write_that_fails_leaves_nothing_half(
    pictures: Pictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(_descriptor: int) -> None:
        raise OSError("no space left on the device")

    monkeypatch.setattr(os, "fsync", no_space)

    with pytest.raises(PicturesClosed):
        await pictures.keep(drawn())

    assert files_in(tmp_path) == []


def test_a_kept_file_says_nothing_that_its_bytes_do_not(pictures: Pictures) -> None:
    kept = asyncio.run(pictures.keep(drawn(size=(33, 17))))

    content = pictures.file(kept.sha256).read_bytes()
    start = content.index(b"\xff\xc0")
    assert struct.unpack(">HH", content[start + 5 : start + 9]) == (kept.height, kept.width)
    with Image.open(BytesIO(content)) as picture:
        picture.verify()
