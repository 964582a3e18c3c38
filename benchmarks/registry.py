"""Every benchmark, declared: a phase of ours on a world, beside a peer or alone.

To add one, add a line. A new kind of work is a function in `sides.PHASES` first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import negotiations, worlds
from benchmarks.task import Task, random_costs, random_tariffs
from tradetalks import Shock, World

MANY = 1000
FEWER = 100


@dataclass(frozen=True)
class Benchmark:
    """What to measure.

    `peer_shocks`: how many of the shocks the peer solves, where all would take too long; times are compared per shock.
    A world named `one:SET` has one of its elasticity sets; the page shows the set that takes the most of the unit.
    `group` and `size`: benchmarks of one group differ in size only, and an exponent is fitted through them.
    """

    name: str
    world: str
    phase: str
    shocks: int = 1
    runs: int = 7
    peer: str | None = None
    peer_shocks: int | None = None
    peer_runs: int = 3
    memory: bool = False
    group: str = ""
    size: int = 0

    def task(
        self, data: Path | None, peer_python: Path | None, made: Callable[[str], World]
    ) -> Task | negotiations.Bargain:
        """Make the world and its shocks."""
        world = made(self.world)
        draw = random_costs if self.world.startswith("gravity") else random_tariffs
        *shocks, spare = draw(world, self.shocks + 1)
        if self.world == "cp2015" and self.shocks == 1:
            shocks = [Shock(tariff=worlds.nafta_cut(data))]
        return Task(world, tuple(shocks), spare, peer_python)


@dataclass(frozen=True)
class Bargaining(Benchmark):
    """Measure on a negotiation; `world` is its name, and `shocks` are draws of weights."""

    phase: str = "frontier and settlements"

    def task(self, data: Path | None, peer_python: Path | None, made: Callable[[str], World]) -> negotiations.Bargain:
        """Draw the negotiation; data and worlds are not needed."""
        del data, made
        return negotiations.Bargain(negotiations.named(self.world), peer_python, self.shocks)


def _counted(name: str, world: str, phase: str, runs: int) -> Benchmark:
    """Count the time of what nobody else does in further solves of the same world."""
    return Benchmark(name, world, phase, runs=runs, peer="further-solve", peer_runs=min(runs, 5))


LADDER = (
    Benchmark("icio-2017/set-up", "icio-2017", "set-up"),
    Benchmark("icio-2017/first", "icio-2017", "first solve", peer="textbook", peer_runs=5),
    Benchmark("icio-2017/further", "icio-2017", "further solve", runs=15, peer="textbook", peer_runs=5),
    Benchmark("cp2015/set-up", "cp2015", "set-up"),
    Benchmark("cp2015/first", "cp2015", "first solve", peer="textbook"),
    Benchmark("cp2015/further", "cp2015", "further solve", runs=15, peer="textbook"),
    Benchmark("icio-2017-81/set-up", "icio-2017-81", "set-up", runs=3),
    Benchmark("icio-2017-81/first", "icio-2017-81", "first solve", runs=3, peer="textbook", peer_runs=1),
    Benchmark("icio-2017-81/further", "icio-2017-81", "further solve", runs=3, peer="textbook", peer_runs=1),
)

GRAVITY = tuple(
    Benchmark(f"gravity-{name}/{short}", f"gravity-{name}", phase, peer=peer, peer_runs=3)
    for name in ("icio-2017", "drawn-40")
    for short, phase, peer in (
        ("whole", "set-up and first solve", "gegravity"),
        ("further", "further solve", "gegravity-further"),
        ("full", "set-up and first solve", "gegravity-full"),
    )
)

BATCHES = tuple(
    Benchmark(
        f"{world}/batch", world, "batch", shocks, runs=1, peer="textbook", peer_shocks=solved, peer_runs=1, memory=True
    )
    for world, shocks, solved in (
        ("icio-2017-20", MANY, 20),
        ("icio-2017", MANY, 20),
        ("cp2015", MANY, 3),
        ("icio-2017-81", FEWER, 1),
    )
)

REGIONS, SECTORS, SCENARIOS = (8, 16, 32, 64), (5, 10, 20, 40), (10, 100, 1000)


def _growth(what: str, world: str, size: int) -> tuple[Benchmark, Benchmark]:
    """Measure the first and a further solve of a drawn world of one size."""
    first = Benchmark(
        f"growth-{what}/first/{size}", world, "first solve", runs=3, peer="textbook", peer_runs=1, group=what, size=size
    )
    return first, replace(first, name=f"growth-{what}/further/{size}", phase="further solve", peer=None)


GROWTH = (
    *(benchmark for n in REGIONS for benchmark in _growth("regions", f"drawn-{n}x20", n)),
    *(benchmark for j in SECTORS for benchmark in _growth("sectors", f"drawn-12x{j}", j)),
    *(
        Benchmark(f"growth-shocks/batch/{s}", "icio-2017-20", "batch", s, runs=3, group="shocks", size=s)
        for s in SCENARIOS
    ),
)

PROCESSES = tuple(
    Benchmark(f"{world}/two", world, "batch, two processes", MANY, runs=3, peer="one-process")
    for world in ("icio-2017-20", "cp2015")
)

GRADIENTS = (
    _counted("icio-2017/gradient", "icio-2017", "gradient", 15),
    _counted("ossa2014/gradient", "ossa2014", "value and gradient", 15),
    _counted("ossa2014/slopes", "ossa2014", "value and slopes in a game", 15),
)

ELASTICITIES = ("U4", "IS", "CP", "BSY", "GYY", "Shap", "FGO", "LL")

GAMES = (
    _counted("ossa2014/optimal", "ossa2014", "optimal tariffs", 7),
    _counted("ossa2014/optimal-flips", "ossa2014", "optimal tariffs, flips", 3),
    _counted("ossa2014/war", "ossa2014", "war", 7),
    _counted("ossa2014/war-flips", "ossa2014", "war, flips", 3),
    _counted("ossa2014/talks-war", "ossa2014", "talks from the war", 5),
    _counted("ossa2014/talks-factual", "ossa2014", "talks from factual tariffs", 5),
    _counted("ossa2014/talks-free", "ossa2014", "talks from free trade", 5),
    *(_counted(f"icio-2017:{one}/war-three", f"icio-2017:{one}", "war of three", 3) for one in ELASTICITIES),
    *(_counted(f"icio-2017:{one}/war-all", f"icio-2017:{one}", "war of all", 3) for one in ELASTICITIES),
)

BARGAINING = (
    Bargaining("bargaining/negmas", "deals-6x10x3", runs=15, peer="negmas", memory=True),
    Bargaining("bargaining/negmas-given", "linked-6x10x3", peer="negmas-given", memory=True),
    Bargaining("bargaining/example", "deals-example", peer="negmas"),
    Bargaining("bargaining/linked", "linked-7x10x3", runs=3, memory=True),
    Bargaining("bargaining/most", "deals-20x10x3", runs=3, memory=True),
    *(Bargaining(f"bargaining/deals/{n}", f"deals-6x10x{n}", runs=3, memory=True) for n in (5, 7)),
    *(Bargaining(f"bargaining/linked/{n}", f"linked-6x10x{n}", runs=3, memory=True) for n in (5, 7)),
    Bargaining("bargaining/draws", "deals-6x10x3", "draws of weights", MANY, runs=3, memory=True),
    Bargaining("bargaining/listing", "deals-6x10x3", "draws of weights", 50, runs=3, peer="listing", peer_runs=1),
    *(
        Bargaining(f"growth-{kind}/settle/{n}", f"{kind}-{n}x10x3", runs=3, group=kind, size=10**n)
        for kind, issues in (("deals", (5, 10, 15, 20)), ("linked", (4, 5, 6, 7)))
        for n in issues
    ),
)

REGISTRY: tuple[Benchmark, ...] = (
    *LADDER,
    *GRAVITY,
    *BATCHES,
    *PROCESSES,
    *GRADIENTS,
    *GAMES,
    *GROWTH,
    *BARGAINING,
)
