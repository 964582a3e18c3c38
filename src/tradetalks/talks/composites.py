"""Composite issues: issues whose options matter to each other, taken as one; composites add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tradetalks.talks.deals import DealSpace, Exclusion
from tradetalks.talks.negotiation import Negotiation

BLOCK = 1 << 18


@dataclass(frozen=True, eq=False)
class Composite:
    """Some issues of a negotiation, and the deals over them alone, numbered with the last issue fastest."""

    negotiation: Negotiation
    issues: tuple[int, ...]

    @cached_property
    def space(self) -> DealSpace:
        """Deals over these issues, with the exclusions among them."""
        whole = self.negotiation.space
        return DealSpace(
            tuple(whole.issues[issue] for issue in self.issues),
            tuple(whole.options[issue] for issue in self.issues),
            tuple(whole.today[issue] for issue in self.issues),
            tuple(self._within(one) for one in whole.excluded if set(one.options) <= set(self.issues)),
        )

    def _within(self, exclusion: Exclusion) -> Exclusion:
        return Exclusion({self.issues.index(issue): options for issue, options in exclusion.options.items()})

    def blocks(self) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """Yield the first number, the worth (deal, party) and what is allowed (deal,), a bounded block at a time.

        The trailing issues, as many as fit a block, are summed once; the leading ones are added block by block.
        """
        space = self.space
        split = _split(space.shape)
        tail = self._summed(range(split, len(self.issues)))
        heads = space.shape[:split]
        for step in range(prod(heads)):
            head = tuple(int(digit) for digit in np.unravel_index(step, heads)) if heads else ()
            worth = tail + self._beyond(head)
            for position, digit in enumerate(head):
                worth = worth + self.negotiation.own[self.issues[position]][digit]
            yield step * len(worth), worth, self._allowed(space, step * len(worth), len(worth))

    def _summed(self, positions: range) -> np.ndarray:
        """Worth of options of some issues by themselves, over all their combinations, (combination, party)."""
        total = np.zeros((1, len(self.negotiation.parties)), dtype=np.int64)
        for position in positions:
            total = (total[:, None] + self.negotiation.own[self.issues[position]][None]).reshape(-1, total.shape[1])
        return total

    def _beyond(self, head: tuple[int, ...]) -> np.ndarray:
        """Give what linked options are worth in company, the leading digits given, (combination of the rest, party)."""
        game = self.negotiation
        if not game.linked or not set(game.linked) <= set(self.issues):
            return np.zeros((1, len(game.parties)), dtype=np.int64)
        sizes = tuple(game.space.shape[issue] if issue in game.linked else 1 for issue in self.issues)
        laid = game.together.reshape((*sizes, -1))
        at = tuple(digit if size > 1 else 0 for digit, size in zip(head, sizes, strict=False))
        wanted = tuple(game.space.shape[issue] for issue in self.issues[len(head) :])
        return np.broadcast_to(laid[at], (*wanted, laid.shape[-1])).reshape(-1, laid.shape[-1])

    def _allowed(self, space: DealSpace, first: int, count: int) -> np.ndarray:
        if not space.excluded:
            return np.ones(count, dtype=bool)
        return space.allowed(space.rows(np.arange(first, first + count)))


def _split(shape: tuple[int, ...]) -> int:
    """Where the trailing issues begin that fit a block."""
    split = len(shape)
    while split and prod(shape[split - 1 :]) <= BLOCK:
        split -= 1
    return split


def allowed_deals(negotiation: Negotiation) -> int:
    """Count the deals that no exclusion forbids."""
    return prod(_allowed_count(one) for one in composites(negotiation))


def _allowed_count(composite: Composite) -> int:
    if not composite.space.excluded:
        return composite.space.count
    return sum(int(allowed.sum()) for *_, allowed in composite.blocks())


def composites(negotiation: Negotiation) -> tuple[Composite, ...]:
    """Group issues that are worth something only together or that an exclusion ties, in order of their first issue."""
    count = len(negotiation.space.issues)
    tied = [negotiation.linked, *(tuple(one.options) for one in negotiation.space.excluded)]
    pairs = np.array([pair for group in tied for pair in combinations(group, 2)], dtype=int).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, group = connected_components(graph, directed=False)
    found = [tuple(np.flatnonzero(group == one).tolist()) for one in dict.fromkeys(group.tolist())]
    return tuple(Composite(negotiation, issues) for issues in found)
