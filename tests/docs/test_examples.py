"""The example scripts run and say what their page says."""

from __future__ import annotations

import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPT = EXAMPLES / "clauses" / "provisions.py"
RANGE = re.compile(r"[+-]\d+\.\d{3} \([+-]\d+\.\d{3}; [+-]\d+\.\d{3}\)")


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


SHOWN = ("content-rules", "quotas", "lists", "panels", "sunset", "procurement", "metals", "preferences")


@pytest.mark.parametrize("name", SHOWN)
def test_each_mechanism_prints_a_short_readable_result(
    name: str, names: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    names["main"]([name])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{name}: ")
    assert 2 <= len(lines) <= 8
    assert any(RANGE.search(line) for line in lines)


def test_all_are_known_and_told(names: dict[str, Any]) -> None:
    shown: dict[str, Callable[[], None]] = names["SHOWN"]
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert tuple(shown) == SHOWN
    assert [name for name in shown if f"`{name}`" not in page] == []


def test_an_unknown_name_is_refused(names: dict[str, Any]) -> None:
    with pytest.raises(SystemExit, match="choose from"):
        names["main"](["cheese"])


def test_lines_shown_on_the_page_are_those_that_come(names: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    names["main"](["quotas", "panels"])
    assert capsys.readouterr().out.strip() in page


def test_it_is_a_script(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), "procurement"])
    runpy.run_path(str(SCRIPT), run_name="__main__")
    assert capsys.readouterr().out.startswith("procurement: ")
