"""Codes for coupons: nobody can guess one, and anybody can read one out on the telephone."""

import secrets

# Without letters and digits that are taken for each other: no 0 and O, no 1, I and L, no U and V.
_SIGNS = "ABCDEFGHJKMNPQRSTWXYZ23456789"
_GROUPS, _LENGTH = 4, 4


def new_code() -> str:
    """A fresh code of 16 signs out of 29, about 77 bits: "AM-7Q2K-XD4H-9WPC-3TRM"."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(("AM", *groups))
