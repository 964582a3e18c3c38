"""Measure how far random draws move the pooled figures of Head, Mayer and Melitz (2024), the peak among them.

The paper takes means over 32,280 models drawn at random (20 for each of 1,614 observations). This draws samples of
that size from the calibrated makers. `python scripts/measure_content_peak.py` prints means and standard errors.
"""

from __future__ import annotations

import numpy as np

from tradetalks.clauses.content.calibration import MEASURED
from tradetalks.clauses.content.model import Rule, free_share, penalty
from tradetalks.papers import head_mayer_melitz_2024 as paper

DRAWS, SAMPLES, SEED = 32_280, 60, 1
STEPS = np.arange(0.79, 0.8801, 0.002)
NAMES = ("comply freely, 62.5 %", "comply with dearer parts, 62.5 %", "content, 62.5 %", "peak content", "peak")


def index(draw: np.random.Generator) -> np.ndarray:
    """Draw the duty index of models, places in proportion to their models."""
    places = list(paper.MODELS)
    counts = draw.multinomial(DRAWS, np.array(list(paper.MODELS.values())) / sum(paper.MODELS.values()))
    power = 1 - paper.CALIBRATED.eta
    drawn = []
    for (country, kind), count in zip(places, counts, strict=True):
        at, rank = getattr(MEASURED[country], kind), draw.random(count)
        inner = draw.beta(at.mean * at.alike, (1 - at.mean) * at.alike, count)
        exposed = np.where(rank < at.never, 0.0, np.where(rank > 1 - at.always, 1.0, inner))
        drawn.append((1 - exposed + exposed * (1 + paper.DUTIES[country, kind]) ** power) ** (1 / power))
    return np.concatenate(drawn)


def sample(draw: np.random.Generator) -> tuple[float, ...]:
    """Pooled figures of one sample, %, in the order of `NAMES`."""
    makers, tau = paper.CALIBRATED, index(draw)
    delta = np.exp(makers.mu + makers.sigma * draw.standard_normal(DRAWS))
    nu = makers.concentration
    assembly = draw.beta(makers.assembly * nu, (1 - makers.assembly) * nu, DRAWS)
    free = free_share(delta, makers.theta)

    def pooled(required: float) -> tuple[float, float, float]:
        share = Rule(required).cost_share(assembly)
        cost = penalty(share, delta, makers.theta) ** (1 - assembly)
        freely, bound = share <= free, (share > free) & (cost <= tau)
        content = assembly + (1 - assembly) * np.where(bound, share, free)
        return 100 * float(freely.mean()), 100 * float(bound.mean()), 100 * float(content.mean())

    curve = [pooled(float(step))[2] for step in STEPS]
    return *pooled(paper.REQUIRED["62.5 %"]), max(curve), 100 * float(STEPS[int(np.argmax(curve))])


def main() -> None:
    """Print the mean and the standard error of every figure over the samples."""
    draw = np.random.default_rng(SEED)
    found = np.array([sample(draw) for _ in range(SAMPLES)])
    for name, mean, error in zip(NAMES, found.mean(axis=0), found.std(axis=0), strict=True):
        print(f"{name:34} {mean:6.2f} +- {error:.2f}")
    low, high = np.percentile(found[:, -1], (5, 95))
    print(f"nine in ten peaks lie between {low:.1f} and {high:.1f}")


if __name__ == "__main__":
    main()
