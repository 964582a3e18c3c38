"""What is timed: our phases, and what a peer does for the same task.

A side is a function that gets a task ready, untimed, and returns the job to be timed. A new phase or peer is one
function here, or in `peers/`, and one line in `PHASES` or `PEERS`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import tradetalks as tt
from benchmarks import textbook
from benchmarks.peers import gegravity
from benchmarks.task import Answer, Job, Side, Task
from benchmarks.worlds import fresh, rebuilt


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
}


@dataclass(frozen=True)
class Peer:
    """Another program, or way, that does the same task."""

    title: str
    prepare: Side


PEERS: dict[str, Peer] = {
    "textbook": Peer("textbook", by_textbook),
    "gegravity": Peer("gegravity", gegravity.once),
    "gegravity-further": Peer("gegravity", gegravity.further),
    "gegravity-full": Peer("gegravity, repeated", gegravity.full),
}


def _solved(world: tt.World, task: Task) -> Answer:
    return Answer(tt.solve(world, task.shocks[0]).real_income.to_numpy()[None])
