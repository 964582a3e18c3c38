"""The brief of a party: what it rests on is what the study says."""

from __future__ import annotations

import datetime as dt

import pytest
from support.studies import agreeing, stuck

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.advice.brief import Brief, brief
from tradetalks.talks.advice.chances import chances
from tradetalks.talks.advice.dates import dates
from tradetalks.talks.advice.drawn import drawn_games
from tradetalks.talks.advice.firmness import firmness
from tradetalks.talks.robustness.robustness import robustness
from tradetalks.talks.schema import CaseFile, Patience
from tradetalks.talks.timing.case import stakes_of
from tradetalks.talks.timing.waiting import waits

DRAWS = 6


@pytest.fixture(scope="module")
def told() -> Brief:
    return brief(agreeing(), "S", draws=DRAWS, seed=3)


def test_the_same_seed_gives_the_same_brief_and_chances_are_those_of_the_draws(told: Brief) -> None:
    again = brief(agreeing(), "S", draws=DRAWS, seed=3)
    assert again.advice == told.advice
    found = chances(drawn_games(agreeing(), DRAWS, 3))
    for offer in told.advice.offers:
        assert offer.signed == found.signed[offer.number]
        assert list(offer.accepts.values()) == found.accepts[offer.number].tolist()


def test_chances_are_those_of_robustness_under_the_same_seed() -> None:
    counts = robustness(agreeing(), DRAWS, 3, checked=0).counts
    assert counts is not None
    assert chances(drawn_games(agreeing(), DRAWS, 3)).signed.tolist() == counts.acceptable.tolist()


def test_figures_agree_with_the_study(told: Brief) -> None:
    study = agreeing()
    assert told.advice.no_deal == study.no_deal["S"]
    assert sum(one.chance * one.worth for one in told.fallbacks) == pytest.approx(study.no_deal["S"], abs=1e-4)
    assert (told.advice.deals, told.advice.acceptable) == (study.deals, study.acceptable)
    for offer in told.advice.offers:
        assert offer.payoff == study.value(offer.deal).payoff


def test_firmness_is_what_the_ranges_say() -> None:
    study = agreeing()
    nash = list(study.shown).index("nash")
    found = firmness(study.economy, study.shown["nash"].deal, "E")
    gain = study.ranges.payoff[:, nash, 2]
    assert (found.low, found.high) == pytest.approx((gain.min(), gain.max()))
    assert found.no_deal_low == pytest.approx(study.ranges.no_deal[:, 2].min())
    assert (min(d.low for d in found.drivers), max(d.high for d in found.drivers)) == (found.low, found.high)
    widths = [driver.width for driver in found.drivers]
    assert widths == sorted(widths, reverse=True)


def test_progress_is_told() -> None:
    seen = []
    brief(agreeing(), "N", draws=3, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_party_that_gains_nothing_from_any_deal_has_nothing_to_offer() -> None:
    none = brief(stuck(), "N", draws=3)
    assert (none.advice.offers, none.best) == ((), None)
    assert none.advice.opening is not None
    assert none.firm.deal == stuck().space.named(stuck().space.today)


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="party 'South'"):
        brief(agreeing(), "South")
    with pytest.raises(InputError) as caught:
        brief(agreeing(), "S", draws=1)
    assert caught.value.code == "draws"


def patient(rate: float) -> CaseFile:
    case = agreeing().talks.case
    patience = Patience.model_validate({"discount": rate, "judgement": "why"})
    parties = tuple(party.model_copy(update={"patience": patience}) for party in case.party)
    return case.model_copy(update={"party": parties})


def test_dates_ahead_cost_what_waiting_costs() -> None:
    case = patient(0.05)
    (found,) = dates(case, [1.0, 2.0, 3.0])
    assert (found.date, found.parties) == (dt.date(2018, 5, 1), ("N",))
    by_hand = waits([1.0, 2.0, 3.0], stakes_of(case), case.case.as_of, [(found.date, (0, 1, 2))])
    assert list(found.lost.values()) == [one.total for one in by_hand]
    assert found.lost["S"] == pytest.approx(2 * found.lost["N"])


@pytest.mark.parametrize("rate", [None, 0.0])
def test_without_patience_dates_are_told_and_their_cost_is_not(rate: float | None) -> None:
    case = agreeing().talks.case if rate is None else patient(rate)
    (found,) = dates(case, [1.0, 2.0, 3.0])
    assert found.lost == {}


def test_dates_that_are_past_are_left_out() -> None:
    case = agreeing().talks.case
    late = case.model_copy(update={"case": case.case.model_copy(update={"as_of": dt.date(2018, 5, 2)})})
    assert dates(late, [1.0, 2.0, 3.0]) == ()
