"""Games as sides: each plays on a world that was solved before, and ends when its certificate holds."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np

import tradetalks as tt
from benchmarks.task import Answer, Job, Side, Task
from tradetalks.games.outcome import Outcome
from tradetalks.games.search import stand
from tradetalks.games.setting import Setting
from tradetalks.games.slopes import Planner

HIGH = 1.0
STATIONARY, FLIPS = tt.Stationary(), tt.SectorFlips()


def value_and_slopes(task: Task) -> Job:
    """Take real income of one region and its slopes by all tariffs at given tariffs, as every game does in a sweep."""
    world = task.world
    tt.solve(world, task.spare)
    setting = Setting.of(world, None, sectors=None, bounds=tt.Bounds(), weights=None, rule=tt.Discriminatory())
    aims = Planner(setting.governments, np.eye(len(world.regions))[[world.regions.index(chooser(world))]])
    choice, tariff = setting.jointly(), setting.market.tariff_from(np.asarray(task.shocks[0].tariff))[None]

    def job() -> Answer:
        here = stand(setting.market, aims, choice, tariff)
        income = 100 * np.expm1(setting.governments.log_real_income(here.state))
        return Answer(income, detail=f"{int(choice.free.sum()):,} slopes")

    return job


def chooser(world: tt.World) -> str:
    """Return whose real income is differentiated: the United States where they are."""
    return next((region for region in world.regions if region in {"US", "USA"}), world.regions[0])


def optimal(proof: tt.Stationary | tt.SectorFlips) -> Side:
    """Find the optimal tariffs of every region."""

    def side(task: Task) -> Job:
        tt.solve(task.world, task.spare)

        def job() -> Answer:
            found = tt.optimal_tariffs(task.world, proof=proof)
            income = found.effects.sel(measure="real_income").to_numpy()
            return Answer(income, detail=_tariffs(found.setting))

        return job

    return side


def played(play: Callable[[tt.World], Outcome]) -> Side:
    """Play one game of all regions."""

    def side(task: Task) -> Job:
        tt.solve(task.world, task.spare)

        def job() -> Answer:
            end = play(task.world)
            return Answer(end.payoffs["real_income"].to_numpy()[None], detail=_tariffs(end.setting))

        return job

    return side


def war(proof: tt.Stationary | tt.SectorFlips) -> Side:
    """Fight a war of all regions from factual tariffs."""
    return played(lambda world: tt.trade_war(world, proof=proof))


def talks(start: tt.FromNash | tt.FromStatusQuo | tt.FromFreeTrade) -> Side:
    """Hold talks of all regions with equal gains; a war that they begin from is fought first, and counted."""
    return played(lambda world: tt.trade_talks(world, start=start, proof=STATIONARY))


def two_wars(count: int | None) -> Side:
    """Fight the war of the first regions, or of all, from two starts; the time is that of the longer one."""

    def side(task: Task) -> Job:
        world, players = task.world, task.world.regions[:count]
        tt.solve(world, task.spare)

        def job() -> Answer:
            (one, first), (other, second) = (_fought(world, players, start) for start in (None, _high(world, players)))
            gap = np.abs(one.tariffs.to_numpy() - other.tariffs.to_numpy())[world.trade > 0].max()
            return Answer(
                np.stack([end.payoffs["real_income"].to_numpy() for end in (one, other)]),
                seconds=max(first, second),
                detail=_tariffs(one.setting),
                apart=100 * float(gap),
            )

        return job

    return side


def _fought(world: tt.World, players: tuple[str, ...], start: np.ndarray | None) -> tuple[tt.TradeWar, float]:
    begun = perf_counter()
    end = tt.trade_war(world, players, start=start, proof=STATIONARY)
    _ = end.payoffs
    return end, perf_counter() - begun


def _high(world: tt.World, players: tuple[str, ...]) -> np.ndarray:
    """Return tariffs with all those of the players at 100 %, from wherever they import."""
    rates, own = world.tariff.copy(), [world.regions.index(player) for player in players]
    rates[:, own] = HIGH
    rates[own, own] = 0
    return rates


def _tariffs(setting: Setting) -> str:
    count = int(setting.jointly().free.sum())
    return f"{len(setting.players)} players, {count:,} tariffs"
