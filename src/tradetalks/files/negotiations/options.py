"""The rows of a table that score options, put together by issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradetalks.errors import InputError, Mistake
from tradetalks.files.negotiations.cells import Cell
from tradetalks.files.negotiations.facts import Facts, label
from tradetalks.files.negotiations.scored import Choice, Matter
from tradetalks.files.negotiations.spans import Span

MARKS = ("x", "yes", "y", "true", "1", "*")
NO_MARKS = ("", "no", "n", "false", "0", "-")
ONE = Fraction(1)


@dataclass(frozen=True)
class Entry:
    """A row that scores an option of an issue."""

    place: str
    issue: str
    option: str
    title: str
    mark: str
    scores: dict[str, Cell]

    @property
    def row(self) -> str:
        """Number of the row."""
        return self.place.rpartition(":")[2]


def read_matters(entries: Sequence[Entry], facts: Facts) -> tuple[Matter, ...]:
    """Put options together by issue, in the order of their first rows; worth = weight times score."""
    by_issue: dict[str, list[Entry]] = {}
    for entry in entries:
        by_issue.setdefault(entry.issue, []).append(entry)
    return tuple(_matter(name, own, facts) for name, own in by_issue.items())


def _matter(name: str, entries: Sequence[Entry], facts: Facts) -> Matter:
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(label(entry.option), entry)
        if first is not entry:
            message = f"option '{entry.option}' of issue '{name}' is there twice, first in row {first.row}"
            facts.mistakes.append(Mistake(entry.place, message, "keep one, or tell them apart", "doubled-option"))
    choices = tuple(_choice(entry, facts) for entry in entries)
    today = _today(entries, facts.mistakes)
    if not all(worth.is_point for worth in choices[today].worth):
        message = f"option '{entries[today].option}' of issue '{name}' holds today and has a range"
        remedy = "give it one number: the others are counted from it, and their ranges tell how much they may differ"
        facts.mistakes.append(Mistake(entries[today].place, message, remedy, "status-quo"))
    return Matter(name, entries[0].place, choices, today)


def _choice(entry: Entry, facts: Facts) -> Choice:
    worth = tuple(
        _score(entry, party, cell, facts.mistakes).times(facts.weights.get((entry.issue, party), ONE))
        for party, cell in entry.scores.items()
    )
    return Choice(entry.option, entry.title or entry.option, worth)


def _score(entry: Entry, party: str, cell: Cell, mistakes: list[Mistake]) -> Span:
    name = f"option '{entry.option}' of issue '{entry.issue}'"
    try:
        if cell.text:
            return cell.span
        error = InputError("unscored", "it has no score", "write what it is worth to the party; 0 for nothing")
    except InputError as found:
        error = found
    mistakes.append(Mistake(entry.place, f"{name}, {party}: {error.message}", error.remedy, error.code))
    return Span.at(Fraction(0))


def _today(entries: Sequence[Entry], mistakes: list[Mistake]) -> int:
    """Return the position of the option marked as today's, or the first."""
    for entry in entries:
        if label(entry.mark) not in (*MARKS, *NO_MARKS):
            remedy = "mark the option that holds today with x, and leave the others empty"
            mistakes.append(Mistake(entry.place, f"{entry.mark!r} is no mark of a status quo", remedy, "status-quo"))
    marked = [position for position, entry in enumerate(entries) if label(entry.mark) in MARKS]
    for position in marked[1:]:
        message = f"issue '{entries[position].issue}' has two options marked as the status quo"
        mistakes.append(Mistake(entries[position].place, message, "mark one", "status-quo"))
    return marked[0] if marked else 0
