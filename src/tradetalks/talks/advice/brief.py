"""The brief of one party: advice, how firm it is, what waiting costs, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from tradetalks.equilibrium.solve import Progress
from tradetalks.errors import UnknownNameError
from tradetalks.talks.advice.advice import Advice, advise
from tradetalks.talks.advice.chances import chances
from tradetalks.talks.advice.dates import Date, dates
from tradetalks.talks.advice.drawn import drawn_games
from tradetalks.talks.advice.firmness import Firmness, firmness
from tradetalks.talks.advice.offers import Aim, Offer, Terms
from tradetalks.talks.scores import score_values
from tradetalks.talks.study import Study

DRAWS = 200


@dataclass(frozen=True)
class Fallback:
    """One outcome of no deal: its chance, and what it gives the party over today."""

    title: str
    chance: float
    worth: float


@dataclass(frozen=True, eq=False)
class Brief:
    """Advice to a party with what it rests on.

    `firm` and `dates` are about the best offer, or today's terms where there is no offer. `draws` and `seed` are those
    of the chances; `terms` are those of the offers.
    """

    study: Study
    advice: Advice
    fallbacks: tuple[Fallback, ...]
    firm: Firmness
    dates: tuple[Date, ...]
    terms: Terms
    draws: int
    seed: int

    @property
    def best(self) -> Offer | None:
        """The offer of largest expected gain, where there is any."""
        return next((offer for offer in self.advice.offers if Aim.BEST in offer.aims), None)


def brief(
    study: Study,
    party: str,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    terms: Terms | None = None,
    progress: Progress | None = None,
) -> Brief:
    """Advise a party of a study, with chances counted over draws.

    Raises
    ------
    UnknownNameError
        When it is not a party of the negotiation.
    InputError
        `draws`, when there are fewer than two; `too-many-deals`, when there are too many to list.
    ConvergenceError
        When an equilibrium that a draw needs is not found.
    """
    if party not in study.talks.party_ids:
        raise UnknownNameError("party", party, study.talks.party_ids)
    asked = terms or Terms()
    advice = advise(study.table, chances(drawn_games(study, draws, seed, progress)), party, asked)
    best = next((offer.deal for offer in advice.offers if Aim.BEST in offer.aims), None)
    about = best or study.space.named(study.space.today)
    firm = firmness(study.economy, about, party)
    ahead = dates(study.talks.case, list(study.value(about).payoff.values()))
    return Brief(study, advice, _fallbacks(study, party), firm, ahead, asked, draws, seed)


def _fallbacks(study: Study, party: str) -> tuple[Fallback, ...]:
    talks, at = study.talks, study.talks.party_ids.index(party)
    return tuple(
        Fallback(outcome.title, outcome.probability.value, float(traded[at] + score_values(talks, outcome.score)[at]))
        for outcome, traded in zip(talks.case.no_deal.outcome, study.economy.outcome_values, strict=True)
    )
