"""Worlds on disk: the embedded ones and a user's own, as NumPy archives."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from tradetalks.errors import InputError, UnknownNameError, WorldError
from tradetalks.files.arrays import read_arrays
from tradetalks.world.checks import PERFECT
from tradetalks.world.provenance import Origin, Provenance, Repair
from tradetalks.world.world import World

SUFFIX = ".npz"
DESCRIBED = ("region_names", "sector_names", "sector_people", "services")
REQUIRED = ("regions", "sectors", "trade", "tariff", "input_share", "value_added_share")


def worlds() -> tuple[str, ...]:
    """Names of the embedded worlds."""
    return tuple(sorted(item.name.removesuffix(SUFFIX) for item in _folder().iterdir() if item.name.endswith(SUFFIX)))


def load_world(name: str | Path, elasticities: str = "") -> World:
    """Load an embedded world by name, or one of your own from an archive.

    An archive (`numpy.savez`) holds regions, sectors, trade, tariff, input_share, value_added_share and either
    `elasticity` or `elasticity_names` with `elasticity_sets`; `tariff_<layer>`, market, deficit, final_share, names,
    `services` and `provenance` (JSON) are optional. The shapes are those of `World.from_arrays`.

    Raises
    ------
    UnknownNameError
        When there is no such world or elasticity set.
    WorldError
        When the file is not such an archive or its numbers cannot be an economy; the place is the file.
    """
    path = Path(name)
    if path.suffix == SUFFIX:
        world = _read(path)
    else:
        with as_file(_folder() / f"{name}{SUFFIX}") as embedded:
            if not embedded.exists():
                raise UnknownNameError("world", str(name), worlds())
            world = _embedded(embedded)
    return world.with_elasticity(elasticities) if elasticities else world


def _folder() -> Traversable:
    return files("tradetalks.world") / "data"


@lru_cache(maxsize=8)
def _embedded(path: Path) -> World:
    return _read(path)


def _read(path: Path) -> World:
    held = read_arrays(path)
    missing = [key for key in REQUIRED if key not in held]
    if missing:
        raise WorldError("world-file", f"the archive lacks {', '.join(missing)}", "add what is missing", str(path))
    try:
        return _from_archive(held)
    except InputError as error:
        error.place = str(path)
        raise


def _from_archive(held: dict[str, np.ndarray]) -> World:
    names = held.get("elasticity_names", np.array([], dtype=str))
    sets = {str(name): held["elasticity_sets"][p].astype(float) for p, name in enumerate(names)}
    if "elasticity" not in held and not sets:
        raise WorldError("world-file", "the archive lacks elasticity", "add it, or named elasticity sets")
    layers = {key.removeprefix("tariff_"): value for key, value in held.items() if key.startswith("tariff_")}
    described: dict[str, Any] = {key: tuple(map(str, held[key])) for key in DESCRIBED if key in held}
    return World.from_arrays(
        regions=[str(name) for name in held["regions"]],
        sectors=[str(name) for name in held["sectors"]],
        trade=held["trade"],
        tariff=held["tariff"],
        input_share=held["input_share"],
        value_added_share=held["value_added_share"],
        market=str(held.get("market", PERFECT)),
        elasticity=held["elasticity"] if "elasticity" in held else next(iter(sets.values())),
        deficit=held.get("deficit"),
        final_share=held.get("final_share"),
        layers=layers,
        elasticity_sets=sets,
        provenance=_provenance(str(held["provenance"])) if "provenance" in held else Provenance(),
        **described,
    )


def _provenance(text: str) -> Provenance:
    told = json.loads(text)
    return Provenance(
        name=told["name"],
        year=told["year"],
        title=told["title"],
        sources=tuple(Origin(**{**source, "year": str(source["year"])}) for source in told["sources"]),
        repairs=tuple(Repair(**repair) for repair in told["repairs"]),
        notes=tuple(told["notes"]),
    )
