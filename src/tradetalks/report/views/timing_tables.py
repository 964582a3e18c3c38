"""Tables of the view of timing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tradetalks.charts.labels import deal_label
from tradetalks.report import words
from tradetalks.report.sheets import COUNT, DAY, MONEY, SHARE, Column, Sheet
from tradetalks.report.views import parts
from tradetalks.report.views.view import sheet
from tradetalks.talks.schema import BILLION
from tradetalks.talks.timing.concessions import Tally, month_ends
from tradetalks.talks.timing.plan import Outcome, Plan, Turn

if TYPE_CHECKING:
    from tradetalks.talks.study import Point, Study
    from tradetalks.talks.timing.waiting import Wait


@dataclass(frozen=True, eq=False)
class Played:
    """Plans by who has the last word, and the deals that they come to or offer on the way, numbered from one."""

    plans: dict[str, Plan]
    deals: dict[int, Point]

    def number(self, deal: int) -> int:
        """Return the number of a deal in the tables."""
        return list(self.deals).index(deal) + 1


def today(study: Study) -> str:
    """Name the unit of today's worth of gains for ever."""
    unit = "billion US$" if study.talks.case.case.unit == BILLION else words.unit(study.talks)
    return f"{unit} in today's worth"


def totals(study: Study) -> tuple[Tally, ...]:
    """Tally concessions up to the day of the case."""
    return study.concessions.tallies([study.talks.case.case.as_of])


def endings(study: Study, played: Played) -> Sheet:
    """Tell how talks end, by who has the last word."""
    heads = (
        Column("Last word"),
        Column("Chance", SHARE),
        Column("Date", DAY),
        Column("By"),
        Column("Deal", COUNT),
    )
    rows = [
        [name, outcome.chance, outcome.date, study.talks.party_ids[outcome.proposer], *_reached(study, played, outcome)]
        for name, plan in played.plans.items()
        for outcome in ends(plan)
    ]
    note = "By: who proposes. Rounds are a week apart; while talks last, parties have what no deal gives."
    gains = parts.by_party(study, f"{words.unit(study.talks)} over no deal")
    return sheet("How talks end", [*heads, *gains], rows, note)


def ends(plan: Plan) -> list[Outcome]:
    """Ways in which talks end, the likeliest first."""
    return sorted(plan.outcomes, key=lambda outcome: -outcome.chance)


def _reached(study: Study, played: Played, outcome: Outcome) -> list[Any]:
    if outcome.deal is None:
        return [None] * (1 + len(study.talks.parties))
    return [played.number(outcome.deal), *played.deals[outcome.deal].payoff.values()]


def reached_deals(study: Study, played: Played) -> Sheet:
    """Tell the deals that talks end with."""
    ends = {outcome.deal for plan in played.plans.values() for outcome in plan.outcomes}
    return deals(study, "Deals reached", played, [deal for deal in played.deals if deal in ends])


def deals(study: Study, name: str, played: Played, shown: list[int]) -> Sheet:
    """Tell what deals change, by their numbers."""
    same = {point.number: deal_label(key) for key, point in study.shown.items()}
    points = [(played.number(deal), played.deals[deal]) for deal in shown]
    rows = [[number, same.get(point.number, ""), parts.changes(study, point.deal)] for number, point in points]
    return sheet(name, (Column("Deal", COUNT), Column("Same as"), Column("What it changes")), rows)


def waits(study: Study) -> Sheet:
    """Tell what each party loses by waiting until its own dates are past."""
    titles = {
        (deadline.date, party): deadline.title for deadline in study.talks.case.deadline for party in deadline.party
    }
    unit = today(study)
    figures = [Column(f"{what}, {unit}", MONEY) for what in ("Delay", "Dates", "Lost")]
    rows = [_wait(study, wait, titles) for wait in sorted(study.waits, key=lambda wait: (wait.party, wait.date))]
    note = "What a party loses by settling on the Nash settlement a day after the date and not today."
    return sheet("What waiting costs", [Column("Party"), Column("Date", DAY), Column("What"), *figures], rows, note)


def _wait(study: Study, wait: Wait, titles: dict[Any, str]) -> list[Any]:
    party = study.talks.parties[wait.party]
    return [party.name, wait.date, titles[wait.date, party.id], wait.delay, wait.passing, wait.total]


def tallied(study: Study) -> Sheet:
    """Tell the concessions of each party so far."""
    rows = [_tally(study, tally)[1:] for tally in totals(study)] if study.concessions.moves else []
    note = "Changes of what a party asks for, first demands apart; so many of them the record calls concessions."
    return sheet("Concessions so far", _tally_columns(study), rows, note)


def by_month(study: Study) -> Sheet:
    """Tell concessions month by month."""
    moves = study.concessions.moves
    ends = month_ends(moves[0].date, study.talks.case.case.as_of) if moves else ()
    rows = [_tally(study, tally) for tally in study.concessions.tallies(ends)]
    return sheet("Concessions by month", [Column("Up to", DAY), *_tally_columns(study)], rows)


def _tally_columns(study: Study) -> list[Column]:
    unit = words.unit(study.talks)
    counts = [Column("Party"), Column("Changes", COUNT), Column("Called concessions", COUNT)]
    return [*counts, Column(f"Given, {unit}", MONEY), Column(f"Received, {unit}", MONEY)]


def _tally(study: Study, tally: Tally) -> list[Any]:
    name = study.talks.parties[tally.party].name
    return [tally.date, name, tally.moves, tally.told, tally.given, tally.received]


def rounds(study: Study, played: Played) -> Sheet:
    """Tell round by round what is offered, and from what gain on each party accepts."""
    heads = [Column("Last word"), Column("Date", DAY), Column("Proposes"), Column("Offers deal", COUNT)]
    least = [Column(f"{party.name} accepts from, {words.unit(study.talks)}", MONEY) for party in study.talks.parties]
    rows = [
        [name, step.date, study.talks.party_ids[turn.proposer], _offer(played, turn), *turn.least.tolist()]
        for name, plan in played.plans.items()
        for step in plan.steps
        for turn in step.turns
    ]
    return sheet("Rounds", [*heads, *least], rows)


def _offer(played: Played, turn: Turn) -> int | None:
    return None if turn.deal is None else played.number(turn.deal)
