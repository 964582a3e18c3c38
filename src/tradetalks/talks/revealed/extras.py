"""Values beyond the case: the least that options must be worth on top for moves to make sense as told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.revealed.conflicts import tolerance
from tradetalks.talks.revealed.moves import Comparison
from tradetalks.talks.revealed.region import Region, size
from tradetalks.talks.revealed.worths import Worths


@dataclass(frozen=True)
class Extra:
    """Value of an option beyond the case, from least to most among the smallest explanations, billion US$ a year.

    Issue and option are empty for no deal.
    """

    issue: str
    option: str
    low: float
    high: float


@dataclass(frozen=True)
class Extras:
    """The smallest total of extra values, by size, that explains all moves of a party, and the options they fall on."""

    total: float
    values: tuple[Extra, ...]


def extra_values(worths: Worths, party: str, comparisons: Sequence[Comparison]) -> Extras:
    """Find the smallest extra values that explain a party's moves with all weights at one.

    min sum |theta|  with  sum_i [v_i + theta_i](better) >= sum_i [v_i + theta_i](worse)  for every comparison, where
    no deal has a theta too and status quos have none. An interval tells how far a value may lie among explanations of
    the same total. There is always one: values that undo all differences. Raises `InputError` "nothing-revealed" and
    `UnknownNameError` as `reveal` does.
    """
    names = [("", "")] + [
        (issue, option)
        for issue, options, today in zip(worths.issues, worths.options, worths.status_quo, strict=True)
        for place, option in enumerate(options)
        if place != today
    ]
    own = worths.told_by(party, comparisons)
    rows = np.array([_row(comparison, names) for comparison in own]).reshape(-1, len(names))
    short = np.array([bound - a.sum() for a, bound in map(worths.inequality, own)])
    scale = size(short)
    both = _programme(np.hstack([rows, -rows]), short / scale)
    aim = np.ones(both.variables)
    found = both.least(aim)
    total = 0.0 if found is None else found[0]
    capped = both.with_rows(-aim[None], np.array([-total - tolerance(both)]))
    spans = [_span(capped, place, len(names)) for place in range(len(names))]
    told = [(name, span) for name, span in zip(names, spans, strict=True) if max(map(abs, span)) > 2 * tolerance(both)]
    return Extras(scale * total, tuple(Extra(*name, scale * low, scale * high) for name, (low, high) in told))


def _row(comparison: Comparison, names: Sequence[tuple[str, str]]) -> np.ndarray:
    """Count how often each extra value enters better less worse."""
    row = np.zeros(len(names))
    for side, sign in ((comparison.better, 1.0), (comparison.worse, -1.0)):
        chosen = {("", "")} if side is None else set(side.items())
        row += sign * np.array([name in chosen for name in names])
    return row


def _programme(a: np.ndarray, b: np.ndarray) -> Region:
    """Hold values as what lies above zero, then what lies below."""
    n = a.shape[1]
    return Region(0, a, b, np.zeros(n), np.full(n, np.inf), np.zeros(n), 0.0)


def _span(capped: Region, place: int, names: int) -> tuple[float, float]:
    c = np.zeros(capped.variables)
    c[place], c[place + names] = 1.0, -1.0
    low, high = capped.least(c), capped.least(-c)
    return (np.nan if low is None else low[0], np.nan if high is None else -high[0])
