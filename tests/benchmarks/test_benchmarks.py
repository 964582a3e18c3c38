"""Every benchmark runs, both sides agree, and the page is what the stored results give; no clock is judged."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from benchmarks import cli, games, page, results
from benchmarks.measure import measure
from benchmarks.peers import child, gegravity
from benchmarks.peers.environment import BUILD, peer_python
from benchmarks.registry import BARGAINING, ELASTICITIES, REGISTRY, Benchmark
from benchmarks.sides import PEERS, PHASES
from benchmarks.task import PeerMissingError
from benchmarks.worlds import world_named

import tradetalks as tt

INSTALLED = (BUILD / gegravity.REQUIREMENT.replace("==", "-") / "installed").is_file()
# Small worlds have no elasticity sets, so what differs in them only is run once.
ONCE = [b for b in REGISTRY if b.world.partition(":")[2] in {"", ELASTICITIES[0]} and b not in BARGAINING]
ECHO = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    seconds = {"build": 1.0, "simulate": 2.0, "repeat": 4.0}
    print(json.dumps({"real_income": [0.0] * len(asked["trade"]), "rounds": 3, "seconds": seconds}), flush=True)
"""


def small(benchmark: Benchmark) -> Benchmark:
    world = "gravity-drawn-3" if benchmark.world.startswith("gravity") else "drawn-4x3"
    solved = benchmark.peer_shocks and 2
    return replace(benchmark, world=world, shocks=min(benchmark.shocks, 3), peer_shocks=solved, runs=2, peer_runs=1)


def row_of(benchmark: Benchmark, python: Path | None = None) -> dict:
    return measure(benchmark, benchmark.task(None, python, partial(world_named, data=None)))


@pytest.fixture
def echo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A stand-in for the peer that answers at once."""
    script = tmp_path / "echo.py"
    script.write_text(ECHO, encoding="utf-8")
    monkeypatch.setattr(gegravity, "CHILD", script)
    yield Path(sys.executable)
    child.stop(child.start(Path(sys.executable), script))
    child.start.cache_clear()


@pytest.mark.parametrize("benchmark_", [b for b in ONCE if not b.name.startswith("gravity")], ids=lambda b: b.name)
def test_it_runs_and_both_sides_agree(benchmark_: Benchmark) -> None:
    row = row_of(small(benchmark_))
    assert row["ours"]["least"] <= row["ours"]["median"] <= row["ours"]["most"]
    assert ("peer" in row) == (benchmark_.peer is not None)
    assert row.get("largest_difference_points", 0) < 1e-5
    assert ("peak_megabytes" in row) == benchmark_.memory
    assert ("units" in row) == (benchmark_.peer is not None and PEERS[benchmark_.peer].unit)
    assert row.get("apart", 0) < 1e-5
    json.dumps(row)


@pytest.mark.parametrize("benchmark_", [b for b in REGISTRY if b.name.startswith("gravity")], ids=lambda b: b.name)
def test_gravity_runs_beside_a_stand_in(benchmark_: Benchmark, echo: Path) -> None:
    row = row_of(small(benchmark_), echo)
    assert row["peer"]["median"] == {"gegravity": 3.0, "gegravity-further": 2.0, "gegravity-full": 7.0}[benchmark_.peer]


@pytest.mark.skipif(not INSTALLED, reason="gegravity is not installed: run python -m benchmarks once")
@pytest.mark.parametrize(("peer", "least", "most"), [("gegravity", 1e-3, 1.0), ("gegravity-full", 0.0, 1e-6)])
def test_gegravity_agrees_once_markets_clear(peer: str, least: float, most: float) -> None:
    benchmark = Benchmark("g", "gravity-drawn-6", "further solve", peer=peer, runs=1, peer_runs=1)
    row = row_of(benchmark)
    child.stop(child.start(peer_python(gegravity.REQUIREMENT), gegravity.CHILD))
    child.start.cache_clear()
    assert least <= row["largest_difference_points"] <= most


def test_gegravity_gets_only_what_it_covers() -> None:
    benchmark = Benchmark("g", "drawn-4x3", "further solve")
    with pytest.raises(ValueError, match="one sector"):
        gegravity.put(benchmark.task(None, None, partial(world_named, data=None)))


def test_a_python_without_the_peer_is_told(tmp_path: Path) -> None:
    silent = tmp_path / "silent.py"
    silent.write_text("", encoding="utf-8")
    started = child.start(Path(sys.executable), silent)
    with pytest.raises(PeerMissingError, match="some-peer"):
        child.ask(started, {}, "some-peer")
    child.stop(started)
    child.start.cache_clear()


def test_names_are_given_once_and_everything_is_known() -> None:
    assert len({b.name for b in REGISTRY}) == len(REGISTRY)
    for b in REGISTRY:
        assert b.phase in PHASES
        assert b.peer is None or b.peer in PEERS
        assert b.group or b in BARGAINING or b.world.partition(":")[0] in page.WORLDS
        assert ":" not in b.world or (b.peer and PEERS[b.peer].unit)
        assert not b.group or b.group in page.GROWING


def test_an_exponent_is_found() -> None:
    sizes = [5, 10, 20, 40]
    assert np.isclose(page.exponent(sizes, [3 * size**1.5 for size in sizes]), 1.5)


def test_the_page_is_current() -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["--check"])
    assert caught.value.code == 0


def test_stored_results_name_no_machine() -> None:
    held = results.read()
    assert set(held["circumstances"]) == set(results.circumstances(held["rows"]))
    assert {row["name"] for row in held["rows"]} <= {b.name for b in REGISTRY}
    assert "/home" not in results.FILE.read_text(encoding="utf-8")


def test_the_command_shows_a_table_of_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--only", "growth-*/fu*/5"])
    out = capsys.readouterr().out
    assert "growth-sectors/further/5" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("name", ["cp2015/first", "cp2015/two", "ossa2014/war", "ossa2014/gradient"])
def test_what_lacks_its_data_is_left_out(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--only", name])
    world = name.partition("/")[0]
    assert f"left out: {name}, needs {world}/{world}.npz" in capsys.readouterr().err


def test_time_is_counted_in_further_solves() -> None:
    benchmark = Benchmark("w", "drawn-4x3", "war", runs=2, peer="further-solve", peer_runs=2)
    row = row_of(benchmark)
    assert "ratio" not in row
    assert np.isclose(row["units"]["median"], row["ours"]["median"] / row["peer"]["median"])
    assert row["units"]["least"] <= row["units"]["median"] <= row["units"]["most"]
    assert row["detail"] == "4 players, 36 tariffs"


def test_derivatives_are_all_counted() -> None:
    row = row_of(Benchmark("g", "drawn-4x3", "gradient", runs=1, peer="further-solve", peer_runs=1))
    assert row["detail"] == "36 tariffs, 91 derivatives"
    assert row_of(Benchmark("g", "drawn-4x3", "value and slopes in a game", runs=1))["detail"] == "36 slopes"


def test_a_game_stands_where_the_shock_leads() -> None:
    task = Benchmark("g", "drawn-4x3", "gradient").task(None, None, partial(world_named, data=None))
    solution = tt.solve(task.world, task.shocks[0])
    np.testing.assert_allclose(games.value_and_slopes(task)().income[0], solution.real_income, atol=1e-7)


def test_of_elasticity_sets_the_one_that_takes_the_most_is_shown() -> None:
    benchmark = Benchmark("w", "drawn-4x3", "war of three", runs=1, peer="further-solve", peer_runs=1)
    row = row_of(benchmark)
    most = {**row, "world": "icio-2017:CP", "units": dict.fromkeys(row["units"], 1e6), "apart": 1e-8}
    least = {**row, "world": "icio-2017:IS", "units": dict.fromkeys(row["units"], 1.0), "apart": 2e-7}
    *_, line = page.counted([least, most]).splitlines()
    assert "balanced" in line
    assert line.endswith("| 1,000,000 |")
    assert "CP takes most of 2 sets; two starts end within 2e-7 points of a tariff" in line


def test_a_page_is_written_only_from_a_whole_run(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = results.FILE.read_bytes()
    monkeypatch.setattr(cli, "REGISTRY", [b for b in REGISTRY if b.name == "cp2015/first"])
    with pytest.raises(SystemExit, match="left out"):
        cli.main(["--docs"])
    assert results.FILE.read_bytes() == kept


@pytest.mark.parametrize("arguments", [["--only", "nothing"], ["--docs", "--only", "icio*"]])
def test_a_slip_on_the_command_line_runs_nothing(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code


def test_every_group_of_results_has_its_table() -> None:
    text = page.tables(results.read())
    of_negotiations = {row["phase"] for row in results.read()["rows"] if "deals" in row and not row["group"]}
    assert text.count("\n### ") == 7 + len(of_negotiations)
    assert not [line for line in text.splitlines() if line.startswith("|") and line.count("|") < 8]
