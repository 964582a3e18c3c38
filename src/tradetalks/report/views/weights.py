"""What moves reveal of weights: how much each party cares for an issue, and which moves no weights explain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tradetalks.charts.labels import party_name
from tradetalks.errors import InputError
from tradetalks.report import words
from tradetalks.report.sheets import COUNT, DAY, MONEY, Column, Sheet
from tradetalks.report.views import parts
from tradetalks.report.views.parts import PLAIN
from tradetalks.report.views.view import View, sheet
from tradetalks.talks.revealed.moves import Comparison, Package, Strength
from tradetalks.talks.revealed.reveal import Verdict

if TYPE_CHECKING:
    from tradetalks.talks.revealed.reveal import Finding, Revealed
    from tradetalks.talks.study import Study

SILENT = frozenset({"nothing-revealed", "nothing-at-stake"})
NEAR = 0.005
"""Weights that differ from one by less are one, as they are printed."""


@dataclass(frozen=True, eq=False)
class Told:
    """What the moves of one party tell, by strong inferences and by all; None where they tell nothing."""

    party: str
    strong: Revealed | None
    every: Revealed | None


def weights_view(study: Study) -> View:
    """Read weights off the moves up to the day of the case, party by party.

    Raises `InputError` "nothing-revealed" where no move of any party tells anything.
    """
    told = [_told(study, party) for party in study.talks.party_ids]
    if not any(one.every for one in told):
        day = study.talks.case.case.as_of
        message = f"no dated position up to the day of the case, {day}, tells what a party prefers"
        raise InputError("nothing-revealed", message, "add moves to positions.csv that name options of the case")
    narrowed = [one for one in told if one.every and _tells(one.every)]
    return View(
        name="weights",
        case=study.talks.name,
        title=f"{study.talks.case.case.title}: what moves reveal",
        findings=tuple(_finding(study, one) for one in told),
        sheets=(_ranges(study, "Weights", narrowed), _contradictions(study, told)),
        data={"parties": {one.party: _data(one) for one in told}},
        more=(_ranges(study, "All weights", told), _inferences(study, told)),
    )


def _told(study: Study, party: str) -> Told:
    return Told(party, _revealed(study, party, Strength.STRONG), _revealed(study, party, Strength.WEAK))


def _revealed(study: Study, party: str, strength: Strength) -> Revealed | None:
    try:
        return study.revealed(party, strength)
    except InputError as error:
        if error.code not in SILENT:
            raise
        return None


def _finding(study: Study, one: Told) -> str:
    """Say which issues must count for more or less than told, and how many moves contradict."""
    name = parts.head(study, one.party)
    if one.every is None:
        return f"{name}: no move of it tells anything of its weights."
    many = words.counted(len(one.every.findings), "inference")
    if not _tells(one.every):
        return f"{name}: its weights stay open; {many} from its moves {_fit(one.every)}."
    more = _issues(study, one.every, one.every.low > 1 + NEAR)
    less = _issues(study, one.every, one.every.high < 1 - NEAR)
    told = [f"{issues} for {what}" for what, issues in (("more", more), ("less", less)) if issues]
    start = f"must count {' and '.join(told)} than the case says" if told else "may count every issue as the case says"
    return f"{name} {start}; {many} from its moves {_fit(one.every)}."


def _tells(found: Revealed) -> bool:
    """Whether moves narrow the weights at all."""
    return any(finding.verdict is Verdict.TELLS for finding in found.findings)


def _fit(found: Revealed) -> str:
    alone, clashing = len(found.contradictions), sum(map(len, found.conflicts))
    told = [f"{alone} that no weights explain"] if alone else []
    told += [f"{clashing} that contradict each other"] if clashing else []
    return f"hold {words.listed(told)}" if told else "all fit"


def _issues(study: Study, found: Revealed, which: np.ndarray) -> str:
    picked = [issue for issue, shown in zip(found.issues, which & found.at_stake, strict=True) if shown]
    return words.listed(study.talks.issue(issue).title for issue in picked)


def _ranges(study: Study, name: str, told: list[Told]) -> Sheet:
    figures = ("Strong from", "to", "All from", "to", "Nearest")
    heads = [Column("Party"), Column("Issue"), *(Column(head, PLAIN) for head in figures)]
    rows = [row for one in told if one.every for row in _weights(study, one, one.every)]
    note = (
        "A weight of 1 is as the case says; the mean over a party's issues at stake is 1, and each is at least 0.1. "
        "Nearest: the weights closest to 1 that explain all moves."
    )
    return sheet(name, heads, rows, note)


def _weights(study: Study, one: Told, every: Revealed) -> Iterator[list[Any]]:
    for i, issue in enumerate(every.issues):
        if every.at_stake[i]:
            strong = [float(one.strong.low[i]), float(one.strong.high[i])] if one.strong else [None, None]
            figures = [*strong, float(every.low[i]), float(every.high[i]), float(every.nearest[i])]
            yield [party_name(study.talks, one.party), study.talks.issue(issue).title, *figures]


def _contradictions(study: Study, told: list[Told]) -> Sheet:
    heads = [Column("Party"), Column("Set", COUNT), Column("Date", DAY), Column("Move"), Column("Would mean")]
    rows = [row for one in told if one.every for row in _contradicting(study, one.every)]
    note = "Moves of one set contradict each other; a move without a set is explained by no weights at all."
    return sheet("Contradictions", [*heads, Column("Source")], rows, note)


def _contradicting(study: Study, found: Revealed) -> Iterator[list[Any]]:
    sets: list[tuple[int | None, Comparison]] = [(None, finding.comparison) for finding in found.contradictions]
    sets += [(number, one) for number, clash in enumerate(found.conflicts, start=1) for one in clash]
    for number, one in sets:
        source = words.source_title(study.talks, one.source)
        yield [party_name(study.talks, one.party), number, one.date, one.fact, _meaning(study, one), source]


def _meaning(study: Study, one: Comparison) -> str:
    return f"{_side(study, one.better)} over {_side(study, one.worse)}"


def _side(study: Study, package: Package | None) -> str:
    if package is None:
        return "no deal"
    return f"“{parts.package(study, package)}”" if package else "everything as today"


def _inferences(study: Study, told: list[Told]) -> Sheet:
    texts = ("Party", "Rule", "Strength", "Better", "Worse", "Verdict")
    missing = Column(f"Missing at weights of 1, {words.unit(study.talks)}", MONEY)
    heads = [*map(Column, texts), missing, Column("Date", DAY), Column("Move"), Column("Source")]
    rows = [_inference(study, finding) for one in told if one.every for finding in one.every.findings]
    return sheet("Inferences", heads, rows)


def _inference(study: Study, finding: Finding) -> list[Any]:
    one = finding.comparison
    sides = [_side(study, one.better), _side(study, one.worse)]
    start = [party_name(study.talks, one.party), one.rule.reason, one.rule.strength.value, *sides]
    end = [one.date, one.fact, words.source_title(study.talks, one.source)]
    return [*start, finding.verdict.value, finding.shortfall, *end]


def _data(one: Told) -> dict[str, Any] | None:
    if one.every is None:
        return None
    return {
        "strong": _bounds(one.strong) if one.strong else None,
        "all": _bounds(one.every),
        "nearest": dict(zip(one.every.issues, one.every.nearest.tolist(), strict=True)),
        "contradictions": [_comparison(finding.comparison) for finding in one.every.contradictions],
        "conflicts": [[_comparison(comparison) for comparison in clash] for clash in one.every.conflicts],
    }


def _bounds(found: Revealed) -> dict[str, dict[str, float]]:
    ends = zip(found.issues, found.low.tolist(), found.high.tolist(), strict=True)
    return {issue: {"low": low, "high": high} for issue, low, high in ends}


def _comparison(one: Comparison) -> dict[str, Any]:
    better, worse = (None if side is None else dict(side) for side in (one.better, one.worse))
    told = {"date": one.date.isoformat() if one.date else None, "fact": one.fact, "source": one.source}
    return {"better": better, "worse": worse, "rule": one.rule.name.lower(), **told}
