"""What the button on a seller's own web page says."""

from bot.language.catalogue import text_of
from bot.language.line import Line

# NOTE: a button on the pages of a shop, which opens the conversation with the bot.
WIDGET_OPEN = Line("widget.open", "Help with your order")
WIDGET_CLOSE = Line("widget.close", "Close")


def widget_words(languages: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """What the button is called and how it is closed, by language."""
    return {language: (text_of(WIDGET_OPEN, language), text_of(WIDGET_CLOSE, language)) for language in languages}
