"""What stands in a conversation that a buyer takes away as a file, besides what was said."""

from datetime import UTC, datetime

from bot.language.line import Code, Line

_PICTURE = Code("41")

DOWNLOAD_TITLE = Line("download.title", "Your conversation with {shop}", shop="Wanderlight")
DOWNLOAD_SAVED = Line("download.saved", "Saved on {when}.", when=datetime(2026, 2, 16, 11, 0, tzinfo=UTC))
# NOTE: {size} is the width and height of the picture.
DOWNLOAD_PICTURE = Line("download.picture", "Picture {number} ({size})", number=_PICTURE, size=Code("1200 × 1600"))
DOWNLOAD_PICTURE_MISSING = Line("download.picture_missing", "Picture {number}, which was not kept", number=_PICTURE)
