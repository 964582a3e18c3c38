"""What deals of a coalition are worth to all parties: every state solved exactly, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tradetalks.equilibrium.shock import Shock
from tradetalks.equilibrium.solve import solve_many
from tradetalks.talks.coalitions.chances import probabilities
from tradetalks.talks.coalitions.coalition import Coalition
from tradetalks.talks.coalitions.mixing import mixed
from tradetalks.talks.deals import Deal
from tradetalks.talks.economy import Economy, values
from tradetalks.talks.negotiation import Negotiation, in_units
from tradetalks.talks.prospects import Outlook, Parts
from tradetalks.talks.scores import deal_scores, score_values
from tradetalks.talks.states import States

Pair = tuple[Parts, Shock]
"""What a deal may come to, and the shock of what no deal may come to."""

Key = tuple[tuple[int, ...], tuple[int, ...]]
"""States of a deal and of no deal, by those of their parts that do something to the world."""


@dataclass(frozen=True, eq=False)
class Failure:
    """A state that an outcome of no deal may come to: its key, its shock, its weight in the outcome, (party,)."""

    outcome: int
    key: tuple[int, ...]
    shock: Shock
    weight: np.ndarray


@dataclass(frozen=True, eq=False)
class Table:
    """The negotiation as studied, what the trade model found in it, and the readings that all coalitions share.

    `chances` are those of the outcomes of no deal, (outcome,), for parties that a partial deal leaves out.
    """

    economy: Economy
    game: Negotiation
    chances: np.ndarray
    _rooms: dict[tuple[str, ...], Room] = field(default_factory=dict)

    def room(self, names: Iterable[str]) -> Room:
        """Return the room of a coalition, one and the same for the same parties."""
        coalition = Coalition.of(self.economy.talks, names)
        return self._rooms.setdefault(coalition.members, Room(self, coalition))

    @property
    def solves(self) -> int:
        """Number of equilibria that were solved for all coalitions."""
        return sum(room.solves for room in self._rooms.values())

    @property
    def max_residual(self) -> float:
        """Largest violation of any equilibrium condition in any of them; 0 where there are none."""
        return max((room.max_residual for room in self._rooms.values()), default=0.0)

    @cached_property
    def outlook(self) -> Outlook:
        """Reads clauses in the world of the study."""
        talks = self.economy.talks
        return Outlook(talks, talks.baseline, self.economy.around)

    @cached_property
    def failures(self) -> list[Failure]:
        """All that no deal may come to, outcome by outcome."""
        outlook, outcomes = self.outlook, self.economy.talks.case.no_deal.outcome
        return [
            Failure(place, outlook.key(one.parts), outlook.shock(one.parts), one.weight)
            for place, outcome in enumerate(outcomes)
            for one in outlook.prospects((outcome.clause,))
        ]


@dataclass(frozen=True, eq=False)
class Room:
    """Values deals of one coalition; states that were solved are kept."""

    table: Table
    coalition: Coalition
    _known: dict[Key, np.ndarray] = field(default_factory=dict)
    _residuals: list[float] = field(default_factory=list)

    @property
    def solves(self) -> int:
        """Number of equilibria that were solved."""
        return len(self._known)

    @property
    def max_residual(self) -> float:
        """Largest violation of any equilibrium condition in any of them; 0 where there are none."""
        return max(self._residuals, default=0.0)

    @property
    def chances(self) -> np.ndarray:
        """Chances of the outcomes of no deal, (outcome,): those of the case where nobody has a deal."""
        return self.table.chances if self.coalition.members else probabilities(self.coalition.talks)

    def gains(self, deals: Sequence[Deal]) -> np.ndarray:
        """Gains of all parties over no deal when the members strike deals, in units, (deal, party).

        V_p = sum_o P_o sum_t w_pt sum_s w_ps EV_p(s among members, t elsewhere) + scores, with s the states of the deal
        and t those of an outcome o of no deal. Members have the scores of the options that stand, outsiders the mean of
        those of no deal. Each part is rounded to units as those of a study are.

        Raises
        ------
        ConvergenceError
            When an equilibrium is not found.
        """
        standing = [self.coalition.standing(deal) for deal in deals]
        trade, scores = self._trade(standing), np.array([self._scores(deal) for deal in standing])
        talks = self.coalition.talks
        left = self.chances @ np.array([score_values(talks, outcome.score) for outcome in talks.case.no_deal.outcome])
        own = in_units(trade) + scores.reshape(trade.shape)
        total = np.where(self.coalition.inside, own, in_units(trade + left))
        return np.asarray(total - self.table.game.no_deal)

    def _scores(self, deal: Deal) -> np.ndarray:
        """Scores of the options of a deal while it lasts, in units, (party,)."""
        talks = self.table.economy.talks
        options = [talks.option(issue, option) for issue, option in deal.items()]
        return np.asarray(in_units(deal_scores(talks, options)).sum(axis=0))

    def _trade(self, deals: Sequence[Deal]) -> np.ndarray:
        """Value deals by the trade model: expected equivalent variations over today, billion US$, (deal, party)."""
        talks = self.table.economy.talks
        if talks.world is None:
            return np.zeros((len(deals), len(talks.parties)))
        ahead = [self._ahead(deal) for deal in deals]
        self._solve({key: pair for states in ahead for key, pair, _ in states})
        found = [np.sum([weight * self._known[key] for key, _, weight in states], axis=0) for states in ahead]
        return np.array(found).reshape(len(deals), -1) - values(talks, self.table.economy.today)

    def _ahead(self, deal: Deal) -> list[tuple[Key, Pair, np.ndarray]]:
        """List what a deal, and no deal elsewhere, may come to, with weights by party, (party,), that add up to one."""
        outlook, outside = self.table.outlook, self.coalition.outside
        parts = tuple(outlook.talks.option(issue, option).clause for issue, option in deal.items())
        found = []
        for ours in outlook.prospects(parts):
            for theirs in self.table.failures:
                inner = () if outside.all() else outlook.key(ours.parts)
                outer = theirs.key if outside.any() else ()
                weight = self.chances[theirs.outcome] * ours.weight * theirs.weight
                found.append(((inner, outer), (ours.parts, theirs.shock), weight))
        return found

    def _solve(self, wanted: dict[Key, Pair]) -> None:
        new = {key: pair for key, pair in wanted.items() if key not in self._known}
        if not new:
            return
        outlook = self.table.outlook
        batch = solve_many(outlook.world, States(list(new.values()), self._mixed)).complete()
        self._known.update(zip(new, (values(outlook.talks, one) for one in batch), strict=True))
        self._residuals.append(float(np.max(batch.residual)))

    def _mixed(self, pair: Pair) -> Shock:
        """Mix the shock of a deal with that of no deal outside."""
        parts, no_deal = pair
        outlook = self.table.outlook
        return mixed(outlook.world, outlook.shock(parts), no_deal, self.coalition.outside)
