"""Clauses: provisions of an agreement, each with its parameters, the shock that it becomes and its source."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tradetalks.clauses.base import Clause
from tradetalks.clauses.lapse import Lapse
from tradetalks.clauses.tariff import Tariff
from tradetalks.clauses.tariff_table import TariffTable
from tradetalks.clauses.trade_cost import TradeCost

AnyClause = Annotated[Tariff | TradeCost | TariffTable | Lapse, Field(discriminator="type")]
"""What a case may write under `clause`: the key `type` says which."""

CLAUSES: dict[str, type[Clause]] = {
    "tariff": Tariff,
    "trade-cost": TradeCost,
    "tariff-table": TariffTable,
    "lapse": Lapse,
}
"""Kinds of clauses by the word that a case writes as `type`."""

__all__ = ["CLAUSES", "AnyClause", "Lapse", "Tariff", "TariffTable", "TradeCost"]
