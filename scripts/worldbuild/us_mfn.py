"""MFN rates that US imports from one partner would pay, from tariff lines weighted by its imports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from worldbuild.concordance import is_good, sector_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worldbuild.arrays import Floats
    from worldbuild.sources import Entry

IN_FORCE_ON = "2017-06-30"
FREE_OR_AD_VALOREM = frozenset({"0", "7"})
COMPOUND = frozenset({"4", "5", "6"})
NOT_A_RATE = 9000.0
FALLBACK_DIGITS = (6, 5, 4, 2)
OVERLAPPING = frozenset({"observed", "specific"})
LEFT_OUT = frozenset({"special", "prohibitive"})
PROHIBITIVE = 1.0


@dataclass(frozen=True)
class Schedule:
    """Ad valorem rates by code of 8 digits, and their means at fewer; None where a duty has no such part.

    `by_quantity` holds the codes whose duty depends, wholly or partly, on the quantity.
    """

    lines: dict[str, float | None]
    means: dict[str, float | None]
    by_quantity: frozenset[str]


@dataclass(frozen=True)
class WeightedRates:
    """MFN rates by sector (fraction), the value behind each (US$), and shares of value by how it was matched.

    `shortcut` is the mean over all trade with duties by quantity and special provisions taken as free.
    """

    rate: Floats
    value: Floats
    shares: dict[str, float]
    shortcut: float


def ad_valorem(row: dict[str, str]) -> float | None:
    """Return the ad valorem part of a line's MFN duty; None for a duty that is only specific or special."""
    rate = float(row["mfn_ad_val_rate"] or NOT_A_RATE)
    usable = row["mfn_rate_type_code"] in FREE_OR_AD_VALOREM | COMPOUND
    return rate if usable and rate < NOT_A_RATE else None


def in_force(row: dict[str, str]) -> bool:
    """Tell whether a line of a good was in force on 30 June 2017 (127 codes have two validity periods)."""
    return row["begin_effect_date"] <= IN_FORCE_ON <= row["end_effective_date"] and is_good(row["hts8"])


def schedule_of(rows: Iterable[dict[str, str]]) -> Schedule:
    """Build the schedule of 30 June 2017."""
    rows = [row for row in rows if in_force(row)]
    lines = {row["hts8"]: ad_valorem(row) for row in rows}
    groups: dict[str, list[float | None]] = defaultdict(list)
    for code, rate in lines.items():
        for digits in FALLBACK_DIGITS:
            groups[code[:digits]].append(rate)
    by_quantity = {row["hts8"] for row in rows if row["mfn_rate_type_code"] not in FREE_OR_AD_VALOREM}
    means = {prefix: _mean(rates) for prefix, rates in groups.items()}
    return Schedule(lines, means, frozenset(by_quantity))


def _mean(rates: list[float | None]) -> float | None:
    known = [rate for rate in rates if rate is not None and rate <= PROHIBITIVE]
    return fmean(known) if known else None


def find_rate(code: str, schedule: Schedule) -> tuple[str, float | None]:
    """Return how a code of a later year was matched (by its first 8, 6, 5, 4 or 2 digits) and its rate."""
    if code[:8] in schedule.lines:
        return "8", schedule.lines[code[:8]]
    for digits in FALLBACK_DIGITS:
        if code[:digits] in schedule.means:
            return str(digits), schedule.means[code[:digits]]
    raise KeyError(f"no line of the 2017 schedule shares a chapter with {code}")


def observed_rates(entries: Iterable[Entry], schedule: Schedule) -> dict[str, float]:
    """Return what duties by quantity came to in 2024, by code of 8 digits: duty / value that paid it.

    t = sum d / sum v (1 - c) over entries with a known claimed share c; unpaid lines drop out.
    """
    duty: dict[str, float] = defaultdict(float)
    payer: dict[str, float] = defaultdict(float)
    for entry in entries:
        if entry.claimed is not None and entry.code[:8] in schedule.by_quantity:
            duty[entry.code[:8]] += entry.duty
            payer[entry.code[:8]] += entry.value * (1 - entry.claimed)
    return {code: paid / payer[code] for code, paid in duty.items() if 0 < paid <= PROHIBITIVE * payer[code]}


def find_duty(code: str, schedule: Schedule, observed: dict[str, float]) -> tuple[list[str], float | None]:
    """Return the labels under which a code counts, and its rate; a duty by quantity is taken as observed."""
    if not is_good(code):
        return ["special"], None
    level, rate = find_rate(code, schedule)
    if code[:8] in observed:
        return [level, "observed"], observed[code[:8]]
    if rate is not None and rate > PROHIBITIVE:
        return ["prohibitive"], rate
    return ([level, "specific"] if rate is None else [level]), rate


def weighted_rates(
    entries: Iterable[Entry],
    *,
    schedule: Schedule,
    observed: dict[str, float],
    table: dict[str, str],
    sectors: tuple[str, ...],
    stand_in: Floats,
) -> WeightedRates:
    """Weight MFN rates by import value: t(k) = sum v(l) t(l) / sum v(l) over lines l of sector k.

    A line without a rate takes `stand_in` of its sector. Lines above 100 % are left out: their trade ends.
    """
    duty, value, plain = np.zeros(len(sectors)), np.zeros(len(sectors)), 0.0
    seen: dict[str, float] = defaultdict(float)
    for entry in entries:
        labels, rate = find_duty(entry.code, schedule, observed)
        for label in labels:
            seen[label] += entry.value
        if labels[0] in LEFT_OUT:
            continue
        k = sectors.index(sector_of(entry.code, table))
        plain += entry.value * (find_rate(entry.code, schedule)[1] or 0.0)
        duty[k] += entry.value * (stand_in[k] if rate is None else rate)
        value[k] += entry.value
    rates = np.where(value > 0, duty / np.where(value > 0, value, 1.0), stand_in)
    whole = sum(usd for key, usd in seen.items() if key not in OVERLAPPING)
    return WeightedRates(rates, value, {key: usd / whole for key, usd in seen.items()}, plain / whole)
