"""The market of a product under a quota, and how sure its figures are."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from tradetalks.clauses.base import Mechanism
from tradetalks.clauses.parameter import parameter
from tradetalks.clauses.quantity import Level, Quantity, refuse
from tradetalks.clauses.quota.model import QuotaMarket


class QuotaDemand(Mechanism):
    """The uncertain figures of a quota; the defaults are those of US dairy in Canada."""

    market: Quantity | None = parameter(
        "sales of the product in the importing region, at its own prices",
        5800.0,
        5000.0,
        7000.0,
        unit="million US$",
        evidence="computed",
        source="up to C$246 m is 3.25 % (Dairy Farmers of Canada); 1.30 C$ per US$ is from memory; range judged",
    )
    wedge_today: Quantity = parameter(
        "price at home over the price at the border, today",
        1.35,
        1.2,
        1.6,
        evidence="judgement",
        source="retail milk was 29 % dearer in Canada than in the United States",
    )
    import_share_today: Quantity = parameter(
        "share of the exporter in the market, today", 0.08, 0.05, 0.12, evidence="judgement", source="assessment"
    )
    elasticity: Quantity = parameter(
        "how easily buyers switch between imports and home goods",
        4.0,
        2.5,
        6.0,
        evidence="judgement",
        source="as the world's uniform set",
        milder=Level.HIGH,
    )
    discount: Quantity = parameter(
        "weight of a year against the year before it", 0.95, 0.9, 0.97, evidence="judgement", source="assessment"
    )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if not 0 < self.import_share_today.low <= self.import_share_today.high < 1 or self.elasticity.low <= 0:
            raise refuse("quota-demand", "an import share outside 0 to 1, or an elasticity of 0 or less", "mend it")
        if not 0 < self.discount.low <= self.discount.high <= 1:
            raise refuse("quota-discount", "a discount factor outside 0 to 1", "0.95 counts a year 5 % less")
        if self.market is not None and self.market.low <= 0:
            raise refuse("quota-market", "a market of 0 or less", "leave the market out if it is not known")
        return self

    @property
    def demand(self) -> QuotaMarket | None:
        """The market of the product, or None where its size is not known."""
        if self.market is None:
            return None
        figures = (self.market, self.wedge_today, self.import_share_today, self.elasticity)
        return QuotaMarket(*(figure.value for figure in figures))
