"""Food, drink and tobacco: the source averages tobacco in; clean rates replace or discipline it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from worldbuild.regions import ALONE, UNKNOWN, is_eu

if TYPE_CHECKING:
    from worldbuild.arrays import Floats

CLEAN_REGIONS = ("BRA", "CHN", "EU", "IND", "JPN", "USA")
CLEAN_REST = "ROW"
HIGHEST_RAW = 0.5
RAW_DIGITS = 3

Clean = dict[tuple[str, str], float]


@dataclass(frozen=True)
class FoodCurve:
    """Raw rates (rising from zero) of one importer and the clean rate that goes with each, fractions."""

    raw: Floats
    clean: Floats

    def at(self, raw: Floats) -> Floats:
        """Return clean rates by straight lines between the known points."""
        rates: Floats = np.interp(raw, self.raw, self.clean)
        return rates


def clean_region(country: str, year: int) -> str | None:
    """Return the region of the clean set that a country stands in; the United Kingdom stays with the EU."""
    if is_eu(country, year) or country == "GBR":
        return "EU"
    return country if country in CLEAN_REGIONS else None


def curve_of(importer: int, raw: Floats, countries: tuple[str, ...], clean: Clean) -> FoodCurve:
    """Fit an importer's curve through the origin and its known (raw, clean) pairs.

    Clean rates that share a raw rate, to a tenth of a point, are averaged.
    """
    home = clean_region(countries[importer], 2017)
    points: dict[float, list[float]] = {0.0: [0.0]}
    for region in CLEAN_REGIONS:
        if region != home:
            source = countries.index("DEU" if region == "EU" else region)
            rate = round(float(raw[source, importer]), RAW_DIGITS)
            points.setdefault(rate, []).append(clean[region, str(home)])
    raws = np.array(sorted(points))
    return FoodCurve(raws, np.array([np.mean(points[rate]) for rate in raws]))


def mfn_factors(raw: Floats, raw_mfn: Floats, countries: tuple[str, ...], clean: Clean) -> list[float]:
    """Return clean MFN over raw MFN of the six importers with clean rates, sorted."""
    ratios = []
    for region in CLEAN_REGIONS:
        n = countries.index("DEU" if region == "EU" else region)
        mfn = curve_of(n, raw, countries, clean).at(raw_mfn[n : n + 1])[0]
        ratios.append(float(mfn / raw_mfn[n]))
    return sorted(ratios)


def importer_factors(raw: Floats, trade: Floats, countries: tuple[str, ...], clean: Clean, alone: float) -> Floats:
    """Return clean over raw by importer, for importers without clean rates of their own.

    A country that is a region of its own takes `alone`. The others share one factor, which makes the mean
    over all of them meet the clean set's rest of world, over the exporters i of the clean set:
    sum x(i,n) clean(i, rest) = sum x(i,n) f(n) min(raw(i,n), 0.5).
    """
    exporters = [i for i, c in enumerate(countries) if clean_region(c, 2017)]
    rest = np.array([clean_region(c, 2017) is None and c != UNKNOWN for c in countries])
    single = rest & np.isin(countries, ALONE)
    level = np.array([clean[str(clean_region(countries[i], 2017)), CLEAN_REST] for i in exporters])
    target = float((trade[exporters] * level[:, None])[:, rest].sum())
    burden = (trade[exporters] * np.minimum(raw[exporters], HIGHEST_RAW)).sum(axis=0)
    shared = (target - alone * burden[single].sum()) / burden[rest & ~single].sum()
    return np.where(single, alone, shared)


def repair_food(
    raw: Floats, base: Floats, countries: tuple[str, ...], clean: Clean, factor: Floats, *, exact: bool
) -> Floats:
    """Return clean food tariffs (exporter, importer) from raw ones.

    Importers with clean rates read them off their curve, fitted on the raw rates of 2017 (`base`); with
    `exact` the known pairs keep their own figure. The others are scaled, which keeps every preference.
    """
    repaired = np.minimum(raw, HIGHEST_RAW) * factor
    for n, importer in enumerate(countries):
        home = clean_region(importer, 2017)
        if home is None:
            continue
        repaired[:, n] = curve_of(n, base, countries, clean).at(raw[:, n])
        for i, exporter in enumerate(countries):
            origin = clean_region(exporter, 2017)
            if exact and origin and origin != home:
                repaired[i, n] = clean[origin, home]
    return repaired


def repair_food_mfn(raw_mfn: Floats, base: Floats, countries: tuple[str, ...], clean: Clean, factor: Floats) -> Floats:
    """Return clean food MFN rates by importer, by the same curve or factor as the applied rates."""
    repaired = np.minimum(raw_mfn, HIGHEST_RAW) * factor
    for n, importer in enumerate(countries):
        if clean_region(importer, 2017) is not None:
            repaired[n] = curve_of(n, base, countries, clean).at(raw_mfn[n : n + 1])[0]
    return repaired
