"""Ossa (2014): the printed table, the purge of deficits, and laws of the paper's games."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tradetalks.files.arrays import read_arrays
from tradetalks.files.papers import read_published
from tradetalks.games.certificate import Certificate
from tradetalks.games.flips import Stationary
from tradetalks.games.optimal import optimal_tariffs
from tradetalks.games.talks import FromFreeTrade, trade_talks
from tradetalks.games.war import trade_war
from tradetalks.papers import ossa_2014
from tradetalks.papers.ossa_2014 import NAME, OPTIMAL, TALKS, WAR, Games
from tradetalks.papers.replication import Cell, Replication

FILE = Path(__file__).parents[3] / "shared" / "data" / "ossa2014" / "ossa2014.npz"
COMMON_ELASTICITY = 4
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the paper's data are not here")


@pytest.fixture(scope="module")
def games() -> Games:
    return Games(read_arrays(FILE))


def compared(found: Replication, column: str) -> list[Cell]:
    return [cell for cell in found.cells if cell.published is not None and cell.column == column]


def test_flows_without_deficits_are_the_papers(games: Games) -> None:
    theirs = games.data["trade_calibrated"].reshape(33, 7, 7).transpose(1, 2, 0)
    np.testing.assert_allclose(games.world.trade, theirs, rtol=1e-8)
    assert np.abs(games.world.deficit).max() <= 1e-9 * games.world.income.sum()


def test_optimal_tariffs_are_as_printed(games: Games) -> None:
    found = ossa_2014.optimal_table(games, read_published(NAME)[OPTIMAL])
    welfare = compared(found, "welfare") + compared(found, "welfare, others")
    medians = compared(found, "median tariff")
    assert len(welfare) == 9
    assert all(round(cell.ours, 1) == cell.published for cell in welfare)
    assert len(medians) == 8
    assert max(abs(cell.difference or 0) for cell in medians) < 0.2
    assert found.max_residual <= 1e-10


def test_the_political_war_costs_what_the_abstract_says(games: Games) -> None:
    found = ossa_2014.war_table(games, read_published(NAME)[WAR])
    assert found.agrees
    place = ("political", "mean", "median tariff")
    (mean,) = (cell.ours for cell in found.cells if (cell.group, cell.row, cell.column) == place)
    assert round(mean) == 63


def test_talks_are_worth_what_the_abstract_says_or_a_little_more(games: Games) -> None:
    found = ossa_2014.talks_table(games, read_published(NAME)[TALKS])
    (cell,) = compared(found, "welfare")
    assert 0.5 <= cell.ours < 0.6


def test_every_certificate_holds_with_flips(games: Games) -> None:
    proofs: list[Certificate] = [games.wars[case].certificate for case in ossa_2014.CASES]
    assert all(proof.holds and proof.flips == 462 for proof in proofs)


def test_a_war_from_free_trade_ends_in_the_same_point(games: Games) -> None:
    again = trade_war(games.world, start=0 * games.world.tariff, proof=Stationary())
    np.testing.assert_allclose(again.tariffs, games.wars["base"].tariffs, atol=1e-7)


def test_political_optima_average_as_the_abstract_says(games: Games) -> None:
    found = optimal_tariffs(games.world, weights=np.asarray(games.political), proof=Stationary())
    assert found.certificate.holds
    assert 60 < found.table["median_tariff"].mean() < 64


def test_with_one_elasticity_talks_from_free_trade_gain_nothing(games: Games) -> None:
    world = ossa_2014.world(games.data, COMMON_ELASTICITY)
    talks = trade_talks(world, start=FromFreeTrade(), proof=Stationary())
    assert abs(talks.gain) <= 1e-8
    assert float(talks.tariffs.max()) <= 1e-8
