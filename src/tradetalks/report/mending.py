"""What would bring a party in that alone rejects a deal, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.charts.labels import party_name
from tradetalks.report import words

if TYPE_CHECKING:
    from tradetalks.talks.moves.blockers import Blocker
    from tradetalks.talks.moves.changes import Fix, Move
    from tradetalks.talks.moves.payments import SidePayment
    from tradetalks.talks.study import Study

TIMES = {1: "one change", 2: "two changes"}


def mending(study: Study, blocker: Blocker) -> list[str]:
    """Say which change, which two changes, and which payment bring a party in, at what cost to the others."""
    if not blocker.alone:
        return []
    told = [_fixed(study, fix) for fix in (blocker.fix, blocker.double) if fix]
    told = told or ["No one or two changes of a deal that only it rejects would bring it in."]
    return [*told, *([_paid(study, blocker.payment)] if blocker.payment else [])]


def _fixed(study: Study, fix: Fix) -> str:
    what = "; ".join(words.changes(study, fix.deal))
    moves = " and ".join(_move(study, move) for move in fix.changes)
    start = f"The best deal that only it rejects and {TIMES[len(fix.changes)]} can mend: {what}"
    return f"{start}. Move {moves} and it accepts. {_cost(study, fix)} {_result(study, fix.payoff)}"


def _move(study: Study, move: Move) -> str:
    talks = study.talks
    before, after = (talks.option(move.issue, name).title for name in (move.before, move.after))
    return f"“{talks.issue(move.issue).title}” from “{before}” to “{after}”"


def _cost(study: Study, fix: Fix) -> str:
    what = "The change costs" if len(fix.changes) == 1 else "The changes cost"
    if fix.cost > 0:
        return f"{what} the others {words.plain(fix.cost)} {words.unit(study.talks)} together."
    return f"The others lose nothing: they gain {words.plain(-fix.cost)} {words.unit(study.talks)} together."


def _result(study: Study, payoff: dict[str, float]) -> str:
    return f"The deal then gives {words.gains(study, payoff)} {words.unit(study.talks)} over no deal."


def _paid(study: Study, payment: SidePayment) -> str:
    what = "; ".join(words.changes(study, payment.deal))
    shares = words.listed(
        f"{words.article(party_name(study.talks, party))} {words.plain(amount)}"
        for party, amount in payment.pays.items()
    )
    start = f"Paid for instead: {what}. It would take {words.plain(payment.amount)} {words.unit(study.talks)}"
    return f"{start}, say {shares}. {_result(study, payment.payoff)}"
