"""Negotiations of random numbers, and the frontier and settlements of them as a side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from tradetalks.talks.deals import DealSpace
from tradetalks.talks.frontier import frontier
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.settlements import settlements

MOST = 1000
EXAMPLE = ((100, 60, 60), (55, 55, 65), (0, 100, 0), (0, 0, 100))
"""What four packages are worth to three parties: the second is the most even, the first leaves the worst off more."""


@dataclass(frozen=True, eq=False)
class Bargain:
    """A task: a negotiation, the Python of a peer that needs its own, and how many draws of weights to make."""

    game: Negotiation
    peer_python: Path | None = None
    draws: int = 1

    def first(self, count: int) -> Bargain:
        """Keep some of the draws."""
        return replace(self, draws=count)

    def described(self) -> dict[str, Any]:
        """Say what is negotiated."""
        space = self.game.space
        return {"parties": len(self.game.parties), "options": list(space.shape), "deals": space.count}


@dataclass(frozen=True, eq=False)
class Settled:
    """What a job found: gains of undominated deals that all accept, (point, party), and of the deal by each rule.

    `seconds` is set by a side that keeps its own time.
    """

    points: np.ndarray
    picks: Mapping[str, Sequence[float]]
    seconds: float | None = None

    def facts(self) -> dict[str, Any]:
        """Say how many points there are."""
        return {"points": len(self.points)}

    def beside(self, other: Settled, _: int) -> dict[str, Any]:
        """Compare points and what rules maximise, and say what each side's Kalai-Smorodinsky leaves the worst off."""
        worst = {"ours": self.worst_share(self), "theirs": self.worst_share(other)}
        return {"largest_difference": difference(self, other), "worst_share": worst}

    def worst_share(self, other: Settled) -> float:
        """Return the smallest share of an ideal gain in another's Kalai-Smorodinsky deal; ideals are those of here."""
        return float((np.asarray(other.picks["kalai_smorodinsky"]) / self.points.max(axis=0)).min())

    def maxima(self) -> np.ndarray:
        """Product, smallest and sum of gains, each in the deal of the rule that maximises it."""
        nash, egalitarian, utilitarian = (self.picks[rule] for rule in ("nash", "egalitarian", "utilitarian"))
        return np.array([prod(nash), min(egalitarian), sum(utilitarian)], dtype=float)


def difference(one: Settled, other: Settled) -> float:
    """Return the largest difference of any point or maximum, infinite where there are more points on one side."""
    if one.points.shape != other.points.shape:
        return float("inf")
    gaps = (np.abs(_sorted(one.points) - _sorted(other.points)), np.abs(one.maxima() - other.maxima()))
    return float(max(gap.max() for gap in gaps))


def _sorted(points: np.ndarray) -> np.ndarray:
    return points[np.lexsort(points.T)]


def settle(task: Bargain) -> Callable[[], Settled]:
    """Find the frontier and the four settlements with their deals."""
    game = task.game

    def job() -> Settled:
        front = frontier(game)
        zone = np.flatnonzero(game.accepts(front.gains).all(axis=1))
        chosen = {name: at for name, at in settlements(front.gains - game.floor, zone).items() if at is not None}
        named = {name: game.gain(front.first(at)).tolist() for name, at in chosen.items()}
        return Settled(front.gains[zone], named)

    return job


def named(name: str) -> Negotiation:
    """Draw a negotiation by its name in the registry, as in deals-6x10x3: issues, options of each, and parties.

    In `linked-...` every deal is worth more or less than its options are by themselves, by as much as one of them.
    """
    kind, _, size = name.partition("-")
    if size == "example":
        return negotiation([np.array(EXAMPLE)])
    issues, options, parties = map(int, size.split("x"))
    rng = np.random.default_rng(0)
    own = list(_drawn(rng, issues, options, parties))
    if kind != "linked":
        return negotiation(own)
    shape = (options,) * issues + (parties,)
    return negotiation(own, rng.integers(-MOST, MOST, size=shape, endpoint=True))


def negotiation(own: Sequence[np.ndarray], together: np.ndarray | None = None) -> Negotiation:
    """Make a negotiation of worths (option, party); no deal is worth nothing, and nobody takes less."""
    parties, issues = own[0].shape[1], range(len(own))
    zero = np.zeros(parties, dtype=np.int64)
    space = DealSpace(
        tuple(f"issue {n}" for n in issues),
        tuple(tuple(f"option {n}" for n in range(len(worth))) for worth in own),
        (0,) * len(own),
    )
    return Negotiation(
        parties=tuple(f"party {n}" for n in range(parties)),
        space=space,
        own=tuple(own),
        linked=() if together is None else tuple(issues),
        together=zero if together is None else together,
        no_deal=zero,
        walk_away=zero,
        per_unit=1,
    )


def _drawn(rng: np.random.Generator, issues: int, options: int, parties: int) -> Iterator[np.ndarray]:
    """Draw what options are worth, from -1,000 to 1,000; the first one of an issue is worth nothing."""
    for _ in range(issues):
        worth = rng.integers(-MOST, MOST, size=(options, parties), endpoint=True)
        worth[0] = 0
        yield worth
