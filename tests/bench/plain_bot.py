"""The peer at Telegram: what one writes first with python-telegram-bot and SQLModel. `python -m tests.bench.plain_bot URL FILE`.

Every message loads the buyer's row, stores it one step further, and is answered with one line of the same conversation. The
defaults of both libraries are left alone, but for the journal: SQLite's own would make it slower still.
"""

import sys
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Field, Session, SQLModel, create_engine
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.bench.peer import ANSWERS
from tests.telegram.fake_api import TOKEN


class Talk(SQLModel, table=True):
    """One row a chat: how far it is, and what was said last."""

    chat: int = Field(primary_key=True)
    step: int = 0
    said: str = ""


def main(base_url: str, file: str) -> None:
    """Poll until told to stop."""
    engine = _engine(file)
    application = Application.builder().token(TOKEN).base_url(base_url).build()
    application.add_handler(MessageHandler(filters.TEXT, _answering(engine)))
    application.run_polling()


def _engine(file: str) -> Engine:
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")

    SQLModel.metadata.create_all(engine, tables=[SQLModel.metadata.tables["talk"]])
    return engine


def _answering(engine: Engine) -> Any:
    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        assert message is not None
        with Session(engine) as session:
            talk = session.get(Talk, message.chat_id) or Talk(chat=message.chat_id)
            said = ANSWERS[talk.step % len(ANSWERS)]
            talk.step, talk.said = talk.step + 1, message.text or ""
            session.add(talk)
            session.commit()
        await message.reply_text(said)

    return answer


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
