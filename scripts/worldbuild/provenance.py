"""What was repaired, why and by how much: collected while building, stored, printed as markdown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

Amount = float | int


@dataclass
class Report:
    """The provenance of one world, filled step by step."""

    name: str
    year: int
    title: str
    sources: list[dict[str, Any]] = field(default_factory=list)
    repairs: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def source(self, what: str, origin: str, licence: str, year: str) -> None:
        """Record a source."""
        self.sources.append({"what": what, "origin": origin, "licence": licence, "year": year})

    def repair(self, what: str, why: str, amount: Amount, unit: str) -> None:
        """Record a repair with the amount as measured."""
        self.repairs.append({"what": what, "why": why, "amount": round(amount, 4), "unit": unit})

    def note(self, text: str) -> None:
        """Record something that a reader of the figures must know."""
        self.notes.append(text)

    def to_json(self) -> str:
        """Return the provenance as one JSON text."""
        keys = ("name", "year", "title", "sources", "repairs", "notes")
        return json.dumps({key: getattr(self, key) for key in keys}, ensure_ascii=False)


def figure(amount: Amount) -> str:
    """Print a measured amount with three significant digits, or whole from a hundred on."""
    return f"{amount:,.0f}" if abs(amount) >= 100 or amount == int(amount) else f"{amount:.3g}"  # noqa: PLR2004


def markdown(provenance: dict[str, Any]) -> str:
    """Return sources, repairs and notes of a world as markdown tables."""
    lines = [f"## {provenance['name']}: {provenance['title']}", "", "Sources:", ""]
    lines += ["| what | origin | licence | year |", "|---|---|---|---|"]
    lines += [f"| {s['what']} | {s['origin']} | {s['licence']} | {s['year']} |" for s in provenance["sources"]]
    lines += [
        "",
        "Repairs, with the amount as measured:",
        "",
        "| what | why | amount | unit |",
        "|---|---|---|---|",
    ]
    lines += [f"| {r['what']} | {r['why']} | {figure(r['amount'])} | {r['unit']} |" for r in provenance["repairs"]]
    lines += ["", "Notes:", "", *(f"- {note}" for note in provenance["notes"]), ""]
    return "\n".join(lines)
