"""Codes that are worth money: nobody can guess one of ours, and nobody reads one where it is only reported of."""

import secrets

# Without letters and digits that are taken for each other: no 0 and O, no 1, I and L, no U and V.
_SIGNS = "ABCDEFGHJKMNPQRSTWXYZ23456789"
_GROUPS, _LENGTH = 4, 4


_SHOWN, _LEAST_HIDDEN = 2, 4


def new_code() -> str:
    """A fresh code of 16 signs out of 29, about 77 bits: "AM-7Q2K-XD4H-9WPC-3TRM"."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(("AM", *groups))


def masked(code: str) -> str:
    """A code that its owner knows again by its two first signs and its two last, and nobody else can use."""
    told = len(code) >= 2 * _SHOWN + _LEAST_HIDDEN
    return f"{code[:_SHOWN]}••••{code[-_SHOWN:]}" if told else "••••"
