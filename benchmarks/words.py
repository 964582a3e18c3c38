"""Numbers as they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MILLI = 1e-3
WHOLE = 10
LONGEST = 10**6


def duration(seconds: float) -> str:
    """Show seconds with two digits that count."""
    return f"{two_digits(seconds / MILLI)} ms" if seconds < 1 else f"{two_digits(seconds)} s"


def two_digits(number: float) -> str:
    """Round to two digits that count, and write no power of ten."""
    rounded = float(f"{number:.2g}")
    return f"{rounded:,.0f}" if rounded >= WHOLE else f"{rounded:.2g}"


def ratio(row: dict[str, Any]) -> str:
    """Show a ratio, or how many units, with its bounds, or without where there was one run."""
    held = {key: two_digits(value) for key, value in row["units" if "units" in row else "ratio"].items()}
    same = held["least"] == held["most"]
    return held["median"] if same else f"{held['median']} ({held['least']}–{held['most']})"


def points(difference: float) -> str:
    """Show a difference of real income in percentage points."""
    if not difference:
        return "0"
    return f"{difference:.2f}" if difference >= 1e-3 else power(difference)  # noqa: PLR2004  (where zeros begin)


def power(number: float) -> str:
    """Show the order of a small number, as in 1e-9."""
    return f"{number:.0e}".replace("e-0", "e-")


def count(number: int) -> str:
    """Show a whole number, and a large one as a power of ten where it is one."""
    digits = str(number)
    power_of_ten = number >= LONGEST and not digits.removeprefix("1").strip("0")
    return f"10^{len(digits) - 1}" if power_of_ten else f"{number:,}"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table of the page."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |".replace("  ", " ") for cells in lines)
