"""What tariffs do to every region, compared with a state before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.system import State
from tradetalks.games.government import Governments
from tradetalks.games.setting import Setting

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

COLUMNS = ("government", "real_income", "wage", "profits", "imports")


@dataclass(frozen=True, eq=False, repr=False)
class Outcome:
    """Tariffs that a game ends with, and what they do; `state` and `before` have one row."""

    setting: Setting
    tariff: np.ndarray
    state: State
    before: State

    def __repr__(self) -> str:
        gains = self.payoffs["real_income"].iloc[self.setting.players]
        told = ", ".join(f"{region} {gain:+.2f}" for region, gain in gains.items())
        return f"<{type(self).__name__}: real income of the players, %: {told}>"

    @property
    def tariffs(self) -> xr.DataArray:
        """All tariffs, fractions, (exporter, importer, sector): the players' chosen, the others' as they are."""
        import xarray as xr  # noqa: PLC0415  (slow to import, and not needed to play)

        world = self.setting.market.world
        names = {"exporter": world.regions, "importer": world.regions, "sector": world.sectors}
        values = self.setting.market.tariff_of(self.tariff)
        return xr.DataArray(values, coords={k: list(v) for k, v in names.items()}, dims=tuple(names))

    @property
    def shock(self) -> Shock:
        """The tariffs as a change of policy that `solve` takes."""
        return Shock(tariff=self.setting.market.tariff_of(self.tariff))

    @cached_property
    def payoffs(self) -> pd.DataFrame:
        """Changes by region, %, from the state before: see `effects`."""
        import pandas as pd  # noqa: PLC0415

        values = effects(self.setting.governments, self.state, self.before)[0]
        index = pd.Index(self.setting.market.world.regions, name="region")
        return pd.DataFrame(values.T, index=index, columns=list(COLUMNS))

    @property
    def median_tariff(self) -> pd.Series[float]:
        """Median chosen tariff by player, %: over sectors and partners, unweighted."""
        import pandas as pd  # noqa: PLC0415

        choice = self.setting.jointly()
        taken, free = choice.taken(self.tariff[None])[0], choice.free[0]
        medians = [100 * float(np.median(taken[:, k][free[:, k]])) for k in range(len(self.setting.players))]
        return pd.Series(medians, index=pd.Index(self.setting.names, name="region"), name="median tariff, %")


def effects(governments: Governments, state: State, before: State) -> np.ndarray:
    """Return changes, %, (S, 5, N): government welfare, real income, wage, profits, imports.

    Wages less the mean wage hat over regions, profits relative to wages; profits are missing where there are none.
    """
    base = governments.base
    wage = np.exp(state.wage - before.wage)
    abroad = 1 - np.eye(len(base.labour))
    imports = (state.flow * abroad).sum(axis=(1, 3)) / (before.flow * abroad).sum(axis=(1, 3))
    with np.errstate(divide="ignore", invalid="ignore"):
        profits = np.where(before.profit > 0, state.profit / before.profit / wage, np.nan)
    hats = (
        np.exp(governments.log_welfare(state) - governments.log_welfare(before)),
        np.exp(governments.log_real_income(state) - governments.log_real_income(before)),
        1 + wage - wage.mean(axis=1, keepdims=True),
        profits,
        imports,
    )
    return 100 * (np.stack(hats, axis=1) - 1)
