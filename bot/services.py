"""Whom the shop of these settings asks outside, and could do without: who follows parcels, a language model, who translates."""

from bot.language.connectors.chat_completions import ChatCompletions
from bot.language.connectors.deepl import DeepL
from bot.language.connectors.libretranslate import LibreTranslate
from bot.settings import Settings
from bot.shop.connectors.tracking_17track import SeventeenTrack
from bot.shop.connectors.tracking_aftership import AfterShip


def tracking_of(settings: Settings) -> SeventeenTrack | AfterShip | None:
    """The service that follows the parcels of these settings; None if nobody does."""
    match settings.tracking.service:
        case "17track":
            return SeventeenTrack(settings.tracking.key, settings.tracking.base_url)
        case "aftership":
            return AfterShip(settings.tracking.key, settings.tracking.base_url)
        case "none":
            return None


def model_of(settings: Settings) -> ChatCompletions | None:
    """The language model of these settings; None if none is asked."""
    wanted = settings.language_model
    return ChatCompletions(wanted.url, wanted.model, wanted.key, wanted.timeout_seconds) if wanted.url else None


def translator_of(settings: Settings) -> LibreTranslate | DeepL | None:
    """Who translates for the staff by these settings; None if nobody does."""
    wanted = settings.translation
    match wanted.kind:
        case "libretranslate":
            return LibreTranslate(wanted.url, wanted.key, wanted.timeout_seconds)
        case "deepl":
            return DeepL(wanted.url, wanted.key, wanted.timeout_seconds)
        case "none":
            return None
