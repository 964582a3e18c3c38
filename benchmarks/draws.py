"""Weights of issues drawn again and again: which deals all accept, counted at once, and by listing every deal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.negotiations import Bargain
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs
from tradetalks.talks.robustness.estimate import weighted
from tradetalks.talks.robustness.tally import tally

CONCENTRATION = 25.0


@dataclass(frozen=True, eq=False)
class Counted:
    """What a job found: in how many draws all accept a deal, (deal,)."""

    accepted: np.ndarray
    seconds: float | None = None

    def facts(self) -> dict[str, Any]:
        """Say how many deals all accept in some draw."""
        return {"points": int((self.accepted > 0).sum())}

    def beside(self, other: Counted, _: int) -> dict[str, Any]:
        """Return the largest difference of a count."""
        gap = np.abs(self.accepted.astype(np.int64) - other.accepted.astype(np.int64)).max()
        return {"largest_difference": float(gap)}


def count(task: Bargain) -> Callable[[], Counted]:
    """Weigh the issues anew in every draw, and count for every deal how often all accept it."""
    weights = drawn(task)
    return lambda: Counted(tally(weighted(task.game, weight) for weight in weights).accepted)


def listing(task: Bargain) -> Callable[[], Counted]:
    """Do the same by listing the payoffs of all deals in every draw."""
    weights = drawn(task)

    def job() -> Counted:
        found = np.zeros(task.game.space.count, dtype=np.int64)
        for weight in weights:
            found += _listed(weighted(task.game, weight))
        return Counted(found)

    return job


def drawn(task: Bargain) -> np.ndarray:
    """Draw weights, (draw, party, issue): a party's share of attention for each issue, with a mean of 1."""
    issues, parties = len(task.game.space.issues), len(task.game.parties)
    shares = np.random.default_rng(0).dirichlet([CONCENTRATION] * issues, (task.draws, parties))
    return issues * shares


def _listed(game: Negotiation) -> np.ndarray:
    return Payoffs(game).unanimous
