"""Fit how much of makers' sales bear the duty to what Head, Mayer and Melitz (2024) print about it.

The paper's duty index by model is not printed. For each country and kind of vehicle four figures are chosen: the parts
of models none and all of whose sales bear the duty, and a Beta distribution for the rest. They are fitted to the three
printed prices, the printed median of the index and the three printed shares of models that comply. Medians and shares
are in duty_exposure.csv, from the paper's tables of the sample and of jobs. Jobs, parts, content and its peak are left
to check. `python scripts/fit_duty_exposure.py` prints the figures, as they stand in clauses/content/calibration.py.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares
from scipy.special import expit

from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import Makers, Rule
from tradetalks.files.papers import read_published
from tradetalks.papers import head_mayer_melitz_2024 as paper

FACTS = Path(__file__).with_name("duty_exposure.csv")
STARTS = ((1.0, 0.5, -2.5, -2.5), (-1.5, 1.0, -2.5, -2.5), (-2.0, 2.7, -3.5, -2.0))
MOST = 6.0
"""Bound on the transformed figures: parts of models below 0.2 % are as good as none."""
PRICE, INDEX, COMPLY = 0.005, 0.005, 0.2
"""What a miss is measured in: half a printed digit, and the sampling error of a share in the authors' simulation."""


def makers_at(at: np.ndarray) -> Makers:
    """Makers whose exposure has the transformed figures: logit mean, log alikeness, log odds of never and always."""
    ends = np.exp(at[2:])
    never, always = ends / (1 + ends.sum())
    exposed, alike = float(expit(at[0])), float(np.exp(at[1]))
    return replace(paper.CALIBRATED, exposed=exposed, alike=alike, never=float(never), always=float(always))


def figures(makers: Makers, duty: float) -> np.ndarray:
    """Prices against no rule and complying models at the three requirements, both %, and the median of the index."""
    rules = [Choices(makers, Rule(required), duty) for required in paper.REQUIRED.values()]
    prices = [100 * (paper.outcome(rule, paper.PartsInCost.TWICE).price - 1) for rule in rules]
    comply = [100 * rule.complying for rule in rules]
    return np.array([*prices, *comply, float(np.median(rules[0].cost_of_paying))])


def misses(found: np.ndarray, printed: np.ndarray) -> np.ndarray:
    """Distances in units of their precision; the median counts only outside its rounding."""
    gap = found - printed
    median = np.sign(gap[6]) * max(abs(gap[6]) - INDEX, 0.0)
    return np.array([*gap[:3] / PRICE, *gap[3:6] / COMPLY, median / INDEX])


def fit(duty: float, printed: np.ndarray) -> tuple[Makers, np.ndarray]:
    """Find the exposure, and the misses that it leaves."""

    def gap(at: np.ndarray) -> np.ndarray:
        return misses(figures(makers_at(at), duty), printed)

    found = [least_squares(gap, at, bounds=(-MOST, MOST), diff_step=1e-2, max_nfev=30) for at in STARTS]
    best = min(found, key=lambda one: one.cost)
    return makers_at(best.x), best.fun


def printed_facts(country: str, kind: str) -> np.ndarray:
    """Read what is printed of a place, in the order of `figures`."""
    prices = read_published(paper.NAME)["prices"]
    with FACTS.open(encoding="utf-8") as lines:
        rows = {(row["country"], row["kind"], row["fact"]): float(row["printed"]) for row in csv.DictReader(lines)}
    first = [prices[f"{kind}, {word}", country, "price"] for word in paper.REQUIRED]
    then = [rows[country, kind, f"comply, {word}"] for word in paper.REQUIRED]
    return np.array([*first, *then, rows[country, kind, "median of the index"]])


def main() -> None:
    """Print the fit of every country and kind, and the largest misses in the printed units."""
    for country, kind in paper.MODELS:
        makers, left = fit(paper.DUTIES[country, kind], printed_facts(country, kind))
        price, comply = np.abs(left[:3]).max() * PRICE, np.abs(left[3:6]).max() * COMPLY
        print(
            f"{country} {kind:6} mean {makers.exposed:.3f} alike {makers.alike:.2f} never {makers.never:.3f} "
            f"always {makers.always:.3f}; largest miss: price {price:.4f}, comply {comply:.2f}"
        )


if __name__ == "__main__":
    main()
