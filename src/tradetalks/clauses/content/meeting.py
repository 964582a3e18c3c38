"""The shock that content rules become: makers meet all that bear on a flow, or pay the duty once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.clauses.content.flow import Flow, Kind
from tradetalks.clauses.content.together import Together
from tradetalks.equilibrium.shock import Shock
from tradetalks.errors import ShockError
from tradetalks.world.world import World

if TYPE_CHECKING:
    from tradetalks.clauses.content.clause import ContentClause

Cell = tuple[int, int, int]
"""Exporter, importer, sector, by position."""

MOST = 0.999
"""No region buys all of its parts from those that count."""


@dataclass(frozen=True, eq=False)
class Meeting:
    """Content rules in force at once in a world; every flow is worked out under the rules that bear on it."""

    rules: tuple[ContentClause, ...]
    world: World
    _known: dict[tuple[str, tuple[int, ...]], tuple[Flow[Together], ...]] = field(default_factory=dict)

    @cached_property
    def shock(self) -> Shock:
        """Raise costs, charge those who do not comply, and turn to parts that count, all relative to today.

        d = 1 + sum v [R/R0 - 1];  t = t0 + sum v [x - x0] duty;  parts' shares move as the makers' do at given prices.
        Dearer parts are resources lost (iceberg) on the vehicles; the turn of demand moves no price index by itself.
        Higher pay is a price that buyers pay and workers get: a duty whose receipts are handed to the exporter.

        Raises
        ------
        ShockError
            When rules that bear on one flow say different things of its makers.
        """
        if all(rule.is_today for rule in self.rules):
            return Shock()
        world = self.world
        tariff, cost = np.array(world.tariff), np.ones_like(world.trade)
        transfer = np.zeros(len(world.regions))
        for cell in self.bearing:
            flows, (exporter, importer, _) = self.flows(cell), cell
            pay = sum(flow.part * flow.pay_added for flow in flows)
            cost[cell] = 1 + sum(flow.part * (flow.cost - 1) for flow in flows)
            tariff[cell] += sum(flow.part * flow.duty_added for flow in flows) + pay
            transfer[exporter] += pay * world.trade[cell]
            transfer[importer] -= pay * world.trade[cell]
        paid = transfer if transfer.any() else None
        return Shock(tariff=tariff, trade_cost=cost, demand=self._demand, transfer=paid)

    @cached_property
    def bearing(self) -> dict[Cell, tuple[int, ...]]:
        """Numbers of the rules that bear on every flow of the world that any touches."""
        found: dict[Cell, tuple[int, ...]] = {}
        for number, rule in enumerate(self.rules):
            for place in zip(*(axis.tolist() for axis in rule.cells(self.world)), strict=True):
                found[place] = (*found.get(place, ()), number)
        return found

    def flows(self, cell: Cell) -> tuple[Flow[Together], ...]:
        """Cars and trucks in a flow of the world, under all rules that bear on it."""
        key = self.world.regions[cell[0]], self.bearing[cell]
        if key not in self._known:
            self._known[key] = tuple(_flows(key[0], [self.rules[number] for number in key[1]]))
        return self._known[key]

    @cached_property
    def _demand(self) -> np.ndarray:
        """Turn assembling regions' demand for parts to the regions that count, (exporter, importer, sector).

        s' = s (1 + sum f (w - 1)) for each rule's area, and rules multiply; f = part of the region's spending on the
        sector that is inputs into what it ships under the rule to an importer.
        """
        demand = np.ones_like(self.world.trade)
        for (number, region, sector), turn in self._turns.items():
            origins = self.world.region_positions(self.rules[number].origins())
            share = float(self.world.trade_share[origins, region, sector].sum())
            moved = float(np.clip(share * (1 + turn), 1 - MOST, MOST))
            if 0 < share < 1:
                others = np.setdiff1d(np.arange(len(self.world.regions)), origins)
                demand[others, region, sector] *= (1 - moved) / (1 - share)
                demand[origins, region, sector] *= moved / share
        return demand

    @cached_property
    def _turns(self) -> dict[Cell, float]:
        """Relative turn of a region's demand to a rule's area, by rule, region and sector."""
        turns: dict[Cell, float] = {}
        for cell, numbers in self.bearing.items():
            region, _, sector = cell
            for place, number in enumerate(numbers):
                turn = sum(flow.part * (_sourcing(flow, place) - 1) for flow in self.flows(cell))
                key = number, region, sector
                turns[key] = turns.get(key, 0.0) + self._bound(cell) * turn
        return turns

    def _bound(self, cell: Cell) -> float:
        """Part of a region's spending on a sector that is inputs into what it ships to an importer."""
        region, _, sector = cell
        used = self.world.input_share[region, sector, sector] * self.world.trade[cell]
        spent = self.world.expenditure[region, sector]
        return float(used / spent) if spent > 0 else 0.0


def _flows(exporter: str, rules: list[ContentClause]) -> Iterator[Flow[Together]]:
    """Work out every kind of vehicle from an exporter today and under the rules."""
    _expect_same_makers(exporter, rules)
    separate = rules[0].separate.value
    for kind in Kind:
        before, after = zip(*(rule.choices(exporter, kind) for rule in rules), strict=True)
        part = getattr(rules[0].vehicles[exporter], kind.value)
        yield Flow(exporter, kind, part, Together(before, separate), Together(after, separate))


def _sourcing(flow: Flow[Together], place: int) -> float:
    """Share of a rule's area in parts, relative to today; 1 where it has none, or where the rule never binds."""
    share = flow.before.flow_part_shares[place]
    if share <= 0 or (flow.before.idle[place] and flow.after.idle[place]):
        return 1.0
    return flow.after.flow_part_shares[place] / share


def _expect_same_makers(exporter: str, rules: list[ContentClause]) -> None:
    for rule in rules[1:]:
        told = zip(rules[0].told_of_makers(exporter).items(), rule.told_of_makers(exporter).values(), strict=True)
        for (name, one), other in told:
            if one != other:
                raise ShockError(
                    "content-makers",
                    f"two content rules on the same makers in {exporter} differ in {name}",
                    f"write the same {name} in both, or leave it out in both",
                )
