"""One draw of a study as a negotiation: by a shortcut for all deals, exact for what is asked exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from tradetalks.talks.economy import Economy, value_all
from tradetalks.talks.negotiation import Negotiation, in_units
from tradetalks.talks.prospects import Parts
from tradetalks.talks.robustness.curves import Curves, Source
from tradetalks.talks.robustness.drawn_case import with_clauses, with_judgements
from tradetalks.talks.robustness.drivers import Inputs
from tradetalks.talks.robustness.grid import Grid
from tradetalks.talks.robustness.states import outlook_of, read
from tradetalks.talks.talks import Talks
from tradetalks.talks.worth import negotiation


@dataclass(frozen=True, eq=False)
class Estimated(Economy):
    """An economy whose values are given: `deal` (*shape, party) and `fallback` (outcome, party), over today."""

    deal: np.ndarray = field(default_factory=lambda: np.zeros(0))
    fallback: np.ndarray = field(default_factory=lambda: np.zeros(0))

    @property
    def deal_values(self) -> np.ndarray:
        """Value of every combination over the status quo by party, billion US$, (*shape, party)."""
        return self.deal

    @property
    def outcome_values(self) -> np.ndarray:
        """Value of every outcome of no deal over the status quo by party, billion US$, (outcome, party)."""
        return self.fallback


@dataclass(frozen=True, eq=False)
class Drawn:
    """One draw: its talks, and the trade model's values of all combinations of linked issues and of outcomes."""

    talks: Talks
    deal: np.ndarray
    fallback: np.ndarray


@dataclass(frozen=True, eq=False)
class Model:
    """The trade model's part of a study in any draw; outcomes of no deal are solved exactly in each.

    V = sum over blocks of issues of what they do alone, over all that a deal may come to, + what they do beyond that
    while the agreement lasts, which is taken from the study: all deals at the figures as written, in the case's
    elasticity set.
    """

    economy: Economy
    inputs: Inputs

    @cached_property
    def linked(self) -> tuple[int, ...]:
        """Positions of the issues with clauses."""
        return tuple(self.economy.talks.issues.index(issue) for issue in self.economy.linked)

    @cached_property
    def grid(self) -> Grid:
        """Deals as sums of states."""
        return Grid(read(self.economy.talks, "", self.linked, self.economy.surroundings)).numbered()

    @cached_property
    def beyond(self) -> np.ndarray:
        """What blocks do together beyond their sum while an agreement lasts, billion US$, (*shape, party)."""
        central = self.grid.central
        values = central.values(self.grid.states)
        alone = self.grid.after_ends(central, values, self.grid.in_force(central, values))
        lasting = self.grid.lasting(central)
        missing = self.economy.deal_values - alone
        return np.where(lasting > 0, missing / np.where(lasting > 0, lasting, 1), 0.0)

    @cached_property
    def curves(self) -> dict[str, Curves]:
        """Values of states at any figures, by elasticity set."""
        source = Source(self.economy, self.grid, self.linked)
        drawn = sorted({self.inputs.sets[number] for number in self.inputs.set_of.tolist()})
        return {name: source.curves(tuple(self.inputs.clause), name) for name in drawn}

    @property
    def short(self) -> bool:
        """Whether values of deals are estimated by the shortcut, since something of the trade model is drawn."""
        return bool(self.inputs.clause) or self.inputs.sets != ("",)

    def drawn(self, draw: int) -> Drawn:
        """Work out one draw."""
        quantiles, name = self.inputs.clauses_of(draw), self.inputs.sets[self.inputs.set_of[draw]]
        talks = self.talks(draw)
        if not self.short:
            return Drawn(talks, self.economy.deal_values, self.economy.outcome_values)
        outcomes = [(outcome.clause,) for outcome in talks.case.no_deal.outcome]
        reading = read(talks, name, self.linked, self.economy.surroundings)
        values = self.curves[name].at(quantiles)
        in_force = self.grid.in_force(reading, values) + self.beyond
        deal = self.grid.after_ends(reading, values, in_force)
        return Drawn(talks, deal, self.exact(draw, talks, outcomes))

    def talks(self, draw: int) -> Talks:
        """Return the case of one draw, in the world that has today's provisions in its accounts as drawn."""
        quantiles = self.inputs.clauses_of(draw)
        talks = self.economy.talks
        talks = with_clauses(talks, quantiles).calibrated() if quantiles else talks
        return with_judgements(talks, self.inputs, draw)

    def exact(self, draw: int, talks: Talks, rows: Sequence[Parts]) -> np.ndarray:
        """Solve rows of parts of the talks of a draw in full, and value them over today, billion US$, (row, party)."""
        name = self.inputs.sets[self.inputs.set_of[draw]]
        outlook = outlook_of(talks, name, self.economy.surroundings)
        bn = value_all(outlook, [(), *rows]).bn
        return np.asarray(bn[1:] - bn[0])

    def game(self, drawn: Drawn) -> Negotiation:
        """Put one draw into a negotiation, with weights of 1."""
        own = self.economy
        return negotiation(
            Estimated(
                drawn.talks,
                tuple(drawn.talks.issues[position] for position in self.linked),
                own.index,
                None,
                own.surroundings,
                own.around,
                drawn.deal,
                drawn.fallback,
            )
        )


def weighted(game: Negotiation, weight: np.ndarray) -> Negotiation:
    """Multiply what options are worth by themselves by weights, (party, issue).

    What they are worth in company, no deal and the walk-aways stay.
    """
    own = tuple(in_units(worth * weight[:, issue], 1) for issue, worth in enumerate(game.own))
    return replace(game, own=own)
