"""What a table says of parties beside their scores: no deal, walk-away, discount and the weights of issues."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tradetalks.errors import InputError, Mistake, suggestion
from tradetalks.files.negotiations.cells import Cell
from tradetalks.files.negotiations.spans import Span

NO_DEAL = "no deal"
WALK_AWAY = "walk away"
DISCOUNT = "discount"
OF_PARTIES = (NO_DEAL, WALK_AWAY, DISCOUNT)
NEAR = 0.8


@dataclass(frozen=True)
class Kind:
    """How a figure of a party is read, and the figures that are allowed, in words and with what to write instead."""

    read: Callable[[Cell], Span]
    allows: Callable[[Fraction], bool] = lambda _: True
    told: str = ""
    remedy: str = ""


def _share(cell: Cell) -> Span:
    return Span.at(cell.share)


WEIGHTS = Kind(_share, lambda weight: weight >= 0, "0 or more", "write a weight of 0 or more")
KINDS = {
    NO_DEAL: Kind(lambda cell: cell.span),
    WALK_AWAY: Kind(lambda cell: Span.at(cell.figure)),
    DISCOUNT: Kind(_share, lambda rate: 0 <= rate < 1, "a rate a year below 1", 'write 5 % as "5 %" or 0.05'),
}


def label(text: str) -> str:
    """Write a label in one way: status_quo, Status-quo and "status quo" are the same."""
    return re.sub(r"[\s_-]+", " ", text.strip().lower())


def near_miss(text: str, known: Sequence[str]) -> str | None:
    """Return the known label that a text nearly is."""
    return next(iter(difflib.get_close_matches(label(text), known, n=1, cutoff=NEAR)), None)


def canonical(text: str, known: Iterable[str]) -> str | None:
    """Return the known name that a text spells, in capitals or not."""
    return next((name for name in known if label(name) == label(text)), None)


@dataclass(frozen=True)
class Facts:
    """Figures by what they are about and by party, each given once; `weights` are by issue and party."""

    of_party: dict[tuple[str, str], Span] = field(default_factory=dict)
    weights: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def put(self, what: str, party: str, cell: Cell) -> None:
        """Note a figure of a party; an empty cell says nothing."""
        if self._is_new(self.of_party, (what, party), cell, f"{what} of {party}"):
            self.of_party[what, party] = self._read(cell, f"{what} of {party}", KINDS[what])

    def weigh(self, issue: str, party: str, cell: Cell) -> None:
        """Note the weight of an issue for a party; an empty cell says nothing."""
        name = f"weight of '{issue}' for {party}"
        if self._is_new(self.weights, (issue, party), cell, name):
            self.weights[issue, party] = self._read(cell, name, WEIGHTS).value

    def _is_new(self, held: Container[tuple[str, str]], key: tuple[str, str], cell: Cell, name: str) -> bool:
        if cell.text and key in held:
            self.mistakes.append(Mistake(cell.place, f"the {name} is given twice", "keep one", "given-twice"))
        return bool(cell.text) and key not in held

    def _read(self, cell: Cell, name: str, kind: Kind) -> Span:
        try:
            found = kind.read(cell)
        except InputError as error:
            self.mistakes.append(Mistake(cell.place, f"the {name}: {error.message}", error.remedy, error.code))
            return Span.at(Fraction(0))
        if not kind.allows(found.value):
            message = f"the {name} is {cell.text}, which is not {kind.told}"
            self.mistakes.append(Mistake(cell.place, message, kind.remedy, "out-of-range"))
        return found

    def complete(self, place: str, issues: Sequence[str], parties: Sequence[str]) -> None:
        """Ask for what no deal is worth to every party, and for all weights where there are some."""
        for party in parties:
            if (NO_DEAL, party) not in self.of_party:
                remedy = 'add a row "no deal" with what each party gets if talks fail; write 0 where that is nothing'
                self.mistakes.append(Mistake(place, f"no deal is not scored for {party}", remedy, "no-deal"))
        for stray in sorted({issue for issue, _ in self.weights} - {*issues}):
            message = f"issue '{stray}' has weights and no options"
            self.mistakes.append(Mistake(place, message, suggestion(stray, issues), "unknown-issue"))
        for issue in issues if self.weights else ():
            for party in parties:
                if (issue, party) not in self.weights:
                    message = f"issue '{issue}' has no weight for {party}, and others have"
                    remedy = "weigh every issue for every party, or none"
                    self.mistakes.append(Mistake(place, message, remedy, "weight"))
