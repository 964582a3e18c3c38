"""Time the sides of a benchmark in turns."""

from __future__ import annotations

import gc
import statistics
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from benchmarks.negotiations import Bargain
from benchmarks.registry import Benchmark
from benchmarks.sides import PEERS, PHASES
from benchmarks.task import Found, Task

MEGABYTE = 1e6

Timed = tuple[float, Found]


@dataclass(frozen=True)
class Spread:
    """Seconds a shock, or a negotiation, of one side: median, least and most of its runs."""

    median: float
    least: float
    most: float
    runs: int
    shocks: int

    @classmethod
    def of(cls, seconds: Sequence[float], shocks: int) -> Spread:
        """Sum up runs."""
        each = [second / shocks for second in seconds]
        return cls(statistics.median(each), min(each), max(each), len(each), shocks)


def measure(benchmark: Benchmark, task: Task | Bargain) -> dict[str, Any]:
    """Run both sides in turns and return a row of results.

    The ratio is the peer's median over ours, and ours over that of a unit; its bounds put the best run of one side
    against the worst of the other.
    """
    ours, theirs = _in_turns(benchmark, task)
    answer = ours[-1][1]
    mine = Spread.of([seconds for seconds, _ in ours], benchmark.shocks)
    row: dict[str, Any] = {
        "name": benchmark.name,
        "world": benchmark.world,
        **task.described(),
        "phase": benchmark.phase,
        "group": benchmark.group,
        "size": benchmark.size,
        "ours": asdict(mine),
    }
    row |= answer.facts()
    if "apart" in row:
        row["apart"] = max(found.facts()["apart"] for _, found in ours)
    if benchmark.peer:
        row |= _beside(benchmark, mine, answer, theirs)
    if benchmark.memory:
        row["peak_megabytes"] = peak_memory(PHASES[benchmark.phase](task)) / MEGABYTE
    return row


def _in_turns(benchmark: Benchmark, task: Task | Bargain) -> tuple[list[Timed], list[Timed]]:
    """Run both sides; the peer's runs, where they are fewer, lie evenly among ours."""
    phase, peer = PHASES[benchmark.phase], PEERS.get(benchmark.peer or "")
    solved = task.first(benchmark.peer_shocks or benchmark.shocks)
    ours, theirs = [], []
    for run in range(benchmark.runs):
        ours.append(timed(phase(task)))
        if peer and run in {k * benchmark.runs // benchmark.peer_runs for k in range(benchmark.peer_runs)}:
            theirs.append(timed(peer.prepare(solved)))
    return ours, theirs


def timed(job: Callable[[], Found]) -> Timed:
    """Run a job with the garbage collector at rest; a side that keeps its own time is believed."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        answer = job()
        seconds = perf_counter() - start
    finally:
        gc.enable()
    return answer.seconds or seconds, answer


def _beside(benchmark: Benchmark, mine: Spread, answer: Found, theirs: list[Timed]) -> dict[str, Any]:
    solved = benchmark.peer_shocks or benchmark.shocks
    other = Spread.of([seconds for seconds, _ in theirs], solved)
    their_answer = theirs[-1][1]
    peer = {"key": benchmark.peer, "detail": their_answer.facts().get("detail", ""), **asdict(other)}
    if PEERS[peer["key"]].unit:
        return {"peer": peer, "units": _over(mine, other)}
    return {"peer": peer, "ratio": _over(other, mine), **answer.beside(their_answer, solved)}


def _over(one: Spread, other: Spread) -> dict[str, float]:
    return {
        "median": one.median / other.median,
        "least": one.least / other.most,
        "most": one.most / other.least,
    }


def peak_memory(job: Callable[[], Found]) -> int:
    """Bytes that a job takes at its peak beyond what was there before it, in a run of its own: tracing costs time."""
    gc.collect()
    tracemalloc.start()
    try:
        job()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
