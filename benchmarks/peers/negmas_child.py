"""Answer requests with negmas: one JSON object a line in, one out. Run by the Python that has it."""

from __future__ import annotations

import json
import sys
from time import perf_counter
from typing import Any

import numpy as np
from negmas import make_issue
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import (
    kalai_points,
    ks_points,
    max_welfare_points,
    nash_points,
    pareto_frontier,
    pareto_frontier_numpy,
)

RULES = {
    "nash": nash_points,
    "kalai_smorodinsky": ks_points,
    "egalitarian": kalai_points,
    "utilitarian": max_welfare_points,
}


class Reserved:
    """All that its rules read of a party where ranges are given: its reserved value."""

    def __init__(self, value: float) -> None:
        self.reserved_value = value


def additive(request: dict[str, Any]) -> list[LinearAdditiveUtilityFunction]:
    """Make a utility function for each party of what options are worth, (issue, option, party)."""
    own = [np.array(worth, dtype=float) for worth in request["own"]]
    space = make_os([make_issue(len(worth), f"issue {n}") for n, worth in enumerate(own)])
    return [
        LinearAdditiveUtilityFunction(
            {f"issue {n}": dict(enumerate(worth[:, party].tolist())) for n, worth in enumerate(own)},
            outcome_space=space,
            reserved_value=float(reserved),
        )
        for party, reserved in enumerate(request["reserved"])
    ]


def settled(request: dict[str, Any]) -> dict[str, Any]:
    """List the deals, take utilities, find the frontier, and choose."""
    parties = additive(request)
    start = perf_counter()
    points, _ = pareto_frontier(parties)
    ranges = [party.minmax(party.outcome_space, above_reserve=False) for party in parties]
    return chosen(parties, points, ranges, start)


def sifted(request: dict[str, Any]) -> dict[str, Any]:
    """Find the frontier of payoffs that are there, and choose."""
    gains, reserved = np.array(request["gains"], dtype=float), np.array(request["reserved"], dtype=float)
    start = perf_counter()
    zone = gains[(gains >= reserved).all(axis=1)]
    points = [tuple(row) for row in zone[pareto_frontier_numpy(zone)]]
    ranges = list(zip(gains.min(axis=0), gains.max(axis=0), strict=True))
    return chosen([Reserved(value) for value in reserved], points, ranges, start)


def chosen(parties: list[Any], points: list[Any], ranges: list[Any], start: float) -> dict[str, Any]:
    """Choose by every rule, the first of equals, and say how long all took."""
    picks = {name: rule(parties, points, ranges=ranges)[0][0] for name, rule in RULES.items()}
    seconds = perf_counter() - start
    return {
        "points": np.array(points, dtype=float).tolist(),
        "picks": {name: [float(gain) for gain in gains] for name, gains in picks.items()},
        "seconds": seconds,
    }


def main() -> None:
    """Answer until the input ends."""
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(settled(request) if "own" in request else sifted(request)), flush=True)


if __name__ == "__main__":
    main()
