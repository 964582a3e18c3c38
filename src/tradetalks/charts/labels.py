"""Names, colours and figures that every chart and table writes alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tradetalks.talks.schema import Party

if TYPE_CHECKING:
    from tradetalks.talks.talks import Talks

DEALS = {
    "status_quo": "Status quo",
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "Egalitarian",
    "utilitarian": "Utilitarian",
}
COLOURS = ("#1f5fa8", "#c2410c", "#0b7a5b", "#8b3a8f", "#8a6a00", "#5b6470")
"""Told apart with any colour vision, and readable as text on white."""

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
NEUTRAL = "#6b7280"
MINUS = "\u2212"


def deal_label(name: str) -> str:
    """Name of a settlement as a reader sees it."""
    return DEALS.get(name, name.replace("_", " ").capitalize())


def colours(parties: Sequence[Party]) -> dict[str, str]:
    """Colour of each party, by id."""
    return {party.id: COLOURS[position % len(COLOURS)] for position, party in enumerate(parties)}


def shapes(parties: Sequence[Party]) -> dict[str, str]:
    """Shape of each party's mark, by id, so that colour is never the only sign."""
    return {party.id: SHAPES[position % len(SHAPES)] for position, party in enumerate(parties)}


def party_name(talks: Talks, party: str) -> str:
    """Name of a party, or the code itself where it is not at the table."""
    names = {known.id: known.name for known in talks.parties}
    return names.get(party, "All" if party == "all" else party)


def signed(value: float, decimals: int = 2) -> str:
    """Write a figure with its sign; what rounds to zero has none."""
    if round(abs(value), decimals) == 0:
        return f"{0:.{decimals}f}"
    return f"{'+' if value > 0 else MINUS}{abs(value):,.{decimals}f}"


def decimals_for(values: Sequence[float], least: int = 2, most: int = 4) -> int:
    """Decimals at which the middling one of some figures still shows two digits."""
    sizes = sorted(abs(value) for value in values if abs(value) > 1e-9)  # noqa: PLR2004
    middle = sizes[len(sizes) // 2] if sizes else 1.0
    decimals = least
    while decimals < most and middle * 10**decimals < 9.5:  # noqa: PLR2004
        decimals += 1
    return decimals
