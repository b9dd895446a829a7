"""A translator that answers as DeepL does (its API 2)."""

import msgspec

from bot.language.connectors.timed_wire import TimedWire, Unfit

# Its names for what has more than one script or country; "EN" alone is on its way out there.
_NAMES = {"en": "EN-US", "pt_BR": "PT-BR", "zh_Hans": "ZH-HANS", "zh_Hant": "ZH-HANT"}


class _Translated(msgspec.Struct):
    text: str


class _Answer(msgspec.Struct):
    translations: list[_Translated]


class DeepL:
    """`Translator` by POST {url}/v2/translate; the language of a text is found there."""

    def __init__(self, url: str, key: str, seconds: float) -> None:
        self._wire = TimedWire("translation", url, {"Authorization": f"DeepL-Auth-Key {key}"}, seconds)

    async def translate(self, text: str, into: str) -> str | None:
        """The text in that language; None where no answer came in time, or none of use."""
        body = {"text": [text], "target_lang": _NAMES.get(into, into.replace("_", "-").upper()), "preserve_formatting": True}
        return await self._wire.ask("/v2/translate", body, _translated)

    async def close(self) -> None:
        """Hang up."""
        await self._wire.close()


def _translated(content: bytes) -> str:
    match msgspec.json.decode(content, type=_Answer).translations:
        case [only]:
            return only.text
        case _:
            raise Unfit("not one text")
