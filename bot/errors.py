"""What can go wrong, as one short family. Each has a code for machines and a sentence for people.

AmendsError
├── RequestError            the caller can mend it; `status` is the HTTP answer
│   ├── UnknownToken        401
│   ├── UnknownKey          401
│   ├── NoSuchCase          404
│   ├── NoSuchBuyer         404  they were never here, or are one with another by now
│   ├── NoSuchOrder         404
│   ├── NoSuchPicture       404
│   ├── NoSuchTask          404
│   ├── NoSuchCoupon        404
│   ├── CouponUsed          409  for another order
│   ├── CouponRefused       422  its terms do not fit the order; `code` says which
│   ├── LinkUnknown         404  it has expired, was used, or was never given out: which, nobody is told
│   ├── BadRequest          422
│   ├── TextTooLong         413
│   ├── NotNow              409  true, but not in the present state
│   ├── TooManyRequests     429  `wait_seconds` is when it may be asked again
│   └── PictureRefused      422  this is nothing we keep
│       ├── NoPicture           no picture at all, or of a kind we do not keep
│       ├── UnreadablePicture   a picture, of a kind that cannot be read here
│       ├── BrokenPicture       it breaks off, or was never whole
│       ├── PictureTooLarge     more dots than can be read safely
│       └── PictureTooHeavy 413 more bytes than are taken in
├── DatabaseTooNew          made by a newer version of this program
├── DatabaseClosed          it cannot be opened
├── DatabaseInUse           nothing can be put in its place while somebody works on it
├── BackupFailed            there is no backup of that name, not even half of one
├── RestoreFailed           the database is as it was
│   └── NoBackup            the file is none that a shop like this one can be restored from
├── StorageBusy             503  the database could not take it; nothing was written
├── PicturesClosed          503  the folder of the pictures cannot be written to
└── PortTaken               the shop's door cannot be opened
"""


class AmendsError(Exception):
    """Anything the program can explain. `code` never changes; the sentence may."""

    code = "error"
    status = 500
    sentence = "Something went wrong."

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class RequestError(AmendsError):
    code = "bad_request"
    status = 400
    sentence = "This request cannot be understood."


class UnknownToken(RequestError):
    code = "unknown_token"
    status = 401
    sentence = "This conversation is not known here. Open a new one with POST /api/chat."


class UnknownKey(RequestError):
    code = "unknown_key"
    status = 401
    sentence = "This key opens nothing. `python -m bot keys add NAME` makes one; send it as Authorization: Bearer amends_…"


class NoSuchCase(RequestError):
    code = "no_such_case"
    status = 404
    sentence = "There is no case with this number."


class NoSuchBuyer(RequestError):
    code = "no_such_buyer"
    status = 404
    sentence = "There is no buyer with this number, or their conversation has become one with another."


class NoSuchOrder(RequestError):
    code = "no_such_order"
    status = 404
    sentence = "There is no order with this number. Take the seller's orders in first."


class NoSuchPicture(RequestError):
    code = "no_such_picture"
    status = 404
    sentence = "There is no picture with this number in this conversation."


class NoSuchTask(RequestError):
    code = "no_such_task"
    status = 404
    sentence = "There is no task with this number."


class NoSuchCoupon(RequestError):
    code = "no_such_coupon"
    status = 404
    sentence = "There is no coupon with this code."


class CouponUsed(RequestError):
    code = "coupon_used"
    status = 409
    sentence = "This coupon was used for another order."


class CouponRefused(RequestError):
    """A coupon that takes off nothing; its `code` says why."""

    status = 422

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class LinkUnknown(RequestError):
    code = "link_unknown"
    status = 404
    sentence = "This link has expired or was used already. Open a conversation without it."


class BadRequest(RequestError):
    code = "bad_request"
    status = 422


class TextTooLong(RequestError):
    code = "text_too_long"
    status = 413
    sentence = "The text is too long."


class NotNow(RequestError):
    code = "not_now"
    status = 409


class TooManyRequests(RequestError):
    code = "too_many_requests"
    status = 429

    def __init__(self, what: str, wait_seconds: int) -> None:
        super().__init__(f"Too many {what}. Please wait {wait_seconds} seconds.")
        self.wait_seconds = wait_seconds


class PictureRefused(RequestError):
    code = "picture_refused"
    status = 422
    sentence = "This picture is not kept."


class NoPicture(PictureRefused):
    code = "no_picture"
    sentence = "This is no picture that can be kept here. Send it as JPEG, PNG, WebP or GIF."


class UnreadablePicture(PictureRefused):
    code = "unreadable_picture"
    sentence = "This picture is in a format that cannot be read here (HEIC, HEIF or AVIF). Send it as JPEG."


class BrokenPicture(PictureRefused):
    code = "broken_picture"
    sentence = "This picture is not whole. Send it once more."


class PictureTooLarge(PictureRefused):
    code = "picture_too_large"
    sentence = "This picture has too many dots to be read safely. Send a smaller one."


class PictureTooHeavy(PictureRefused):
    code = "picture_too_heavy"
    status = 413
    sentence = "This picture is too heavy. Send a smaller one."


class DatabaseTooNew(AmendsError):
    code = "database_too_new"
    sentence = "This database was made by a newer version of Amends. Start that version, or restore a backup of this one."


class DatabaseClosed(AmendsError):
    code = "database_closed"
    sentence = "The database cannot be opened."


class DatabaseInUse(AmendsError):
    code = "database_in_use"
    sentence = "The shop is open, or something else is at work on its database: stop that first. Nothing was changed."


class BackupFailed(AmendsError):
    code = "backup_failed"
    sentence = "The backup cannot be made."


class RestoreFailed(AmendsError):
    code = "restore_failed"
    sentence = "This backup cannot be restored."


class NoBackup(RestoreFailed):
    code = "no_backup"
    sentence = "This file is no backup of a shop that keeps its data as this one does."


class StorageBusy(AmendsError):
    code = "storage_busy"
    status = 503
    sentence = "The database is busy. Nothing was lost; please try again in a moment."


class PicturesClosed(AmendsError):
    code = "pictures_closed"
    status = 503
    sentence = "Pictures cannot be kept just now. Please try again in a moment."


class PortTaken(AmendsError):
    code = "port_taken"
    sentence = "The port is in use."
