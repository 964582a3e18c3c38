"""How far the shortcut is off: deals that are solved in full at the figures of a draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.robustness.estimate import Drawn, Model
from tradetalks.talks.robustness.sampling import stream

TOGETHER = 5


@dataclass(frozen=True)
class Check:
    """Errors of the shortcut over `pairs` of a draw and a deal, in billion US$ a year by party.

    `largest` and `rms` are of shortcut less exact payoff, `typical` the root mean square of exact payoffs. `differ` is
    the part of pairs in which another set of parties accepts than does exactly.
    """

    pairs: int
    largest: tuple[float, ...]
    rms: tuple[float, ...]
    typical: tuple[float, ...]
    differ: float


@dataclass(frozen=True, eq=False)
class Pairs:
    """Payoffs of some deals in one draw, in units, by the shortcut and exact, both (deal, party), and who accepts."""

    short: np.ndarray
    exact: np.ndarray
    differ: np.ndarray


def check_draw(model: Model, drawn: Drawn, game: Negotiation, draw: int, seed: int) -> Pairs:
    """Solve a few deals picked at random in full, at the figures of one draw; weights are 1."""
    source = stream(seed, "check", str(draw))
    digits = np.stack([source.integers(size, size=TOGETHER) for size in game.space.shape], axis=1)
    rows = [
        tuple(drawn.talks.issues[issue].option[deal[issue]].clause for issue in model.linked)
        for deal in digits.tolist()
    ]
    off = np.array([drawn.deal[tuple(deal[list(model.linked)])] for deal in digits])
    off = off - model.exact(draw, drawn.talks, rows)
    short = game.gains(digits)
    exact = short - off * game.per_unit
    return Pairs(short, exact, (game.accepts(short) != game.accepts(exact)).any(axis=1))


def joined(found: list[Pairs], per_unit: int) -> Check:
    """Join what was found in several draws."""
    short, exact = (np.concatenate([getattr(one, name) for one in found]) for name in ("short", "exact"))
    off, exact = (short - exact) / per_unit, exact / per_unit
    differ = np.concatenate([one.differ for one in found])
    return Check(
        len(off),
        tuple(np.abs(off).max(axis=0).tolist()),
        tuple(np.sqrt((off**2).mean(axis=0)).tolist()),
        tuple(np.sqrt((exact**2).mean(axis=0)).tolist()),
        float(differ.mean()),
    )
