"""Optimal tariffs: what each government would charge if the others kept theirs (Ossa 2014)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.system import State
from tradetalks.errors import expect_names
from tradetalks.games.certificate import Certificate, Looked
from tradetalks.games.checks import check_proof
from tradetalks.games.choice import BOUNDS, DISCRIMINATORY, Bounds, TariffRule
from tradetalks.games.flips import SECTOR_FLIPS, Proof
from tradetalks.games.outcome import COLUMNS, effects
from tradetalks.games.search import Found, search, stand
from tradetalks.games.setting import Setting
from tradetalks.games.slopes import Planner
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from numpy.typing import ArrayLike


@dataclass(frozen=True, eq=False)
class OptimalTariffs:
    """Every player's best tariffs against the factual ones of all others; row p of `tariff` is the world of player p.

    `tariff` (P, J, importer, exporter), `state` (P, ...), `before` (1, ...) at factual tariffs.
    """

    setting: Setting
    tariff: np.ndarray
    state: State
    before: State
    certificate: Certificate

    @property
    def tariffs(self) -> xr.DataArray:
        """Each player's own tariffs, fractions, (importer, exporter, sector); own sales pay none."""
        import xarray as xr  # noqa: PLC0415  (slow to import, and not needed to play)

        world, market = self.setting.market.world, self.setting.market
        own = [market.tariff_of(row)[:, place] for row, place in zip(self.tariff, self.setting.players, strict=True)]
        names = {"importer": self.setting.names, "exporter": world.regions, "sector": world.sectors}
        return xr.DataArray(np.stack(own), coords={k: list(v) for k, v in names.items()}, dims=tuple(names))

    @cached_property
    def effects(self) -> xr.DataArray:
        """Changes, %, (player, measure, region): what each player's optimum does to everybody."""
        import xarray as xr  # noqa: PLC0415

        values = effects(self.setting.governments, self.state, self.before)
        names = {"player": self.setting.names, "measure": COLUMNS, "region": self.setting.market.world.regions}
        return xr.DataArray(values, coords={k: list(v) for k, v in names.items()}, dims=tuple(names))

    @property
    def welfare(self) -> pd.DataFrame:
        """Change of government welfare, %, by player (row) and region affected (column)."""
        import pandas as pd  # noqa: PLC0415

        values = self.effects.sel(measure="government").to_numpy()
        index = pd.Index(self.setting.names, name="player")
        return pd.DataFrame(values, index=index, columns=pd.Index(self.setting.market.world.regions, name="region"))

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a player, %: own and others' (plain mean) changes by measure, and the median tariff."""
        import pandas as pd  # noqa: PLC0415

        own = np.arange(self.setting.market.regions) == self.setting.players[:, None]
        values = self.effects.to_numpy()
        columns = {}
        for place, measure in enumerate(COLUMNS):
            columns[measure] = values[:, place][own]
            columns[f"{measure}, others"] = (values[:, place] * ~own).sum(axis=1) / max(1, own.shape[1] - 1)
        choice = self.setting.alone()
        taken = choice.taken(self.tariff)
        columns["median_tariff"] = [
            100 * float(np.median(row[free])) for row, free in zip(taken, choice.free, strict=True)
        ]
        return pd.DataFrame(columns, index=pd.Index(self.setting.names, name="region"))


def optimal_tariffs(
    world: World,
    regions: Sequence[str] | None = None,
    *,
    sectors: Sequence[str] | None = None,
    bounds: Bounds = BOUNDS,
    weights: ArrayLike | None = None,
    rule: TariffRule = DISCRIMINATORY,
    proof: Proof = SECTOR_FLIPS,
) -> OptimalTariffs:
    """Find the tariffs that maximise a government's welfare while all others keep theirs, for each region named.

    The best tariff in closed form, with psi the value to the government of a unit of a flow before tariff and mu that
    of log prices (both by one transposed solve), is repeated to a fixed point with Anderson acceleration:
    1 + t_nij = (1 + theta_j) psi_nij X_nj / (theta_j sum_i psi_nij F_nij + mu_nj), within the bounds.

    Parameters
    ----------
    world
        Its deficits keep their share of world wage income; for Ossa (2014) purge them first:
        ``solve(world, Shock(deficit=Balanced())).rebased()``.
    regions
        Whose optimum; all when left out. They are searched for in one batch.
    sectors
        Whose tariffs may be chosen; all traded ones when left out. The others keep their factual tariffs.
    bounds
        Lowest and highest tariff, fractions.
    weights
        Political weights (region, sector), above 0: see `political_weights`. Real income when left out.
    rule
        `Discriminatory()` or `MostFavouredNation()`.
    proof
        `SectorFlips()` restarts every sector low and high, and all together; `Stationary()` does not.

    Raises
    ------
    InputError
        When names, bounds, weights or kinds of values are wrong, before any search.
    ConvergenceError
        When the certificate does not hold.
    """
    check_proof(proof)
    players = expect_names(regions, "regions")
    setting = Setting.of(world, players, sectors=sectors, bounds=bounds, weights=weights, rule=rule)
    found, looked = find_optimum(setting, setting.factual, proof)
    here = stand(setting.market, _aims(setting), setting.alone(), found.tariff)
    before, _ = setting.market.kernel.find(setting.market.policy(setting.factual))
    certificate = Certificate.of(here, float(found.change.max()), looked)
    certificate.demand("optimal tariff")
    return OptimalTariffs(setting, found.tariff, here.state, before, certificate)


def find_optimum(setting: Setting, tariff: np.ndarray, proof: Proof) -> tuple[Found, Looked]:
    """Find every player's optimum against tariffs (1, J, N, N), and what the last look for better branches saw."""
    choice, aims = setting.alone(), _aims(setting)
    start = setting.entered(choice, np.repeat(tariff, len(setting.players), axis=0))
    return proof.improve(setting.market, aims, choice, search(setting.market, aims, choice, start))


def _aims(setting: Setting) -> Planner:
    return Planner(setting.governments, np.eye(setting.market.regions)[setting.players])
