"""What can go wrong, as one short family. Each has a code for machines and a sentence for people.

AmendsError
├── RequestError            the caller can mend it; `status` is the HTTP answer
│   ├── UnknownToken        401
│   ├── NoSuchCase          404
│   ├── BadRequest          422
│   ├── TextTooLong         413
│   └── NotNow              409  true, but not in the present state
├── DatabaseTooNew          made by a newer version of this program
├── DatabaseClosed          it cannot be opened
├── DatabaseInUse           nothing can be put in its place while somebody works on it
├── BackupFailed            there is no backup of that name, not even half of one
├── RestoreFailed           the database is as it was
│   └── NoBackup            the file is none that a shop like this one can be restored from
├── StorageBusy             503  the database could not take it; nothing was written
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


class NoSuchCase(RequestError):
    code = "no_such_case"
    status = 404
    sentence = "There is no case with this number."


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


class PortTaken(AmendsError):
    code = "port_taken"
    sentence = "The port is in use."
