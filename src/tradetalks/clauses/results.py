"""What a clause tells beside its shock: money that changes hands, and figures of its own mechanism."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Receipt:
    """Money that a region gets (or, below zero, loses) a year through a clause, million US$.

    It is what the clause's own mechanism moves at prices and wages of today; the shock holds it, so the equilibrium
    counts it again, exactly.
    """

    region: str
    what: str
    million: float


@dataclass(frozen=True)
class Finding:
    """A figure of a clause's mechanism, such as the share of makers that comply; `about` says of whom."""

    name: str
    value: float
    unit: str
    about: str = ""
