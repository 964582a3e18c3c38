from __future__ import annotations

import io
import time
from pathlib import Path

import numpy as np
import pytest
from support.worlds import random_world

from tradetalks import Shock, load_world, solve, worlds
from tradetalks.errors import InputError, UnknownNameError, WorldError
from tradetalks.world import world as world_module

KEYS = ("regions", "sectors", "trade", "tariff", "input_share", "value_added_share", "elasticity")


def archive(path: Path, **changed: object) -> Path:
    world = random_world(4)
    held = {key: np.array(getattr(world, key)) for key in KEYS} | changed
    buffer = io.BytesIO()
    np.savez(buffer, **{key: value for key, value in held.items() if value is not None})
    path.write_bytes(buffer.getvalue())
    return path


def test_worlds_are_embedded_with_their_papers() -> None:
    assert worlds() == ("icio-2017", "icio-2022")
    for name in worlds():
        papers = load_world(name).provenance
        assert papers.name == name
        assert papers.sources
        assert all(source.licence and source.origin for source in papers.sources)
        assert any("food" in repair.what.lower() for repair in papers.repairs)


def test_worlds_are_small() -> None:
    folder = Path(world_module.__file__).parent / "data"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1.5e6


def test_eight_elasticity_sets_are_named() -> None:
    for name in worlds():
        assert set(load_world(name).elasticity_sets) == {"U4", "IS", "CP", "BSY", "GYY", "Shap", "FGO", "LL"}


def test_a_lapse_layer_is_never_below_what_is_applied() -> None:
    for name in worlds():
        world = load_world(name)
        assert (world.layer("mfn") >= world.tariff).all()
        assert world.tariff[:, :, -1].max() == world.layer("mfn")[:, :, -1].max() == 0


def test_a_world_of_your_own_is_read_and_solved(tmp_path: Path) -> None:
    world = load_world(archive(tmp_path / "own.npz"))
    assert solve(world, Shock()).residual < 1e-10


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"trade": None}, "lacks trade"),
        ({"elasticity": None}, "lacks elasticity"),
        ({"tariff": np.full((4, 4, 3), np.nan)}, "not a finite number"),
    ],
)
def test_a_bad_archive_names_its_file(tmp_path: Path, changed: dict[str, object], says: str) -> None:
    path = archive(tmp_path / "own.npz", **changed)
    with pytest.raises(WorldError, match=says) as caught:
        load_world(path)
    assert caught.value.place == str(path)


def test_a_bad_market_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"own.npz: there is no market 'oligopoly'"):
        load_world(archive(tmp_path / "own.npz", market="oligopoly"))
    with pytest.raises(InputError, match=r"own.npz: a world of monopolistic competition has intermediate inputs"):
        load_world(archive(tmp_path / "own.npz", market="monopolistic"))


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.npz"
    path.write_text("not an archive")
    with pytest.raises(InputError, match="no NumPy archive"):
        load_world(path)
    with pytest.raises(InputError, match="not there"):
        load_world(tmp_path / "none.npz")


def test_an_unknown_world_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_world("icio-2071")
    assert "icio-2017" in caught.value.remedy


def test_loading_again_costs_nothing() -> None:
    load_world("icio-2017")
    began = time.perf_counter()
    assert load_world("icio-2017") is load_world("icio-2017")
    assert time.perf_counter() - began < 1
