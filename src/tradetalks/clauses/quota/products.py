"""Products under Canada's farm quotas: the rate over the quota, where it is known from, and the sector they are in."""

from __future__ import annotations

from dataclasses import dataclass

from tradetalks.clauses.parameter import Evidence

FOOD, FARMING = "C10T12", "A01"


@dataclass(frozen=True)
class QuotaProduct:
    """The default of a product: ad valorem part of its rate over the quota (specific minima apply beside it)."""

    over_quota_rate: float
    sector: str
    evidence: Evidence
    source: str


PRODUCTS = {
    "dairy": QuotaProduct(2.41, FOOD, "judgement", "the rate on fluid milk stands for all dairy"),
    "milk": QuotaProduct(2.41, FOOD, "text seen", "secondary source on Canada's tariff"),
    "butter": QuotaProduct(2.985, FOOD, "from memory", "298 % seen in a report on a USTR list; .5 from memory"),
    "cheese": QuotaProduct(2.455, FOOD, "text seen", "Canada's tariff 0406.10.90; not less than C$4.52/kg"),
    "skim milk powder": QuotaProduct(2.015, FOOD, "from memory", "Canada's tariff 0402.10.20"),
    "chicken": QuotaProduct(2.38, FOOD, "from memory", "Canada's tariff 0207; 238 % seen for live broilers"),
    "turkey": QuotaProduct(1.545, FOOD, "from memory", "Canada's tariff 0207"),
    "eggs": QuotaProduct(1.635, FARMING, "from memory", "Canada's tariff 0407"),
}
"""Rates are facts of the tariff of 2017 to 2018; products that are not here need a rate and a sector."""
