"""Put a world together: flows, two tariff layers, input shares, elasticities and provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from worldbuild import concordance, inputs, sanity, sources, story, us_mfn
from worldbuild.arrays import Floats, ratio, revenue
from worldbuild.names import sector_names, sector_people
from worldbuild.provenance import Report
from worldbuild.regions import REGIONS, membership, region_trade
from worldbuild.tariffs import BILLION, FoodBasis, Layers, build_layers, with_line_rates

if TYPE_CHECKING:
    from pathlib import Path

    from worldbuild.sources import Flows

YEARS = (2017, 2022)
LINE_PARTNERS = ("CAN", "MEX")


@dataclass(frozen=True)
class Tables:
    """Every raw table that the worlds rest on, read once."""

    flows: dict[int, Flows]
    use: sources.Use
    clean_food: dict[tuple[str, str], float]
    schedule: us_mfn.Schedule
    us_imports: list[sources.Entry]
    concordance: dict[str, str]


def read_tables(data: Path, hs_sectors: Path) -> Tables:
    """Read all raw tables."""
    flows = {year: sources.read_flows(data, year) for year in YEARS}
    return Tables(
        flows,
        sources.read_use(data, flows[2022].sectors),
        sources.read_clean_food(data),
        us_mfn.schedule_of(sources.read_tariff_schedule(data)),
        sources.read_us_imports(data),
        concordance.read_concordance(hs_sectors),
    )


def line_rates(tables: Tables, sectors: tuple[str, ...], layers: Layers) -> dict[str, us_mfn.WeightedRates]:
    """Return line-weighted US MFN rates by partner.

    Duties by quantity that nobody paid in 2024 take the rate that China pays in the source.
    """
    stand_in = layers.applied[list(REGIONS).index("CHN"), list(REGIONS).index("USA")]
    observed = us_mfn.observed_rates(tables.us_imports, tables.schedule)
    by_partner: dict[str, list[sources.Entry]] = {}
    for entry in tables.us_imports:
        by_partner.setdefault(entry.partner, []).append(entry)
    return {
        partner: us_mfn.weighted_rates(
            entries,
            schedule=tables.schedule,
            observed=observed,
            table=tables.concordance,
            sectors=sectors,
            stand_in=stand_in,
        )
        for partner, entries in by_partner.items()
    }


def share_step(tables: Tables, flows: Flows, member: Floats, report: Report) -> Floats:
    """Return input shares by region, completed for that year's inputs from the rest of the world."""
    use, known = tables.use, len(tables.use.countries)
    share = ratio(use.total, use.output[:, None, :])
    pattern = inputs.import_pattern(use.total, use.domestic, tables.flows[2022].trade)
    extra = flows.trade[known, :known, :, None] * pattern
    report.repair(
        "Inputs from the source's own 'rest of world' added, value added lowered by as much",
        "the input tables leave them out; the share of inputs in recorded imports is used",
        float(extra.sum()) / BILLION,
        "bn US$",
    )
    output = flows.trade.sum(axis=1)[:known]
    recorded = inputs.regional_shares(share, 0 * extra, output, member[:, :known])
    _record_raw_excess(report, region_trade(flows.trade, member), recorded)
    return inputs.regional_shares(share, extra, output, member[:, :known])


def _record_raw_excess(report: Report, trade: Floats, share: Floats) -> None:
    raw = sanity.final_demand(trade, 0 * trade, share)
    report.repair(
        "Negative final demand of the source's shares as they came, before tariffs",
        "for comparison: the repairs of inputs above and below change it",
        float(np.maximum(-raw, 0).sum()) / BILLION,
        "bn US$",
    )


def input_step(trade: Floats, applied: Floats, shares: Floats, report: Report) -> Floats:
    """Return input shares, valued with tariffs and fitted so that no final demand is negative."""
    output = trade.sum(axis=1)
    basic = shares * output[:, None, :]
    use = basic * (1 + inputs.import_weighted_tax(trade, applied))[..., None]
    report.repair(
        "Tariffs on inputs added to input cost, value added lowered by as much",
        "inputs are bought at prices that include tariffs; the source values them before tariffs",
        float((use - basic).sum()) / BILLION,
        "bn US$",
    )
    spending = ((1 + applied) * trade).sum(axis=0)
    fits = [inputs.fit_rows(use[n], spending[n]) for n in range(len(use))]
    _record_fit(report, fits, spending, use)
    fitted: Floats = np.divide(
        np.array([fit.use for fit in fits]),
        output[:, None, :],
        out=shares.copy(),
        where=output[:, None, :] > 0,
    )
    return fitted


def _record_fit(report: Report, fits: list[inputs.Fit], spending: Floats, use: Floats) -> None:
    excess = np.array([fit.excess_before for fit in fits])
    after = np.array([fit.use for fit in fits]).sum(axis=2) - spending
    why = "input shares and flows disagree here; use above purchases is spread over other inputs"
    demand = float((spending - use.sum(axis=2)).sum()) / BILLION
    region, sector = np.unravel_index(int(excess.argmax()), excess.shape)
    largest = f"Largest negative final demand ({list(REGIONS)[region]}, {story.sector_code(int(sector))})"
    for what, amount, unit in (
        (f"Negative final demand before (of {demand:,.0f} bn)", float(excess.sum()) / BILLION, "bn US$"),
        ("Negative final demand after", max(0.0, float(np.maximum(after, 0).sum()) / BILLION), "bn US$"),
        ("Cells with negative final demand before", int((excess > 0).sum()), "cells"),
        (largest, float(excess.max()) / BILLION, "bn US$"),
        (
            "Input use moved between inputs, column totals kept",
            sum(f.moved for f in fits) / BILLION,
            "bn US$",
        ),
    ):
        report.repair(what, why, amount, unit)


def build_world(tables: Tables, year: int) -> dict[str, Any]:
    """Return the arrays of a world by their stored keys."""
    flows = tables.flows[year]
    report = Report(f"icio-{year}", year, story.TITLES[year])
    story.add_sources(report)
    member = membership(flows.countries, year)
    layers = build_layers(flows, FoodBasis(tables.flows[2017], tables.clean_food), report)
    rates = line_rates(tables, flows.sectors, layers)
    story.add_line_rates(report, rates)
    layers = with_line_rates(layers, {partner: rates[partner].rate for partner in LINE_PARTNERS})
    trade = region_trade(flows.trade, member)
    shares = share_step(tables, flows, member, report)
    input_share = input_step(trade, layers.applied, shares, report)
    demand = sanity.final_demand(trade, layers.applied, input_share)
    story.add_counts(report, trade, revenue(layers.applied, trade) / BILLION, demand)
    story.add_notes(report, year)
    return {
        "regions": np.array(list(REGIONS)),
        "region_names": np.array(list(REGIONS.values())),
        "sectors": np.array(flows.sectors),
        "sector_names": np.array(sector_names(flows.sectors)),
        "sector_people": np.array(sector_people(flows.sectors)),
        "trade": trade,
        "tariff": layers.applied,
        "tariff_mfn": layers.mfn,
        "input_share": input_share,
        "value_added_share": 1.0 - input_share.sum(axis=1),
        "elasticity_sets": flows.elasticities,
        "elasticity_names": np.array(sources.ELASTICITY_NAMES),
        "provenance": np.array(report.to_json()),
    }
