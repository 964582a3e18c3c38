"""The worlds that benchmarks run on: embedded ones, three from a data folder, and drawn ones of any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.repairs import fit_inputs
from tradetalks import Balanced, Shock, World, load_world, solve

CP2015 = Path("cp2015/cp2015.npz")
OSSA = Path("ossa2014/ossa2014.npz")
ICIO_81 = Path("icio2017/icio2017_81x28.npz")
FEWER_SECTORS = 20
GRAVITY_ELASTICITY = 4.0


class DataMissingError(RuntimeError):
    """A world needs files of the data folder that are not there."""


def world_named(name: str, data: Path | None) -> World:
    """Make a world by its name in the registry."""
    if name.startswith("drawn-"):
        return drawn(*map(int, name.removeprefix("drawn-").split("x")))
    if name.startswith("gravity-drawn-"):
        return gravity(drawn(int(name.removeprefix("gravity-drawn-")), 1))
    if ":" in name:
        return _balanced(*name.split(":"))
    return NAMED[name](data)


def fresh(world: World) -> World:
    """Return the same world as a new object: nothing has been worked out for it yet."""
    return replace(world)


def rebuilt(world: World) -> World:
    """Make the world again from its arrays, with every check."""
    return World.from_arrays(
        regions=world.regions,
        sectors=world.sectors,
        trade=world.trade,
        tariff=world.tariff,
        input_share=world.input_share,
        value_added_share=world.value_added_share,
        elasticity=world.elasticity,
        deficit=world.deficit,
        final_share=world.final_share,
        services=world.services,
    )


def merge_sectors(world: World, groups: Sequence[Sequence[int]]) -> World:
    """Add sectors up by groups.

    Flows, tariff revenue and input use add up; the elasticity of a group is the mean weighted by trade between regions.
    """
    member = np.array([[j in group for j in range(len(world.sectors))] for group in groups], dtype=float)
    trade = world.trade @ member.T
    revenue = (world.tariff * world.trade) @ member.T
    use = member @ (world.input_share * world.output[:, None, :]) @ member.T
    output = trade.sum(axis=1)
    input_share = _ratio(use, np.broadcast_to(output[:, None, :], use.shape))
    abroad = np.einsum("inj->j", world.trade) - np.einsum("nnj->j", world.trade)
    return World.from_arrays(
        regions=world.regions,
        sectors=["+".join(world.sectors[j] for j in group) for group in groups],
        trade=trade,
        tariff=_ratio(revenue, trade),
        input_share=input_share,
        value_added_share=1 - input_share.sum(axis=1),
        elasticity=member @ (abroad * world.elasticity) / (member @ abroad),
        services=(),
    )


def gravity(world: World) -> World:
    """Reduce a world to one sector without inputs, tariffs and deficits: Armington, Anderson and van Wincoop (2003)."""
    regions = len(world.regions)
    bare = World.from_arrays(
        regions=world.regions,
        sectors=["ALL"],
        trade=world.trade.sum(axis=2, keepdims=True),
        tariff=np.zeros((regions, regions, 1)),
        input_share=np.zeros((regions, 1, 1)),
        value_added_share=np.ones((regions, 1)),
        elasticity=[GRAVITY_ELASTICITY],
    )
    return solve(bare, Shock(deficit=Balanced())).rebased()


def drawn(regions: int, sectors: int, seed: int = 0) -> World:
    """Draw a world that resembles real ones.

    Regions of very different size that sell most of their output at home, tariffs to 20 %, inputs of a third to two
    thirds of cost, elasticities from 2 to 8.
    """
    rng = np.random.default_rng(seed)
    own = np.arange(regions)
    size = rng.lognormal(sigma=1.0, size=regions)
    trade = np.multiply.outer(np.outer(size, size), np.ones(sectors)) * rng.uniform(0.5, 2, (regions, regions, sectors))
    trade[own, own] = 0
    trade[own, own] = rng.uniform(3, 8, (regions, sectors)) * trade.sum(axis=1)
    tariff = rng.uniform(0, 0.2, trade.shape)
    tariff[own, own] = 0
    spending = ((1 + tariff) * trade).sum(axis=0)
    shares = rng.uniform(0, 1, (regions, sectors, sectors))
    shares *= rng.uniform(1 / 3, 2 / 3, (regions, 1, sectors)) / shares.sum(axis=1, keepdims=True)
    shares = fit_inputs(shares, trade.sum(axis=1), spending)
    return World.from_arrays(
        regions=[f"R{n}" for n in range(regions)],
        sectors=[f"S{j}" for j in range(sectors)],
        trade=trade,
        tariff=tariff,
        input_share=shares,
        value_added_share=1 - shares.sum(axis=1),
        elasticity=rng.uniform(2, 8, sectors),
    )


def _embedded(_: Path | None) -> World:
    return load_world("icio-2017")


def _twenty_sectors(_: Path | None) -> World:
    """Merge the first goods sectors with their neighbours until few enough are left; services stay alone."""
    world = load_world("icio-2017")
    count = len(world.sectors)
    pairs = count - FEWER_SECTORS
    groups = [[2 * p, 2 * p + 1] for p in range(pairs)] + [[j] for j in range(2 * pairs, count)]
    return merge_sectors(world, groups)


def _cp2015(data: Path | None) -> World:
    """Make the world of 1993 without deficits, from which the paper cuts tariffs."""
    from tradetalks.papers.caliendo_parro_2015 import world  # noqa: PLC0415  (only where there are data)

    return solve(world(_read(data, CP2015)), Shock(deficit=Balanced())).rebased()


def _ossa(data: Path | None) -> World:
    """Make the world of 2005 without deficits, with profits and without inputs."""
    from tradetalks.papers.ossa_2014 import world  # noqa: PLC0415  (only where there are data)

    return world(_read(data, OSSA))


def _balanced(name: str, elasticities: str) -> World:
    """Load an embedded world with one of its elasticity sets, and purge its deficits, as wars want it."""
    return solve(load_world(name, elasticities=elasticities), Shock(deficit=Balanced())).rebased()


def _icio_81(data: Path | None) -> World:
    """Make the world of 2017 by country, repaired just enough to be an economy; it serves to measure time only."""
    held = _read(data, ICIO_81)
    trade = held["X_exp_imp_sec"]
    tariff = held["tariff_exp_imp_sec_teti"].copy()
    tariff[..., -1] = 0
    tariff[np.arange(len(trade)), np.arange(len(trade))] = 0
    spending = ((1 + tariff) * trade).sum(axis=0)
    shares = fit_inputs(held["gamma_input_output_2022"].astype(float), trade.sum(axis=1), spending)
    return World.from_arrays(
        regions=[str(name) for name in held["countries"]],
        sectors=[str(name) for name in held["sectors"]],
        trade=trade,
        tariff=tariff,
        input_share=shares,
        value_added_share=1 - shares.sum(axis=1),
        elasticity=held["theta_U4"],
    )


def nafta_cut(data: Path | None) -> np.ndarray:
    """Return the tariffs after the cut of NAFTA, (exporter, importer, sector)."""
    return _read(data, CP2015)["tau_nij_cfl"].transpose(1, 0, 2)


NAMED: dict[str, Callable[[Path | None], World]] = {
    "icio-2017": _embedded,
    "icio-2017-20": _twenty_sectors,
    "cp2015": _cp2015,
    "ossa2014": _ossa,
    "icio-2017-81": _icio_81,
    "gravity-icio-2017": lambda _: gravity(load_world("icio-2017")),
}


def _read(data: Path | None, name: Path) -> dict[str, Any]:
    if data is None or not (data / name).is_file():
        raise DataMissingError(f"needs {name.as_posix()}; give the folder that holds it with --data DIR")
    with np.load(data / name, allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
