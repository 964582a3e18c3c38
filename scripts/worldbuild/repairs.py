"""Repairs of the tariff arrays at country level, each a pure function of what it repairs."""

from __future__ import annotations

import numpy as np

from worldbuild.arrays import SERVICES, Floats
from worldbuild.regions import UNKNOWN, is_eu

MFN_RANK = 3
SAME_RATE = 1e-3


def without_services(tariff: Floats, sectors: tuple[str, ...]) -> Floats:
    """Return the tariffs with zero on services: the source's figure there is no duty."""
    repaired = tariff.copy()
    repaired[..., sectors.index(SERVICES)] = 0.0
    return repaired


def known_weights(trade: Floats, countries: tuple[str, ...]) -> Floats:
    """Return trade as weights, -1 for pairs whose rate the source lacks (its 'rest of world' reads zero)."""
    weights = trade.copy()
    unknown = countries.index(UNKNOWN)
    weights[unknown], weights[:, unknown] = -1.0, -1.0
    return weights


def mfn_benchmark(tariff: Floats, countries: tuple[str, ...], year: int) -> Floats:
    """Return the MFN rate (importer, sector): the third-highest rate over source countries.

    The EU counts as one source. Third, not first: a rate that one or two sources alone pay is a sanction.
    """
    union = [c for c, country in enumerate(countries) if is_eu(country, year)]
    others = [c for c, k in enumerate(countries) if not is_eu(k, year) and k != UNKNOWN]
    sources = np.concatenate([tariff[others], tariff[union].max(axis=0, keepdims=True)])
    ranked: Floats = np.sort(sources, axis=0)[-MFN_RANK]
    return ranked


def mfn_layer(tariff: Floats, raw: Floats, raw_mfn: Floats, mfn: Floats) -> Floats:
    """Return the rate after a lapse of preferences: the MFN rate, and never less than the rate applied.

    A pair that pays MFN in the source (`raw` at `raw_mfn`) keeps its own applied rate.
    """
    pays_mfn = raw >= raw_mfn * (1 - SAME_RATE)
    return np.where(pays_mfn, tariff, np.maximum(tariff, mfn))
