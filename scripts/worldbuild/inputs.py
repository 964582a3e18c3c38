"""Input shares: completed for unrecorded origins, valued with tariffs, and fitted to the flows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worldbuild.arrays import Floats, off_diagonal, ratio

TOLERANCE = 1e-13
MOST_ROUNDS = 20_000


@dataclass(frozen=True)
class Fit:
    """Input use that fits the flows, and how far it had to move (million US$)."""

    use: Floats
    excess_before: Floats
    moved: float


def import_pattern(use: Floats, domestic: Floats, trade: Floats) -> Floats:
    """Return inputs per US$ of imports (country, input, output), from recorded origins.

    s(n,k) f(n,k,j): the share of imports that are inputs, split over the outputs that use them. `trade` has
    the recorded countries first.
    """
    imported = np.maximum(use - domestic, 0.0)
    known = len(use)
    imports = (trade[:known, :known] * off_diagonal(known)[..., None]).sum(axis=0)
    as_input = np.minimum(ratio(imported.sum(axis=2), imports), 1.0)
    return as_input[..., None] * ratio(imported, imported.sum(axis=2, keepdims=True))


def regional_shares(share: Floats, extra: Floats, weight: Floats, member: Floats) -> Floats:
    """Return input shares by region: country shares weighted by output (`weight`), plus `extra` inputs.

    A country sector without a recorded share has no weight; the rest of the world, which has no table, takes
    the mean of its region's members.
    """
    usable = weight * (share.sum(axis=1) > 0)
    top = member @ (share * usable[:, None, :] + extra * (usable > 0)[:, None, :]).reshape(len(share), -1)
    shares: Floats = ratio(top.reshape(-1, *share.shape[1:]), (member @ usable)[:, None, :])
    return shares


def import_weighted_tax(trade: Floats, tariff: Floats) -> Floats:
    """Return tariffs per US$ of all purchases, sum_i t x / sum_i x, by importer and sector, fraction."""
    return ratio((trade * tariff).sum(axis=0), trade.sum(axis=0))


def fit_rows(use: Floats, cap: Floats) -> Fit:
    """Move input use (input, output) of one region until no row exceeds its cap, columns kept.

    Rows above their cap are scaled down to it, then columns to their totals (as in RAS), until both hold.
    """
    columns = use.sum(axis=0)
    fitted = use.copy()
    excess = np.maximum(use.sum(axis=1) - cap, 0.0)
    for _ in range(MOST_ROUNDS):
        rows = fitted.sum(axis=1)
        if (rows <= cap * (1 + TOLERANCE)).all():
            break
        fitted *= np.minimum(1.0, ratio(cap, rows))[:, None]
        fitted *= ratio(columns, fitted.sum(axis=0))
    return Fit(fitted, excess, float(np.abs(fitted - use).sum() / 2))
