"""What claims to a preference save in duty and cost in resources, by flow: from tariff lines, or from sector means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses.base import Mechanism, Sectors
from tradetalks.clauses.claiming.tables import LINES, Names, Tables, by_sector, table_for
from tradetalks.clauses.claiming.utilisation import Utilisation
from tradetalks.clauses.parameter import parameter, refuse_beyond_one
from tradetalks.clauses.quantity import Level, Quantity, refuse
from tradetalks.clauses.results import Receipt
from tradetalks.lines.table import LineTable
from tradetalks.world.world import World

WHERE = "US imports of 2024 from Canada and Mexico by tariff line (scripts/fit_utilisation.py)"


@dataclass(frozen=True, eq=False)
class Claims:
    """By flow (exporter, importer, sector), as shares of its value: duty `saved`, resources spent as `burden`."""

    saved: np.ndarray
    burden: np.ndarray


class Claiming(Mechanism):
    """A provision under which goods may claim a preference, at a cost."""

    literature: ClassVar[str] = "Carrere, de Melo (2006); Anson, Cadot, Estevadeordal, de Melo, Suwa-Eisenmann (2005)"

    ceiling: Quantity = parameter(
        "Share of trade that claims when the margin is large",
        0.95,
        0.93,
        0.97,
        evidence="computed",
        source=f"claims above a margin of 10 %, {WHERE}",
        unit="share",
    )
    compliance_cost: Quantity = parameter(
        "Median cost of proving origin, as a share of the goods' value",
        0.0014,
        0.0005,
        0.0040,
        evidence="computed",
        source=f"fit to {WHERE}; the range is judged: Canada near zero, Mexico .0029, .0040 at a narrow spread",
        unit="share",
        milder=Level.HIGH,
    )
    spread: Quantity = parameter(
        "Standard deviation of the cost, in logs",
        2.41,
        2.1,
        3.0,
        evidence="computed",
        source=f"fit to {WHERE}; low: Mexico alone, high: a ceiling of 1",
        milder=Level.HIGH,
    )
    lines: Names | None = Field(None, description=LINES)
    fully_used: Sectors | tuple[()] = Field(
        ("C29",),
        description="Sectors whose preference all trade uses, at no cost counted here: vehicles have their own rules",
    )
    tables: Tables = ()

    @model_validator(mode="after")
    def _a_curve(self) -> Self:
        refuse_beyond_one(self, ("ceiling",), "claims")
        if self.compliance_cost.low <= 0 or self.spread.low <= 0:
            raise refuse("claims", "the cost of compliance or its spread is zero or below", "give figures above zero")
        return self

    def curve(self, dearer: float = 1.0) -> Utilisation:
        """Return the curve of use, with compliance dearer by a factor."""
        return Utilisation(self.ceiling.value, self.compliance_cost.value * dearer, self.spread.value)

    def claims(self, world: World, pairs: Sequence[tuple[int, int]], part: np.ndarray, curve: Utilisation) -> Claims:
        """Compute claims on the pairs (exporter, importer) where `part` (as flows) of the duty for all is remitted.

        By line of duty m and weight w, with g the part: saved = M sum(w g m u(g m)) / sum(w m) and burden =
        M sum(w b(g m)) / sum(w m), where M is the sector's duty for all in the world; lines whose duty goes by
        quantity behave like the others of their sector. Without lines the sector is one line of duty M, which
        understates the use of a preference whose duty sits on a few lines. Where use is full, saved = g M, burden = 0.
        """
        used = self._used_in_full(world)
        saved, burden = np.zeros_like(world.trade), np.zeros_like(world.trade)
        for exporter, importer in pairs:
            cell = (exporter, importer)
            table = table_for(self.tables, world.regions[importer], world.regions[exporter])
            mfn = world.layer("mfn")[cell]
            saved[cell], burden[cell] = _of_sectors(curve, mfn, part[cell])
            if table is not None:
                has_duty, *found = _of_lines(curve, world, world.regions[exporter], part[cell], table)
                for held, ratio in zip((saved, burden), found, strict=True):
                    held[cell] = np.where(has_duty, mfn * ratio, held[cell])
            saved[cell] = np.where(used, part[cell] * mfn, saved[cell])
            burden[cell] = np.where(used, 0.0, burden[cell])
        return Claims(saved, burden)

    def collected(self, world: World, importers: Sequence[str], what: str) -> tuple[Receipt, ...]:
        """List the change of the duty that regions collect, on the flows of the world."""
        gained = ((self.shock(world).tariff_in(world) - world.tariff) * world.trade).sum(axis=(0, 2))
        places = world.region_positions(importers)
        return tuple(Receipt(name, what, float(gained[place])) for name, place in zip(importers, places, strict=True))

    def _used_in_full(self, world: World) -> np.ndarray:
        """Tell the sectors of full use, (sector,); the default is passed over in worlds that have no such sector."""
        given = "fully_used" in self.model_fields_set
        named = [name for name in self.fully_used if given or name in world.sectors]
        used = np.zeros(len(world.sectors), dtype=bool)
        if named:
            used[world.sector_positions(named)] = True
        return used

    def _all_claim(self) -> str:
        return f"; in {', '.join(self.fully_used)} all trade is taken to claim" if self.fully_used else ""


def part_remitted(world: World) -> np.ndarray:
    """Part of the duty for all that today's tariffs remit, 0 to 1: g = (mfn - t) / mfn, zero where there is no duty."""
    mfn = world.layer("mfn")
    return np.clip(np.divide(mfn - world.tariff, mfn, out=np.zeros_like(mfn), where=mfn > 0), 0.0, 1.0)


def ratio(part: np.ndarray, whole: np.ndarray) -> float:
    """Sum of a part over that of the whole; zero of nothing."""
    return float(part.sum() / whole.sum()) if whole.sum() else 0.0


def _of_sectors(curve: Utilisation, mfn: np.ndarray, part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    margin = part * mfn
    return margin * curve.share(margin), curve.burden(margin)


def _of_lines(
    curve: Utilisation, world: World, exporter: str, part: np.ndarray, table: LineTable
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weigh lines within sectors: whether lines show a duty, and duty saved and resources spent per unit of it."""
    place = {name: world.sector_positions((name,))[0] for name in table.named}
    mfn = np.nan_to_num(table.mfn)
    margin = part[[place[name] for name in table.named]][table.position] * mfn
    duty, saved, burden = (
        by_sector(world, table.mean(exporter, figure))
        for figure in (mfn, margin * curve.share(margin), curve.burden(margin))
    )
    known = np.where(duty > 0, duty, 1.0)
    return duty > 0, saved / known, burden / known
