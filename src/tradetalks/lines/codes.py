"""Codes of the Harmonized System as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradetalks.errors import InputError

LENGTHS = (4, 6, 8, 10)
PAIR = 2
SEPARATORS = re.compile(r"[.\s]+")
SPREADSHEET_NUMBER = re.compile(r"\d{7,}\.0+")
"""A code that became a number on its way through a spreadsheet: 87032300.0."""


@dataclass(frozen=True)
class Code:
    """A code of 4, 6, 8 or 10 digits; `repaired` where a zero that a spreadsheet had dropped was put back."""

    digits: str
    repaired: bool


def read_code(written: str) -> Code:
    """Read a code such as 8703.23.00, 8703 23 or 87032300.

    The Harmonized System numbers chapters from 01 with two digits, so every code has an even number of digits; an odd
    number means that the leading zero of chapters 01 to 09 is lost, and it is put back. No other repair is made: a
    number such as 2208.3, whose last zero is lost too, may be a heading or a subheading and is refused.

    Raises
    ------
    InputError
        `hs-code`, when this is no code.
    """
    text = written.strip()
    text = text.split(".", maxsplit=1)[0] if SPREADSHEET_NUMBER.fullmatch(text) else text
    first, *others = SEPARATORS.split(text)
    if not all(part.isascii() and part.isdigit() for part in (first, *others)):
        raise _refusal(written, "holds something else than digits, dots and blanks")
    if any(len(part) % PAIR for part in others):
        raise _refusal(written, "lost a zero at its end, as numbers do in a spreadsheet")
    lost = len(first) % PAIR == 1
    digits = f"{'0' if lost else ''}{first}{''.join(others)}"
    if len(digits) not in LENGTHS:
        raise _refusal(written, f"has {len(digits)} digits")
    if digits.startswith("00"):
        raise _refusal(written, "names chapter 00, which there is not")
    return Code(digits, lost)


def _refusal(written: str, why: str) -> InputError:
    remedy = "write 4, 6, 8 or 10 digits as text, as in 8703.23 or 87032300"
    return InputError("hs-code", f"the code {written!r} {why}", remedy)
