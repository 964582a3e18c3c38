"""Worlds on the command line: codes with their names, and own worlds that say less."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tradetalks import load_world
from tradetalks.cli.app import app
from tradetalks.errors import UnknownNameError


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def own(tmp_path: Path) -> str:
    """An archive that tells neither year nor names."""
    path = tmp_path / "own.npz"
    np.savez(
        path,
        regions=["A", "B"],
        sectors=["goods1"],
        trade=np.array([[[8.0], [1.0]], [[1.0], [8.0]]]),
        tariff=np.zeros((2, 2, 1)),
        input_share=np.zeros((2, 1, 1)),
        value_added_share=np.ones((2, 1)),
        elasticity=np.array([4.0]),
    )
    return str(path)


def told(*words: str) -> str:
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert max(map(len, done.output.splitlines())) <= 80
    return done.output


def test_a_world_lists_its_codes_with_their_names() -> None:
    lines = [" ".join(line.split()) for line in told("worlds", "icio-2017").splitlines()]
    world = load_world("icio-2017")
    for code in world.regions:
        assert f"{code} {world.name_of(code)}" in lines
    for code, name in zip(world.sectors, world.sector_names, strict=True):
        assert any(line.startswith(f"{code} {name[:20].rstrip()}") for line in lines), code


def test_the_list_of_worlds_says_how_to_see_codes() -> None:
    assert "tradetalks worlds icio-2017" in told("worlds")


def test_an_own_world_lists_what_it_has(own: str) -> None:
    out = told("worlds", own)
    assert "goods1" in out
    assert "words that find it" not in out
    assert "All sectors are goods." in out


def test_an_unknown_world_is_one_coded_error() -> None:
    with pytest.raises(UnknownNameError, match="there is no world 'icio-2018'"):
        CliRunner().invoke(app, ["worlds", "icio-2018"], catch_exceptions=False)


def test_a_world_without_a_year_says_nothing_about_it(own: str) -> None:
    head = told("solve", own, "-t", "A:B:goods1=10%").splitlines()[0]
    assert head == "own, elasticities its own: tariff A:B:goods1=10%"


def test_a_world_with_a_year_says_it() -> None:
    assert "icio-2017, US$ of 2017, elasticities" in told("solve", "icio-2017", "-t", "USA:CHN:C29=10%")
