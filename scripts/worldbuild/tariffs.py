"""The two tariff layers of a world, applied and MFN: every repair in its order, measured as it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from worldbuild import food, repairs
from worldbuild.arrays import FOOD, SERVICES, Floats, revenue
from worldbuild.regions import REGIONS, UNKNOWN, membership, region_tariff, region_trade

if TYPE_CHECKING:
    from worldbuild.provenance import Report
    from worldbuild.sources import Flows

BILLION = 1e3


@dataclass(frozen=True)
class Layers:
    """Applied and MFN tariffs of the same shape (exporter, importer, sector), fractions."""

    applied: Floats
    mfn: Floats


@dataclass(frozen=True)
class FoodBasis:
    """What the food repair rests on: flows of 2017 with raw rates, and the clean rates of the same year."""

    flows: Flows
    clean: food.Clean


def services_step(flows: Flows, report: Report) -> Floats:
    """Set tariffs on services to zero and record the revenue removed."""
    k = flows.sectors.index(SERVICES)
    report.repair(
        "Tariffs on services set to zero: revenue removed",
        "no customs duty is charged on services; the source's figure is an artefact",
        revenue(flows.tariff[..., k], flows.trade[..., k]) / BILLION,
        "bn US$",
    )
    return repairs.without_services(flows.tariff, flows.sectors)


def food_step(tariff: Floats, raw_mfn: Floats, flows: Flows, basis: FoodBasis, report: Report) -> tuple[Floats, Floats]:
    """Repair food tariffs, applied (exporter, importer) and MFN (importer), and record factor and revenue."""
    k = flows.sectors.index(FOOD)
    names, base = flows.countries, basis.flows.tariff[..., k]
    base_mfn = repairs.mfn_benchmark(basis.flows.tariff, names, basis.flows.year)[:, k]
    ratios = food.mfn_factors(base, base_mfn, names, basis.clean)
    factor = food.importer_factors(base, basis.flows.trade[..., k], names, basis.clean, float(np.median(ratios)))
    same_year = flows.year == basis.flows.year
    applied = food.repair_food(tariff[..., k], base, names, basis.clean, factor, exact=same_year)
    mfn = food.repair_food_mfn(raw_mfn[:, k], base, names, basis.clean, factor)
    _record_food_revenue(report, flows, applied)
    _record_food_factors(report, (factor[names.index("CAN")], factor[names.index("ARG")]), ratios)
    return applied, mfn


def _record_food_revenue(report: Report, flows: Flows, applied: Floats) -> None:
    k = flows.sectors.index(FOOD)
    for when, rates in (("before", flows.tariff[..., k]), ("after", applied)):
        report.repair(
            f"Food tariffs repaired: revenue {when}",
            "the source's mean weighs tobacco like food (US MFN 91.5 %)",
            revenue(rates, flows.trade[..., k]) / BILLION,
            "bn US$",
        )


def _record_food_factors(report: Report, factors: tuple[float, float], ratios: list[float]) -> None:
    span = f"range {ratios[1]:.2f} to {ratios[-1]:.2f}"
    report.repair(
        "Food tariffs of Canada, Mexico, Korea: factor on the raw rate (judgement)",
        f"median of clean over raw MFN of six importers; {span} (lowest, United States, left out)",
        float(factors[0]),
        "ratio",
    )
    report.repair(
        "Food tariffs of the composite regions: factor on the raw rate, raw capped at 50 % (judgement)",
        f"makes the mean meet the clean set's mean for its rest of world; {span}",
        float(factors[1]),
        "ratio",
    )


def internal_step(tariff: Floats, flows: Flows, member: Floats, report: Report) -> None:
    """Record the revenue dropped where trade inside a region becomes own sales."""
    inside = (member.T @ member)[..., None]
    report.repair(
        "Tariffs inside a region dropped: revenue removed",
        "trade among members of a region becomes own sales, which pay no duty",
        revenue(tariff * inside, flows.trade) / BILLION,
        "bn US$",
    )


def unknown_step(tariff: Floats, applied: Floats, flows: Flows, member: Floats, report: Report) -> None:
    """Record the revenue that comes from filling the source's missing rates with those of region mates."""
    outside = 1 - (member.T @ member)[..., None]
    filled = revenue(applied, region_trade(flows.trade, member)) - revenue(tariff * outside, flows.trade)
    unknown = flows.countries.index(UNKNOWN)
    report.repair(
        "Missing tariffs of the source's own 'rest of world' filled: revenue added",
        "the source shows zero where it is exporter or importer; its region mates' mean is used",
        filled / BILLION,
        "bn US$",
    )
    goods = flows.trade[..., :-1]
    report.repair(
        "Goods trade behind the missing tariffs",
        "exports to and imports from the source's own 'rest of world'",
        float(goods[unknown].sum() + goods[:, unknown].sum() - 2 * goods[unknown, unknown].sum()) / BILLION,
        "bn US$",
    )


def build_layers(flows: Flows, basis: FoodBasis, report: Report) -> Layers:
    """Return the layers between regions, before the line-weighted US rates."""
    member = membership(flows.countries, flows.year)
    tariff = services_step(flows, report)
    raw, k = tariff.copy(), flows.sectors.index(FOOD)
    raw_mfn = repairs.mfn_benchmark(raw, flows.countries, flows.year)
    mfn = raw_mfn.copy()
    tariff[..., k], mfn[:, k] = food_step(raw, raw_mfn, flows, basis, report)
    internal_step(tariff, flows, member, report)
    weight = repairs.known_weights(flows.trade, flows.countries)
    applied = region_tariff(tariff, weight, member)
    unknown_step(tariff, applied, flows, member, report)
    lapsed = repairs.mfn_layer(tariff, raw, raw_mfn, mfn)
    return Layers(applied, np.maximum(applied, region_tariff(lapsed, weight, member)))


def with_line_rates(layers: Layers, lines: dict[str, Floats]) -> Layers:
    """Replace the MFN rate of the US towards partners by their line-weighted rates, never below applied."""
    mfn, codes = layers.mfn.copy(), list(REGIONS)
    for partner, rate in lines.items():
        i, n = codes.index(partner), codes.index("USA")
        mfn[i, n] = np.maximum(layers.applied[i, n], rate)
    mfn[..., -1] = 0.0
    return Layers(layers.applied, mfn)
