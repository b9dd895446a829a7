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


class Question(StrEnum):
    """What a buyer may ask that the records answer, or the case itself; or that something will be asked."""

    PARCEL = "parcel"  # where it is, when it comes
    SHIPPED = "shipped"  # whether it has left
    ORDER = "order"  # what was ordered and paid
    CHANGE = "change"  # where it is to go
    CASE = "case"  # how their complaint stands
    REMEDY = "remedy"  # when the money is there, until when the coupon is good
    POSTAGE = "postage"  # who pays for sending it back
    ANNOUNCED = "announced"  # nothing yet: "I have a question"


class Expectation(StrEnum):
    """What a buyer may expect of how a complaint is handled, from what is a matter of course to what is a surprise."""

    BASIC = "basic"  # promised, or the law: the same for all
    REASONABLE = "reasonable"  # should be met, and can be
    WANTED_NOT_TODAY = "wanted_not_today"  # should be met, and cannot be today
    BEYOND_REASON = "beyond_reason"  # should not be met
    DELIGHT = "delight"  # not expected at all: small, unannounced, within a budget


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


class Severity(StrEnum):
    """How bad it is with the goods, in the buyer's own view; a picture goes with it."""

    PACKAGING = "packaging"  # only the box
    COSMETIC = "cosmetic"  # marked or scratched, and of use
    UNUSABLE = "unusable"  # broken, or does not work
    DIFFERS = "differs"  # works, and is not what was shown


class Missing(StrEnum):
    """What was not in the parcel."""

    ARTICLE = "article"  # a whole one
    PART = "part"  # something that belongs to one


class Level(StrEnum):
    """Where a buyer stands as a member, lowest first."""

    NONE = "none"
    SILVER = "silver"
    GOLD = "gold"


class RemedyKind(StrEnum):
    """What a part of a remedy is made of."""

    REFUND = "refund"  # the difference, a share, or all of it
    COUPON = "coupon"
    REPLACEMENT = "replacement"  # the article once more, or the right one
    REPAIR = "repair"
    RESEND = "resend"  # of a part that was missing
    RETURN = "return"  # the route by which goods go back
    GIFT = "gift"
    POINTS = "points"
    RAIN_CHECK = "rain_check"  # told as soon as it is back
    WARRANTY = "warranty"  # so many months longer
    APOLOGY = "apology"  # by a named person
    VOUCHER = "voucher"  # of a partner


class Authority(StrEnum):
    """Who may grant a remedy, lowest first; what passes the admin goes to the head office by hand."""

    BOT = "bot"
    STAFF = "staff"
    LEAD = "lead"
    ADMIN = "admin"
