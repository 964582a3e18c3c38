"""Negotiations with known weights, and moves that follow from them."""

from __future__ import annotations

import numpy as np

from tradetalks.talks.revealed.moves import Comparison, Package
from tradetalks.talks.revealed.worths import Worths


def worths_of(*tables: list[float], no_deal: float = 0.0) -> Worths:
    """One party P; a table an issue, of the worth of its options o0, o1, ...; o0 is the status quo."""
    own = tuple(np.array(table)[:, None] for table in tables)
    options = tuple(tuple(f"o{place}" for place in range(len(table))) for table in tables)
    issues = tuple(f"i{place}" for place in range(len(tables)))
    return Worths(("P",), issues, options, (0,) * len(tables), own, np.array([no_deal]), np.zeros(1))


def random_worths(rng: np.random.Generator, issues: int) -> Worths:
    sizes = rng.integers(2, 5, issues)
    return worths_of(*([0.0, *rng.normal(size=size - 1)] for size in sizes), no_deal=-abs(rng.normal()))


def random_weights(rng: np.random.Generator, issues: int, least: float = 0.1) -> np.ndarray:
    """Weights with a mean of one, all above `least`."""
    return least + (1 - least) * issues * rng.dirichlet(np.ones(issues))


def package(rng: np.random.Generator, worths: Worths) -> Package:
    chosen = {issue: str(rng.choice(options)) for issue, options in zip(worths.issues, worths.options, strict=True)}
    return {issue: option for issue, option in chosen.items() if rng.random() < 0.7}


def random_moves(rng: np.random.Generator, worths: Worths, many: int) -> list[Comparison]:
    """Compare packages, and some with no deal, whatever the truth."""
    pairs = [(package(rng, worths), None if rng.random() < 0.2 else package(rng, worths)) for _ in range(many)]
    return [Comparison("P", *(pair if rng.random() < 0.5 else pair[::-1])) for pair in pairs]


def true_moves(rng: np.random.Generator, worths: Worths, weights: np.ndarray, many: int) -> list[Comparison]:
    """Turn random comparisons round where the weights say otherwise."""
    found = []
    for move in random_moves(rng, worths, many):
        a, b = worths.inequality(move)
        found.append(move if a @ weights >= b else Comparison("P", move.worse, move.better))
    return found
