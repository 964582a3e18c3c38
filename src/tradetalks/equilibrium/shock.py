"""Changes of policy in a world."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.deficits import DeficitRule, Given, ShareOfWorld
from tradetalks.errors import ShockError, expect
from tradetalks.world.world import World


@dataclass(frozen=True, eq=False)
class Shock:
    """A change of policy; None leaves a thing unchanged.

    `tariff` holds the new ad valorem rates, `trade_cost` the factors on iceberg costs and `demand` the factors by
    which importers turn to exporters at given prices, all (exporter, importer, sector); `deficit` is a `DeficitRule`,
    or new deficits (region,); `transfer` is what regions receive from each other, (region,), adding up to zero.
    """

    tariff: np.ndarray | None = None
    trade_cost: np.ndarray | None = None
    deficit: DeficitRule | np.ndarray | None = None
    demand: np.ndarray | None = None
    transfer: np.ndarray | None = None

    @property
    def deficit_rule(self) -> DeficitRule:
        """The rule that deficits follow."""
        if self.deficit is None:
            return ShareOfWorld()
        return self.deficit if isinstance(self.deficit, DeficitRule) else Given(self.deficit)

    def deficit_in(self, world: World) -> np.ndarray:
        """Deficits after the shock, (region,): those of the rule, and the transfers that pay for more of them."""
        deficit = self.deficit_rule.values(world)
        return deficit if self.transfer is None else deficit + Given(self.transfer).values(world)

    def tariff_in(self, world: World) -> np.ndarray:
        """Rates after the shock, checked: finite, above -100 %, none on own sales."""
        if self.tariff is None:
            return world.tariff
        tariff = _checked("tariff", self.tariff, world)
        _refuse(tariff <= -1, "a tariff is -100 % or below", "give ad valorem fractions above -1", world)
        own = np.eye(len(world.regions), dtype=bool)[:, :, None] & (tariff != 0)
        _refuse(own, "a region charges a tariff on its own sales", "set tariff[n, n, :] to zero", world)
        return tariff

    def trade_cost_in(self, world: World) -> np.ndarray:
        """Iceberg factors of the shock, checked: finite and above zero."""
        if self.trade_cost is None:
            return np.ones_like(world.trade)
        cost = _checked("trade_cost", self.trade_cost, world)
        _refuse(cost <= 0, "a trade-cost factor is zero or below", "give factors above 0; 1 is no change", world)
        return cost

    def demand_in(self, world: World) -> np.ndarray:
        """Factors on shares at given prices, scaled so that no price index moves by itself: sum_i pi_inj a_inj = 1."""
        if self.demand is None:
            return np.ones_like(world.trade)
        demand = _checked("demand", self.demand, world)
        _refuse(demand <= 0, "a demand factor is zero or below", "give factors above 0; 1 is no change", world)
        return demand / (world.trade_share * demand).sum(axis=0)

    def cost_in(self, world: World) -> np.ndarray:
        """Iceberg factors that would move shares as costs and demand do together: d a^(-1/theta)."""
        return self.trade_cost_in(world) * self.demand_in(world) ** (-1 / world.elasticity)


def checked_shocks(world: World, shocks: Iterable[Shock]) -> Sequence[Shock]:
    """Refuse what is no world and what is no shock before anything is solved.

    A sequence that makes its shocks when they are asked for is left as it is, so that they need not be held at once.
    """
    expect(world, World, "world", 'give a World, such as load_world("icio-2017")')
    expect(shocks, Iterable, "shocks", "give a list of Shock objects, or call solve for a single one")
    if isinstance(shocks, Sequence) and not isinstance(shocks, list | tuple | str):
        return shocks
    shocks = tuple(shocks)
    for shock in shocks:
        expect(shock, Shock, "shock", "give a Shock: Shock(tariff=...) takes tariffs (exporter, importer, sector)")
    return shocks


def combine(world: World, shocks: Iterable[Shock]) -> Shock:
    """Join shocks of clauses into one: changes of tariffs and transfers add up, factors multiply.

    t' = t + sum (t'_s - t);  d = prod d_s;  a = prod a_s. The order does not matter. At most one may set deficits.
    """
    shocks = list(shocks)
    rates = [shock.tariff_in(world) for shock in shocks if shock.tariff is not None]
    costs = [shock.trade_cost_in(world) for shock in shocks if shock.trade_cost is not None]
    wanted = [shock.demand_in(world) for shock in shocks if shock.demand is not None]
    transfers = [np.asarray(shock.transfer) for shock in shocks if shock.transfer is not None]
    rules = [shock.deficit for shock in shocks if shock.deficit is not None]
    if len(rules) > 1:
        raise ShockError("shock-deficit", "two shocks set deficits", "let one of them set deficits")
    return Shock(
        tariff=world.tariff + sum(rate - world.tariff for rate in rates) if rates else None,
        trade_cost=np.prod(costs, axis=0) if costs else None,
        deficit=rules[0] if rules else None,
        demand=np.prod(wanted, axis=0) if wanted else None,
        transfer=np.sum(transfers, axis=0) if transfers else None,
    )


def _checked(name: str, given: np.ndarray, world: World) -> np.ndarray:
    array = numbers(name, given)
    if array.shape != world.trade.shape:
        raise ShockError(
            "shock-shape",
            f"{name} has the shape {array.shape}, not {world.trade.shape}",
            f"give {name} as (exporter, importer, sector)",
        )
    _refuse(~np.isfinite(array), f"{name} is not a finite number", "give a number", world)
    return array


def numbers(name: str, given: object) -> np.ndarray:
    """Read an array of real numbers."""
    try:
        return np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise ShockError("shock-numbers", f"{name} holds something else than numbers", "give real numbers") from None


def _refuse(wrong: np.ndarray, what: str, remedy: str, world: World) -> None:
    if wrong.any():
        exporter, importer, sector = (int(p) for p in np.argwhere(wrong)[0])
        cell = f"{world.regions[importer]}:{world.regions[exporter]}:{world.sectors[sector]}"
        raise ShockError("shock-value", f"{what} (importer:exporter:sector {cell})", remedy)
