"""What states do at any figures of their clauses: solved exactly at a few points of the ranges, read off between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tradetalks.talks.economy import Economy
from tradetalks.talks.robustness.drawn_case import with_clauses
from tradetalks.talks.robustness.drivers import family
from tradetalks.talks.robustness.figures import is_ranged
from tradetalks.talks.robustness.grid import Grid
from tradetalks.talks.robustness.sampling import position, quantile_at
from tradetalks.talks.robustness.states import Piece, State, read
from tradetalks.talks.talks import Talks

NODES = (-1.0, -0.5, 0.0, 0.5, 1.0)
MIDDLE = NODES.index(0.0)


@dataclass(frozen=True, eq=False)
class Curves:
    """Values of states over today in one elasticity set, billion US$.

    `middle` is (state, party), with the figures of all families at their medians. `moved` has, by family, the states
    that it bears on and their values with this family at every node, (node, state, party).
    """

    middle: np.ndarray
    moved: Mapping[str, tuple[np.ndarray, np.ndarray]]

    def at(self, quantiles: Mapping[str, float]) -> np.ndarray:
        """Values at quantiles of the families, (state, party): what each moves by itself is added up."""
        values = self.middle.copy()
        for name, (states, nodes) in self.moved.items():
            values[states] += np.tensordot(between(quantiles[name]), nodes, 1) - nodes[MIDDLE]
        return values


def between(u: float) -> np.ndarray:
    """Weights of the nodes at a quantile, (node,): the polynomial through all of them (Lagrange)."""
    place = float(position(np.array(u)))
    return np.array([_lagrange(place, node, [other for other in NODES if other != node]) for node in NODES])


def _lagrange(place: float, node: float, others: Sequence[float]) -> float:
    return float(np.prod([(place - other) / (node - other) for other in others]))


@dataclass(frozen=True, eq=False)
class Source:
    """Solves states of a study with the figures of families of clauses at quantiles; `linked` are their issues."""

    economy: Economy
    grid: Grid
    linked: tuple[int, ...]
    _talks: dict[tuple[tuple[str, float], ...], Talks] = field(default_factory=dict)

    def values(self, quantiles: Mapping[str, float], elasticities: str, states: Sequence[State]) -> np.ndarray:
        """Values of states over today, (state, party)."""
        return read(self.talks(quantiles), elasticities, self.linked, self.economy.surroundings).values(states)

    def talks(self, quantiles: Mapping[str, float]) -> Talks:
        """Return the case at these figures, in the world that has today's provisions at them in its accounts."""
        key = tuple(quantiles.items())
        if key not in self._talks:
            talks = self.economy.talks
            self._talks[key] = with_clauses(talks, quantiles).calibrated() if quantiles else talks
        return self._talks[key]

    def curves(self, families: Sequence[str], elasticities: str) -> Curves:
        """Solve all states at the medians of the families, and at its other nodes what a family bears on."""
        medians = dict.fromkeys(families, 1 / 2)
        middle = self.values(medians, elasticities, self.grid.states)
        moved = {}
        for name in families:
            numbers = self.bearing(name)
            states = [self.grid.states[number] for number in numbers]
            if states:
                at = [medians | {name: quantile_at(node)} for node in NODES]
                sides = [middle[numbers] if q == medians else self.values(q, elasticities, states) for q in at]
                moved[name] = (np.array(numbers), np.array(sides))
        return Curves(middle, moved)

    def bearing(self, name: str) -> list[int]:
        """Numbers of the states with a ranged clause of a family."""
        return [number for number, state in enumerate(self.grid.states) if any(self._holds(p, name) for p in state)]

    def _holds(self, piece: Piece, name: str) -> bool:
        place = self.economy.linked[piece.issue].id
        clauses = self.grid.central.part(piece)
        return any(is_ranged(clause) and family(clause, place) == name for clause in clauses)
