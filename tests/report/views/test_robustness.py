"""Robustness: the view says what draws say."""

from __future__ import annotations

import json
from functools import cache

import pytest
from support.asked import asked

from tradetalks.errors import InputError
from tradetalks.report.views.robustness import robustness_view
from tradetalks.report.views.robustness_tables import SAFEST
from tradetalks.report.views.view import View
from tradetalks.talks.robustness.result import Robustness
from tradetalks.talks.robustness.robustness import robustness

DRAWS, SEED = 60, 3


@cache
def found() -> Robustness:
    return robustness(asked(), DRAWS, SEED)


@cache
def seen() -> View:
    return robustness_view(asked(), DRAWS, SEED)


def test_json_holds_the_figures_of_the_room() -> None:
    told = json.loads(seen().as_json)
    assert (told["draws"], told["seed"], told["stays"]) == (DRAWS, SEED, found().stays)
    for name, deal in told["deals"].items():
        assert deal["all_accept"] == found().acceptance[name]
        assert deal["accepts"] == found().accepts(name)
        assert deal["blocks"] == found().blocks(name)
        for p, party in enumerate(asked().talks.party_ids):
            assert list(deal["payoff"][party].values()) == pytest.approx(found().percentiles(name)[:, p])
    for one, cause in zip(told["moves"], found().tornado("nash").causes, strict=True):
        assert (one["kind"], one["name"]) == (cause.driver.kind.value, cause.driver.name)
        assert list(one["low"].values()) == pytest.approx(cause.low)


def test_tables_are_those_of_the_room() -> None:
    chances, blockers, payoffs, moves, _ = seen().sheets
    for row, name in zip(chances.rows, found().shown, strict=True):
        assert row[1:] == (found().acceptance[name], found().stays.get(name))
    for row, name in zip(blockers.rows, found().shown, strict=True):
        assert row[1:] == tuple(found().blocks(name).values())
    assert payoffs.rows[-1][2:] == pytest.approx(tuple(found().percentiles("nash")[:, -1]))
    for row, cause in zip(moves.rows, found().tornado("nash").causes, strict=False):
        assert max(row[1:]) == pytest.approx(cause.width)


def test_the_safest_deals_are_those_that_all_accept_most_often() -> None:
    safest = json.loads(seen().as_json)["safest"]
    chances = sorted(found().counts.acceptable.tolist(), reverse=True)[:SAFEST]
    assert [one["chance"] for one in safest] == chances
    for one in safest:
        assert found().probability(one["deal"]) == one["chance"]


def test_one_seed_gives_one_answer() -> None:
    again = robustness_view(asked(), DRAWS, SEED)
    assert again.as_json == seen().as_json
    assert robustness_view(asked(), DRAWS, SEED + 1).as_json != again.as_json


def test_too_few_draws_for_causes_are_said_and_the_rest_is_told() -> None:
    view = robustness_view(asked(), 4, SEED)
    assert json.loads(view.as_json)["moves"] is None
    assert "too few draws" in view.findings[-1]
    assert next(sheet for sheet in view.sheets if sheet.name == "Chances").rows


def test_progress_counts_the_draws() -> None:
    steps: list[tuple[int, int]] = []
    robustness_view(asked(), 5, SEED, lambda done, total: steps.append((done, total)))
    assert steps[-1] == (5, 5)


def test_draws_that_are_none_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        robustness_view(asked(), 0, SEED)
    assert caught.value.code == "draws"
