"""Which lines a list covers, and at what rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tradetalks.lines.rows import ListRow

ROUNDING = 1e-12
"""Rates that add up to less are rounding."""


@dataclass(frozen=True, eq=False)
class Match:
    """Lines covered by rows: `rate` (line,) is the duty added, over all lists, `covered` (line,) whether there is one.

    `suspended` (line,) tells lines that rows name at rates which add up to zero, as where one list takes back what
    another adds: no duty falls on them, so they are not covered. `unmatched` are codes that no line has; `finer`
    are codes of more digits than the line that they fall into, which is then covered as a whole: more than the list
    says.
    """

    rate: np.ndarray
    covered: np.ndarray
    suspended: np.ndarray
    unmatched: tuple[str, ...]
    finer: tuple[str, ...]

    def at(self, rate: float) -> Match:
        """Return the match with one rate on every line that a row names, on suspended ones too."""
        named = self.covered | self.suspended
        paid = np.where(named, rate, 0.0)
        return replace(self, rate=paid, covered=paid != 0, suspended=named & (paid == 0))


def match(rows: Iterable[ListRow], codes: Sequence[str]) -> Match:
    """Match rows to lines: in each list the row with the longest code that a line begins with; lists add up.

    Each line counts once in each list. A row finer than the lines covers its line where no other row of the list
    does; where several such rows differ, the line takes their mean.
    """
    rate, named = np.zeros(len(codes)), np.zeros(len(codes), dtype=bool)
    unmatched: set[str] = set()
    finer: set[str] = set()
    for held in _by_list(rows).values():
        below = _finer(held, codes)
        for line, found in _winners(held, codes, below):
            rate[line] += float(np.mean([held[code] for code in found]))
            named[line] = True
        inside = {code for found in below.values() for code in found}
        finer |= inside
        unmatched |= set(held) - inside - _prefixes(held, codes)
    covered = named & (np.abs(rate) > ROUNDING)
    return Match(
        np.where(covered, rate, 0.0), covered, named & ~covered, tuple(sorted(unmatched)), tuple(sorted(finer))
    )


def _by_list(rows: Iterable[ListRow]) -> dict[str, dict[str, float]]:
    """Sort rates by list and code."""
    lists: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        lists[row.list][row.code] = row.rate
    return lists


def _winners(
    held: Mapping[str, float], codes: Sequence[str], below: Mapping[int, list[str]]
) -> Iterator[tuple[int, list[str]]]:
    """Yield each covered line with the row that it begins with, the longest, or else with the rows inside it."""
    lengths = sorted({len(code) for code in held}, reverse=True)
    for line, code in enumerate(codes):
        longest = next((code[:length] for length in lengths if code[:length] in held), None)
        if longest is not None:
            yield line, [longest]
        elif line in below:
            yield line, below[line]


def _prefixes(held: Mapping[str, float], codes: Sequence[str]) -> set[str]:
    """Return the rows that some line begins with, whether they win there or not."""
    lengths = {len(code) for code in held}
    return {code[:length] for code in codes for length in lengths if code[:length] in held}


def _finer(held: Mapping[str, float], codes: Sequence[str]) -> dict[int, list[str]]:
    """Sort rows that have more digits than a line by the line that they fall into."""
    line_of = {code: line for line, code in enumerate(codes)}
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in sorted(held):
        if row not in line_of:
            above = next((row[:length] for length in range(len(row) - 1, 0, -1) if row[:length] in line_of), None)
            if above is not None:
                found[line_of[above]].append(row)
    return found
