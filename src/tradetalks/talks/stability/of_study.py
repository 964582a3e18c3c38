"""The deals of a negotiation around one of them, as a conflict: whether it holds, who is tempted away, what deters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from tradetalks.talks.deals import Deal
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.stability.concepts import Concept
from tradetalks.talks.stability.conflict import Conflict
from tradetalks.talks.stability.deals import deals_conflict
from tradetalks.talks.stability.individual import NEVER, Stability, answers, outlook, stability
from tradetalks.talks.stability.layout import Layout
from tradetalks.talks.stability.paths import UNREACHED, Step, status_quo
from tradetalks.talks.stability.reasons import reasons

CONCEPTS = (Concept.NASH, Concept.SEQ, Concept.GMR, Concept.SMR)

Digits = tuple[int, ...]


@dataclass(frozen=True)
class Departure:
    """The move that tempts a party most from a deal; `to` is None for no deal, `gain` what it brings the party.

    `answer` are the steps of the others that take the gain away, each in the interest of who takes it; none: nothing
    deters the move.
    """

    party: str
    to: Deal | None
    gain: float
    answer: tuple[Step, ...]

    @property
    def deterred(self) -> bool:
        """Whether the others can answer so that the move does not pay."""
        return bool(self.answer)


@dataclass(frozen=True)
class Path:
    """A shortest legal sequence of moves; `improving` says that every step is in the interest of who takes it."""

    improving: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Around:
    """All deals that differ from one in the issues that vary, as a conflict with no deal as its last state.

    `rows` are the digits of the deals, (state, issue), without those that are not allowed. A state is named by its
    options on the issues that vary, and of a deal that is asked about only these are read. Raises `UnknownNameError`
    for one that is not allowed.
    """

    game: Negotiation
    layout: Layout
    rows: np.ndarray
    conflict: Conflict

    @cached_property
    def deals(self) -> Mapping[str, Deal]:
        """Deals by the name of their state."""
        return {self.name(tuple(row)): self.game.space.named(tuple(row)) for row in self.rows.tolist()}

    @cached_property
    def judged(self) -> Stability:
        """Stability of every state under Nash, SEQ, GMR and SMR."""
        return stability(self.conflict, CONCEPTS)

    def name(self, digits: Digits) -> str:
        """Name of the state that a deal is."""
        return _name(self.game, self.layout, digits)

    def holds(self, digits: Digits) -> dict[Concept, bool]:
        """Whether a deal is stable for all parties, by concept."""
        state = self.conflict.state(self.name(digits))
        return {one: bool(self.judged.holds(one)[:, state].all()) for one in CONCEPTS}

    def departure(self, digits: Digits, party: str) -> Departure | None:
        """Find the move from a deal that tempts a party most; None where nothing within reach is better.

        That is the move that brings most among those that nothing deters, in the sense of SEQ, or else among all.
        """
        conflict = self.conflict
        maker, here = conflict.decision_maker(party), conflict.state(self.name(digits))
        goals = np.flatnonzero(conflict.improvements[maker, here])
        if not len(goals):
            return None
        free = goals[self._worst[maker, goals] > conflict.preference[maker, here]]
        among = free if len(free) else goals
        goal = int(among[self._gains[among, maker].argmax()])
        (why,) = reasons(self._leading(maker, here, goal), conflict.states[here], party, Concept.SEQ)
        gain = float(self._gains[goal, maker] - self._gains[here, maker]) / self.game.per_unit
        return Departure(party, self.deals.get(why.move.to), gain, why.answer)

    def path(self, start: Digits, end: Digits) -> Path | None:
        """Find a way from one deal to another: by improvements, or else by any legal moves; None where none leads."""
        found, goal = status_quo(self.conflict, self.name(start)), self.conflict.state(self.name(end))
        for ways in (found.improvements, found.moves):
            if ways.distance[goal] != UNREACHED:
                return Path(ways is found.improvements, ways.to(goal))
        return None

    @cached_property
    def _gains(self) -> np.ndarray:
        """Gains over no deal in units, (state, party); no deal comes last."""
        return np.vstack([self.game.gains(self.rows), np.zeros((1, len(self.game.parties)), dtype=np.int64)])

    @cached_property
    def _worst(self) -> np.ndarray:
        """Level to which credible answers of the others can bring a party down from each state, (party, state)."""
        found = [
            np.where(answers(self.conflict, maker, credible=True), outlook(self.conflict, maker, Concept.SEQ), NEVER)
            for maker in range(len(self.game.parties))
        ]
        return np.array([ends.min(axis=1) for ends in found])

    def _leading(self, maker: int, here: int, goal: int) -> Conflict:
        """Leave a party one move from a state, so that reasons tell of that move alone; SEQ asks for no other."""
        moves = self.conflict.moves.copy()
        moves[maker, here] = np.arange(len(self.conflict.states)) == goal
        return replace(self.conflict, moves=moves)


def around(game: Negotiation, layout: Layout, digits: Digits) -> Around:
    """Lay out the deals around one: the issues that vary take all their options, the others stay as it has them."""
    space = game.space
    sizes = [space.shape[issue] for issue in layout.varied]
    rows = np.tile(np.array(digits), (int(np.prod(sizes)), 1))
    rows[:, list(layout.varied)] = np.stack(np.unravel_index(np.arange(len(rows)), sizes), axis=-1)
    rows = rows[space.allowed(rows)]
    conflict = deals_conflict(
        game.gains(rows),
        rows,
        layout.controls,
        parties=game.parties,
        deals=[_name(game, layout, tuple(row)) for row in rows.tolist()],
        unit=1,
    )
    return Around(game, layout, rows, conflict)


def _name(game: Negotiation, layout: Layout, digits: Digits) -> str:
    space = game.space
    return ", ".join(f"{space.issues[i]}={space.options[i][digits[i]]}" for i in layout.varied)
