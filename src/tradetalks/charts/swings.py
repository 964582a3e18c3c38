"""Which view of the evidence moves a payoff, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradetalks.talks.ranges import CHANCE, ELASTICITIES

if TYPE_CHECKING:
    from tradetalks.talks.study import Study

WORDS = {
    ELASTICITIES: "How easily buyers switch suppliers (trade elasticities)",
    "trade effects of options": "What the options do to trade costs and tariffs",
    "scores of options": "What the options are worth beyond trade (scores)",
    "trade costs of no deal": "How far trade costs rise without a deal",
    "scores of no deal": "What no deal is worth beyond trade (scores)",
}


@dataclass(frozen=True)
class Swing:
    """One thing that is varied: lowest and highest payoff of a deal by party, billion US$ a year."""

    what: str
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def width(self) -> float:
        """Largest width over the parties."""
        return max(high - low for low, high in zip(self.low, self.high, strict=True))


def swings(study: Study, deal: str) -> tuple[Swing, ...]:
    """Gather the views by what they vary, the widest first, for one of the deals shown."""
    position = list(study.shown).index(deal)
    payoff = study.ranges.payoff[:, position, :]
    groups: dict[str, list[int]] = {}
    for row, view in enumerate(study.ranges.views[1:], start=1):
        groups.setdefault(varied_words(study, view.varies), []).append(row)
    found = []
    for what, group in groups.items():
        seen = payoff[[0, *group]]
        found.append(Swing(what, tuple(map(float, seen.min(axis=0))), tuple(map(float, seen.max(axis=0)))))
    return tuple(sorted(found, key=lambda swing: -swing.width))


def varied_words(study: Study, varies: str) -> str:
    """Name what a view varies in words."""
    chances = {f"{CHANCE}{o.id}": f"How likely: {o.title}" for o in study.talks.case.no_deal.outcome}
    return (WORDS | chances)[varies]
