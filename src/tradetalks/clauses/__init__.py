"""Clauses: provisions of an agreement, each with its parameters, the shock that it becomes and its source."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tradetalks.clauses.base import Clause
from tradetalks.clauses.enforcement import Enforcement
from tradetalks.clauses.labour_value import LabourValue
from tradetalks.clauses.lapse import Lapse
from tradetalks.clauses.metal_duties import MetalDuties
from tradetalks.clauses.national_content import NationalContent
from tradetalks.clauses.preference import Preference
from tradetalks.clauses.procurement import ProcurementCap
from tradetalks.clauses.regional_content import RegionalContent
from tradetalks.clauses.remedies import TradeRemedies
from tradetalks.clauses.sunset import Sunset
from tradetalks.clauses.tariff import Tariff
from tradetalks.clauses.tariff_list import TariffList
from tradetalks.clauses.tariff_rate_quota import TariffRateQuota
from tradetalks.clauses.tariff_table import TariffTable
from tradetalks.clauses.trade_cost import TradeCost
from tradetalks.clauses.vehicle_quota import VehicleQuota

AnyClause = Annotated[
    Enforcement
    | LabourValue
    | Lapse
    | MetalDuties
    | NationalContent
    | Preference
    | ProcurementCap
    | RegionalContent
    | Sunset
    | Tariff
    | TariffList
    | TariffRateQuota
    | TariffTable
    | TradeCost
    | TradeRemedies
    | VehicleQuota,
    Field(discriminator="type"),
]
"""What a case may write under `clause`: the key `type` says which."""

CLAUSES: dict[str, type[Clause]] = {
    "tariff": Tariff,
    "tariff-table": TariffTable,
    "tariff-list": TariffList,
    "trade-cost": TradeCost,
    "preference": Preference,
    "lapse": Lapse,
    "regional-content": RegionalContent,
    "national-content": NationalContent,
    "labour-value": LabourValue,
    "tariff-rate-quota": TariffRateQuota,
    "vehicle-quota": VehicleQuota,
    "metal-duties": MetalDuties,
    "procurement-cap": ProcurementCap,
    "trade-remedies": TradeRemedies,
    "enforcement": Enforcement,
    "sunset": Sunset,
}
"""Kinds of clauses by the word that a case writes as `type`."""

__all__ = [
    "CLAUSES",
    "AnyClause",
    "Enforcement",
    "LabourValue",
    "Lapse",
    "MetalDuties",
    "NationalContent",
    "Preference",
    "ProcurementCap",
    "RegionalContent",
    "Sunset",
    "Tariff",
    "TariffList",
    "TariffRateQuota",
    "TariffTable",
    "TradeCost",
    "TradeRemedies",
    "VehicleQuota",
]
