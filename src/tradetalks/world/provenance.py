"""Where a world comes from: its sources, what was repaired and by how much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """One source of a world."""

    what: str
    origin: str
    licence: str
    year: str


@dataclass(frozen=True)
class Repair:
    """Something that was changed in the source, why, and how much it moved."""

    what: str
    why: str
    amount: float
    unit: str


@dataclass(frozen=True)
class Provenance:
    """The papers of a world: name, base year, title, sources, repairs and notes."""

    name: str = "own"
    year: int = 0
    title: str = "a world of your own"
    sources: tuple[Origin, ...] = ()
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()
