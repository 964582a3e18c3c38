"""Chances of the outcomes of no deal, where nobody has a deal and for those whom a partial deal leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.schema import PROBABILITY_TOLERANCE
from tradetalks.talks.talks import Talks


def probabilities(talks: Talks) -> np.ndarray:
    """Return the probabilities of the outcomes as the case has them, (outcome,)."""
    return np.array([outcome.probability.value for outcome in talks.case.no_deal.outcome])


def chances_of(talks: Talks, given: Mapping[str, float] | None) -> np.ndarray:
    """Return chances by the name of the outcome as an array, (outcome,); those left out are 0, None is as in the case.

    Raises
    ------
    UnknownNameError
        When there is no such outcome.
    InputError
        `probability`, when a chance leaves 0 to 1 or they do not add up to 1.
    """
    if given is None:
        return probabilities(talks)
    names = [outcome.id for outcome in talks.case.no_deal.outcome]
    for name in given:
        if name not in names:
            raise UnknownNameError("outcome", name, names)
    chances = np.array([float(given.get(name, 0.0)) for name in names])
    if not (chances >= 0).all() or not abs(chances.sum() - 1) <= PROBABILITY_TOLERANCE:
        told = ", ".join(f"{name} {chance:g}" for name, chance in zip(names, chances, strict=True))
        raise InputError("probability", f"chances of no deal are {told}", "give fractions that add up to 1")
    return chances
