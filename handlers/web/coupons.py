"""What the seller's checkout calls, with a key of its own: what a coupon takes off an order, and that it is used for it."""

from typing import Annotated

from fastapi import APIRouter, Depends

from bot.remedy.redeeming import Purchase, Redeemed, check, redeem
from handlers.web.counter import Counter, faults
from handlers.web.shapes import CouponTaken, CouponWanted
from handlers.web.shop_calls import program_of

_FAULTS = faults(401, 404, 409, 422, 429, 503)


def coupon_routes(counter: Counter) -> APIRouter:
    """The routes under /api/coupons."""
    router = APIRouter(prefix="/api/coupons", tags=["for the seller's programs"])
    Program = Annotated[str, Depends(program_of(counter))]

    @router.post("/redeem", responses=_FAULTS)
    async def redeem_coupon(_program: Program, wanted: CouponWanted) -> CouponTaken:
        """Use a coupon up for an order. It is used once; asked again for the same order, the answer is the same."""
        return _shown(await counter.memory.write(redeem, wanted.code, _purchase(wanted), counter.clock.now()))

    @router.post("/check", responses=_FAULTS)
    async def check_coupon(_program: Program, wanted: CouponWanted) -> CouponTaken:
        """What a coupon would take off an order. Nothing is used."""
        return _shown(await counter.memory.read(check, wanted.code, _purchase(wanted), counter.clock.now()))

    return router


def _purchase(wanted: CouponWanted) -> Purchase:
    return Purchase.told(wanted.order, wanted.amount, wanted.currency, wanted.email)


def _shown(found: Redeemed) -> CouponTaken:
    return CouponTaken(
        code=found.code,
        takes_off=str(found.off.amount),
        currency=found.off.currency,
        used=found.used,
        expires_at=found.expires_at,
        given_for=found.given_for,
    )
