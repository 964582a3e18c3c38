"""Agreement in principle: which issues to close first, and what each party risks by signing before the rest is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tradetalks.charts.labels import deal_label
from tradetalks.errors import InputError
from tradetalks.report import words
from tradetalks.report.sheets import COUNT, MONEY, SHARE, Column, Sheet
from tradetalks.report.views import parts
from tradetalks.report.views.view import View, sheet

if TYPE_CHECKING:
    from tradetalks.talks.principle import Principle
    from tradetalks.talks.study import Point, Study

Steps = dict[str, tuple["Principle", ...]]


def principle_view(study: Study) -> View:
    """Find the smallest safe set, the steps towards each settlement, and what signing early risks.

    Raises `InputError` "no-settlement" where no deal is acceptable to all, "too-many-deals".
    """
    smallest = study.principles.smallest()
    if smallest is None:
        raise InputError(
            "no-settlement",
            "no deal is acceptable to all, so nothing that is closed would be safe",
            "look at what each party rejects with `tradetalks run`",
        )
    settled = parts.apart(study.settlements)
    steps = {key: study.principles.towards(study.space.place(point.deal)) for key, point in settled.items()}
    first = next(iter(settled))
    return View(
        name="principle",
        case=study.talks.name,
        title=f"{study.talks.case.case.title}: what to agree in principle",
        findings=tuple(_findings(study, smallest, settled, steps)),
        sheets=(
            _closed(study, smallest),
            _payoffs(study, smallest),
            _towards(study, steps),
            _risk(study, "Risk of signing early", settled, {first: steps[first]}),
        ),
        data=_data(smallest, settled, steps),
        more=(_risk(study, "Risk by settlement", settled, steps),),
    )


def _findings(study: Study, smallest: Principle, settled: dict[str, Point], steps: Steps) -> Iterator[str]:
    every = "every way to fill the rest is acceptable to all"
    if smallest.closed:
        closed = f"It is enough to close {len(smallest.closed)} of {words.counted(len(study.talks.issues), 'issue')}"
        yield f"{closed}: then {every}. These are {parts.package(study, smallest.closed)}."
    else:
        yield "Nothing need be closed: every deal is acceptable to all."
    if "nash" in settled:
        needed = words.counted(len(steps["nash"][-1].closed), "issue")
        yield f"On the way to {parts.deals(['nash'])} {needed} must be closed before {every}."
        lost = words.gains(study, _lost(steps["nash"][0], settled["nash"]))
        yield (
            f"If all sign while everything is open, each party's worst completion against {parts.deals(['nash'])} is: "
            f"{lost} {words.unit(study.talks)}."
        )


def _lost(step: Principle, point: Point) -> dict[str, float]:
    """Worst payoff of an early signature against that of the deal it is meant for."""
    return {party: step.worst[party] - gain for party, gain in point.payoff.items()}


def _closed(study: Study, smallest: Principle) -> Sheet:
    titles = study.talks
    rows = [
        [titles.issue(issue).title, titles.option(issue, chosen).title] for issue, chosen in smallest.closed.items()
    ]
    rows += [[titles.issue(issue).title, "open"] for issue in smallest.open]
    note = "The fewest issues that make every completion acceptable to all; of several ways the best joint worst."
    return sheet("Smallest safe set", (Column("Issue"), Column("Agreed")), rows, note)


def _payoffs(study: Study, smallest: Principle) -> Sheet:
    unit = f"{words.unit(study.talks)} over no deal"
    heads = [Column("Party"), *(Column(f"{what}, {unit}", MONEY) for what in ("Worst", "Mean", "Best"))]
    rows = [
        [party.name, smallest.worst[party.id], smallest.mean[party.id], smallest.best[party.id]]
        for party in study.talks.parties
    ]
    return sheet("What it is worth", heads, rows, "Over all ways to fill the issues left open.")


def _towards(study: Study, steps: Steps) -> Sheet:
    heads = [Column("Settlement"), Column("Closed", COUNT), Column("Closes"), Column("Acceptable", SHARE)]
    worst = parts.by_party(study, f"worst, {words.unit(study.talks)} over no deal")
    rows = []
    for key, path in steps.items():
        for step, closes in zip(path, _closing(study, path), strict=True):
            rows.append([deal_label(key), len(step.closed), closes, step.acceptable, *step.worst.values()])
    note = (
        "Each step closes the issue that protects the worst off most. Figures: the worst payoff of each party. "
        "Settlements that pick the same deal are told once."
    )
    return sheet("Steps", [*heads, *worst], rows, note)


def _closing(study: Study, path: tuple[Principle, ...]) -> Iterator[str]:
    """Tell what each step closes beyond the one before."""
    before: set[str] = set()
    for step in path:
        yield parts.package(study, {issue: step.closed[issue] for issue in step.closed.keys() - before}) or "nothing"
        before = set(step.closed)


def _risk(study: Study, name: str, settled: dict[str, Point], steps: Steps) -> Sheet:
    heads = [Column("Settlement"), Column("Closed", COUNT)]
    gains = parts.by_party(study, f"{words.unit(study.talks)} against the settlement")
    rows = [
        [deal_label(key), len(step.closed), *_lost(step, settled[key]).values()]
        for key, path in steps.items()
        for step in path
    ]
    note = "The worst completion of what is closed against the settlement that a party was promised."
    return sheet(name, [*heads, *gains], rows, note)


def _data(smallest: Principle, settled: dict[str, Point], steps: Steps) -> dict[str, Any]:
    return {
        "smallest": _one(smallest),
        "steps": {
            key: [{**_one(step), "against_settlement": _lost(step, settled[key])} for step in path]
            for key, path in steps.items()
        },
    }


def _one(step: Principle) -> dict[str, Any]:
    return {
        "closed": step.closed,
        "open": list(step.open),
        "acceptable": step.acceptable,
        "worst": step.worst,
        "mean": step.mean,
        "best": step.best,
    }
