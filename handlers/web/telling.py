"""What is told of a conversation: the lines and the state of the house in the shapes of the public API."""

from collections.abc import Iterator
from typing import get_args

import msgspec

from bot.complaint.reception import Tongues
from bot.language.catalogue import nearest
from bot.memory.views import CaseState, Conversation, Piece, StoredButton, WrittenLine
from handlers.web.shapes import ButtonKind, ButtonShape, CardShape, CaseShape, LineShape, PictureShape

_KINDS: dict[str, ButtonKind] = {kind: kind for kind in get_args(ButtonKind)}
_TOLD = {"grade", "copy"}


def language_of(now: Conversation, tongues: Tongues) -> str:
    """The language a buyer is spoken to in, or would be."""
    return now.buyer.language or nearest(now.buyer.app_language, tongues.spoken) or tongues.default


def line_shapes(now: Conversation) -> Iterator[LineShape]:
    """The lines, each with its pictures."""
    return (_line(line, now.pictures.get(line.n, ())) for line in now.lines)


def _line(line: WrittenLine, pictures: tuple[Piece, ...]) -> LineShape:
    card = CardShape(**msgspec.structs.asdict(line.card)) if line.card else None
    return LineShape(
        n=line.n,
        speaker=line.speaker.value,
        author=line.author,
        text=line.text,
        at=line.at,
        buttons=tuple(map(_button, line.buttons)),
        card=card,
        pictures=tuple(map(_picture, pictures)),
        id=line.reference,
    )


def _picture(piece: Piece) -> PictureShape:
    return PictureShape(id=piece.id, width=piece.width, height=piece.height, state=piece.state.value)


def _button(button: StoredButton) -> ButtonShape:
    """A button by what a client has to know of it; most are nothing but a choice, and their argument is ours alone."""
    kind = _KINDS.get(button.choice, "choice")
    return ButtonShape(label=button.label, token=button.token, kind=kind, value=button.argument if kind in _TOLD else "")


def case_shape(state: CaseState | None) -> CaseShape | None:
    """The case as its buyer sees it, if there is one."""
    if state is None:
        return None
    return CaseShape(
        number=state.number, step=state.step.value, keeper=state.keeper.value, person=state.person, waits=state.waits
    )
