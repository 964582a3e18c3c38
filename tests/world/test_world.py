from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.worlds import random_world

from tradetalks import World, load_world
from tradetalks.errors import UnknownNameError, WorldError


def arrays(**changed: Any) -> dict[str, Any]:
    world = random_world(5)
    names = ("regions", "sectors", "trade", "tariff", "input_share", "value_added_share", "elasticity")
    return {name: getattr(world, name) for name in names} | changed


def spoiled(name: str, cell: tuple[int, ...], value: float) -> dict[str, Any]:
    array = np.array(arrays()[name])
    array[cell] = value
    return arrays(**{name: array})


def test_everything_is_frozen() -> None:
    world = random_world(1)
    with pytest.raises(ValueError, match="read-only"):
        world.trade[0, 0, 0] = 1
    with pytest.raises(AttributeError):
        world.trade = world.tariff  # type: ignore[misc]


def test_shares_add_up_to_one() -> None:
    world = random_world(2)
    np.testing.assert_allclose(world.trade_share.sum(axis=0), 1)
    np.testing.assert_allclose(world.final_share.sum(axis=1), 1)
    np.testing.assert_allclose(world.input_share.sum(axis=1) + world.value_added_share, 1)


@pytest.mark.parametrize(
    ("name", "cell", "value", "says"),
    [
        ("trade", (0, 1, 2), -1.0, "trade is negative"),
        ("trade", (0, 1, 2), np.nan, "not a finite number"),
        ("tariff", (0, 1, 2), -1.0, "-100 %"),
        ("tariff", (1, 1, 2), 0.1, "own sales"),
        ("input_share", (0, 1, 2), -0.5, "input_share is negative"),
        ("input_share", (0, 1, 2), 0.9, "costs of SVC in NOR"),
        ("value_added_share", (0, 1), 0.0, "not above zero"),
        ("elasticity", (1,), 0.0, "elasticity"),
    ],
)
def test_impossible_numbers_are_refused(name: str, cell: tuple[int, ...], value: float, says: str) -> None:
    with pytest.raises(WorldError, match=says) as caught:
        World.from_arrays(**spoiled(name, cell, value))
    assert caught.value.remedy


def test_accounts_that_do_not_balance_are_refused() -> None:
    """Inputs above purchases would leave negative final demand."""
    flows = arrays()
    flows["trade"] = np.array(flows["trade"])
    flows["trade"][:, 0, 0] /= 1000
    flows["trade"][0, :, 1] *= 3
    with pytest.raises(WorldError, match="accounts do not balance: NOR uses more FARM"):
        World.from_arrays(**flows)


def test_wrong_shapes_and_names_are_refused() -> None:
    with pytest.raises(WorldError, match="shape"):
        World.from_arrays(**arrays(tariff=np.zeros((4, 4, 2))))
    with pytest.raises(WorldError, match="more than once"):
        World.from_arrays(**arrays(regions=["A", "A", "B", "C"]))
    with pytest.raises(WorldError, match="deficits add up"):
        World.from_arrays(**arrays(deficit=np.ones(4)))
    with pytest.raises(WorldError, match="final_share"):
        World.from_arrays(**arrays(final_share=np.full((4, 3), 0.5)))
    with pytest.raises(UnknownNameError, match="market"):
        World.from_arrays(**arrays(market="oligopoly"))


def test_shares_that_disagree_with_the_flows_are_said_so() -> None:
    flat = np.full((4, 3), 1 / 3)
    assert World.from_arrays(**arrays(final_share=flat)).imbalance > 0.01
    assert random_world(5).imbalance < 1e-12


def test_names_are_found_or_the_nearest_suggested() -> None:
    world = random_world(5)
    assert world.region_positions(["EST", "NOR"]).tolist() == [2, 0]
    assert world.sector_positions(["goods"]).tolist() == [0, 1]
    assert world.sector_positions(["services", "CARS"]).tolist() == [1, 2]
    other = World.from_arrays(**arrays(services=("FARM", "SVC")))
    assert other.sector_positions(["goods"]).tolist() == [1]
    with pytest.raises(UnknownNameError) as caught:
        world.sector_positions(["CAR"])
    assert "CARS" in caught.value.remedy
    with pytest.raises(UnknownNameError, match="tariff-layer"):
        world.layer("mfn")
    with pytest.raises(UnknownNameError, match="elasticity-set"):
        world.with_elasticity("U4")


def test_a_world_without_services_has_no_cells_of_them() -> None:
    world = World.from_arrays(**arrays(services=()))
    none = world.sector_positions(["services"])
    assert none.tolist() == []
    assert world.trade[:, :, none].shape == (4, 4, 0)


def test_what_is_not_numbers_is_refused() -> None:
    with pytest.raises(WorldError, match="trade holds something else than numbers"):
        World.from_arrays(**arrays(trade="much"))


def test_a_region_that_sells_nothing_is_named() -> None:
    trade = np.array(arrays()["trade"])
    trade[1] = 0
    with pytest.raises(WorldError, match=r"what a region sells at \(SUD\)"):
        World.from_arrays(**arrays(trade=trade))


@pytest.mark.parametrize(
    ("described", "says"),
    [
        ({"elasticity_sets": {"odd": np.array([1.0, -1.0, 2.0])}}, "elasticity set odd is not above zero at CARS"),
        ({"elasticity_sets": {"odd": np.ones(2)}}, "elasticity set odd has the shape"),
        ({"layers": {"mfn": np.full((4, 4, 3), np.nan)}}, "layer mfn is not a finite number"),
    ],
)
def test_what_could_take_the_place_of_tariffs_and_elasticities_is_checked(described: dict[str, Any], says: str) -> None:
    with pytest.raises(WorldError, match=says):
        World.from_arrays(**arrays(**described))


@pytest.mark.parametrize(("word", "meant"), [("cars", "C29"), ("autos", "C29"), ("steel", "C24A"), ("milk", "A01")])
def test_a_word_for_an_industry_finds_its_code(word: str, meant: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_world("icio-2017").sector_positions([word])
    assert caught.value.remedy.startswith(f"did you mean {meant} (")


def test_a_world_is_told_in_a_line() -> None:
    assert repr(load_world("icio-2017")) == "<World icio-2017: 12 regions, 28 sectors, perfect competition>"
