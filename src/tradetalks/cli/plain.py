"""Signs that every terminal can show, for those that cannot show ours."""

from __future__ import annotations

PLAIN = "tradetalks-plain"
SIGNS = {"\u2212": "-", "\u2013": "-", "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2026": "..."}


def plainly(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding lacks: a minus by a hyphen, curly quotes by straight ones, the rest by a mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(SIGNS.get(sign, "?") for sign in lacking), error.end
