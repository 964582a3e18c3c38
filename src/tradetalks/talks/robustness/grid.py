"""Deals out of states: which states a deal may come to, and the sum of what its parts do in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from tradetalks.clauses.base import Clause
from tradetalks.talks.robustness.states import Piece, Read, State, Variant

MOST_JOINT = 64
"""Options of issues whose clauses meet are solved in all combinations, up to so many of them."""


@dataclass(frozen=True, eq=False)
class End:
    """An end that options of an issue bring: `lapse` holds the states after it, (option,), -1 where there is none.

    `lasting` has an array (option, option of the other issue) for every linked issue: the state with what outlasts.
    """

    issue: int
    number: int
    lapse: np.ndarray
    lasting: tuple[np.ndarray, ...]


@dataclass(frozen=True, eq=False)
class Grid:
    """Deals over linked issues as sums of what blocks of issues do; read as the case is written."""

    central: Read

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Number of options by linked issue."""
        return tuple(len(options) for options in self.central.options)

    @cached_property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """Issues whose clauses meet, taken together, and every other issue by itself."""
        kinds: dict[object, list[int]] = {}
        for issue, options in enumerate(self.central.options):
            met = {clause.solved_with() for reading in options for clause in reading.meeting}
            kinds.setdefault(next(iter(met), issue) if met - {Clause} else issue, []).append(issue)
        found = [[i] for group in kinds.values() if self._many(group) for i in group]
        found += [group for group in kinds.values() if not self._many(group)]
        return tuple(map(tuple, sorted(found)))

    def _many(self, group: Sequence[int]) -> bool:
        return prod(self.shape[issue] for issue in group) > MOST_JOINT

    @cached_property
    def states(self) -> tuple[State, ...]:
        """All states that are solved, each once."""
        return tuple(self._numbers)

    @cached_property
    def _numbers(self) -> dict[State, int]:
        return {}

    def _number(self, state: State) -> int:
        """Give a state its number; -1 for today, where nothing is in force."""
        return self._numbers.setdefault(state, len(self._numbers)) if state else -1

    @cached_property
    def whole(self) -> tuple[np.ndarray, ...]:
        """States of blocks in force, one array over their options for each."""
        return tuple(self._block(block, Variant.WHOLE) for block in self.blocks)

    @cached_property
    def bare(self) -> tuple[np.ndarray, ...]:
        """States of blocks without their promises."""
        return tuple(self._block(block, Variant.BARE) for block in self.blocks)

    def _block(self, block: tuple[int, ...], variant: Variant) -> np.ndarray:
        sizes = [self.shape[issue] for issue in block]
        states = [
            tuple(piece for issue, o in zip(block, digits, strict=True) for piece in self._piece(issue, o, variant))
            for digits in product(*map(range, sizes))
        ]
        return np.array([self._number(state) for state in states]).reshape(sizes)

    def _piece(self, issue: int, option: int, variant: Variant) -> Iterator[Piece]:
        """Yield an option as far as it is in force, or nothing where nothing of it acts."""
        reading = self.central.options[issue][option]
        left = {Variant.WHOLE: reading.part, Variant.BARE: reading.bare, Variant.LASTING: reading.lasting}[variant]
        if left and reading.acts:
            yield Piece(issue, option, Variant.WHOLE if left is reading.part else variant)

    @cached_property
    def ends(self) -> tuple[End, ...]:
        """Ends that options may bring, issue by issue."""
        return tuple(
            self._end(issue, number)
            for issue, options in enumerate(self.central.options)
            for number in range(max(len(reading.ends) for reading in options))
        )

    def _end(self, issue: int, number: int) -> End:
        options = self.central.options[issue]
        after: list[State] = [
            (Piece(issue, o, Variant.LAPSE, number),) if number < len(reading.ends) else ()
            for o, reading in enumerate(options)
        ]
        lasting = tuple(
            np.array([[self._with(state, other, o) for o in range(size)] for state in after])
            for other, size in enumerate(self.shape)
        )
        return End(issue, number, np.array([self._number(state) for state in after]), lasting)

    def _with(self, state: State, issue: int, option: int) -> int:
        """Return the number of a state with what outlasts of an option."""
        return self._number((*state, *self._piece(issue, option, Variant.LASTING))) if state else -1

    @cached_property
    def promised(self) -> np.ndarray:
        """Whether a deal holds a promise, (*shape, 1)."""
        found = np.zeros((*self.shape, 1), dtype=bool)
        for issue, options in enumerate(self.central.options):
            held = np.array([[reading.bare is not reading.part] for reading in options])
            found |= self.laid(held, (issue,))
        return found

    def numbered(self) -> Grid:
        """Return the grid with all its states numbered."""
        _ = self.whole, self.bare, self.ends
        return self

    def laid(self, array: np.ndarray, issues: tuple[int, ...]) -> np.ndarray:
        """Lay an array (*options of some issues, last) along the axes of all linked issues, (*1s and options, last)."""
        sizes = [size if issue in issues else 1 for issue, size in enumerate(self.shape)]
        return array.reshape((*sizes, array.shape[-1]))

    def in_force(self, read: Read, values: np.ndarray) -> np.ndarray:
        """Sum what blocks do while the agreement lasts, over all combinations of options, (*shape, party)."""
        at = np.concatenate([values, np.zeros((1, values.shape[1]))])
        whole, bare = (self._sum(at, kind) for kind in (self.whole, self.bare))
        share = np.ones((1,) * (len(self.shape) + 1))
        for issue, options in enumerate(read.options):
            share = share * self.laid(np.array([[reading.delivered] for reading in options]), (issue,))
        return np.where(self.promised, share * whole + (1 - share) * bare, whole)

    def _sum(self, at: np.ndarray, kind: tuple[np.ndarray, ...]) -> np.ndarray:
        total = np.zeros((*self.shape, at.shape[1]))
        for block, numbers in zip(self.blocks, kind, strict=True):
            total = total + self.laid(at[numbers], block)
        return total

    def lasting(self, read: Read) -> np.ndarray:
        """Share of the time that a deal stays in force, by party, (*shape, party)."""
        share = np.ones((*self.shape, len(read.outlook.talks.parties)))
        for end in self.ends:
            share = share * (1 - self._weight(read, end))
        return share

    def after_ends(self, read: Read, values: np.ndarray, in_force: np.ndarray) -> np.ndarray:
        """Weigh what holds after each end with what is in force, (*shape, party)."""
        at = np.concatenate([values, np.zeros((1, values.shape[1]))])
        total = in_force
        for end in self.ends:
            after = self.laid(at[end.lapse], (end.issue,))
            for issue, numbers in enumerate(end.lasting):
                more = at[numbers] - at[end.lapse][:, None]
                after = after + self._between(more, end.issue, issue)
            weight = self._weight(read, end)
            total = (1 - weight) * total + weight * after
        return total

    def _between(self, more: np.ndarray, first: int, second: int) -> np.ndarray:
        """Lay an array (option, option of another issue, party) along both axes; the same issue takes the diagonal."""
        if first == second:
            return self.laid(np.einsum("aap->ap", more), (first,))
        return self.laid(more if first < second else more.swapaxes(0, 1), (first, second))

    def _weight(self, read: Read, end: End) -> np.ndarray:
        none = np.zeros(len(read.outlook.talks.parties))
        ends = [reading.ends for reading in read.options[end.issue]]
        held = [found[end.number].weight if end.number < len(found) else none for found in ends]
        return self.laid(np.array(held), (end.issue,))
