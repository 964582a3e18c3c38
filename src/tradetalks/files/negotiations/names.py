"""Short names for what files call by longer ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

UNFIT = re.compile(r"[^\w.+-]+")
BELOW_ZERO = re.compile(r"[-\N{MINUS SIGN}]\d")


def short_names(titles: Sequence[str], otherwise: str) -> tuple[str, ...]:
    """Make a short name of every title: small letters, a hyphen for what is between words, numbered where two agree."""
    found: list[str] = []
    for number, title in enumerate(titles, 1):
        name = UNFIT.sub("-", title.lower()).strip("-") or f"{otherwise}-{number}"
        sign = "-" if BELOW_ZERO.match(title) else ""
        found.append(_unused(sign + name, found))
    return tuple(found)


def _unused(name: str, taken: Sequence[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def party_names(titles: Sequence[str]) -> tuple[str, ...]:
    """Make a short name of every party, its capitals kept: "New Zealand" is New-Zealand."""
    found: list[str] = []
    for title in titles:
        found.append(_unused(UNFIT.sub("-", title.strip()).strip("-") or f"party-{len(found) + 1}", found))
    return tuple(found)
