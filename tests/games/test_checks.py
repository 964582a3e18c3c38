"""What is mistyped is refused by code before any search, with the parameter's name and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support.games import final_world

import tradetalks as tt
from tradetalks.errors import InputError

WORLD = final_world(1)
TARGETS = np.full((4, 3), 0.3)
GAMES: tuple[Callable[..., Any], ...] = (tt.optimal_tariffs, tt.trade_war, tt.trade_talks)


def refused(call: Callable[..., Any], *given: Any, **named: Any) -> InputError:
    with pytest.raises(InputError) as told:
        call(*given, **named)
    assert told.value.remedy
    return told.value


@pytest.mark.parametrize("game", GAMES)
@pytest.mark.parametrize(
    ("given_", "code", "name"),
    [
        ({"bounds": (0, 1)}, "wrong-type", "bounds"),
        ({"bounds": tt.Bounds}, "wrong-type", "bounds"),
        ({"bounds": tt.Bounds("0", 1)}, "wrong-type", "bounds.low"),  # type: ignore[arg-type]
        ({"proof": tt.SectorFlips}, "wrong-type", "proof"),
        ({"proof": None}, "wrong-type", "proof"),
        ({"rule": "mfn"}, "wrong-type", "rule"),
        ({"rule": tt.MostFavouredNation}, "wrong-type", "rule"),
        ({"sectors": "CARS"}, "wrong-type", "sectors"),
        ({"sectors": [1]}, "wrong-type", "sectors[0]"),
        ({"weights": {"NOR": 1}}, "game-weights", "weights"),
        ({"weights": "political"}, "game-weights", "weights"),
    ],
)
def test_every_game_names_what_is_mistyped(
    game: Callable[..., Any], given_: dict[str, Any], code: str, name: str
) -> None:
    error = refused(game, WORLD, **given_)
    assert error.code == code
    assert error.message.startswith(f"{name} ")


@pytest.mark.parametrize(
    ("game", "given_", "name"),
    [
        (tt.optimal_tariffs, {"regions": "NOR"}, "regions"),
        (tt.trade_war, {"players": "NOR"}, "players"),
        (tt.trade_talks, {"players": 2}, "players"),
        (tt.trade_talks, {"start": "nash"}, "start"),
        (tt.trade_talks, {"start": tt.FromStatusQuo}, "start"),
        (tt.trade_talks, {"start": tt.FromNash("war")}, "war"),  # type: ignore[arg-type]
        (tt.trade_talks, {"sharing": "equal"}, "sharing"),
        (tt.trade_war, {"start": "nash"}, "start"),
        (tt.trade_war, {"start": tt.FromStatusQuo()}, "start"),
    ],
)
def test_a_game_names_what_is_mistyped(game: Callable[..., Any], given_: dict[str, Any], name: str) -> None:
    assert refused(game, WORLD, **given_).message.startswith(f"{name} ")


@pytest.mark.parametrize("game", GAMES)
def test_a_name_is_no_world(game: Callable[..., Any]) -> None:
    assert refused(game, "icio-2017").message == "world is str 'icio-2017'"


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"targets": np.full((4, 3), 11.0)}, "game-targets"),
        ({"targets": np.full((4, 3), -0.1)}, "game-targets"),
        ({"targets": TARGETS, "bounds": tt.Bounds(0.4, 10)}, "game-targets"),
        ({"targets": "high"}, "shock-numbers"),
        ({"targets": TARGETS, "prohibitive": float("nan")}, "game-targets"),
        ({"targets": TARGETS, "prohibitive": "high"}, "wrong-type"),
        ({"targets": TARGETS, "bounds": (0, 1)}, "wrong-type"),
        ({"targets": TARGETS, "proof": tt.Stationary}, "wrong-type"),
        ({"targets": TARGETS, "regions": "NOR"}, "wrong-type"),
    ],
)
def test_political_weights_refuse_what_cannot_be_met(given_: dict[str, Any], code: str) -> None:
    assert refused(tt.political_weights, WORLD, **given_).code == code


def test_a_target_outside_the_bounds_is_named() -> None:
    wrong = TARGETS.copy()
    wrong[1, 2] = 30
    error = refused(tt.political_weights, WORLD, wrong)
    assert error.message == "the target of SUD in SVC is 30, outside the bounds from 0 to 10"


def test_other_lists_of_names_are_taken() -> None:
    regions = iter(("NOR", "SUD"))
    found = tt.optimal_tariffs(WORLD, regions, sectors=np.array(["CARS"]), proof=tt.Stationary())  # type: ignore[arg-type]
    assert found.setting.names == ("NOR", "SUD")
