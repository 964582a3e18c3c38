"""Two policies in one world: some flows follow one shock, all others another."""

from __future__ import annotations

import numpy as np

from tradetalks.equilibrium.deficits import DeficitRule
from tradetalks.equilibrium.shock import Shock
from tradetalks.errors import ShockError
from tradetalks.world.world import World


def mixed(world: World, deal: Shock, no_deal: Shock, outside: np.ndarray) -> Shock:
    """Take the flows that are `outside`, (exporter, importer), from the shock of no deal, all others from the deal's.

    Tariffs and costs are taken cell by cell. Of what turns demand, a, outside flows keep theirs, and the others are
    scaled alike, so that no price index moves by itself: sum_i pi_inj a_inj = 1. Of transfers, in million US$, those
    between two regions are taken as their flow is, so that they add up to zero; see `payments`.

    Raises
    ------
    ShockError
        `mixed-deficits`, when the two follow different rules for deficits, which belong to no flow.
    """
    if outside.all():
        return no_deal
    if not outside.any():
        return deal
    cells = outside[:, :, None]
    tariff = np.where(cells, no_deal.tariff_in(world), deal.tariff_in(world))
    cost = np.where(cells, no_deal.trade_cost_in(world), deal.trade_cost_in(world))
    return Shock(
        tariff=tariff if (tariff != world.tariff).any() else None,
        trade_cost=cost if (cost != 1).any() else None,
        deficit=_rule(deal, no_deal),
        demand=_demand(world, deal, no_deal, cells),
        transfer=_transfer(world, deal, no_deal, outside),
    )


def payments(transfer: np.ndarray) -> np.ndarray:
    """Split what regions receive in all, (region,), into payments, (payer, receiver): everybody pays all alike.

    T_pr = paid_p received_r / sum of received: the only split where one region pays, or one receives.
    """
    received, paid = np.maximum(transfer, 0), np.maximum(-transfer, 0)
    total = received.sum()
    return np.outer(paid, received) / total if total > 0 else np.zeros((len(transfer), len(transfer)))


def _demand(world: World, deal: Shock, no_deal: Shock, outside: np.ndarray) -> np.ndarray | None:
    """Scale the inside flows to what outside ones leave: (1 - sum_out pi a) / sum_in pi a, by importer and sector."""
    if deal.demand is None and no_deal.demand is None:
        return None
    inner, outer = deal.demand_in(world), no_deal.demand_in(world)
    left = 1 - np.where(outside, world.trade_share * outer, 0).sum(axis=0)
    taken = np.where(outside, 0, world.trade_share * inner).sum(axis=0)
    scale = np.divide(left, taken, out=np.ones_like(left), where=taken > 0)
    return np.where(outside, outer, inner * scale)


def _transfer(world: World, deal: Shock, no_deal: Shock, outside: np.ndarray) -> np.ndarray | None:
    if deal.transfer is None and no_deal.transfer is None:
        return None
    none = np.zeros(len(world.regions))
    inner, outer = (payments(none if s.transfer is None else np.asarray(s.transfer)) for s in (deal, no_deal))
    paid = np.where(outside, outer, inner)
    return paid.sum(axis=0) - paid.sum(axis=1)


def _rule(deal: Shock, no_deal: Shock) -> DeficitRule | np.ndarray | None:
    if deal.deficit is not no_deal.deficit:
        raise ShockError(
            "mixed-deficits",
            "a deal and no deal follow different rules for deficits, which belong to no flow between two regions",
            "let both follow the same rule",
        )
    return deal.deficit
