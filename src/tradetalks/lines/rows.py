"""Rows of tariff lists: which codes pay how much, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ListRow:
    """One row of a list: a rate (ad valorem fraction) on all goods under a code, in force from `since` until `until`.

    `until` is the first day on which the row no longer is in force; a row that ends on the day on which it begins was
    announced and never came. None: no such date.
    """

    list: str
    code: str
    rate: float
    since: dt.date | None = None
    until: dt.date | None = None

    def in_force(self, day: dt.date) -> bool:
        """Tell whether the row is in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def current(rows: Iterable[ListRow], day: dt.date | None) -> tuple[ListRow, ...]:
    """Keep the rows in force on a day, or all rows where no day is given; of a list and code, the latest one.

    A later row of a list replaces the earlier row of the same code: 25 % from May takes the place of 10 % from
    September. Rows of different lists stay side by side, since duties under different acts add up.
    """
    latest: dict[tuple[str, str], ListRow] = {}
    for row in rows:
        if day is not None and not row.in_force(day):
            continue
        held = latest.get((row.list, row.code))
        if held is None or _order(held) < _order(row):
            latest[row.list, row.code] = row
    return tuple(latest.values())


def _order(row: ListRow) -> tuple[dt.date, float]:
    """Order by date, then by rate, so that the order of the file never matters."""
    return row.since or dt.date.min, row.rate
