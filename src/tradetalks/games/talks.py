"""Trade talks: tariffs that all governments together would choose, sharing the gain (Ossa 2014)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.errors import GameError, expect
from tradetalks.games.certificate import FLIP_GAIN, SPREAD, Certificate, Looked
from tradetalks.games.checks import check_proof
from tradetalks.games.choice import BOUNDS, DISCRIMINATORY, Bounds, TariffRule
from tradetalks.games.flips import ROUNDS, SECTOR_FLIPS, Proof
from tradetalks.games.outcome import Outcome
from tradetalks.games.planner import Plan, Table, balance, plans
from tradetalks.games.search import Found, stand
from tradetalks.games.setting import Setting
from tradetalks.games.sharing import EQUAL_GAINS, Sharing
from tradetalks.games.slopes import Planner
from tradetalks.games.war import TradeWar, fight
from tradetalks.world.world import World

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike


class Start:
    """Where talks begin, which is also where they fall back to."""

    @abstractmethod
    def tariff(self, setting: Setting, proof: Proof) -> np.ndarray:
        """Tariffs before the talks, (1, J, N, N)."""


@dataclass(frozen=True)
class FromStatusQuo(Start):
    """Factual tariffs."""

    def tariff(self, setting: Setting, proof: Proof) -> np.ndarray:  # noqa: ARG002  (nothing is to be proved)
        """Return the tariffs of the world."""
        return setting.factual

    def __str__(self) -> str:
        return "factual tariffs"


@dataclass(frozen=True)
class FromFreeTrade(Start):
    """No tariffs of players in the sectors that they talk about."""

    def tariff(self, setting: Setting, proof: Proof) -> np.ndarray:  # noqa: ARG002  (nothing is to be proved)
        """Return factual tariffs with those that may be chosen at zero."""
        choice = setting.jointly()
        return choice.put(setting.factual, np.where(choice.free, 0.0, choice.taken(setting.factual)))

    def __str__(self) -> str:
        return "free trade"


@dataclass(frozen=True, eq=False)
class FromNash(Start):
    """The tariffs of a trade war: the one given, or one fought with the players, sectors, bounds, weights and rule."""

    war: TradeWar | None = None

    def tariff(self, setting: Setting, proof: Proof) -> np.ndarray:
        """Return the tariffs of the war."""
        if self.war is None:
            return fight(setting, proof).tariff[None]
        expect(self.war, TradeWar, "war", "give what trade_war returns, or nothing to fight one first")
        if self.war.setting.market.world is not setting.market.world:
            raise GameError("game-start", "the war was fought in another world", "give a war of the same world")
        return setting.market.tariff_from(self.war.tariffs.to_numpy())[None]

    def __str__(self) -> str:
        return "the trade war"


NASH = FromNash()


@dataclass(frozen=True, eq=False, repr=False)
class TradeTalks(Outcome):
    """What talks agree on; `payoffs` are changes from where they began, %.

    `weights` of the governments in the common objective that the agreed tariffs maximise, adding up to one.
    """

    importance: np.ndarray
    certificate: Certificate

    @property
    def weights(self) -> pd.Series[float]:
        """Weight of each player's log welfare in the objective that the agreed tariffs maximise."""
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to play)

        return pd.Series(self.importance, index=pd.Index(self.setting.names, name="region"), name="weight")

    @property
    def gain(self) -> float:
        """The least gain of a player, %: under `EqualGains` that of each."""
        return float(self.payoffs["government"].iloc[self.setting.players].min())


def trade_talks(
    world: World,
    players: Sequence[str] | None = None,
    *,
    start: Start = NASH,
    sharing: Sharing = EQUAL_GAINS,
    sectors: Sequence[str] | None = None,
    bounds: Bounds = BOUNDS,
    weights: ArrayLike | None = None,
    rule: TariffRule = DISCRIMINATORY,
    proof: Proof = SECTOR_FLIPS,
) -> TradeTalks:
    """Find the efficient tariffs at which the players share the gain as the rule says.

    Tariffs maximise sum_n omega_n log G_n in closed form (see `optimal_tariffs`); Newton's method on the log weights
    omega finds those at which gains are shared as wanted. With weights that add up to one no tariffs give every player
    more than the planner's global optimum; `Certificate.duality_gap` measures against the best that restarts met.

    Parameters
    ----------
    world, sectors, bounds, weights, rule, proof
        As in `optimal_tariffs`.
    players
        Who talks; all regions when left out. The others keep factual tariffs.
    start
        `FromNash()`, `FromStatusQuo()` or `FromFreeTrade()`: gains are measured from there.
    sharing
        `EqualGains()`: the same relative gain for all, the largest possible; `NashProduct()`: the product of gains.

    Raises
    ------
    InputError
        When names, bounds, weights or kinds of values are wrong, before any search.
    ConvergenceError
        When the certificate does not hold.
    """
    check_proof(proof)
    expect(start, Start, "start", "give FromNash(), FromStatusQuo() or FromFreeTrade()")
    expect(sharing, Sharing, "sharing", "give EqualGains() or NashProduct()")
    setting = Setting.of(world, players, sectors=sectors, bounds=bounds, weights=weights, rule=rule)
    return talk(setting, start.tariff(setting, proof), sharing, proof)


def talk(setting: Setting, tariff: np.ndarray, sharing: Sharing, proof: Proof) -> TradeTalks:
    """Hold the talks of a setting from tariffs (1, J, N, N)."""
    market, governments = setting.market, setting.governments
    before, _ = market.kernel.find(market.policy(tariff))
    table = Table(setting, sharing, governments.log_welfare(before)[0])
    first = np.log(governments.counted(before)[:, setting.players])
    plan, looked = _agreed(table, proof, plans(table, first, tariff, before)[0])
    here = stand(market, Planner(governments, plan.importance_of_all), setting.jointly(), plan.tariff)
    log_gain = (governments.log_welfare(here.state)[0] - table.before)[setting.players]
    certificate = Certificate.of(
        here,
        plan.change,
        looked,
        spread=float(np.abs(sharing.imbalance(log_gain, plan.importance)).max()),
        duality_gap=_duality_gap(plan, log_gain, looked) if sharing.equal else None,
    )
    if log_gain.min() < -SPREAD:
        raise GameError(
            "game-start",
            f"what can be agreed within the bounds leaves {setting.names[int(log_gain.argmin())]} worse off than the "
            "start of the talks",
            "widen the bounds so that they hold the tariffs that the talks start from",
        )
    certificate.demand("agreement")
    return TradeTalks(setting, plan.tariff[0], here.state, before, plan.importance, certificate)


def _duality_gap(plan: Plan, log_gain: np.ndarray, looked: Looked) -> float | None:
    """Return how far the least log gain is below the best of the planner's problem met, if one was looked for."""
    if looked.gain is None:
        return None
    best = plan.importance @ log_gain + np.log1p(looked.gain / 100)
    return float(best - log_gain.min())


def _agreed(table: Table, proof: Proof, plan: Plan) -> tuple[Plan, Looked]:
    """Balance the gains; look for a better branch of the planner's problem, and balance again while one is found."""
    setting = table.setting
    for _ in range(ROUNDS):
        plan = balance(replace(table, sharing=EQUAL_GAINS), plan)
        plan = plan if table.sharing.equal else balance(table, plan)
        aims = Planner(setting.governments, plan.importance_of_all)
        value = aims.value(plan.state)
        found = Found(plan.tariff, value, np.array([plan.change]), np.zeros(1, dtype=int))
        better, looked = proof.improve(setting.market, aims, setting.jointly(), found)
        if not 100 * np.expm1(better.value - value)[0] > FLIP_GAIN:
            break
        plan = plans(table, plan.log_weight[None], better.tariff, plan.state)[0]
    return plan, looked
