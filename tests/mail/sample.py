"""A letter to Ana, as the bot would write it."""

from datetime import UTC, datetime

from bot.ports import Letter, Passage

LETTER = Letter(
    name="9f3a01c2-1-7",
    to="ana.garcia@example.com",
    written_at=datetime(2026, 2, 16, 9, 30, tzinfo=UTC),
    language="en",
    right_to_left=False,
    subject="Wanderlight: an answer in your case 1",
    intro="You had left the page when this came.",
    passages=(Passage("", "It's refunded: €9.98."), Passage("Mei, Wanderlight", "Sorry again.\nMei")),
    open_label="Open the conversation",
    open_url="https://help.example.com/?link=back-token",
    hints=("It works until March 2.",),
    why="You agreed to it.",
    stop_label="Stop these mails",
    stop_url="https://help.example.com/mail/stop/stop-token",
)
