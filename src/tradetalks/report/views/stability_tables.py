"""Tables of the view of stability."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tradetalks.charts.labels import deal_label
from tradetalks.report import words
from tradetalks.report.sheets import COUNT, MONEY, Column, Sheet
from tradetalks.report.views import parts
from tradetalks.report.views.view import sheet
from tradetalks.talks.stability.concepts import Concept
from tradetalks.talks.stability.of_study import CONCEPTS, Around, Departure, Path

if TYPE_CHECKING:
    from tradetalks.talks.study import Point, Study

TOLD_STEPS = 3
MEANING = {
    Concept.NASH: "no party gains by a move of its own",
    Concept.SEQ: "who would gain is deterred by answers that pay those who give them",
    Concept.GMR: "who would gain is deterred by some answer, at whatever cost",
    Concept.SMR: "the same, and cannot escape the answer",
}


@dataclass(frozen=True, eq=False)
class Judged:
    """A deal shown, the deals around it, who is tempted away, and the way to it from today."""

    key: str
    point: Point
    around: Around
    holds: dict[Concept, bool]
    departures: tuple[Departure, ...]
    path: Path | None


def concepts(main: Judged) -> Sheet:
    """Count the states that hold, by concept."""
    kept, states = main.around.judged.equilibria, len(main.around.conflict.states)
    rows = [[one.value, len(kept[one]), states, MEANING[one]] for one in CONCEPTS]
    heads = (Column("Concept"), Column("Hold", COUNT), Column("Of", COUNT), Column("What keeps parties from moving"))
    return sheet("Concepts", heads, rows, "No deal counts as a state: from it nobody comes back.")


def verdicts(judged: list[Judged]) -> Sheet:
    """Tell by concept whether the deals shown hold."""
    rows = [[deal_label(one.key), *("holds" if one.holds[c] else "no" for c in CONCEPTS)] for one in judged]
    return sheet("Settlements", [Column("Deal"), *(Column(one.value) for one in CONCEPTS)], rows)


def leavers(study: Study, judged: list[Judged]) -> Sheet:
    """Tell who is tempted away from each deal, and what deters it."""
    heads = ("Deal", "Party", f"Gain, {words.unit(study.talks)}", "By moving to", "What deters it (SEQ)")
    forms = ("", "", MONEY, "", "")
    rows = [
        [
            deal_label(one.key),
            leaving.party,
            leaving.gain,
            target(study, one, leaving),
            _answer(study, one.around, leaving),
        ]
        for one in _apart(study, judged)
        for leaving in one.departures
    ]
    return sheet(
        "Who would leave",
        map(Column, heads, forms),
        rows,
        "The move that tempts each party most; settlements that pick the same deal are told once.",
    )


def _apart(study: Study, judged: list[Judged]) -> list[Judged]:
    return [one for one in judged if one.key in parts.apart(study.shown)]


def _answer(study: Study, around: Around, leaving: Departure) -> str:
    if not leaving.answer:
        return "nothing"
    told, before = [], leaving.to
    for step in leaving.answer[:TOLD_STEPS]:
        after = around.deals.get(step.to)
        told.append(f"{step.by} moves: {_between(study, before, after)}")
        before = after
    left = len(leaving.answer) - len(told)
    return "; then ".join(told) + (f"; and {words.counted(left, 'more step')}" if left else "")


def _between(study: Study, before: Any, after: Any) -> str:
    return "no deal" if before is None else parts.moved(study, before, after)


def target(study: Study, one: Judged, leaving: Departure) -> str:
    """Tell where a departure leads."""
    return parts.moved(study, one.point.deal, leaving.to)


def ways(study: Study, judged: list[Judged]) -> Sheet:
    """Tell the way from today to each settlement, step by step."""
    rows = [row for one in _apart(study, judged) if one.key != "status_quo" for row in _way(study, one)]
    heads = (Column("Deal"), Column("Step", COUNT), Column("Party"), Column("Changes"), Column("All steps pay"))
    note = "Shortest ways; nobody moves twice in succession. All steps pay: each is better for the party that takes it."
    return sheet("Ways from today", heads, rows, note)


def _way(study: Study, one: Judged) -> Iterator[list[Any]]:
    label = deal_label(one.key)
    if one.path is None:
        yield [label, None, "", "no way leads there", ""]
        return
    before = one.around.deals[one.around.name(study.space.today)]
    for number, step in enumerate(one.path.steps, start=1):
        after = one.around.deals.get(step.to)
        yield [label, number, step.by, _between(study, before, after), "yes" if one.path.improving else "no"]
        before = after if after is not None else before


def issues(study: Study) -> Sheet:
    """Tell which issues vary, and who changes them."""
    laid = study.layout
    names = np.array([party.name for party in study.talks.parties])
    rows = [
        [
            issue.title,
            float(laid.stakes[i]) / study.game.per_unit,
            "varies" if i in laid.varied else "held",
            ", ".join(names[laid.controls[:, i]]) or "nobody",
        ]
        for i, issue in enumerate(study.talks.issues)
    ]
    heads = (
        Column("Issue"),
        Column(f"At stake, {words.unit(study.talks)}", MONEY),
        Column("Here"),
        Column("Changed by"),
    )
    note = "Changed by those who asked for an option other than today's; at stake is the sum of the parties' ranges."
    return sheet("Issues", heads, rows, note)


def states(study: Study, main: Judged) -> Sheet:
    """List all states that hold under a concept, the most demanding first."""
    kept = {one: set(states) for one, states in main.around.judged.equilibria.items()}
    found = [name for name in main.around.deals if any(name in states for states in kept.values())]
    rows = []
    for name in sorted(found, key=lambda name: [name not in kept[one] for one in CONCEPTS]):
        point = study.value(main.around.deals[name])
        marks = ["yes" if name in kept[one] else "no" for one in CONCEPTS]
        rows.append([parts.changes(study, point.deal), *point.payoff.values(), *marks])
    gains = parts.by_party(study, f"{words.unit(study.talks)} over no deal")
    return sheet("Deals that hold", [Column("Deal"), *gains, *(Column(one.value) for one in CONCEPTS)], rows)
