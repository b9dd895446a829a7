"""The webhook: Telegram brings updates here, shows its secret, and is answered once they are kept."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Response

PATH = "/telegram/hook"


@dataclass(frozen=True, slots=True)
class Hook:
    """Where updates go: `knows` says whether a secret is the one that Telegram was given, `keep` stores them."""

    knows: Callable[[str], bool]
    keep: Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


def hook_route(hook: Hook) -> APIRouter:
    """The one route of the webhook. What is not kept is not acknowledged: Telegram brings it again."""
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def bring(
        update: Annotated[dict[str, Any], Body()],
        secret: Annotated[str, Header(alias="X-Telegram-Bot-Api-Secret-Token")] = "",
    ) -> Response:
        if not hook.knows(secret):
            return Response(status_code=403)
        await hook.keep([update])
        return Response()

    return router
