"""Which deals hold once struck, who would leave them, and what deters it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tradetalks.report import words
from tradetalks.report.views import parts
from tradetalks.report.views import stability_tables as tables
from tradetalks.report.views.view import View
from tradetalks.talks.stability.concepts import Concept
from tradetalks.talks.stability.of_study import CONCEPTS, Around, Path

if TYPE_CHECKING:
    from tradetalks.talks.study import Study

VERB = {True: "holds", False: "does not hold"}


def stability_view(study: Study) -> View:
    """Judge the status quo and every settlement among the deals around it.

    Raises `InputError` "nobody-asks" where the case does not say who asks for what.
    """
    judged = _judged(study)
    main = next((one for one in judged if one.key == "nash"), judged[0])
    return View(
        name="stability",
        case=study.talks.name,
        title=f"{study.talks.case.case.title}: which deals hold",
        findings=tuple(_findings(study, judged, main)),
        sheets=(
            tables.concepts(main),
            tables.verdicts(judged),
            tables.leavers(study, judged),
            tables.ways(study, judged),
            tables.issues(study),
        ),
        data=_data(study, judged, main),
        more=(tables.states(study, main),),
    )


def _judged(study: Study) -> list[tables.Judged]:
    """Lay out each set of deals once, for all settlements that agree on the issues that are held."""
    seen: dict[tuple[int, ...], Around] = {}
    found = []
    for key, point in study.shown.items():
        digits = study.space.place(point.deal)
        held = tuple(digit for issue, digit in enumerate(digits) if issue not in study.layout.varied)
        around = seen.setdefault(held, seen.get(held) or study.stability(point.deal))
        leaving = (around.departure(digits, party) for party in study.talks.party_ids)
        path = _path(study, around, digits)
        found.append(tables.Judged(key, point, around, around.holds(digits), tuple(filter(None, leaving)), path))
    return found


def _path(study: Study, around: Around, digits: tuple[int, ...]) -> Path | None:
    """Find the way from today on the issues that vary, where that is allowed."""
    today = study.space.today
    return around.path(today, digits) if around.name(today) in around.deals else None


def _findings(study: Study, judged: list[tables.Judged], main: tables.Judged) -> Iterator[str]:
    yield _verdict(study, main)
    rest = [one for one in judged if one is not main]
    for held, verb in ((False, "do not hold"), (True, "hold")):
        alike = [one.key for one in rest if one.holds[Concept.SEQ] is held]
        if alike:
            yield f"In the same sense {parts.deals(alike)} {verb if len(alike) > 1 else VERB[held]}."
    states, kept = len(main.around.conflict.states), main.around.judged.equilibria
    counts = words.listed(f"{len(kept[one]):,} under {one.value}" for one in CONCEPTS)
    yield f"Of {words.counted(states - 1, 'deal')} around {parts.deals([main.key])}, and no deal, these hold: {counts}."
    held_issues = [issue.title for i, issue in enumerate(study.talks.issues) if i not in study.layout.varied]
    if held_issues:
        listed = words.listed(held_issues)
        yield f"Held as each deal has them, since less is at stake or nobody asks for a change: {listed}."


def _verdict(study: Study, one: tables.Judged) -> str:
    """Say whether a deal holds in the sense of SEQ, and who would leave."""
    start = words.sentence(parts.deals([one.key]))
    free = [leaving for leaving in one.departures if not leaving.deterred]
    if free:
        most = max(free, key=lambda leaving: leaving.gain)
        others = [leaving.party for leaving in free if leaving is not most]
        also = f" So would {words.named(study.talks, others)} by moves of their own." if others else ""
        return (
            f"{start} does not hold: {parts.name(study, most.party)} would gain {words.money(most.gain)} "
            f"{words.unit(study.talks)} by a move that no answer deters ({tables.target(study, one, most)}).{also}"
        )
    tempted = [leaving.party for leaving in one.departures]
    if not tempted:
        return f"{start} holds: no party has anything better within reach."
    return f"{start} holds: {words.named(study.talks, tempted)} would gain by a move, but the answer takes that away."


def _data(study: Study, judged: list[tables.Judged], main: tables.Judged) -> dict[str, Any]:
    issues, laid = study.space.issues, study.layout
    controls = {
        issue: [party for p, party in enumerate(study.talks.party_ids) if laid.controls[p, i]]
        for i, issue in enumerate(issues)
    }
    return {
        "varied": [issues[i] for i in laid.varied],
        "controls": controls,
        "states": len(main.around.conflict.states),
        "equilibria": {one.value: list(names) for one, names in main.around.judged.equilibria.items()},
        "deals": {one.key: _one(one) for one in judged},
    }


def _one(one: tables.Judged) -> dict[str, Any]:
    return {
        "deal": one.point.deal,
        "holds": {concept.value: kept for concept, kept in one.holds.items()},
        "departures": [
            {"party": d.party, "to": d.to, "gain": d.gain, "deterred": d.deterred, "answer": _steps(d.answer)}
            for d in one.departures
        ],
        "path": {"improving": one.path.improving, "steps": _steps(one.path.steps)} if one.path else None,
    }


def _steps(steps: Any) -> list[dict[str, str]]:
    return [{"by": step.by, "to": step.to} for step in steps]
