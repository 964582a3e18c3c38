"""The analysed negotiation: from the case to payoffs, the frontier, settlements, blockers and trades."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.solve import Progress
from tradetalks.talks.composites import allowed_deals
from tradetalks.talks.contributions import Contribution, contributions
from tradetalks.talks.deals import Deal, DealSpace
from tradetalks.talks.economy import Economy, solve_economy
from tradetalks.talks.effects import effects
from tradetalks.talks.frontier import Frontier, frontier
from tradetalks.talks.moves.blockers import Blocker, blockers
from tradetalks.talks.moves.opening import Opening, opening
from tradetalks.talks.moves.options import OptionReach, reaches
from tradetalks.talks.moves.trades import Trade, trades
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.no_deal import Beside, OutcomeValue, beside_published, no_deal_sheet
from tradetalks.talks.payoffs import Payoffs
from tradetalks.talks.ranges import Ranges, ranges
from tradetalks.talks.schema import Scenario
from tradetalks.talks.settlements import settlements
from tradetalks.talks.talks import Talks
from tradetalks.talks.worth import negotiation

if TYPE_CHECKING:
    import pandas as pd

    from tradetalks.talks.coalitions import Coalitions
    from tradetalks.talks.principle import Principles
    from tradetalks.talks.revealed.moves import Strength
    from tradetalks.talks.revealed.reveal import Revealed
    from tradetalks.talks.robustness.result import Robustness
    from tradetalks.talks.stability.layout import Layout
    from tradetalks.talks.stability.of_study import Around
    from tradetalks.talks.timing.concessions import Concessions
    from tradetalks.talks.timing.of_study import Plans
    from tradetalks.talks.timing.waiting import Wait

BEST_TRADES = 3
MOST_EQUAL = 1000


@dataclass(frozen=True)
class Point:
    """A deal and what it is worth to each party over no deal, billion US$ a year."""

    number: int
    deal: Deal
    payoff: dict[str, float]
    acceptable: bool


@dataclass(frozen=True)
class FrontierPoint(Point):
    """A point of the frontier, with other deals that are worth exactly the same to all.

    At most a thousand are named, and none where deals are too many to list.
    """

    also: tuple[Deal, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """What `study` returns; every payoff is a gain over no deal in billion US$ a year of the base year."""

    talks: Talks
    scenarios: tuple[Scenario, ...]
    economy: Economy
    game: Negotiation
    table: Payoffs
    seconds: float

    def __repr__(self) -> str:
        return (
            f"<Study of {self.talks.name}: {self.deals:,} deals, {self._acceptable} acceptable to all of "
            f"{', '.join(self.talks.party_ids)}; {self.solves:,} equilibria, residual {self.max_residual:.0e}>"
        )

    @property
    def _acceptable(self) -> str:
        return "uncounted" if self.acceptable is None else f"{self.acceptable:,}"

    @cached_property
    def payoffs(self) -> pd.DataFrame:
        """Payoffs of all deals that may be struck, (deal, party); the index holds their numbers."""
        import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to analyse)

        return pd.DataFrame(
            self.table.figures[self.table.allowed],
            index=pd.Index(np.flatnonzero(self.table.allowed), name="deal"),
            columns=pd.Index(self.talks.party_ids, name="party"),
        )

    @property
    def space(self) -> DealSpace:
        """All deals."""
        return self.game.space

    @cached_property
    def front(self) -> Frontier:
        """The frontier as arrays, at any scale."""
        return frontier(self.game)

    @cached_property
    def frontier(self) -> tuple[FrontierPoint, ...]:
        """Undominated deals by falling joint gain; deals of equal payoff form one point."""
        return tuple(self._frontier_point(position) for position in range(len(self.front.gains)))

    def _frontier_point(self, position: int) -> FrontierPoint:
        first = self.front.first(position)
        others = islice(self.front.deals(position), 1, MOST_EQUAL) if self.table.listed else ()
        point = self.point(self.space.joined(first))
        also = tuple(self.space.named(digits) for digits in others)
        return FrontierPoint(point.number, point.deal, point.payoff, point.acceptable, also)

    @cached_property
    def settlements(self) -> dict[str, Point | None]:
        """Nash, Kalai-Smorodinsky, egalitarian and utilitarian; None where no deal is acceptable to all.

        Gains are counted from no deal, or from a walk-away below it, so that none is negative.
        """
        zone = np.flatnonzero(self.game.accepts(self.front.gains).all(axis=1))
        picks = settlements(self.front.gains - self.game.floor, zone)
        return {name: None if at is None else self._settled(at) for name, at in picks.items()}

    def _settled(self, position: int) -> Point:
        return self.point(self.space.joined(self.front.first(position)))

    @cached_property
    def blockers(self) -> dict[str, Blocker]:
        """What each party alone rejects, and how it could be brought in; none where deals are too many to list."""
        return {blocker.party: blocker for blocker in blockers(self.table)} if self.table.listed else {}

    @cached_property
    def opening(self) -> Opening | None:
        """What would open the zone of agreement where it is empty."""
        return opening(self.front)

    @cached_property
    def options(self) -> tuple[OptionReach, ...]:
        """How many deals with each option all accept and it alone stands in the way of; none with too many deals."""
        return reaches(self.table) if self.table.listed else ()

    @cached_property
    def trades(self) -> tuple[Trade, ...]:
        """The best trades of two or three parties, starting from the status quo."""
        return trades(self.game, self.space.today, BEST_TRADES)

    @cached_property
    def no_deal(self) -> dict[str, float]:
        """Expected value of no deal by party against the status quo, billion US$ a year."""
        return self.game.by_party(self.game.no_deal)

    @cached_property
    def no_deal_sheet(self) -> tuple[OutcomeValue, ...]:
        """Outcomes of no deal by party, with tariffs alone beside the whole."""
        return no_deal_sheet(self.economy)

    @cached_property
    def beside_published(self) -> tuple[Beside, ...]:
        """Published figures of the case beside ours."""
        return beside_published(self.economy, self.no_deal_sheet)

    @cached_property
    def shown(self) -> dict[str, Point]:
        """The deals that a report shows: the status quo and the settlements that exist."""
        status_quo = self.point(self.space.status_quo)
        return {"status_quo": status_quo} | {k: p for k, p in self.settlements.items() if p is not None}

    @cached_property
    def ranges(self) -> Ranges:
        """Payoffs of the deals shown under every view of the evidence; deals in the order of `shown`."""
        return ranges(self.economy, [point.deal for point in self.shown.values()])

    @cached_property
    def principles(self) -> Principles:
        """Deals with issues left open; see `tradetalks.talks.principle`."""
        from tradetalks.talks.principle import Principles  # noqa: PLC0415  (each kind of analysis loads its own)

        return Principles(self.table)

    def revealed(self, party: str, strength: Strength | None = None) -> Revealed:
        """Read a party's weights from its moves up to the day of the case, by all inferences or the strong ones alone.

        Raises `InputError` "nothing-revealed", "nothing-at-stake"; see `tradetalks.talks.revealed.of_game`.
        """
        from tradetalks.talks.revealed.moves import Strength  # noqa: PLC0415
        from tradetalks.talks.revealed.of_game import revealed  # noqa: PLC0415

        until = self.talks.case.case.as_of
        return revealed(self.game, self.talks.positions, party, until=until, strength=strength or Strength.WEAK)

    @cached_property
    def layout(self) -> Layout:
        """Which issues vary where stability is asked about, and who changes them; `InputError` "nobody-asks"."""
        from tradetalks.talks.stability.layout import layout  # noqa: PLC0415

        return layout(self.talks, self.game)

    def stability(self, deal: Mapping[str, str]) -> Around:
        """Judge the deals around one: issues of `layout` vary, the others stay as the deal has them."""
        from tradetalks.talks.stability.of_study import around  # noqa: PLC0415

        return around(self.game, self.layout, self.space.place(deal))

    @cached_property
    def plans(self) -> Plans:
        """The talks played out over dated rounds; deals of plans are points of the frontier, by position.

        Raises `InputError` "no-patience", "no-deadline"; see `tradetalks.talks.timing.of_study`.
        """
        from tradetalks.talks.timing.of_study import plans_of  # noqa: PLC0415

        return plans_of(self.talks, self.front.gains / self.game.per_unit)

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """What each party loses by waiting on the Nash settlement until its own dates are past; none without one."""
        from tradetalks.talks.timing.of_study import waits_of  # noqa: PLC0415

        nash = self.settlements["nash"]
        return () if nash is None else waits_of(self.talks, np.array(list(nash.payoff.values())))

    @cached_property
    def concessions(self) -> Concessions:
        """Moves up to the day of the case, with what they are worth to every party."""
        from tradetalks.talks.timing.of_study import concessions_of  # noqa: PLC0415

        return concessions_of(self.talks, self.game)

    @cached_property
    def coalitions(self) -> Coalitions:
        """What coalitions can do, held against the deals shown; see `tradetalks.talks.coalitions`.

        Raises `InputError` "too-many-parties".
        """
        from tradetalks.talks.coalitions import coalitions  # noqa: PLC0415

        grand = {name: point.deal for name, point in self.shown.items()}
        return coalitions(self.economy, self.game, self.table, grand)

    def robustness(self, draws: int = 200, seed: int = 0, *, progress: Progress | None = None) -> Robustness:
        """Draw all that is uncertain again and again; see `tradetalks.talks.robustness.robustness` for more options."""
        from tradetalks.talks.robustness.robustness import robustness  # noqa: PLC0415

        return robustness(self, draws, seed, progress=progress)

    @cached_property
    def deals(self) -> int:
        """Number of deals that may be struck."""
        return allowed_deals(self.game)

    @property
    def acceptable(self) -> int | None:
        """Number of deals that all parties accept; None where there are too many deals to count."""
        return len(self.table.acceptable) if self.table.listed else None

    @property
    def solves(self) -> int:
        """Number of equilibria behind the payoffs."""
        return self.economy.solves

    @property
    def max_residual(self) -> float:
        """Largest violation of any equilibrium condition in any of them."""
        return self.economy.max_residual

    def point(self, number: int) -> Point:
        """Return a deal by its number, with its payoffs."""
        digits = self.space.digits(number)
        gains = self.game.gain(digits)
        accepted = bool(self.game.accepts(gains).all() and self.space.allowed(np.array([digits]))[0])
        return Point(number, self.space.named(digits), self.game.by_party(gains), accepted)

    def value(self, deal: Mapping[str, str]) -> Point:
        """Return any deal with its payoffs; issues left out stay at their status quo."""
        return self.point(self.space.number(deal))

    def contributions(self, deal: Mapping[str, str]) -> tuple[Contribution, ...]:
        """Split the payoffs of a deal over its clauses and scores; see `tradetalks.talks.contributions`."""
        point = self.value(deal)
        return contributions(self.economy, point.deal, point.payoff)

    def effects(self, deal: Mapping[str, str]) -> pd.DataFrame:
        """Effects of a deal by party and industry against the status quo; see `tradetalks.talks.effects`."""
        whole = self.space.deal(self.space.number(deal))
        return effects(self.talks, self.economy.solution(whole), self.economy.today)


def study(talks: Talks, *, scenarios: tuple[str, ...] | None = None, progress: Progress | None = None) -> Study:
    """Analyse a negotiation.

    Options with clauses are solved jointly in equilibrium, every distinct combination once; scores add up issue by
    issue. What today's provisions do, such as the rent of a quota, is put into the accounts of the world first.
    `scenarios` names the scenarios that are on (None: as the case has them).

    Raises
    ------
    UnknownNameError
        When a scenario is not of the case.
    ConvergenceError
        When an equilibrium that a payoff needs is not found.
    """
    began = time.perf_counter()
    talks = talks.calibrated()
    switched_on = talks.scenarios(scenarios)
    economy = solve_economy(talks, switched_on, progress)
    game = negotiation(economy)
    return Study(talks, switched_on, economy, game, Payoffs(game), time.perf_counter() - began)
