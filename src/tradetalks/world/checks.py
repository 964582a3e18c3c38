"""What the numbers of a world must satisfy before anything is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.errors import UnknownNameError, WorldError

if TYPE_CHECKING:
    from tradetalks.world.world import World

PERFECT = "perfect"
MONOPOLISTIC = "monopolistic"
MARKETS = (PERFECT, MONOPOLISTIC)
INPUT_FLOOR = -0.01
COST_TOLERANCE = 1e-6
FINAL_TOLERANCE = 1e-9


def check_market(market: str) -> None:
    """Refuse a market form that is not built."""
    if market not in MARKETS:
        raise UnknownNameError("market", market, MARKETS)


def check_inputs(market: str, input_share: np.ndarray) -> None:
    """Refuse inputs where firms price over labour cost alone."""
    if market == MONOPOLISTIC and input_share.any():
        raise WorldError(
            "world-market",
            "a world of monopolistic competition has intermediate inputs",
            'give input_share of zeros, or market="perfect"',
        )


def check_names(regions: tuple[str, ...], sectors: tuple[str, ...]) -> None:
    """Refuse empty or doubled names."""
    for kind, names in (("regions", regions), ("sectors", sectors)):
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled or not names:
            what = f"{', '.join(doubled)} more than once" if doubled else "none"
            raise WorldError("world-names", f"{kind} holds {what}", f"name each of the {kind} once")


def check_arrays(regions: tuple[str, ...], sectors: tuple[str, ...], flows: Mapping[str, np.ndarray]) -> None:
    """Refuse wrong shapes, numbers that are not finite, and signs that no economy has."""
    n, j = len(regions), len(sectors)
    shapes = {
        "trade": (n, n, j),
        "tariff": (n, n, j),
        "input_share": (n, j, j),
        "value_added_share": (n, j),
        "elasticity": (j,),
    }
    for name, shape in shapes.items():
        check_shape(name, flows[name], shape)
    axes = {n: regions, j: sectors} if n != j else {}
    _refuse("trade", flows["trade"] < 0, "is negative", "flows are zero or more", axes)
    _refuse("tariff", flows["tariff"] <= -1, "is -100 % or below", "give ad valorem fractions above -1", axes)
    _refuse("input_share", flows["input_share"] < INPUT_FLOOR, "is negative", "shares are zero or more", axes)
    idle = flows["trade"].sum(axis=(1, 2)) <= 0
    _refuse("trade", idle, "is all zero for what a region sells", "leave the region out, or add its sales", axes)
    no_value = (flows["value_added_share"] <= 0) & (flows["trade"].sum(axis=1) > 0)
    _refuse("value_added_share", no_value, "is not above zero", "every output needs some value added", axes)
    _refuse("elasticity", flows["elasticity"] <= 0, "is not above zero", "trade elasticities are above 0", axes)
    _check_own_tariff(regions, flows["tariff"])
    _check_costs(regions, sectors, flows)


def numbers(name: str, given: object) -> np.ndarray:
    """Read an array of real numbers."""
    try:
        return np.array(given, dtype=float)
    except (TypeError, ValueError):
        raise WorldError("world-numbers", f"{name} holds something else than numbers", "give real numbers") from None


def check_described(world: World) -> None:
    """Refuse named tariff layers and elasticity sets that could not take the place of the world's own."""
    for name, layer in world.layers.items():
        check_shape(f"layer {name}", layer, world.trade.shape)
    for name, elasticity in world.elasticity_sets.items():
        check_shape(f"elasticity set {name}", elasticity, world.elasticity.shape)
        if (elasticity <= 0).any():
            sector = world.sectors[int(np.argmin(elasticity))]
            raise WorldError(
                "world-sign", f"elasticity set {name} is not above zero at {sector}", "trade elasticities are above 0"
            )


def check_shape(name: str, array: np.ndarray, shape: tuple[int, ...]) -> None:
    """Refuse an array of another shape or with numbers that are not finite."""
    if array.shape != shape:
        raise WorldError("world-shape", f"{name} has the shape {array.shape}, not {shape}", f"give {name} as {shape}")
    if not np.isfinite(array).all():
        cell = tuple(int(p) for p in np.argwhere(~np.isfinite(array))[0])
        raise WorldError("world-finite", f"{name} is not a finite number at {cell}", "mend or fill that cell")


def check_closure(world: World) -> None:
    """Refuse deficits that do not cancel over the world, and final shares that are not shares."""
    check_shape("deficit", world.deficit, (len(world.regions),))
    check_shape("final_share", world.final_share, (len(world.regions), len(world.sectors)))
    total = abs(float(world.deficit.sum())) / float(world.value_added.sum())
    if total > FINAL_TOLERANCE:
        raise WorldError(
            "world-deficit",
            f"deficits add up to {total:.2e} of world value added, not to zero",
            "one region's deficit is the others' surplus: let them cancel",
        )
    if (world.income <= 0).any():
        region = world.regions[int(np.argmin(world.income))]
        raise WorldError(
            "world-income", f"{region} has no income left to spend", "check its deficit and its value added"
        )
    _check_final(world)


def _check_final(world: World) -> None:
    share = world.final_share
    if (share < -FINAL_TOLERANCE).any():
        n, j = (int(p) for p in np.unravel_index(np.argmin(share), share.shape))
        money = share[n, j] * world.income[n]
        raise WorldError(
            "world-balance",
            f"the accounts do not balance: {world.regions[n]} uses more {world.sectors[j]} as input than it "
            f"buys, which leaves final demand of {money:.6g}",
            "lower that input share or raise the purchases until final demand is zero or more",
        )
    total = np.abs(share.sum(axis=1) - 1)
    if total.max() > COST_TOLERANCE:
        region = world.regions[int(np.argmax(total))]
        raise WorldError(
            "world-shares", f"final_share of {region} adds up to {1 + total.max():.6g}", "let it add up to 1"
        )


def _refuse(name: str, wrong: np.ndarray, what: str, remedy: str, axes: Mapping[int, tuple[str, ...]]) -> None:
    if wrong.any():
        cell = tuple(int(p) for p in np.argwhere(wrong)[0])
        words = [axes[size][p] if size in axes else str(p) for size, p in zip(wrong.shape, cell, strict=True)]
        raise WorldError("world-sign", f"{name} {what} at ({', '.join(words)})", remedy)


def _check_own_tariff(regions: tuple[str, ...], tariff: np.ndarray) -> None:
    own = np.abs(np.einsum("nnj->nj", tariff)).max(axis=1)
    if own.max() > 0:
        region = regions[int(np.argmax(own))]
        raise WorldError(
            "world-own-tariff", f"{region} charges a tariff on its own sales", "set tariff[n, n, :] to zero"
        )


def _check_costs(regions: tuple[str, ...], sectors: tuple[str, ...], flows: Mapping[str, np.ndarray]) -> None:
    costs = flows["input_share"].sum(axis=1) + flows["value_added_share"]
    gap = np.where(flows["trade"].sum(axis=1) > 0, np.abs(costs - 1), 0.0)
    if gap.max() > COST_TOLERANCE:
        n, j = (int(p) for p in np.unravel_index(np.argmax(gap), gap.shape))
        raise WorldError(
            "world-balance",
            f"the accounts do not balance: costs of {sectors[j]} in {regions[n]} add up to {costs[n, j]:.6g} of "
            "its output",
            "input shares and the value-added share of each output add up to 1",
        )
