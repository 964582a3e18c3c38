"""Chances of answers: certain where nothing varies, the same for a seed, and true to the trade model."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.ranged import pinned_data, ranged_data, studied
from support.studies import agreeing, nafta, stuck

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.robustness.drivers import Vary, families
from tradetalks.talks.robustness.result import Robustness
from tradetalks.talks.robustness.robustness import robustness
from tradetalks.talks.robustness.weights import AsTold, Between, Dirichlet, FromCase
from tradetalks.talks.settlements import NAMES
from tradetalks.talks.study import Study

NOTHING = Vary(elasticities=(), clauses=False, scores=False, chances=False, weights=AsTold())


@cache
def ranged() -> Study:
    return studied(ranged_data())


@cache
def drawn(seed: int = 0) -> Robustness:
    return robustness(ranged(), 40, seed)


def assert_certain(found: Robustness, study: Study) -> None:
    assert found.counts is not None
    assert np.array_equal(found.counts.acceptable, study.table.unanimous.astype(float))
    assert found.payoff == pytest.approx(np.broadcast_to(_payoffs(study), found.payoff.shape), abs=1e-12)
    assert found.stays == {name: float(name in study.shown) for name in NAMES}
    assert found.acceptance == {name: float(point.acceptable) for name, point in study.shown.items()}


def _payoffs(study: Study) -> np.ndarray:
    return np.array([list(point.payoff.values()) for point in study.shown.values()])


@pytest.mark.parametrize("made", [agreeing, stuck, ranged])
def test_where_nothing_varies_chances_are_those_of_the_study(made: object) -> None:
    study = made()  # type: ignore[operator]
    assert_certain(robustness(study, 3, vary=NOTHING), study)


def test_a_case_without_ranges_is_certain() -> None:
    study = studied(pinned_data())
    assert_certain(robustness(study, 5, vary=Vary(weights=FromCase())), study)


def test_weights_of_one_are_the_case() -> None:
    study = agreeing()
    even = Vary(elasticities=(), clauses=False, scores=False, chances=False, weights=Between(1.0, 1.0))
    assert_certain(robustness(study, 3, vary=even), study)


def test_the_same_seed_gives_the_same_draws() -> None:
    again, other = robustness(ranged(), 40, 0), robustness(ranged(), 40, 1)
    assert np.array_equal(again.payoff, drawn().payoff)
    assert again.picks == drawn().picks
    assert not np.array_equal(other.payoff, drawn().payoff)


@settings(max_examples=6)
@given(st.permutations(range(3)))
def test_the_order_of_parties_does_not_matter(order: list[int]) -> None:
    data = ranged_data()
    data["party"] = [data["party"][place] for place in order]
    turned = robustness(studied(data), 40)
    assert turned.shown == drawn().shown
    assert turned.payoff == pytest.approx(drawn().payoff[:, :, order], abs=1e-12)
    assert turned.stays == drawn().stays


@settings(max_examples=10)
@given(st.floats(0, 3), st.floats(0, 3))
def test_who_asks_for_more_accepts_less_often(one: float, other: float) -> None:
    chances = []
    for walk_away in sorted((one, other)):
        data = ranged_data()
        data["party"][0]["mandate"] = {"walk_away": walk_away, "judgement": "why"}
        counts = robustness(studied(data), 20).counts
        assert counts is not None
        chances.append(counts.acceptable)
    assert (chances[1] <= chances[0]).all()


def test_all_accept_no_more_often_than_each() -> None:
    found = drawn()
    for name, chance in found.acceptance.items():
        each, alone = found.accepts(name), found.blocks(name)
        assert chance <= min(each.values())
        assert all(alone[party] <= 1 - each[party] + 1e-12 for party in each)
        assert chance + sum(alone.values()) <= 1 + 1e-12


def test_counts_of_all_deals_hold_those_of_the_deals_shown() -> None:
    found = drawn()
    assert found.counts is not None
    for name, number in found.shown.items():
        assert found.probability(found.space.deal(number)) == pytest.approx(found.acceptance[name])
        assert found.counts.blocks[:, number] == pytest.approx(list(found.blocks(name).values()))
    assert 0 < found.counts.acceptable.mean() < 1


def test_safe_deals_are_those_accepted_often_enough() -> None:
    found = drawn()
    assert found.counts is not None
    assert found.safe(0.0) == found.space.count
    assert found.safe(1.0) == (found.counts.accepted == found.draws).sum()
    assert found.safe(0.5) >= found.safe(0.9)


def test_payoffs_lie_in_the_ranges_of_the_case() -> None:
    found = robustness(ranged(), 200, vary=Vary(weights=AsTold()))
    place = list(found.shown).index("status_quo")
    low, high = found.payoff[:, place].min(axis=0), found.payoff[:, place].max(axis=0)
    assert (low >= [0.1 / 1.0, -0.7, 0.02]).all()
    assert (high <= [0.7, 1.4, 0.14]).all()
    assert (high - low > [0.3, 0.5, 0.05]).all()
    middle = found.percentiles("status_quo")
    assert (np.diff(middle, axis=0) > 0).all()


def test_a_rule_that_always_picks_one_deal_has_no_runner_up() -> None:
    found = robustness(ranged(), 4, vary=NOTHING)
    for rule in NAMES:
        assert found.picked(rule) == ((ranged().shown[rule].deal, 1.0),)
    assert found.no_zone == 0
    never = robustness(stuck(), 4, vary=NOTHING)
    assert never.no_zone == 1
    assert never.picked("nash") == ()


def test_picks_are_counted_over_all_draws() -> None:
    found = drawn()
    for rule in NAMES:
        picked = found.picked(rule, most=99)
        shares = [share for _, share in picked]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1 - found.no_zone)
        assert found.stays[rule] <= 1


def test_the_shortcut_is_near_what_is_solved_in_full() -> None:
    study = agreeing()
    found = robustness(study, 12, vary=Vary(elasticities=(), weights=AsTold()), checked=60)
    assert found.check is not None
    assert found.check.pairs == 60
    assert max(found.check.largest) < 1e-3 * max(found.check.typical)
    assert found.check.differ == 0
    assert families(study.talks) == ("trade-cost of rule", "tariff of war")


def test_the_shortcut_takes_ends_and_promises_of_the_real_case_along() -> None:
    found = robustness(nafta(), 4, vary=Vary(elasticities=(), weights=AsTold()), checked=20)
    assert found.check is not None
    assert max(found.check.rms) < 0.05
    assert found.counts is not None
    assert len(found.counts.acceptable) == nafta().deals


def test_too_many_deals_are_not_listed() -> None:
    data = ranged_data()
    more = [{**data["issue"][0], "id": f"fee {n}"} for n in range(15)]
    found = robustness(studied(data | {"issue": more}), 3)
    assert found.counts is None
    assert found.safe() is None
    assert 0 <= found.acceptance["nash"] <= 1
    with pytest.raises(InputError) as caught:
        found.probability({})
    assert caught.value.code == "too-many-deals"


@pytest.mark.parametrize("draws", [1, 0, -3, True, 2.5])
def test_too_few_draws_are_refused(draws: int) -> None:
    with pytest.raises(InputError) as caught:
        robustness(ranged(), draws)
    assert caught.value.code == "draws"
    assert caught.value.exit_status == 2


def test_a_seed_is_a_whole_number_and_checks_are_not_below_none() -> None:
    for seed in (-1, 1.5):
        with pytest.raises(InputError) as caught:
            robustness(ranged(), 2, seed)  # type: ignore[arg-type]
        assert caught.value.code == "seed"
    with pytest.raises(InputError) as wrong:
        robustness(ranged(), 2, checked=-1)
    assert wrong.value.code == "checked"


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownNameError) as caught:
        robustness(nafta(), 2, vary=Vary(elasticities=("U5",)))
    assert caught.value.code == "unknown-elasticity-set"
    with pytest.raises(UnknownNameError):
        robustness(ranged(), 2, vary=Vary(elasticities=("U4",)))
    for ask in (drawn().accepts, drawn().blocks, drawn().percentiles, drawn().tornado, drawn().picked):
        with pytest.raises(UnknownNameError):
            ask("nahs")
    with pytest.raises(InputError) as wrong:
        robustness(ranged().talks)  # type: ignore[arg-type]
    assert wrong.value.code == "wrong-type"


def test_progress_is_told_draw_by_draw() -> None:
    seen: list[tuple[int, int]] = []
    robustness(ranged(), 3, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert "3 draws" in repr(robustness(ranged(), 3))


def test_weights_multiply_what_options_are_worth_by_themselves() -> None:
    only = Vary(elasticities=(), clauses=False, scores=False, chances=False, weights=Dirichlet(5.0))
    found, game = robustness(ranged(), 9, vary=only), ranged().game
    for place, number in enumerate(found.shown.values()):
        digits = game.space.digits(number)
        for draw, weight in enumerate(found.inputs.weight):
            worth = sum(np.rint(game.own[issue][digit] * weight[:, issue]) for issue, digit in enumerate(digits))
            assert found.payoff[draw, place] * game.per_unit == pytest.approx(worth - game.no_deal)
