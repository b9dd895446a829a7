"""Pictures as phones, editors and attackers make them, as the bytes that are sent."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)
_GPS = 0x8825
_ORIENTATION = 0x0112
_MAKE = 0x010F


def drawn(mode: str = "RGB", size: tuple[int, int] = (40, 20), kind: str = "JPEG", **more: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue, as far as its mode has colours."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return encoded(picture.quantize(2) if mode == "P" else picture.convert(mode), kind, **more)


def encoded(picture: Image.Image, kind: str, **more: Any) -> bytes:
    """The picture in a file format."""
    file = BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def notes(orientation: int = 1) -> Image.Exif:
    """What a phone writes beside a picture: who made it, how it was held, and where."""
    exif = Image.Exif()
    exif[_MAKE] = "SecretPhone"
    exif[_ORIENTATION] = orientation
    exif.get_ifd(_GPS).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return exif


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG, with its length before and its checksum behind it."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int, *parts: bytes) -> bytes:
    """A PNG that says it is so wide and high, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(parts) + chunk(b"IEND", b"")
