"""How a replication reads in the terminal and in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tradetalks.cli import replicate
from tradetalks.papers.replication import Cell, Replication

COLUMNS = ("welfare", "terms of trade", "exports/GDP", "imports/GDP", "real income", "median tariff", "prices", "wage")
LONG = "inputs: announced, reciprocal answer of everybody else in the world"
Show = Callable[[int], str]
widths = pytest.mark.parametrize("width", [80, 120])


def table(name: str, ours: float, *notes: str) -> Replication:
    cells = [
        Cell(group, row, column, 1.25 if column in COLUMNS[:-1] else None, ours)
        for group in ("announced", LONG)
        for row in ("USA", "non-US")
        for column in COLUMNS
    ]
    return Replication(name, f"Somebody (2020): {name}", "%", 2, tuple(cells), notes, 1e-12)


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> tuple[Replication, ...]:
    """Two tables: one as printed, one off by 0.03."""
    found = (table("first", 1.251, "said of both"), table("second", 1.279, "said of one", "said of both"))
    monkeypatch.setattr(replicate, "replicate", lambda *_: found)
    return found


@pytest.fixture
def show(tables: tuple[Replication, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Show:
    def shown(width: int) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        replicate.show_replication("somebody-2020", Path(), None)
        return capsys.readouterr().out

    return shown


@widths
def test_the_verdict_comes_first(width: int, show: Show) -> None:
    out = " ".join(show(width).split())
    verdict = "28 of 56 printed figures agree to their rounding; the largest difference is 0.03."
    assert out.startswith(f"somebody-2020: {verdict}")
    for line in ("first 28 of 28 none", "second 0 of 28 +0.03 welfare, USA (announced)"):
        assert line in out
    assert "violation of any equilibrium condition is 1e-12" in out


@widths
def test_nothing_is_cut(width: int, show: Show) -> None:
    out = show(width)
    assert max(map(len, out.splitlines())) <= width
    assert "\u2026" not in out
    for word in ("exports/GDP", "imports/GDP", "prices", "tariff", LONG):
        assert word in out


@widths
def test_a_group_is_a_headline_and_a_note_is_said_once(width: int, show: Show) -> None:
    lines = [line.rstrip() for line in show(width).splitlines()]
    blocks = sum(line.startswith("  USA") for line in lines)
    assert lines.count("announced") + lines.count(LONG) == blocks
    assert lines.count("  said of both") == lines.count("  said of one") == 1
    assert lines.index("  said of both") > lines.index("  said of one")


@widths
def test_a_column_keeps_its_decimals(width: int, show: Show) -> None:
    figures = {word for word in show(width).split() if word.startswith("+")}
    assert figures == {"+1.25", "+1.28", "+0.03", "+1.251", "+1.279"}


def test_a_wider_terminal_gets_fewer_parts(show: Show) -> None:
    parts = [sum(line.startswith("\u2500") for line in show(width).splitlines()) for width in (80, 120, 160)]
    assert parts == [4, 2, 2]


def test_json_has_every_digit_and_the_counts(tables: tuple[Replication, ...], tmp_path: Path) -> None:
    target = tmp_path / "found.json"
    replicate.show_replication("somebody-2020", Path(), target)
    told = json.loads(target.read_text(encoding="utf-8"))
    assert told["paper"] == "somebody-2020"
    assert [(t["printed"], t["differing"], t["agrees"]) for t in told["tables"]] == [(28, 0, True), (28, 28, False)]
    first = {"group": "announced", "row": "USA", "column": "welfare", "published": 1.25, "ours": 1.279}
    assert told["tables"][1]["cells"][0] == first
