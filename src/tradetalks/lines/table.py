"""Tables of tariff lines: the duty of each line, and what each exporter sells under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tradetalks.errors import InputError


@dataclass(frozen=True, eq=False, repr=False)
class LineTable:
    """The tariff lines of an importer.

    `codes` and `sectors` have one entry a line; `mfn` (line,) is the ad valorem duty for all, nan where the duty goes
    by quantity or is not known; `value` holds imports by exporter, (line,), thousand US$. A table without values, or
    without those of an exporter, gives every line one vote.
    """

    name: str
    importer: str
    codes: tuple[str, ...]
    sectors: tuple[str, ...]
    mfn: np.ndarray
    value: Mapping[str, np.ndarray] = field(default_factory=dict)
    origin: str = ""
    licence: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if len(set(self.codes)) < len(self.codes):
            raise InputError("lines", f"the table of lines {self.name} names a code twice", "name each code once")
        for array in (self.mfn, *self.value.values()):
            if array.shape != (len(self.codes),):
                raise InputError("lines", f"the table of lines {self.name} is ragged", "give one figure a line")
            array.flags.writeable = False

    def __repr__(self) -> str:
        return f"<LineTable {self.name}: {len(self.codes)} lines of {self.importer}, imports from {list(self.value)}>"

    def is_weighted(self, exporter: str) -> bool:
        """Tell whether the table knows what an exporter sells."""
        return exporter in self.value

    def trade(self, exporter: str) -> np.ndarray:
        """Return imports from an exporter, (line,), thousand US$; zeros where the table does not know them."""
        return self.value.get(exporter, np.zeros(len(self.codes)))

    def weight(self, exporter: str) -> np.ndarray:
        """Return the share of each line in its sector, (line,): by imports, or by number where it has none."""
        value = self.trade(exporter)
        total = np.bincount(self.position, value)[self.position]
        lines = np.bincount(self.position)[self.position]
        return np.where(total > 0, value / np.where(total > 0, total, 1.0), 1.0 / lines)

    def mean(self, exporter: str, figure: np.ndarray) -> dict[str, float]:
        """Average a figure by sector, weighted by line: m(s) = sum over its lines of w(l) f(l)."""
        return dict(zip(self.named, np.bincount(self.position, self.weight(exporter) * figure), strict=True))

    def total(self, figure: np.ndarray) -> dict[str, float]:
        """Add up a figure by sector."""
        return dict(zip(self.named, np.bincount(self.position, figure), strict=True))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The sectors that have lines, each once."""
        return tuple(sorted(set(self.sectors)))

    @cached_property
    def position(self) -> np.ndarray:
        """Position in `named` of each line's sector, (line,)."""
        places = {sector: place for place, sector in enumerate(self.named)}
        return np.array([places[sector] for sector in self.sectors], dtype=int)
