"""The files of the pictures that buyers show: judged by what they hold, drawn anew, kept under their hash.

Nothing that was sent is kept as it came. A picture is read and drawn anew as a JPEG, upright and in the colours of every
screen; what else was in the file, the place where it was taken above all, is not in ours.
"""

import asyncio
import os
import struct
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from bot.errors import BrokenPicture, NoPicture, PicturesClosed, PictureTooHeavy, PictureTooLarge, UnreadablePicture
from bot.memory.evidence import KeptFile

MEDIA_TYPE = "image/jpeg"
"""What every kept picture is, whatever it was."""

_READ = ("JPEG", "PNG", "WEBP", "GIF")  # each with a decoder that reads pictures alone and starts no other program
_LONGEST_SIDE = 30_000  # a JPEG has at most 65,535 dots on a side; nothing that shows anything has a tenth of that
_QUALITY = 90
_PAPER = (255, 255, 255)
# Containers that iPhones and new Androids use: the file says so in its first box.
_BOX = slice(4, 8)
_BRAND = slice(8, 12)
_UNREADABLE = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How heavy a picture may be, and how many dots it may have, both looked at before any of it is drawn."""

    most_bytes: int
    most_dots: int


class Pictures:
    """A folder of pictures. One is read at a time: a large one takes hundreds of megabytes while it is drawn."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self._folder = folder
        self._easel = ThreadPoolExecutor(1, "pictures")

    async def keep(self, content: bytes) -> KeptFile:
        """Keep the picture; the same one twice is one file. On return it is on the disk.

        Raises NoPicture, UnreadablePicture, BrokenPicture, PictureTooLarge, PictureTooHeavy, or PicturesClosed.
        """
        return await asyncio.get_running_loop().run_in_executor(self._easel, self._keep, content)

    async def let_go(self, hashes: Iterable[str]) -> None:
        """Throw these files away; one that is gone already is no fault."""
        await asyncio.get_running_loop().run_in_executor(self._easel, self._let_go, list(hashes))

    def file(self, sha256_hex: str) -> Path:
        """Where the picture of that hash lies, if it does."""
        return self._folder / sha256_hex[:2] / f"{sha256_hex[2:]}.jpg"

    def close(self) -> None:
        """Finish what was begun."""
        self._easel.shutdown()

    def _keep(self, content: bytes) -> KeptFile:
        drawn, width, height = _drawn_anew(content, self.limits)
        kept = KeptFile(sha256(drawn).hexdigest(), MEDIA_TYPE, len(drawn), width, height)
        path = self.file(kept.sha256)
        if not path.exists():
            try:
                _write(path, drawn)
            except OSError as error:
                raise PicturesClosed from error
        return kept

    def _let_go(self, hashes: list[str]) -> None:
        for one in hashes:
            self.file(one).unlink(missing_ok=True)


def _drawn_anew(content: bytes, limits: Limits) -> tuple[bytes, int, int]:
    """The picture as we keep it, with its width and height."""
    if len(content) > limits.most_bytes:
        raise PictureTooHeavy
    if content[_BOX] == b"ftyp" and content[_BRAND] in _UNREADABLE:
        raise UnreadablePicture
    try:
        with Image.open(BytesIO(content), formats=_READ) as picture:
            if picture.width * picture.height > limits.most_dots or max(picture.size) > _LONGEST_SIDE:
                raise PictureTooLarge
            return _as_jpeg(picture)
    except PictureTooLarge:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooLarge from None
    except UnidentifiedImageError:
        raise NoPicture from None
    except Exception as error:  # a decoder that is fed what no camera wrote stumbles in ways of its own
        raise BrokenPicture from error


def _as_jpeg(picture: Image.Image) -> tuple[bytes, int, int]:
    picture.load()  # of an animation: its first frame
    profile = picture.info.get("icc_profile")
    _turn_upright(picture)
    plain = _on_paper(_eight_bits(picture))
    coloured = _for_every_screen(plain, profile) if profile else _in_red_green_blue(plain)
    coloured.info.clear()  # a comment in the file would go along
    drawn = BytesIO()
    coloured.save(drawn, "JPEG", quality=_QUALITY, optimize=True)
    return drawn.getvalue(), coloured.width, coloured.height


def _turn_upright(picture: Image.Image) -> None:
    """Turn it as the camera was held; a note on that which cannot be read turns nothing."""
    with suppress(OSError, SyntaxError, ValueError, TypeError, KeyError, OverflowError, struct.error):
        ImageOps.exif_transpose(picture, in_place=True)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of sixteen bits a dot in eight: Pillow would cut the light parts off instead of scaling them."""
    return picture.point(lambda value: value * (1 / 256)).convert("L") if picture.mode.startswith("I") else picture


def _on_paper(picture: Image.Image) -> Image.Image:
    """What can be seen through lies on white, as the buyer's screen showed it; a palette is spelt out."""
    if picture.has_transparency_data:
        seen_through = picture.convert("RGBA")
        paper = Image.new("RGB", picture.size, _PAPER)
        paper.paste(seen_through, mask=seen_through.getchannel("A"))
        return paper
    return picture if picture.mode in {"L", "RGB", "CMYK"} else picture.convert("RGB")


def _for_every_screen(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours of a profile as a screen without one shows them; a profile that does not fit is passed over."""
    try:
        seen = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        seen = None
    return seen or _in_red_green_blue(picture)


def _in_red_green_blue(picture: Image.Image) -> Image.Image:
    """The picture itself where it can be: of a large one each copy is hundreds of megabytes."""
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _write(path: Path, content: bytes) -> None:
    """Put the file there whole or not at all, also if the power fails: written beside it, then given its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name is on the disk too
    finally:
        os.close(folder)
