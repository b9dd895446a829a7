"""Both sides of the counter: what a buyer of the sample shop says, what its staff do, and what is on record of it."""

from bot.app import practice_of
from bot.complaint import deciding, handling
from bot.memory.accounts import RemedyLine
from bot.memory.views import CaseFile, case_file
from bot.settings import Settings
from bot.terms import Authority, Speaker
from tests.talk import Buyer, Shop

PRACTICE = practice_of(Settings())
ANA = "It got cheaper after I bought it: WL-2026-0063, ana.garcia@example.com"
CHAU = "It got cheaper after I bought it: WL-2026-0056, chau.dm@example.com"
GIULIA = "It got cheaper after I bought it: WL-2026-0058, giulia.ferraro@example.com"

THE_REASON = "bot: explain.promotion explain.from_to explain.not_fair"
THE_OFFER = "bot: offer.refund_coupon offer.shall_i offer.or_coupon"


async def with_offer(shop: Shop, words: str = ANA) -> Buyer:
    """Somebody to whom an offer was made."""
    buyer = await shop.buyer()
    await buyer.say(words)
    await buyer.say("yes")
    return buyer


async def told(shop: Shop, buyer_id: int = 1, after: int = 0) -> list[str]:
    """The conversation: a buyer's own words, ours by the keys of the lines, a person's with their name."""
    lines = await shop.house.memory.read(lambda unit: unit.transcript.after(buyer_id, after))
    return [f"bot: {line.keys}" if line.speaker is Speaker.BOT else f"{line.author or 'buyer'}: {line.text}" for line in lines]


async def file_of(shop: Shop, case_id: int = 1) -> CaseFile:
    return await shop.house.memory.read(case_file, case_id)


async def remedies(shop: Shop, case_id: int = 1) -> list[tuple[str, str, str]]:
    """What was promised: its key, the amount, the percentage."""
    file = await file_of(shop, case_id)
    return [_remedy(one) for one in file.remedies]


def _remedy(one: RemedyLine) -> tuple[str, str, str]:
    # Before its case, a key names the shop, which is another in every database.
    return one.key[one.key.index("case-") :], str(one.amount), one.percent


async def reply(shop: Shop, text: str = "Hello, this is Mei.", name: str = "Mei", case_id: int = 1) -> None:
    await shop.house.memory.write(handling.reply, case_id, name, text, PRACTICE, shop.clock.now())


async def hand_back(shop: Shop, case_id: int = 1) -> None:
    await shop.house.memory.write(handling.hand_back, case_id, PRACTICE, shop.clock.now())


async def approve(shop: Shop, authority: Authority = Authority.STAFF, name: str = "Mei", case_id: int = 1) -> None:
    await shop.house.memory.write(deciding.approve, case_id, name, authority, PRACTICE, shop.clock.now())


async def close(shop: Shop, name: str = "Mei", case_id: int = 1) -> None:
    await shop.house.memory.write(handling.close, case_id, name, PRACTICE, shop.clock.now())
