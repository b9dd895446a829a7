"""What the seller has on the shelf, and what people call it."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stocked:
    """How many of an article there are. `title` is "" where the file names none."""

    sku: str
    variant: str
    title: str
    count: int


def arrived(before: Stocked | None, now: Stocked) -> bool:
    """Whether there are more of an article than were known of: what sells is less each time, and what comes in is more."""
    return now.count > (before.count if before else 0)


def meant_by(what: str, article: Stocked) -> bool:
    """Whether whoever says that means this article: by its number, or by its title with this variant behind it or none."""
    said, title = _words(what), _words(article.title)
    if _found(_words(article.sku), said) is not None:
        return True
    begins = _found(title, said)
    if begins is None:
        return False
    behind = said[begins + len(title) :]
    return not behind or behind == _words(article.variant)


def _found(words: tuple[str, ...], said: tuple[str, ...]) -> int | None:
    """Where these words stand together, if they do."""
    places = range(len(said) - len(words) + 1) if words else range(0)
    return next((place for place in places if said[place : place + len(words)] == words), None)


def _words(text: str) -> tuple[str, ...]:
    """The words of a text in one spelling: "Blue / EU 30" and "blue EU 30" have the same."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple("".join(c if c.isalnum() else " " for c in folded).split())
