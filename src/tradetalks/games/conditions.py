"""First-order conditions of one region's most-favoured-nation tariffs, as linear equations in political weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.kernel import Pull
from tradetalks.equilibrium.system import State
from tradetalks.games.market import rows_of
from tradetalks.games.setting import Setting


@dataclass(frozen=True, eq=False)
class Conditions:
    """A(t) of A lambda = 0 with A_sk = dn_k/dlog(1 + t_s) - n_k dlog P/dlog(1 + t_s), rows scaled to one.

    n_k is the income of sector k that the government counts, value added and the sector's part `delta` (J,) of
    revenue. Rows are the sectors whose tariffs are chosen, columns all sectors.
    """

    setting: Setting
    place: int
    delta: np.ndarray

    @classmethod
    def of(cls, setting: Setting, place: int) -> Conditions:
        """Lay out the conditions of the region at a place."""
        base = setting.market.base
        flow = base.share * base.expenditure[..., None] / (1 + base.tariff)
        paid = (base.labour_share * flow.sum(axis=1))[:, place]
        return cls(setting, place, paid / paid.sum())

    def matrix(self, rates: np.ndarray) -> np.ndarray:
        """Return A at the region's tariffs (J,), the others' factual."""
        setting, place, base = self.setting, self.place, self.setting.market.base
        tariff = setting.factual.copy()
        abroad = np.arange(setting.market.regions) != place
        chosen = np.ix_(setting.sectors, np.flatnonzero(abroad))
        tariff[0, :, place][chosen] = rates[setting.sectors][:, None]
        policy = setting.market.policy(tariff)
        state, _ = setting.market.kernel.find(policy)
        rows = np.zeros(len(base.theta) + 1, dtype=int)
        found = setting.market.kernel.multipliers(policy.only(rows), rows_of(state, rows), self._pulls())
        psi = found.output - found.revenue[:, place, None, None]
        flow, share = state.flow[0, :, place], state.share[0, :, place]
        common = found.price[:, :, place] + base.theta * (psi * flow).sum(axis=2)
        slope = (share * common[..., None] - (1 + base.theta[:, None]) * psi * flow)[:, setting.sectors]
        slope = (slope * abroad).sum(axis=2)
        whole = (slope[:-1] - self._counted(state)[:, None] * slope[-1]).T
        return whole / np.abs(whole).max(axis=1, keepdims=True)

    def least(self, rates: np.ndarray) -> np.ndarray:
        """Return weights of the chosen sectors, one in the mean, that come nearest to the conditions."""
        matrix = self.matrix(rates)[:, self.setting.sectors]
        weight = np.linalg.svd(matrix)[2][-1]
        return weight / weight.mean()

    def _counted(self, state: State) -> np.ndarray:
        base, place = self.setting.market.base, self.place
        spread = state.revenue[0, place] + base.deficit[place]
        return base.value_added_share[:, place] * state.output[0, :, place] + self.delta * spread

    def _pulls(self) -> Pull:
        """One objective a sector, its income counted; and the log price index."""
        base, place = self.setting.market.base, self.place
        sectors, regions = base.scale.shape
        each = np.arange(sectors)
        output, price = np.zeros((sectors + 1, sectors, regions)), np.zeros((sectors + 1, sectors, regions))
        revenue = np.zeros((sectors + 1, regions))
        output[each, each, place] = base.value_added_share[:, place]
        revenue[:-1, place] = self.delta
        price[-1, :, place] = base.final_share[:, place]
        nothing = np.zeros_like(revenue)
        return Pull(income=nothing, revenue=revenue, wage=nothing, output=output, price=price)
