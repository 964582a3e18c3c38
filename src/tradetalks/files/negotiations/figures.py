"""Figures as people write them in tables, read exactly."""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from tradetalks.errors import InputError
from tradetalks.files.negotiations.spans import Span

MINUS = "\N{MINUS SIGN}"
LARGEST_EXPONENT = 300
SMALLEST_EXPONENT = -300
MOST_DIGITS = 400
DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+")
POINT = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
GROUPS = re.compile(rf"(?!{POINT.pattern}$)[+-]?[1-9]\d{{0,2}}([,.' \u00a0\u202f]\d{{3}})+([.,]\d+)?")
"""What has marks between thousands, or may have: 1,234 but not 1.234."""
GROUPS_WITH_POINTS = re.compile(rf"{GROUPS.pattern}|{POINT.pattern}")
"""The same where decimals follow a comma, so that 1.234 may mean 1234."""
HUNDRED = 100
RANGE = ".."


def figure(text: str, unclear: re.Pattern[str] = GROUPS) -> Fraction:
    """Read a number exactly: 3.5, 3,5, -2 or 1e3; what may have marks between thousands is refused.

    Raises
    ------
    InputError
        `not-a-number`, for that and for anything else, infinities and missing values among it.
    """
    written = text.strip().replace(MINUS, "-")
    if unclear.fullmatch(written):
        remedy = "write 1234 for a whole number, or add a zero to a fraction: 1.2340"
        raise InputError("not-a-number", f"{text!r} may have a mark between thousands", remedy)
    if DECIMAL_COMMA.fullmatch(written):
        written = written.replace(",", ".")
    return exact(written)


def exact(written: str) -> Fraction:
    """Read a number with a decimal point; see `figure`."""
    refusal = InputError("not-a-number", f"{written!r} is not a number", "write a finite number, such as 3.5")
    if len(written) > MOST_DIGITS or "_" in written:
        raise refusal
    try:
        number = Decimal(written)
    except InvalidOperation:
        raise refusal from None
    if not number.is_finite():
        raise refusal
    if number and not SMALLEST_EXPONENT < number.adjusted() < LARGEST_EXPONENT:
        raise InputError("not-a-number", f"{written!r} is too large or too small", "choose another unit")
    return Fraction(number)


def span(text: str, unclear: re.Pattern[str] = GROUPS) -> Span:
    """Read a number, or a number within its range: 1..2..4 is 2, and may be as low as 1 or as high as 4."""
    parts = [figure(part, unclear) for part in text.split(RANGE)]
    if len(parts) == 1:
        return Span.at(parts[0])
    if len(parts) != len(fields(Span)) or sorted(parts) != parts:
        raise InputError("range-order", f"{text!r} is no range", "write low..value..high, such as 1..2..4")
    return Span(*parts)


def share(text: str, unclear: re.Pattern[str] = GROUPS) -> Fraction:
    """Read a number that may have a per cent sign: 5 % is 0.05."""
    written = text.strip()
    if written.endswith("%"):
        return figure(written.removesuffix("%"), unclear) / HUNDRED
    return figure(written, unclear)
