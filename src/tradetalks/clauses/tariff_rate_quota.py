"""A tariff-rate quota: a low duty up to a quantity, a high one beyond it, and a rent for who may import within it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from tradetalks.clauses.parameter import Parameter
from tradetalks.clauses.percent import Rate, Share, percent
from tradetalks.clauses.quantity import Quantity, RegionName, SectorName, refuse
from tradetalks.clauses.quota.amount import Amount, AnyUnit, Unit, UnitPrice, check_price, million, read_amount
from tradetalks.clauses.quota.cell import TradeCell
from tradetalks.clauses.quota.demand import QuotaDemand
from tradetalks.clauses.quota.model import Quota, QuotaMarket
from tradetalks.clauses.quota.path import QuotaPath, path_findings, quota_path
from tradetalks.clauses.quota.products import PRODUCTS
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

UNLIMITED = "unlimited"
SETTLED = 1e-9


def read_quota(given: Any) -> Any:
    """Read a quantity, or the word for none at all."""
    return given if given == UNLIMITED else read_amount(given)


AnyQuota = Annotated[Amount | Literal["unlimited"] | None, BeforeValidator(read_quota)]


class TariffRateQuota(QuotaDemand):
    """Widen, replace or lift the quota on one product; today's quota is what lets in today's imports.

    A market without a size does nothing to the world, and says so among its findings.
    """

    literature: ClassVar[str] = (
        "de Gorter and Sheldon: Issues in the administration of tariff-rate import quotas (textbook theory; article "
        "not read). Demand, complementarity and the way into a sector: own, from constant elasticity"
    )

    type: Literal["tariff-rate-quota"] = "tariff-rate-quota"
    product: str = Field(default="dairy", description="product; known ones have a default rate and sector")
    importer: RegionName = Field(default="CAN", description="who has the quota")
    exporter: RegionName = Field(default="USA", description="whose goods may come in under it")
    sector: SectorName = Field(default="C10T12", description="sector of the world that holds the product")
    access: AnyQuota = Field(default=None, description="quantity that is added to today's quota")
    quota: AnyQuota = Field(default=None, description="whole quantity of the quota, in place of an addition")
    in_quota_rate: Rate = Field(default=0.0, description="duty within the quota today")
    over_quota_rate: Rate = Field(default=2.41, description="duty over the quota today; by product")
    in_quota_rate_after: Rate | None = Field(default=None, description="duty within the quota; today's if left out")
    over_quota_rate_after: Rate | None = Field(default=None, description="duty over it; today's if left out")
    years: int = Field(default=1, ge=1, le=100, description="years of even steps until the quota is whole")
    rent_to_importer: Share = Field(default=1.0, description="part of the rent that the importing region gets")
    rent_to_importer_today: Share = Field(default=1.0, description="the same today")
    price: Quantity | None = Field(default=None, description="border price, US$; needed for quantities of goods")
    price_per: AnyUnit = Field(default=Unit.TONNE, description="unit of the price")

    @model_validator(mode="before")
    @classmethod
    def _by_product(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        product = given.get("product", "dairy")
        defaults: dict[str, Any] = {} if product == "dairy" else {"market": None}
        if product in PRODUCTS:
            known = PRODUCTS[product]
            defaults |= {"over_quota_rate": percent(known.over_quota_rate, 8), "sector": known.sector}
        elif missing := {"over_quota_rate", "sector"} - set(given):
            known_ones = ", ".join(PRODUCTS)
            message = f"{product} has no default for {' and '.join(sorted(missing))}"
            raise refuse("quota-product", message, f"give it, or use one of: {known_ones}")
        return defaults | given

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.importer == self.exporter:
            raise refuse("no-flow", f"{self.importer} does not trade with itself", "name another exporter or importer")
        if self.access is not None and self.quota is not None:
            raise refuse("quota-twice", "both an addition and a whole quota are given", "give access or quota")
        for amount in (self.access, self.quota):
            if isinstance(amount, Amount):
                check_price(amount, self._unit_price)
        self._check_rates()
        return self

    def _check_rates(self) -> None:
        for low, high in ((self.in_quota_rate, self.over_quota_rate), self._rates_after):
            if low > high:
                raise refuse("quota-rates", "the duty within the quota is above that over it", "swap the two rates")
        ends = self.wedge_today.low, self.wedge_today.high
        if not 1 + self.in_quota_rate <= ends[0] <= ends[1] <= 1 + self.over_quota_rate:
            raise refuse(
                "quota-wedge",
                f"a wedge of {ends[0]:g} to {ends[1]:g} lies outside what the duties allow",
                f"give figures from {1 + self.in_quota_rate:g} to {1 + self.over_quota_rate:g}",
            )

    @property
    def promise(self) -> bool:
        """Whether it is kept only as far as it is enforced: the importer hands out the licences."""
        return True

    @property
    def _unit_price(self) -> UnitPrice | None:
        return None if self.price is None else UnitPrice(self.price.value, self.price_per)

    @property
    def _rates_after(self) -> tuple[float, float]:
        within, over = self.in_quota_rate_after, self.over_quota_rate_after
        return self.in_quota_rate if within is None else within, self.over_quota_rate if over is None else over

    @property
    def path(self) -> QuotaPath | None:
        """The quota from today through its phase-in, by the mechanism at prices and wages of today."""
        demand = self.demand
        if demand is None:
            return None
        return quota_path(demand, self.quota_today(demand), self.quota_after(demand), self.years, self.discount.value)

    def quota_today(self, demand: QuotaMarket) -> Quota:
        """Return the quota that lets in today's imports; none where they already pay the rate over it."""
        over = demand.wedge_today >= 1 + self.over_quota_rate
        return Quota(0.0 if over else demand.imports(demand.wedge_today), self.in_quota_rate, self.over_quota_rate)

    def quota_after(self, demand: QuotaMarket) -> Quota:
        """Return the quota once the phase-in is over."""
        today, (within, over) = self.quota_today(demand).quantity, self._rates_after
        free = demand.imports(1 + within)
        given = self.access if self.quota is None else self.quota
        if given is None:
            return Quota(today, within, over)
        if not isinstance(given, Amount):
            return Quota(free, within, over)
        size = million(given, self._unit_price, demand.spending / demand.wedge_today)
        return Quota(size + (today if self.quota is None else 0.0), within, over)

    @property
    def layer(self) -> str:
        """Name under which a world keeps the rent that this clause has put into its accounts."""
        return f"quota rent: {self.product}, {self.exporter} to {self.importer}"

    def _cell(self, world: World) -> TradeCell:
        return TradeCell.of(world, self.exporter, self.importer, self.sector)

    def _rent_today(self, world: World) -> np.ndarray:
        """Rate that stands for today's rent in the product's cell: s (T0 - 1 - t_in)."""
        rate, cell = np.zeros_like(world.trade), self._cell(world)
        if self.path is not None:
            share = cell.share(world, self.path.today.imports)
            rate[cell.index] = share * (self.path.today.wedge - 1 - self.in_quota_rate)
        return rate

    def _rent_held(self, world: World) -> np.ndarray:
        """Rate for the rent that the world holds already, at whatever figures; zeros where it holds none."""
        return world.layers.get(self.layer, np.zeros_like(world.trade))

    def calibrated(self, world: World) -> World:
        """Return the world with today's rent in its accounts, as a tariff s (T0 - 1 - t_in) on the product's cell.

        Trade stays; spending and income of the importer grow by the rent, deficits do not move. Every tariff layer
        holds the rent as well, since the end of an agreement does not lift a quota. A world that holds the same rent
        is returned as it is; one that holds the rent of other figures has it replaced.

        Who gets the rent today changes nothing here: trade at the border gives what every region spends, so a rent
        that is paid abroad is already covered within the deficits. It counts in `shock`, which pays changes alone.
        """
        if self.path is None:
            return world
        rent, held = self._rent_today(world), self._rent_held(world)
        if self.layer in world.layers and np.array_equal(rent, held):
            return world
        more = rent - held
        layers = {
            name: np.array(layer) if name.startswith("quota rent: ") else layer + more
            for name, layer in world.layers.items()
        }
        names = ("regions", "sectors", "trade", "input_share", "value_added_share", "elasticity", "market")
        told = ("region_names", "sector_names", "sector_people", "services", "provenance", "elasticity_sets")
        return World.from_arrays(
            **{name: getattr(world, name) for name in (*names, *told)},
            tariff=world.tariff + more,
            layers={**layers, self.layer: rent},
        )

    def shock(self, world: World) -> Shock:
        """Turn the change of the wedge into a tariff, an iceberg factor and a transfer, exact on a calibrated world.

        To first order t' = t + s (T1 - T0), with s the product's share of the cell's trade at the border; the rent is
        revenue of the importer, and what the exporter gets of it is a transfer. Over a phase-in the shock has the mean
        spending and the mean revenue of the yearly shocks, so that one equilibrium stands for all years.
        """
        path, cell = self.path, self._cell(world)
        if path is None:
            return Shock()
        share = cell.share(world, path.today.imports)
        base = world.tariff - self._rent_held(world)
        mean = 1 + float((base + self._rent_today(world))[cell.index])
        policy = cell.over_years(world, mean, share, path)
        transfer = self._rent_change(path)[1]
        return cell.shifted(world, policy, transfer if abs(transfer) > SETTLED else 0.0)

    def _rent_change(self, path: QuotaPath) -> tuple[float, float]:
        """Change of the rent that the importing and the exporting region get, million US$ a year."""
        now, then = path.today.rent, path.mean("rent")
        home = self.rent_to_importer * then - self.rent_to_importer_today * now
        return home, then - now - home

    def receipts(self, world: World) -> tuple[Receipt, ...]:  # noqa: ARG002  (the mechanism needs no world)
        """List changes of rents and duties, even yearly sums over the phase-in and after it."""
        if self.path is None:
            return ()
        home, abroad = self._rent_change(self.path)
        duty = self.path.mean("duty") - self.path.today.duty
        return (
            Receipt(self.importer, f"rent of the {self.product} quota", home),
            Receipt(self.exporter, f"rent of the {self.product} quota", abroad),
            Receipt(self.importer, f"duty on {self.product}", duty),
        )

    def findings(self, world: World) -> tuple[Finding, ...]:  # noqa: ARG002  (the mechanism needs no world)
        """Regime, price, imports and rent of the product, today and after the phase-in."""
        if self.path is None or self.demand is None:
            return (Finding("market size known (else the clause does nothing)", 0.0, "", self.product),)
        market = self.demand.spending / self.demand.wedge_today
        return path_findings(self.product, self.path, market, self.discount.value)

    def explain(self) -> str:
        """Say what is opened, by how much and what that does to price and imports."""
        flow = f"{self.product} from {self.exporter} to {self.importer}"
        if self.path is None:
            return (
                f"The quota on {flow} is to be {self._words}, but the size of its market is not known. So it does "
                "nothing to the world until `market` is given, in million US$ a year."
            )
        today, end = self.path.today, self.path.end
        return (
            f"The quota on {flow} is to be {self._words}: the price at home goes from {today.wedge:.3g} to "
            f"{end.wedge:.3g} times the border price, imports at the border from {today.imports:,.0f} to "
            f"{end.imports:,.0f} and the rent from {today.rent:,.0f} to {end.rent:,.0f} million US$ a year "
            f"(then the quota is: {end.regime.value}). Today's price ratio ({self.wedge_today.low:g} to "
            f"{self.wedge_today.high:g}) and import share are judgement, {self._market_origin}the rate over the "
            f"quota is {percent(self.over_quota_rate)}{self._rate_origin}."
        )

    @property
    def _words(self) -> str:
        within = f" over {self.years} years" if self.years > 1 else ""
        if self.access is not None:
            added = "lifted" if self.access == UNLIMITED else f"widened by {self.access}"
            return added + within
        if self.quota is not None:
            return ("lifted" if self.quota == UNLIMITED else f"{self.quota}") + within
        return "kept" + within

    @property
    def _market_origin(self) -> str:
        """Where the size of the market comes from, when it is the default."""
        if not isinstance(self.market, Parameter):
            return ""
        return "the market is computed from a figure of Dairy Farmers of Canada, "

    @property
    def _rate_origin(self) -> str:
        known = PRODUCTS.get(self.product)
        if known is None or known.over_quota_rate != self.over_quota_rate:
            return ""
        return f" ({known.evidence}: {known.source})"
