"""The terms of the trade that every room shares: what can be said of a complaint, and by whom."""

from enum import StrEnum


class Step(StrEnum):
    """The six named steps of a complaint, in their order."""

    APOLOGIZE = "apologize"
    LISTEN = "listen"
    EXPLAIN = "explain"
    OFFER = "offer"
    EXECUTE = "execute"
    REVIEW = "review"


class Cause(StrEnum):
    """What a complaint is about. The last three are set by facts or staff, not by a buyer's words."""

    PRICE_DROP = "price_drop"
    LATE_DELIVERY = "late_delivery"
    DAMAGED = "damaged"
    NOT_AS_DESCRIBED = "not_as_described"
    WRONG_ITEM = "wrong_item"
    MISSING_ITEM = "missing_item"
    BAD_SERVICE = "bad_service"
    MEMBERSHIP_BENEFIT = "membership_benefit"
    PAYMENT = "payment"
    CUSTOMS_FEE = "customs_fee"
    RETURN_REQUEST = "return_request"
    OTHER_QUESTION = "other_question"
    HUMAN = "human"
    SPAM_ABUSE = "spam_abuse"
    OUT_OF_STOCK = "out_of_stock"
    PRICE_ERROR = "price_error"
    SAFETY = "safety"


class Wish(StrEnum):
    """What would make it right, in the buyer's own view."""

    REFUND = "refund"
    REPLACEMENT = "replacement"
    COUPON = "coupon"
    TELL_ME = "tell_me"


class Verification(StrEnum):
    """How far a fact can be relied on. A fact that was only said is never a confirmed one."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    CANNOT_BE_VERIFIED = "cannot_be_verified"


class Keeper(StrEnum):
    """Who has a case: while it is not the bot, the bot says nothing on it."""

    BOT = "bot"
    WAITING = "waiting"  # for a person of the staff
    PERSON = "person"


class Speaker(StrEnum):
    """Who said a line of the transcript."""

    BUYER = "buyer"
    BOT = "bot"
    PERSON = "person"


class RemedyKind(StrEnum):
    """What a part of a remedy is made of."""

    REFUND = "refund"
    COUPON = "coupon"


class Authority(StrEnum):
    """Who may grant a remedy, lowest first; what passes the admin goes to the head office by hand."""

    BOT = "bot"
    STAFF = "staff"
    LEAD = "lead"
    ADMIN = "admin"
