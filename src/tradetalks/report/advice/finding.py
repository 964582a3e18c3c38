"""The finding of a brief in two sentences, and how it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.report import words
from tradetalks.report.advice.words import chance, the

if TYPE_CHECKING:
    from tradetalks.talks.advice.brief import Brief


def finding(brief: Brief) -> tuple[str, ...]:
    """Say where the party stands, what no deal costs it, and who else would walk."""
    return (_stand(brief), _walkers(brief))


def _stand(brief: Brief) -> str:
    study, advice = brief.study, brief.advice
    name, unit = the(study, advice.party), words.unit(study.talks)
    cost = (
        f"would cost {name} {words.plain(-advice.no_deal)}"
        if advice.no_deal < 0
        else (f"would bring {name} {words.plain(advice.no_deal)}")
    )
    start = f"No deal {cost} {unit} against today"
    if brief.best is None:
        return f"{start}, and no deal has been found that it could offer with a chance that all sign."
    gain, more = brief.best.payoff[advice.party], brief.best.payoff[advice.party] + advice.no_deal
    than = f"{words.plain(abs(more))} {'more' if more >= 0 else 'less'} than today"
    return (
        f"{start}; the best offer below gives it {words.plain(gain)} more than no deal ({than}), and the chance that "
        f"all sign it is {chance(brief.best.signed)}."
    )


def _walkers(brief: Brief) -> str:
    study, advice = brief.study, brief.advice
    if not advice.acceptable:
        return f"None of the {words.counted(advice.deals, 'possible deal')} gives every party what it needs to sign."
    who = words.listed(
        f"{the(study, party)} would refuse {chance(part) if part else 'none'}" for party, part in advice.refuses.items()
    )
    own = the(study, advice.party)
    start = f"All accept {advice.acceptable:,} of the {words.counted(advice.deals, 'possible deal')}"
    return f"{start}; of those that {own} could accept, {who}."


def method(brief: Brief) -> str:
    """Say how it was found: draws, seed, equilibria, version."""
    from tradetalks import __version__  # noqa: PLC0415  (the package itself)

    study, head = brief.study, brief.study.talks.case.case
    world = f" World {head.world}, elasticities {head.elasticities or 'of the world'}." if study.talks.world else ""
    solved = (
        f" {words.counted(study.economy.solves, 'equilibrium', 'equilibria')}; largest violation of any condition "
        f"{study.economy.max_residual:.0e}."
        if study.economy.solves
        else ""
    )
    drawn = (
        f"{'elasticities, figures of clauses, ' if study.talks.world else ''}scores, weights and the chances of no deal"
    )
    return (
        f"Chances are the part of {brief.draws:,} draws (seed {brief.seed}) in which a deal gives a party at least its "
        f"walk-away; drawn are {drawn}. A party may hold out for more than its walk-away. Figures are what a model "
        f"makes of stated assumptions; they are no forecast.{world}{solved} tradetalks {__version__}, case "
        f"“{study.talks.name}”."
    )
