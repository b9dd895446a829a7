"""Figures as people punctuate them: 1.050,00 and 1,050.00, 1 050,00, 39'90 and 12,34,567.89."""

import re
from decimal import Decimal

FIGURES = r"(?:\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,12})(?:[.,]\d{1,3}|'\d\d(?!\d))?"
"""The pattern of a number in figures."""

# Letters of other scripts may stand against a code without a blank, so edges are edges of Latin letters and digits only.
START, END = r"(?<![A-Za-zÀ-ɏ\u1e00-\u1eff0-9])", r"(?![A-Za-zÀ-ɏ\u1e00-\u1eff0-9])"

FRESH = r"(?<!\d)(?<!\d[.,:/'-])"
"""Where a number may begin."""


def decimal_of(written: str, decimals: int) -> Decimal:
    """The number, whichever way it is punctuated: a last mark before one or two digits is the decimal one.

    Before three digits it groups thousands, unless the currency has three decimals and the mark stands alone.
    """
    written = re.sub(r"'(?=\d\d$)", ",", written)
    marks = re.findall(r"[.,]", written)
    digits = re.sub(r"\D", "", written)
    if not marks:
        return Decimal(digits)
    tail = len(written) - max(written.rfind("."), written.rfind(",")) - 1
    alone = marks.count(marks[-1]) == 1
    if tail != 3 or (alone and (decimals == 3 or len(set(marks)) > 1)):
        return Decimal(digits).scaleb(-tail)
    return Decimal(digits)
