"""What some parties can do without the others: partial deals, the core, leaving and joining later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tradetalks.charts.labels import deal_label, party_name
from tradetalks.report import words
from tradetalks.report.sheets import MONEY, Column, Sheet
from tradetalks.report.views import parts
from tradetalks.report.views.view import View, sheet

if TYPE_CHECKING:
    from tradetalks.talks.coalitions import Coalitions, Grand, Joining, Leaving, Objection, PartialDeal
    from tradetalks.talks.deals import Deal
    from tradetalks.talks.study import Study

ALL = "all"


def coalitions_view(study: Study) -> View:
    """Tell what every coalition would strike, what blocks settlements, and who gains by leaving or joining later.

    Raises `InputError` "too-many-parties"; see `tradetalks.talks.coalitions`.
    """
    found = study.coalitions
    main = "nash" if "nash" in study.shown else "status_quo"
    leaving = [one for one in found.leavings if one.name == main]
    joining = [one for one in found.joinings if one.name == main]
    return View(
        name="coalitions",
        case=study.talks.name,
        title=f"{study.talks.case.case.title}: what some can do without the others",
        findings=tuple(_findings(study, found)),
        sheets=(
            _partial(study, found),
            _core(study, found),
            _leaving(study, "Leaving", leaving),
            _joining(study, "Joining later", joining),
        ),
        data=_data(found),
        more=(
            _leaving(study, "Leaving any deal", found.leavings),
            _joining(study, "Joining any deal", found.joinings),
        ),
    )


def _findings(study: Study, found: Coalitions) -> Iterator[str]:
    for core, verdict in ((True, "in the core: nothing found blocks"), (False, "not in the core: some deal blocks")):
        names = [one.name for one in found.grand if one.in_core is core]
        if names:
            be, it = ("is", "it") if len(names) == 1 else ("are", "them")
            yield f"{words.sentence(parts.deals(names))} {be} {verdict} {it}."
    if found.unblocked is not None and found.acceptable:
        yield f"Of {found.acceptable:,} deals acceptable to all, {found.unblocked:,} are blocked by nobody."
    if found.partial and not any(issue.binds for issue in study.talks.issues):
        yield (
            "No issue of this case names the parties that it needs (binds), so any are taken to settle all without "
            "the others: the figures say little until it does."
        )
    if not found.partial:
        yield "With two parties no coalition leaves anybody out."
    for one in found.partial:
        yield _struck(study, one)
    yield from _leavers(study, found)


def _struck(study: Study, one: PartialDeal) -> str:
    who = words.sentence(words.named(study.talks, one.members))
    if one.deal is None:
        return f"{who} alone find no deal that all of them accept."
    outside = {party: one.payoff[party] for party in one.outsiders}
    inside = {party: one.payoff[party] for party in one.members}
    told = f"{words.gains(study, inside)}, and to those outside {words.gains(study, outside)}"
    return f"{who} alone could strike a deal worth {told} {words.unit(study.talks)} over no deal."


def _leavers(study: Study, found: Coalitions) -> Iterator[str]:
    """Say who gains by leaving any deal shown."""
    paying: dict[str, list[str]] = {}
    for one in found.leavings:
        if one.pays:
            paying.setdefault(one.leaver, []).append(one.name)
    if not paying:
        yield "Nobody gains by leaving any of these deals while the others keep it."
    for party, names in paying.items():
        yield f"{parts.head(study, party)} would gain by leaving {parts.deals(names)} while the others keep it."


def _partial(study: Study, found: Coalitions) -> Sheet:
    gains = parts.by_party(study, f"{words.unit(study.talks)} over no deal")
    grand = [one for one in found.grand if one.name == "nash"]
    rows = [[ALL, *one.payoff.values(), parts.changes(study, one.deal)] for one in grand]
    rows += [[_names(study, one.members), *one.payoff.values(), _deal(study, one.deal)] for one in found.partial]
    note = "The Nash settlement of those who have a deal; the others have no deal with anyone."
    return sheet("Partial deals", [Column("Among"), *gains, Column("What it changes")], rows, note)


def _names(study: Study, members: tuple[str, ...]) -> str:
    return ", ".join(party_name(study.talks, party) for party in members)


def _deal(study: Study, deal: Deal | None) -> str:
    return "no deal" if deal is None else parts.changes(study, deal)


def _core(study: Study, found: Coalitions) -> Sheet:
    heads = (Column("Deal"), Column("In the core"), Column("Blocked by"))
    gain = Column(f"Margin, {words.unit(study.talks)}", MONEY)
    rows = [row for one in found.grand for row in _objections(study, one)]
    note = "Margin: what the member that gains least gains by the deal of the coalition."
    return sheet("The core", [*heads, gain, Column("With")], rows, note)


def _objections(study: Study, one: Grand) -> list[list[Any]]:
    label = deal_label(one.name)
    if one.in_core:
        return [[label, "yes", "", None, ""]]
    return [[label, "no", _names(study, o.members), o.margin, _deal(study, o.deal)] for o in one.objections]


def _leaving(study: Study, name: str, found: Iterable[Leaving]) -> Sheet:
    rows = [[deal_label(one.name), party_name(study.talks, one.leaver), *one.change.values()] for one in found]
    gains = parts.by_party(study, f"{words.unit(study.talks)} against staying")
    note = "One party leaves, the others keep the terms that do not need it."
    return sheet(name, [Column("Deal"), Column("Who leaves"), *gains], rows, note)


def _joining(study: Study, name: str, found: Iterable[Joining]) -> Sheet:
    rows = [[deal_label(one.name), _names(study, one.outsiders), *one.change.values()] for one in found]
    gains = parts.by_party(study, f"{words.unit(study.talks)} against the partial deal")
    note = "Those outside a partial deal join its members in a deal of all."
    return sheet(name, [Column("Deal"), Column("Who joins"), *gains], rows, note)


def _data(found: Coalitions) -> dict[str, Any]:
    return {
        "partial": [
            {
                "members": list(one.members),
                "deal": one.deal,
                "payoff": one.payoff,
                "against_today": one.today,
                "kept": list(one.kept),
                "tried": one.tried,
                "gap": one.gap,
            }
            for one in found.partial
        ],
        "core": {
            one.name: {"in_core": one.in_core, "objections": [_objection(other) for other in one.objections]}
            for one in found.grand
        },
        "acceptable": found.acceptable,
        "unblocked": found.unblocked,
        "leaving": [{"deal": o.name, "leaver": o.leaver, "pays": o.pays, "change": o.change} for o in found.leavings],
        "joining": [{"deal": o.name, "joins": list(o.outsiders), "change": o.change} for o in found.joinings],
        "solves": found.solves,
        "max_residual": found.max_residual,
    }


def _objection(one: Objection) -> dict[str, Any]:
    return {"members": list(one.members), "deal": one.deal, "gain": one.gain, "margin": one.margin}
