"""Both kinds of translator over a real socket: each is asked in its own way, and whatever is wrong is no answer."""

from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.language.connectors.deepl import DeepL
from bot.language.connectors.libretranslate import LibreTranslate
from bot.ports import Translator
from tests.language.connectors.fake_outside import FakeOutside
from tests.web.listening import behind_a_socket

TEXT = "El pedido [1] llegó roto"


@pytest.fixture
def fake() -> FakeOutside:
    return FakeOutside()


@pytest.fixture
async def libretranslate(fake: FakeOutside) -> AsyncIterator[LibreTranslate]:
    async with behind_a_socket(fake.app()) as address:
        translator = LibreTranslate(address, "sesame", 5)
        yield translator
        await translator.close()


@pytest.fixture
async def deepl(fake: FakeOutside) -> AsyncIterator[DeepL]:
    async with behind_a_socket(fake.app()) as address:
        translator = DeepL(address, "sesame", 5)
        yield translator
        await translator.close()


@pytest.fixture(params=["libretranslate", "deepl"])
def either(request: pytest.FixtureRequest) -> Translator:
    """A translator, once of each kind."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


async def test_libretranslate_is_asked_as_it_wants_to_be(libretranslate: LibreTranslate, fake: FakeOutside) -> None:
    fake.says({"detectedLanguage": {"confidence": 90.0, "language": "es"}, "translatedText": "订单[1]到的时候是坏的"})

    translated = await libretranslate.translate(TEXT, "zh_Hans")

    (asked,) = fake.asked
    assert translated == "订单[1]到的时候是坏的"
    assert asked.path == "translate"
    assert asked.body == {"q": TEXT, "source": "auto", "target": "zh", "format": "text", "api_key": "sesame"}


async def test_libretranslate_without_a_key_is_sent_none(fake: FakeOutside) -> None:
    fake.says({"translatedText": "…"})

    async with behind_a_socket(fake.app()) as address:
        translator = LibreTranslate(address, "", 5)
        await translator.translate(TEXT, "en")
        await translator.close()

    assert "api_key" not in fake.asked[0].body


async def test_deepl_is_asked_as_it_wants_to_be(deepl: DeepL, fake: FakeOutside) -> None:
    fake.says({"translations": [{"detected_source_language": "ES", "text": "订单[1]到的时候是坏的"}]})

    translated = await deepl.translate(TEXT, "zh_Hans")

    (asked,) = fake.asked
    assert translated == "订单[1]到的时候是坏的"
    assert (asked.path, asked.headers["authorization"]) == ("v2/translate", "DeepL-Auth-Key sesame")
    assert asked.body == {"text": [TEXT], "target_lang": "ZH-HANS", "preserve_formatting": True}


@pytest.mark.parametrize(
    ("into", "libre", "deep"),
    [
        ("en", "en", "EN-US"),
        ("de", "de", "DE"),
        ("pt_BR", "pb", "PT-BR"),
        ("zh_Hant", "zt", "ZH-HANT"),
        ("en_GB", "en-GB", "EN-GB"),
    ],
)
async def test_each_has_names_of_its_own_for_languages(
    libretranslate: LibreTranslate, deepl: DeepL, fake: FakeOutside, into: str, libre: str, deep: str
) -> None:
    fake.says({"translatedText": "…", "translations": [{"text": "…"}]})

    await libretranslate.translate(TEXT, into)
    await deepl.translate(TEXT, into)

    assert (fake.asked[0].body["target"], fake.asked[1].body["target_lang"]) == (libre, deep)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"error": "Slow down"}, 429),
        ({"message": "Quota exceeded"}, 456),
        ("", 500),
        ("<html>", 200),
        ({"translatedText": 7, "translations": "…"}, 200),
        ({"translations": []}, 200),
    ],
)
async def test_whatever_is_wrong_is_no_answer_and_the_text_is_not_logged(
    either: Translator, fake: FakeOutside, content: object, status: int
) -> None:
    fake.says(content, status)

    with capture_logs() as logs:
        translated = await either.translate(TEXT, "en")

    assert translated is None
    assert [entry["service"] for entry in logs] == ["translation"]
    assert "pedido" not in str(logs)
