"""What a party's moves tell of its weights: their ranges, the nearest and the central ones, and what contradicts."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.revealed.conflicts import closest, conflicts, explains, least_slack, tolerance
from tradetalks.talks.revealed.moves import Comparison
from tradetalks.talks.revealed.nearest import Distance, centre, nearest
from tradetalks.talks.revealed.region import Region, region, size
from tradetalks.talks.revealed.space import WeightSpace, mean_one
from tradetalks.talks.revealed.worths import Worths


class Verdict(enum.Enum):
    """What a comparison does to the weights: it holds for all of them, for some, or for none that are above zero."""

    SILENT = "silent"
    TELLS = "tells"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Finding:
    """A comparison and what becomes of it, billion US$ a year.

    `shortfall` is what `better` lacks at the weights as told, max(0, b - a @ 1): the smallest extra value, beyond the
    case, that explains the move without any change of weights. `slack` is its part of the least total that moves which
    contradict each other must be relaxed by.
    """

    comparison: Comparison
    verdict: Verdict
    shortfall: float
    slack: float


@dataclass(frozen=True, eq=False)
class Revealed:
    """What is told of a party's weights, all (issue,).

    `low` and `high` are the ranges of single weights, `nearest` the weights that change least, in total, from those
    told, `centre` those deepest inside with their distance `radius` to the nearest wall (0 where moves contradict; the
    centre is then the nearest). Where `conflicts` are there, all this is told of the weights that miss by the least
    total. `region` is the set itself, for further questions.
    """

    party: str
    issues: tuple[str, ...]
    at_stake: np.ndarray
    findings: tuple[Finding, ...]
    conflicts: tuple[tuple[Comparison, ...], ...]
    low: np.ndarray
    high: np.ndarray
    nearest: np.ndarray
    centre: np.ndarray
    radius: float
    region: Region

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """Moves that no weights explain, whatever the other moves."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.IMPOSSIBLE)

    @property
    def slack(self) -> float:
        """Least total that the other moves must be relaxed by, billion US$ a year; zero where they go together."""
        return sum(finding.slack for finding in self.findings)

    def worth(self, row: np.ndarray) -> tuple[float, float]:
        """Least and largest worth of a package over all weights that are left, billion US$ a year; row is (issue,)."""
        scale = size(row)
        c = np.concatenate([row / scale, np.zeros(self.region.variables - len(row))])
        return scale * _least(self.region, c), -scale * _least(self.region, -c)


def reveal(worths: Worths, party: str, comparisons: Sequence[Comparison], space: WeightSpace | None = None) -> Revealed:
    """Find the weights of a party that explain its moves; the space is `mean_one` of its issues unless given.

    Comparisons of other parties are left aside. Raises `InputError` "nothing-revealed" where none is left,
    "nothing-at-stake", "weights-shape"; `UnknownNameError` for a party, issue or option that is not there.
    """
    own = worths.told_by(party, comparisons)
    stake = worths.at_stake(party)
    space = mean_one(stake) if space is None else _fitting(space, worths)
    rows = [worths.inequality(comparison) for comparison in own]
    a, b = np.array([row for row, _ in rows]), np.array([bound for _, bound in rows])
    verdicts = [_verdict(space, *row) for row in rows]
    tells = np.array([verdict is Verdict.TELLS for verdict in verdicts])
    scale = size(a, b)
    walls = region(space, a[tells] / scale, b[tells] / scale)
    slack = np.zeros(len(own))
    whole = explains(walls)
    slack[tells] = 0.0 if whole else scale * least_slack(walls)[1]
    short = np.maximum(0.0, b - a.sum(axis=1))
    findings = tuple(map(Finding, own, verdicts, short.tolist(), slack.tolist()))
    told = [finding.comparison for finding in findings if finding.verdict is Verdict.TELLS]
    clashes = () if whole else tuple(tuple(told[row] for row in rows) for rows in conflicts(walls))
    left = walls if whole else closest(walls)
    return Revealed(party, worths.issues, stake, findings, clashes, *_summary(space, left, whole=whole), left)


def _summary(
    space: WeightSpace, left: Region, *, whole: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, float]:
    """Ranges, nearest and central weights with the radius; what misses by the least has no inside to be deep in."""
    eye = np.eye(left.variables)[: left.issues]
    low = np.maximum(space.low, [_least(left, c) for c in eye])
    high = np.minimum(space.high, [-_least(left, -c) for c in eye])
    near = nearest(left, space.told, Distance.TOTAL)
    near = space.told if near is None else near
    deepest = centre(left, space.told) if whole else None
    return low, np.maximum(low, high), near, *(deepest or (near, 0.0))


def _verdict(space: WeightSpace, a: np.ndarray, b: float) -> Verdict:
    """Place a comparison; one that holds only where issues have no weight at all is impossible."""
    least, most = (float(end) - b for end in space.span(a))
    slip = tolerance(region(space, a, np.array([b])))
    if least >= -slip:
        return Verdict.SILENT
    return Verdict.TELLS if most > slip else Verdict.IMPOSSIBLE


def _least(left: Region, c: np.ndarray) -> float:
    found = left.least(c)
    return np.nan if found is None else found[0]


def _fitting(space: WeightSpace, worths: Worths) -> WeightSpace:
    if len(space.low) != len(worths.issues):
        message = f"the space holds {len(space.low)} weights for {len(worths.issues)} issues"
        raise InputError("weights-shape", message, "give one entry an issue")
    return space
