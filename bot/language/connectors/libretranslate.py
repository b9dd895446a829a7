"""A translator that answers as LibreTranslate does, on a machine of the shop's own or elsewhere."""

import msgspec

from bot.language.connectors.timed_wire import TimedWire

# Its names for what has more than one script or country; every version of it knows these.
_NAMES = {"zh_Hans": "zh", "zh_Hant": "zt", "pt_BR": "pb"}


class _Answer(msgspec.Struct):
    translatedText: str


class LibreTranslate:
    """`Translator` by POST {url}/translate; the language of a text is found there."""

    def __init__(self, url: str, key: str, seconds: float) -> None:
        self._wire = TimedWire("translation", url, {}, seconds)
        self._key = {"api_key": key} if key else {}

    async def translate(self, text: str, into: str) -> str | None:
        """The text in that language; None where no answer came in time, or none of use."""
        body = {"q": text, "source": "auto", "target": _NAMES.get(into, into.replace("_", "-")), "format": "text", **self._key}
        return await self._wire.ask("/translate", body, _translated)

    async def close(self) -> None:
        """Hang up."""
        await self._wire.close()


def _translated(content: bytes) -> str:
    return msgspec.json.decode(content, type=_Answer).translatedText
