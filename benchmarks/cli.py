"""Run benchmarks and show them.

python -m benchmarks                          everything that needs no further data
python -m benchmarks --data DIR               with the worlds of the data folder
python -m benchmarks --only 'icio-2017/*'     some of them
python -m benchmarks --data DIR --docs        and store the results and write docs/how-fast.md
python -m benchmarks --check                  run nothing; fail when the page is not what the results give
"""

from __future__ import annotations

import argparse
import sys
from fnmatch import fnmatch
from functools import cache, partial
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from benchmarks import page, results
from benchmarks.measure import measure
from benchmarks.negotiations import Bargain, named, settle
from benchmarks.registry import REGISTRY, Benchmark
from benchmarks.sides import PEERS, PHASES
from benchmarks.task import PeerMissingError, Task, random_tariffs
from benchmarks.words import duration, ratio
from benchmarks.worlds import DataMissingError, drawn, world_named

WIDTH = 80


def main(arguments: list[str] | None = None) -> None:
    """Do what the command line asks for."""
    options = parsed(arguments)
    if options.check:
        sys.exit(0 if current() else f"{page.PAGE.name} is not what the results give: run python -m benchmarks --docs")
    chosen = [benchmark for benchmark in REGISTRY if fnmatch(benchmark.name, options.only)]
    if not chosen:
        sys.exit(f"no benchmark is called {options.only}; they are: {', '.join(b.name for b in REGISTRY)}")
    rows = run(chosen, options.data, options.peer_python)
    Console(width=WIDTH).print(table(rows))
    if options.docs:
        if len(rows) < len(chosen):
            sys.exit("nothing is written: the page takes a whole run, and some of it was left out")
        results.write(rows)
        page.PAGE.write_text(wanted(), encoding="utf-8")


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder that holds cp2015/, icio2017/, ossa2014/")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="names to run, with * and ?")
    parser.add_argument("--peer-python", type=Path, metavar="PYTHON", help="a Python that has the peers")
    parser.add_argument("--docs", action="store_true", help="store the results and write docs/how-fast.md")
    parser.add_argument("--check", action="store_true", help="run nothing; compare the page with the stored results")
    options = parser.parse_args(arguments)
    if options.docs and options.only != "*":
        parser.error("--docs writes one whole run: leave --only out")
    return options


def run(chosen: list[Benchmark], data: Path | None, peer_python: Path | None) -> list[dict[str, Any]]:
    """Measure one after the other; what lacks its data or its peer is left out, and said so."""
    made = cache(partial(world_named, data=data))
    _import_everything()
    rows = []
    for benchmark in chosen:
        try:
            rows.append(measure(benchmark, benchmark.task(data, peer_python, made)))
            _say(f"done: {benchmark.name}")
        except (DataMissingError, PeerMissingError) as missing:
            _say(f"left out: {benchmark.name}, {missing}")
    return rows


def table(rows: list[dict[str, Any]]) -> Table:
    """Lay the rows out on 80 columns."""
    shown = Table(width=WIDTH, title="median time of a shock or a negotiation", box=SIMPLE)
    shown.add_column("benchmark", no_wrap=True)
    shown.add_column("tradetalks", justify="right", min_width=len("tradetalks"))
    shown.add_column("beside it")
    shown.add_column("its time", justify="right")
    shown.add_column("ratio", justify="right", no_wrap=True)
    for row in rows:
        beside = ("", "", "")
        if "peer" in row:
            beside = (PEERS[row["peer"]["key"]].title, duration(row["peer"]["median"]), ratio(row))
        shown.add_row(row["name"], duration(row["ours"]["median"]), *beside)
    return shown


def current() -> bool:
    """Whether the page is the one that the stored results give."""
    return page.PAGE.read_text(encoding="utf-8") == wanted()


def wanted() -> str:
    """Return the page with the tables of the stored results."""
    return page.filled(page.PAGE.read_text(encoding="utf-8"), results.read())


def _import_everything() -> None:
    """Solve a small world, so that no phase pays for imports."""
    world = drawn(3, 2)
    shock, spare = random_tariffs(world, 2)
    for phase in ("batch", "gradient", "optimal tariffs", "war"):
        PHASES[phase](Task(world, (shock,), spare))()
    settle(Bargain(named("deals-3x2x2")))()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
