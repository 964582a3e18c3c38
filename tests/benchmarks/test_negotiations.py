"""Negotiations are what their names say, both sides agree on them, and where they differ is shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from benchmarks import draws, negotiations, page, results, words
from benchmarks.measure import measure
from benchmarks.negotiations import Bargain, Settled, settle
from benchmarks.peers import child, negmas
from benchmarks.peers.environment import BUILD, peer_python
from benchmarks.registry import BARGAINING, Bargaining
from benchmarks.worlds import world_named
from support.negotiations import dominates, every_deal

INSTALLED = (BUILD / negmas.REQUIREMENT.replace("==", "-") / "installed").is_file()
needs_peer = pytest.mark.skipif(not INSTALLED, reason="negmas is not installed: run python -m benchmarks once")
PEER_KEYS = {"negmas", "negmas-given"}
RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
ECHO = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    points = [[4.0, 1.0, 1.0], [1.0, 4.0, 1.0]]
    picks = dict.fromkeys(("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"), points[0])
    print(json.dumps({"points": points, "picks": picks, "seconds": 2.0}), flush=True)
"""


def row_of(benchmark: Bargaining, python: Path | None = None) -> dict:
    return measure(benchmark, benchmark.task(None, python, partial(world_named, data=None)))


def small(benchmark: Bargaining) -> Bargaining:
    if benchmark.world == "deals-example":
        return replace(benchmark, runs=2, peer_runs=1)
    world = f"{benchmark.world.partition('-')[0]}-3x4x3"
    return replace(benchmark, world=world, runs=2, peer_runs=1, shocks=min(benchmark.shocks, 7))


def settled(*points: tuple[float, ...]) -> Settled:
    """Every rule picks the first point."""
    return Settled(np.array(points), dict.fromkeys(RULES, points[0]))


@pytest.fixture
def echo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stand-in for the peer that answers at once."""
    script = tmp_path / "echo.py"
    script.write_text(ECHO, encoding="utf-8")
    monkeypatch.setattr(negmas, "CHILD", script)
    yield Path(sys.executable)
    child.stop(child.start(Path(sys.executable), script))
    child.start.cache_clear()


@pytest.fixture
def peer() -> Iterator[None]:
    yield
    child.stop(child.start(peer_python(negmas.REQUIREMENT), negmas.CHILD))
    child.start.cache_clear()


@pytest.mark.parametrize("benchmark_", [b for b in BARGAINING if not b.peer], ids=lambda b: b.name)
def test_it_runs_alone(benchmark_: Bargaining) -> None:
    row = row_of(small(benchmark_))
    assert (row["parties"], row["options"], row["deals"]) == (3, [4, 4, 4], 64)
    assert row["points"] > 0
    assert ("peak_megabytes" in row) == benchmark_.memory
    json.dumps(row)


@pytest.mark.parametrize("name", ["deals-3x4x3", "linked-3x3x4", "deals-example"])
def test_points_are_what_all_accept_and_nothing_dominates(name: str) -> None:
    game = negotiations.named(name)
    deals = set(every_deal(game).values())
    zone = {gains for gains in deals if min(gains) >= 0}
    best = {gains for gains in zone if not any(dominates(other, gains) for other in zone)}
    found = settle(Bargain(game))()
    assert {tuple(point) for point in found.points.tolist()} == best
    assert found.maxima().tolist() == [max(of(gains) for gains in zone) for of in (np.prod, min, sum)]


@pytest.mark.parametrize(("name", "deals"), [("deals-20x10x3", 10**20), ("linked-3x4x2", 64), ("deals-example", 4)])
def test_a_name_says_how_many_deals_there_are(name: str, deals: int) -> None:
    assert Bargain(negotiations.named(name)).described()["deals"] == deals


def test_sizes_that_grow_are_those_of_the_deals() -> None:
    for b in BARGAINING:
        if b.group:
            issues, options, _ = map(int, b.world.partition("-")[2].split("x"))
            assert b.size == options**issues


def test_a_difference_is_found_and_order_is_none() -> None:
    one = settled((3.0, 1.0), (1.0, 3.0))
    assert negotiations.difference(one, replace(one, points=one.points[::-1])) == 0
    assert negotiations.difference(one, settled((3.0, 1.0), (1.0, 5.0))) == 2
    assert negotiations.difference(one, replace(one, picks={**one.picks, "utilitarian": (1.0, 4.0)})) == 1
    assert negotiations.difference(one, settled((3.0, 1.0))) == float("inf")


def test_the_worst_off_are_counted_in_shares_of_our_ideals() -> None:
    one = replace(settled((4.0, 1.0), (1.0, 10.0)), picks={"kalai_smorodinsky": (4.0, 1.0)})
    assert one.worst_share(one) == 0.1
    assert one.worst_share(settled((2.0, 5.0))) == 0.5


def test_it_stands_beside_a_stand_in_and_is_shown(echo: Path) -> None:
    row = row_of(small(next(b for b in BARGAINING if b.peer == "negmas-given")), echo)
    assert row["peer"]["median"] == 2.0
    assert row["largest_difference"] > 0
    held = {"circumstances": results.circumstances([row]), "rows": [row]}
    text = page.tables(held)
    assert "negmas 0.16.0" in text
    assert "### Negotiations" in text
    assert "| 3 | 3 x 4 | 64 | depend on each other |" in text
    assert "gegravity" not in held["circumstances"]


@needs_peer
@pytest.mark.parametrize("benchmark_", [b for b in BARGAINING if b.peer in PEER_KEYS], ids=lambda b: b.name)
def test_both_sides_agree(benchmark_: Bargaining, peer: None) -> None:
    assert row_of(small(benchmark_))["largest_difference"] == 0


@needs_peer
def test_evenness_may_hurt_the_worst_off(peer: None) -> None:
    """Theirs picks (55, 55, 65), the most even; ours (100, 60, 60), whose smallest share is larger."""
    task = Bargain(negotiations.named("deals-example"))
    assert negmas.settle(task)().picks["kalai_smorodinsky"] == [55, 55, 65]
    assert settle(task)().picks["kalai_smorodinsky"] == [100, 60, 60]
    assert row_of(Bargaining("b", "deals-example", runs=1, peer="negmas"))["worst_share"] == {
        "ours": 0.6,
        "theirs": 0.55,
    }


@pytest.mark.parametrize(("shocks", "name"), [(7, "deals-3x4x3"), (300, "deals-4x3x2"), (5, "linked-3x3x3")])
def test_counting_at_once_finds_what_listing_finds(shocks: int, name: str) -> None:
    row = row_of(Bargaining("b", name, "draws of weights", shocks, runs=2, peer="listing", peer_runs=1))
    assert row["largest_difference"] == 0
    assert 0 < row["points"] <= row["deals"]
    text = page.tables({"circumstances": results.circumstances([row]), "rows": [row]})
    assert "### Negotiations, weights drawn" in text
    assert f"| {row['deals']} | {shocks} |" in text


def test_weights_are_shares_of_attention() -> None:
    weights = draws.drawn(Bargain(negotiations.named("deals-5x2x3"), draws=400))
    assert weights.shape == (400, 3, 5)
    assert np.allclose(weights.mean(axis=2), 1)
    assert 0.1 < weights.std() < 0.3


@pytest.mark.parametrize(
    ("number", "shown"), [(1000, "1,000"), (10**6, "10^6"), (10**20, "10^20"), (2_000_000, "2,000,000"), (64, "64")]
)
def test_large_powers_of_ten_are_shown_as_such(number: int, shown: str) -> None:
    assert words.count(number) == shown
