"""What is timed: our phases, and what a peer does for the same task.

A side is a function that gets a task ready, untimed, and returns the job to be timed. A new phase or peer is one
function here, or in `peers/`, and one line in `PHASES` or `PEERS`.
"""

from __future__ import annotations

import atexit
import statistics
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from time import perf_counter

import numpy as np

import tradetalks as tt
from benchmarks import draws, games, negotiations, textbook
from benchmarks.peers import gegravity, negmas
from benchmarks.task import Answer, Job, Side, Task
from benchmarks.worlds import fresh, rebuilt

PROCESSES = 2
YARDSTICKS = 15


def set_up(task: Task) -> Job:
    """Make the world from its arrays, with every check."""
    return lambda: Answer(np.zeros((0, len(rebuilt(task.world).regions))))


def first_solve(task: Task) -> Job:
    """Solve the first shock to a world; what the world needs is worked out on the way."""
    world = fresh(task.world)
    return lambda: _solved(world, task)


def whole(task: Task) -> Job:
    """Make the world from its arrays and solve the first shock to it."""
    return lambda: _solved(rebuilt(task.world), task)


def further_solve(task: Task) -> Job:
    """Solve one more shock to a world that has been solved for another."""
    tt.solve(task.world, task.spare)
    return lambda: _solved(task.world, task)


def batch(task: Task) -> Job:
    """Solve all shocks at once in one process, to a world that has been solved before."""
    tt.solve(task.world, task.spare)
    return lambda: Answer(tt.solve_many(task.world, task.shocks).real_income.to_numpy())


def batch_on_two(task: Task) -> Job:
    """Solve all shocks in two processes, which have started and solved this world before."""
    tt.solve_many(task.world, task.shocks, executor=processes())
    return lambda: Answer(tt.solve_many(task.world, task.shocks, executor=processes()).real_income.to_numpy())


@cache
def processes() -> ProcessPoolExecutor:
    """Start the processes once, with one BLAS thread each as this one has; they end with the run."""
    executor = ProcessPoolExecutor(PROCESSES)
    atexit.register(executor.shutdown)
    return executor


def gradient(task: Task) -> Job:
    """Differentiate real income at a new solution by all tariffs, trade costs, elasticities and deficits."""
    solution, whose = tt.solve(task.world, task.shocks[0]), tt.RealIncome(games.chooser(task.world))
    return lambda: _differentiated(tt.gradient(solution, whose))


def value_and_gradient(task: Task) -> Job:
    """Solve one more shock, and differentiate there."""
    tt.solve(task.world, task.spare)
    whose = tt.RealIncome(games.chooser(task.world))
    return lambda: _differentiated(tt.gradient(tt.solve(task.world, task.shocks[0]), whose))


def yardstick(task: Task) -> Job:
    """Solve the same further shock again and again, for what one takes."""
    solve = further_solve(task)

    def job() -> Answer:
        taken = []
        for _ in range(YARDSTICKS):
            start = perf_counter()
            answer = solve()
            taken.append(perf_counter() - start)
        return Answer(answer.income, seconds=statistics.median(taken))

    return job


def by_textbook(task: Task) -> Job:
    """Solve every shock with the textbook algorithm, one after the other."""

    def job() -> Answer:
        found = [textbook.solve(task.world, shock) for shock in task.shocks]
        rounds = round(float(np.mean([answer.wage_rounds for answer in found])))
        return Answer(np.array([answer.real_income(task.world) for answer in found]), detail=f"{rounds} rounds")

    return job


PHASES: dict[str, Side] = {
    "set-up": set_up,
    "first solve": first_solve,
    "set-up and first solve": whole,
    "further solve": further_solve,
    "batch": batch,
    "batch, two processes": batch_on_two,
    "gradient": gradient,
    "value and gradient": value_and_gradient,
    "value and slopes in a game": games.value_and_slopes,
    "optimal tariffs": games.optimal(games.STATIONARY),
    "optimal tariffs, flips": games.optimal(games.FLIPS),
    "war": games.war(games.STATIONARY),
    "war, flips": games.war(games.FLIPS),
    "talks from the war": games.talks(tt.FromNash()),
    "talks from factual tariffs": games.talks(tt.FromStatusQuo()),
    "talks from free trade": games.talks(tt.FromFreeTrade()),
    "war of three": games.two_wars(3),
    "war of all": games.two_wars(None),
    "frontier and settlements": negotiations.settle,
    "draws of weights": draws.count,
}


@dataclass(frozen=True)
class Peer:
    """Another program, or way, that does the same task; or a unit, in which the time of ours is counted."""

    title: str
    prepare: Side
    unit: bool = False


PEERS: dict[str, Peer] = {
    "textbook": Peer("textbook", by_textbook),
    "gegravity": Peer("gegravity", gegravity.once),
    "gegravity-further": Peer("gegravity", gegravity.further),
    "gegravity-full": Peer("gegravity, repeated", gegravity.full),
    "negmas": Peer("negmas", negmas.settle),
    "negmas-given": Peer("negmas, given", negmas.sift),
    "listing": Peer("listing", draws.listing),
    "one-process": Peer("one process", batch),
    "further-solve": Peer("solve", yardstick, unit=True),
}


def _solved(world: tt.World, task: Task) -> Answer:
    return Answer(tt.solve(world, task.shocks[0]).real_income.to_numpy()[None])


def _differentiated(found: tt.Gradient) -> Answer:
    away = ~np.eye(len(found.by_deficit), dtype=bool)
    by_tariff, rest = found.by_tariff[:, away], (found.by_trade_cost, found.by_elasticity, found.by_deficit)
    count = by_tariff.size + sum(part.size for part in rest)
    return Answer(np.array([[found.value]]), detail=f"{by_tariff.size:,} tariffs, {count:,} derivatives")
