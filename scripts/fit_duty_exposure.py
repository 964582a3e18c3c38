"""Fit how much of makers' sales bear the duty to the printed prices of Head, Mayer and Melitz (2024).

The paper's duty index by model is not printed. For each country and kind of vehicle two figures of a Beta
distribution are chosen so that prices at 62.5, 75 and 85 % come out as printed. `python scripts/fit_duty_exposure.py`
prints them, as they stand in clauses/content/calibration.py.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.optimize import least_squares
from scipy.special import expit, logit

from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import Rule
from tradetalks.files.papers import read_published
from tradetalks.papers import head_mayer_melitz_2024 as paper

STARTS = ((0.5, 2.0), (0.8, 3.0), (0.3, 1.0))


def prices(country: str, kind: str, mean: float, alike: float) -> np.ndarray:
    """Rise of prices against no rule at the three requirements, %, as the authors' programs count it."""
    makers = replace(paper.CALIBRATED, exposed=mean, alike=alike)
    rules = [Choices(makers, Rule(required), paper.DUTIES[country, kind]) for required in paper.REQUIRED.values()]
    return np.array([100 * (paper.outcome(rule, paper.PartsInCost.TWICE).price - 1) for rule in rules])


def fit(country: str, kind: str, printed: np.ndarray) -> tuple[float, float, float]:
    """Find mean and alikeness of the exposure; the third figure is the largest gap left, points."""

    def gap(at: np.ndarray) -> np.ndarray:
        return prices(country, kind, float(expit(at[0])), float(np.exp(at[1]))) - printed

    found = [least_squares(gap, [logit(mean), np.log(alike)], diff_step=1e-2) for mean, alike in STARTS]
    best = min(found, key=lambda one: one.cost)
    return float(expit(best.x[0])), float(np.exp(best.x[1])), float(np.abs(best.fun).max())


def main() -> None:
    """Print the fit of every country and kind."""
    published = read_published(paper.NAME)["prices"]
    for country, kind in paper.MODELS:
        printed = np.array([published[f"{kind}, {word}", country, "price"] for word in paper.REQUIRED])
        mean, alike, gap = fit(country, kind, printed)
        print(f"{country} {kind:6} mean {mean:.3f} alike {alike:.2f} largest gap {gap:.3f}")


if __name__ == "__main__":
    main()
