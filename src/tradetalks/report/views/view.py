"""A view as a value: its findings, its tables, and what its JSON holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tradetalks.report.sheets import Column, Sheet

if TYPE_CHECKING:
    from tradetalks.equilibrium.solve import Progress
    from tradetalks.talks.study import Study


@dataclass(frozen=True, eq=False)
class View:
    """What one command tells of a study.

    `findings` are sentences, the answer first. `sheets` are shown and written, `more` are only written. `data` is what
    JSON holds besides the findings.
    """

    name: str
    case: str
    title: str
    findings: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    data: Mapping[str, Any]
    more: tuple[Sheet, ...] = ()

    @property
    def written(self) -> Iterator[Sheet]:
        """All tables, the findings first."""
        yield sheet("Findings", [Column("Finding")], ([finding] for finding in self.findings))
        yield from self.sheets
        yield from self.more

    @property
    def as_json(self) -> str:
        """The view as JSON text."""
        told = {"case": self.case, "view": self.name, "findings": self.findings, **self.data}
        return json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


Build = Callable[["Study", "Progress"], View]
"""Makes a view of a study, and tells how far it has come."""


def sheet(name: str, columns: Iterable[Column], rows: Iterable[Sequence[Any]], note: str = "") -> Sheet:
    """Make a table of columns and rows."""
    return Sheet(name, tuple(columns), tuple(tuple(row) for row in rows), note)
