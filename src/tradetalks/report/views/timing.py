"""Who gives way when: talks played out to the last date, what waiting costs, and who has moved so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tradetalks.charts.labels import party_name
from tradetalks.report import words
from tradetalks.report.views import parts
from tradetalks.report.views import timing_tables as tables
from tradetalks.report.views.view import View
from tradetalks.talks.timing.plan import Ending, Outcome

if TYPE_CHECKING:
    from tradetalks.talks.study import Point, Study

DRAWN = "drawn by lot"


def timing_view(study: Study) -> View:
    """Play the talks out in every order of the last word, price waiting, and tally concessions.

    Raises `InputError` "no-patience", "no-deadline" where the case says too little of time.
    """
    played = _played(study)
    return View(
        name="timing",
        case=study.talks.name,
        title=f"{study.talks.case.case.title}: who gives way when",
        findings=tuple(_findings(study, played)),
        sheets=(
            tables.endings(study, played),
            tables.reached_deals(study, played),
            tables.waits(study),
            tables.tallied(study),
        ),
        data=_data(study, played),
        more=(
            tables.rounds(study, played),
            tables.deals(study, "Deals offered", played, list(played.deals)),
            tables.by_month(study),
        ),
    )


def _played(study: Study) -> tables.Played:
    names = {party: party_name(study.talks, party) for party in study.talks.party_ids}
    plans = {names[party]: plan for party, plan in study.plans.last_word.items()} | {DRAWN: study.plans.drawn}
    ends = [outcome.deal for plan in plans.values() for outcome in tables.ends(plan)]
    offers = [turn.deal for plan in plans.values() for step in plan.steps for turn in step.turns]
    found = dict.fromkeys(deal for deal in (*ends, *offers) if deal is not None)
    return tables.Played(plans, {deal: _point(study, deal) for deal in found})


def _point(study: Study, position: int) -> Point:
    return study.point(study.space.joined(study.front.first(position)))


def _findings(study: Study, played: tables.Played) -> Iterator[str]:
    for name, plan in played.plans.items():
        if name != DRAWN:
            yield f"If {words.article(name)} has the last word, {_ending(study, played, plan.outcome)}"
    drawn = study.plans.drawn
    chance, likely = words.percent(drawn.chance_of_deal), _ending(study, played, drawn.outcome)
    yield f"If proposers are drawn, a deal comes with a chance of {chance}; most likely {likely}"
    yield from _dearest(study)
    yield from _moved_most(study)


def _ending(study: Study, played: tables.Played, outcome: Outcome) -> str:
    day = words.date(outcome.date)
    if outcome.deal is None:
        how = "a party walks out" if outcome.ending is Ending.WALKED_OUT else "time runs out"
        return f"there is no deal: on {day} {how}."
    payoff = played.deals[outcome.deal].payoff
    return f"all agree on {day} on deal {played.number(outcome.deal)}: {words.gains(study, payoff)}."


def _dearest(study: Study) -> Iterator[str]:
    """Say whom waiting on the Nash settlement costs most."""
    if not study.waits:
        return
    most = max(study.waits, key=lambda wait: wait.total)
    name, day = parts.name(study, study.talks.party_ids[most.party]), words.date(most.date)
    if most.total <= 0:
        yield "Waiting on the Nash settlement costs no party anything at any of its own dates."
        return
    yield (
        f"Waiting on the Nash settlement until {day} is past costs {name} most: {parts.size(most.total)} "
        f"{tables.today(study)}."
    )


def _moved_most(study: Study) -> Iterator[str]:
    """Say whose moves cost it most so far."""
    if not study.concessions.moves:
        yield "The case holds no dated positions that name its options, so no concessions can be counted."
        return
    most = max(tables.totals(study), key=lambda tally: tally.given)
    name, day = parts.name(study, study.talks.party_ids[most.party]), words.date(study.talks.case.case.as_of)
    given = f"{parts.size(most.given)} {words.unit(study.talks)} in {words.counted(most.moves, 'change')}"
    got = words.money(most.received)
    yield f"Up to {day} {name} has given up most: {given} of what it asks for, and got {got} by moves of others."


def _data(study: Study, played: tables.Played) -> dict[str, Any]:
    ids = study.talks.party_ids
    plans = {**study.plans.last_word, "drawn": study.plans.drawn}
    return {
        "rounds": [day.isoformat() for day in study.plans.calendar.dates],
        "endings": {name: [_told(study, played, one) for one in tables.ends(plan)] for name, plan in plans.items()},
        "waits": [
            {
                "party": ids[w.party],
                "date": w.date.isoformat(),
                "delay": w.delay,
                "passing": w.passing,
                "total": w.total,
            }
            for w in study.waits
        ],
        "concessions": [
            {"party": ids[t.party], "moves": t.moves, "told": t.told, "given": t.given, "received": t.received}
            for t in tables.totals(study)
        ],
    }


def _told(study: Study, played: tables.Played, outcome: Outcome) -> dict[str, Any]:
    point = None if outcome.deal is None else played.deals[outcome.deal]
    return {
        "ending": outcome.ending.name.lower(),
        "date": outcome.date.isoformat(),
        "proposer": study.talks.party_ids[outcome.proposer],
        "chance": outcome.chance,
        "deal": point.deal if point else None,
        "payoff": point.payoff if point else None,
    }
