"""The example script runs and finds what its page says."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "examples" / "stability" / "deals.py"


def test_the_example_names_the_deals_that_hold_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(SCRIPT), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["Nash: 2 of 19 hold", "SEQ: 3 of 19 hold", "SMR: 13 of 19 hold"]
    held = lines.index("zero, accepted, halved:")
    assert lines[held + 1] == "  EU gains by zero, accepted, as-today, but USA to as-today, accepted, as-today"
    assert lines[held + 2].startswith("  USA gains by ")
