"""The chain of years against closed forms, and the clause against its limits."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from support.worlds import random_world, remade

from tradetalks import load_world, solve
from tradetalks.charts.sunset_paths import TODAY, sunset_chart
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.sunset import Renewal, Sunset
from tradetalks.clauses.uncertainty import Chain, charged, entry_cutoff, iceberg_equivalent, profit_after_lapse
from tradetalks.equilibrium.shock import Shock

WORLD = load_world("icio-2017")
CARS = WORLD.sectors.index("C29")
CAN, MEX, USA, CHN = (WORLD.regions.index(name) for name in ("CAN", "MEX", "USA", "CHN"))
SMALL = random_world(4)
TRIO = {"member": ("NOR", "SUD", "EST"), "doubtful": ("NOR",), "sector": ("FARM", "CARS"), "power": 1.06}
FIVE = Sunset(term=5)
REVIEWED = Sunset(review=5, non_renewal={"value": 0.01, "low": 0.0, "high": 0.03})
SIXTEEN = Sunset(term=16, review=6, non_renewal={"value": 0.05, "low": 0.01, "high": 0.15})

chances = st.floats(0, 1)
betas = st.floats(0.5, 0.99)


def power(**given_: object) -> Sunset:
    return Sunset(**TRIO, **given_)


@given(chances, betas)
def test_a_plain_hazard_has_its_closed_form(hazard: float, beta: float) -> None:
    u = beta * hazard / (1 - beta)
    assert Chain(hazard).share_without(beta) == pytest.approx(u / (1 + u), abs=1e-12)


@given(chances, betas, st.integers(1, 12), st.integers(0, 15))
def test_a_review_has_its_closed_form_with_the_years_that_are_left(p: float, beta: float, n: int, left: int) -> None:
    expected = p * beta ** (n + left) / (1 - (1 - p) * beta**n)
    assert Chain(0.0, n, p, left).share_without(beta) == pytest.approx(expected, abs=1e-12)


@given(st.builds(Chain, chances, st.integers(1, 6), chances, st.integers(0, 6), chances), betas)
@settings(deadline=None)
def test_the_share_is_the_discounted_sum_over_years(chain: Chain, beta: float) -> None:
    years = int(np.log(1e-12) / np.log(beta)) + 1
    gone = 1 - chain.survival(years)
    total = (1 - beta) * (beta ** np.arange(years + 1) * gone).sum() + beta ** (years + 1) * gone[-1]
    assert chain.share_without(beta) == pytest.approx(total, abs=1e-9)


def test_rows_of_the_chain_are_probabilities() -> None:
    matrix = Chain(0.02, 6, 0.1, 10, 0.2).transition
    assert matrix.shape == (17, 17)
    np.testing.assert_allclose(matrix.sum(axis=1), 1, atol=1e-14)
    assert (matrix >= 0).all()


def test_a_hand_solved_path() -> None:
    """Reviewed after two years, refused for sure, one year left: alive in years 0 to 2, gone from year 3."""
    np.testing.assert_array_equal(Chain(0.0, 2, 1.0, 1).survival(4), [1, 1, 1, 0, 0])
    assert Chain(0.0, 2, 1.0, 1).expected_life == pytest.approx(3, abs=1e-12)
    assert Chain(0.0, 5, 0.2).expected_life == pytest.approx(25, abs=1e-9)
    assert Chain(0.01).expected_life == pytest.approx(100, abs=1e-9)
    assert Chain(0.0).expected_life == Chain(0.0, 6, 0.5, 10, 1.0).expected_life == float("inf")


def test_a_refusal_that_is_always_mended_harms_nothing() -> None:
    assert Chain(0.01, 6, 0.5, 10, 1.0).share_without(0.95) == pytest.approx(Chain(0.01).share_without(0.95), abs=1e-12)
    half = Chain(0.0, 6, 0.5, 10, 0.5).share_without(0.95)
    assert 0 < half < Chain(0.0, 6, 0.5, 10).share_without(0.95)


def test_a_certain_refusal_every_year_is_a_certain_withdrawal() -> None:
    assert Chain(0.0, 1, 1.0).share_without(0.95) == pytest.approx(0.95, abs=1e-12)
    assert Chain(1.0).share_without(0.95) == pytest.approx(0.95, abs=1e-12)


@given(st.floats(0, 1), st.floats(0, 1), chances)
def test_more_refusal_and_more_withdrawal_mean_fewer_years(one: float, other: float, hazard: float) -> None:
    low, high = sorted((one, other))
    for left in (0, 10):
        shares = [Chain(hazard, 6, p, left).share_without(0.95) for p in (low, high)]
        assert shares[0] <= shares[1] + 1e-12
        shares = [Chain(g, 6, hazard, left).share_without(0.95) for g in (low, high)]
        assert shares[0] <= shares[1] + 1e-12


@pytest.mark.parametrize(
    ("chain", "printed"),
    [(Chain(0.01), 0.45), (Chain(0.032), 1.10), (Chain(0.0, 5, 0.2), 1.18), (Chain(0.0, 6, 0.05), 0.34)],
)
def test_equivalents_at_a_cost_power_of_six_per_cent(chain: Chain, printed: float) -> None:
    """Worked figures at sigma 4, theta 5, beta .95, to the two digits that they have."""
    cutoff = entry_cutoff(chain.share_without(0.95), np.array(1.06**-4), 4.0)
    assert 100 * (iceberg_equivalent(cutoff, np.array(5.0), 4.0) - 1) == pytest.approx(printed, abs=0.005)


def test_what_nobody_can_lose_costs_nothing() -> None:
    one = np.array(1.0)
    assert profit_after_lapse(one, one, 4.0) == 1
    assert profit_after_lapse(np.array(0.9), one, 4.0) == 1
    assert entry_cutoff(0.4, one, 4.0) == 1
    assert iceberg_equivalent(np.array(0.9), np.array(3.0), 4.0) == 1
    assert iceberg_equivalent(np.array(0.9), np.array(2.0), 4.0) == 1
    assert charged(np.array(1.02), one, 0.0, np.array(5.0)) == pytest.approx(1, abs=1e-15)
    assert charged(np.array(1.02), one, 1.0, np.array(5.0)) == pytest.approx(1.02, abs=1e-12)


def test_iceberg_costs_hurt_profit_by_one_power_less_than_tariffs() -> None:
    one, more = np.array(1.0), np.array(1.06)
    assert profit_after_lapse(one, more, 4.0) == pytest.approx(1.06**-3, abs=1e-14)
    assert profit_after_lapse(more, one, 4.0) == pytest.approx(1.06**-4, abs=1e-14)


@pytest.mark.parametrize(
    "clause",
    [power(), power(term=5, non_renewal=0.0), power(review=5, non_renewal=0.0), power(term=16, review=6, mending=1.0)],
)
def test_without_a_risk_of_its_own_it_is_the_permanent_deal(clause: Sunset) -> None:
    np.testing.assert_allclose(clause.shock(SMALL).trade_cost_in(SMALL), 1, atol=1e-12)
    assert clause.lapse_share() == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(solve(SMALL, clause.shock(SMALL)).welfare_hat, 1, atol=1e-10)


def test_a_lapse_that_changes_nothing_costs_nothing() -> None:
    clause = Sunset(**TRIO | {"power": 1.0}, term=5)
    np.testing.assert_allclose(clause.shock(SMALL).trade_cost_in(SMALL), 1, atol=1e-12)


def test_with_a_certain_refusal_it_is_the_lapse_after_its_term() -> None:
    clause = power(term=5, non_renewal=1.0, withdrawal=0.0)
    assert clause.share_without() == pytest.approx(0.95**5, abs=1e-12)
    assert clause.lapse_share() == pytest.approx(0.95**5, abs=1e-12)
    late = power(term=16, review=6, non_renewal=1.0, withdrawal=0.0)
    assert late.share_without() == pytest.approx(0.95**16, abs=1e-12)


def test_the_mixture_is_todays_value_where_both_are() -> None:
    """Value over today's, (1 - B) v + B L - B0 L, is (1 - B0) times the mixture, for any v and L."""
    share, now, weight = FIVE.share_without(), FIVE.today.share_without(0.95), FIVE.lapse_share()
    value, lapse = 3.0, -19.1
    raw = (1 - share) * value + share * lapse - now * lapse
    assert raw / (1 - now) == pytest.approx((1 - weight) * value + weight * lapse, abs=1e-12)


def value(clause: Sunset, lapse: float) -> float:
    """Value of the clause to the first region, held and lapsed."""
    held = solve(SMALL, clause.shock(SMALL)).welfare_hat[0] - 1
    return (1 - clause.lapse_share()) * held + clause.lapse_share() * lapse


@given(st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted))
@settings(deadline=None, max_examples=15)
def test_value_falls_with_the_hazard(hazards: list[float]) -> None:
    touched = power(term=5).shock(SMALL).trade_cost_in(SMALL) > 1
    lapse = solve(SMALL, Shock(trade_cost=np.where(touched, 1.06, 1.0))).welfare_hat[0] - 1
    assert lapse < 0
    low, high = (value(power(term=5, non_renewal=p), lapse) for p in hazards)
    assert lapse - 1e-12 <= high <= low + 1e-12
    assert low <= 1e-12


def test_the_three_designs_stand_in_the_order_of_their_risk() -> None:
    shares = [clause.share_without() for clause in (REVIEWED, SIXTEEN, FIVE)]
    assert shares == sorted(shares)
    assert FIVE.share_without() == pytest.approx(0.4603, abs=5e-5)
    assert SIXTEEN.share_without() == pytest.approx(0.2056, abs=5e-5)
    at_once = Sunset(term=6, non_renewal=0.05)
    assert SIXTEEN.share_without() < at_once.share_without() == pytest.approx(0.2446, abs=5e-5)
    assert FIVE.today.share_without(0.95) == pytest.approx(0.1597, abs=5e-5)


def test_only_trade_among_members_in_the_named_sectors_is_charged() -> None:
    cost = FIVE.shock(WORLD).trade_cost_in(WORLD)
    assert cost[MEX, USA, CARS] > 1
    assert cost[USA, USA, CARS] == cost[CHN, USA, CARS] == cost[MEX, CHN, CARS] == cost[MEX, USA, -1] == 1


def test_sectors_where_entry_does_not_respond_are_left_alone() -> None:
    still = remade(SMALL, elasticity=np.array([2.0, 5.0, 4.0]))
    cost = power(term=5).shock(still).trade_cost_in(still)
    assert cost[0, 1, 0] == 1 < cost[0, 1, 1]


def test_ends_of_the_ranges_do_less_and_more() -> None:
    for clause in (FIVE, REVIEWED, SIXTEEN):
        costs = [clause.at(level).equivalent(WORLD) for level in Level]
        least, middle, most = (clause.at(level) for level in (Level.LOW, Level.VALUE, Level.HIGH))
        assert least.lapse_share() < middle.lapse_share() < most.lapse_share()
        assert (costs[0] <= costs[1] + 1e-12).all()
        assert (costs[1] <= costs[2] + 1e-12).all()


def test_consent_of_all_and_of_any() -> None:
    trio = ("NOR", "SUD", "EST")
    assert power(term=5, non_renewal=0.2).refusal == pytest.approx(0.2)
    assert Sunset(**TRIO | {"doubtful": trio}, term=5, non_renewal=0.2).refusal == pytest.approx(1 - 0.8**3)
    anyone = {"renewal": Renewal.ANY, "term": 5, "non_renewal": 0.2}
    assert Sunset(**TRIO | {"doubtful": trio}, **anyone).refusal == pytest.approx(0.2**3)
    assert power(**anyone).refusal == 0


def test_a_members_own_refusal_is_its_choice() -> None:
    assert FIVE.lapse_share("USA") == pytest.approx(0, abs=1e-12)
    assert FIVE.lapse_share("CAN") == FIVE.lapse_share() == FIVE.lapse_share("CHN")
    both = Sunset(term=5, doubtful=("USA", "MEX"))
    assert both.lapse_share("USA") == both.lapse_share("MEX") == pytest.approx(FIVE.lapse_share(), abs=1e-12)
    assert both.lapse_share("CAN") > FIVE.lapse_share()


def test_the_lapse_is_that_of_the_clause() -> None:
    lapse = FIVE.at(Level.HIGH).lapse()
    assert lapse.goods.value == 1.12
    assert lapse.member == FIVE.member
    assert lapse.shock(WORLD).tariff_in(WORLD)[MEX, USA, CARS] > WORLD.tariff[MEX, USA, CARS]


def test_findings_hold_years_survival_and_costs() -> None:
    found = {(finding.name, finding.about): finding.value for finding in SIXTEEN.findings(WORLD)}
    assert found["years without the agreement", "discounted"] == SIXTEEN.share_without()
    assert found["in force after 5 years", ""] == found["in force after 5 years, today", ""] == pytest.approx(0.99**5)
    assert found["in force after 16 years", ""] == pytest.approx(0.99**16 * 0.95)
    assert found["in force after 25 years", ""] == pytest.approx(0.99**25 * 0.95**2)
    assert found["expected life", ""] < found["expected life, today", ""] == pytest.approx(100)
    least, middle, most = (found[f"rise of trade costs{end}", "C29"] for end in (", least", "", ", most"))
    assert 0 <= least < middle < most
    assert ("rise of trade costs", "SVC") not in found


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (FIVE, ("ends after 5 years unless all consent", "20 %", "16 %", "46 %", "memory")),
        (REVIEWED, ("reviewed every 5 years and goes on", "1 %")),
        (SIXTEEN, ("ends after 16 years", "review every 6 years", "leaving 10 years")),
        (Sunset(), ("neither end nor review",)),
    ],
)
def test_it_explains_itself(clause: Sunset, words: tuple[str, ...]) -> None:
    assert [word for word in words if word not in clause.explain()] == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"term": 5, "review": 6}, "sunset-review"),
        ({"term": 5, "non_renewal": 20}, "probability"),
        ({"term": 5, "discount": 1.0}, "sunset-value"),
        ({"term": 5, "substitution": 1.0}, "sunset-value"),
        ({"term": 5, "doubtful": "CHN"}, "no-member"),
        ({"term": 5, "goods": 0.0}, "trade-cost-factor"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Sunset(**wrong)
    assert code in {error["type"] for error in caught.value.errors()}


@pytest.mark.parametrize("width", [720, 340])
def test_the_chart_holds_every_year_of_every_design(width: int) -> None:
    designs = {"five": FIVE, "sixteen": SIXTEEN}
    spec = sunset_chart(designs, width=width, years=20).to_dict()
    rows = [row for values in spec["datasets"].values() for row in json.loads(values) if "alive" in row]
    alive = {(row["design"], row["year"]): row["alive"] for row in rows}
    assert {design for design, _ in alive} == {"five", "sixteen", TODAY}
    assert [alive["sixteen", year] for year in range(21)] == SIXTEEN.chain.survival(20).tolist()
    assert {row["year"] for row in rows if row["design"] == "sixteen" and row["review"]} == {6, 12, 18}
    assert all(row["low"] - 1e-12 <= row["alive"] <= row["high"] + 1e-12 for row in rows)


def test_a_threat_raises_the_hazard_and_with_it_the_cost() -> None:
    threatened = Sunset(threatened=0.032, end="apart")
    assert (threatened.chain.withdrawal, threatened.chain.review) == (0.032, None)
    assert threatened.today == Chain(threatened.withdrawal.value)
    raised = threatened.equivalent(WORLD) - 1
    assert raised[MEX, USA, CARS] > 0
    assert "3.2 % a year" in threatened.explain()
    assert "refusal" not in threatened.explain()


def test_an_end_that_is_counted_apart_has_no_weight_here() -> None:
    assert Sunset(threatened=0.032).lapse_share("CAN") > 0
    assert Sunset(threatened=0.032, end="apart").lapse_share("CAN") == 0


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("design", [{}, {"term": 5}, {"review": 5}, {"term": 16, "review": 6}])
def test_a_threat_never_makes_an_end_rarer_than_today(level: Level, design: dict[str, int]) -> None:
    clause = Sunset(threatened={"low": 0.01, "value": 0.032, "high": 0.05}, **design).at(level)
    assert clause.hazard >= clause.today.withdrawal
    assert clause.lapse_share() >= 0
    assert clause.share_without() >= clause.today.share_without(clause.discount.value) - 1e-12
    assert (clause.equivalent(WORLD) >= 1 - 1e-12).all()


def test_names_of_designs_stand_in_full_beside_their_lines() -> None:
    name = "Sixteen years with a joint review at six and ten more years left"
    spec = sunset_chart({name: SIXTEEN, "five": FIVE}, width=720).to_dict()
    rows = [row for values in spec["datasets"].values() for row in json.loads(values) if "text" in row]
    texts = [row["text"] for row in rows if row["design"] == name]
    assert " ".join(texts) == name
    assert len(texts) > 1
    room = 720 - 50 - spec["width"] - 8
    assert all(6.2 * len(row["text"]) <= room for row in rows)
    heights = sorted(row["at"] * 300 for row in rows)
    assert min(np.diff(heights)) >= 14 - 1e-9
    assert heights[0] >= 7


def test_names_of_designs_stand_in_full_in_the_legend() -> None:
    name = "Sixteen years with a joint review at six and ten more years left"
    words = json.dumps(sunset_chart({name: SIXTEEN}, width=340).to_dict()["layer"][-1]["encoding"]["color"])
    assert "Sixteen years with a joint review at six and" in words
    assert "ten more years left" in words


def test_a_share_that_stays_is_not_told_to_rise() -> None:
    """Reviews that nobody refuses add nothing to today's hazard."""
    text = Sunset(review=5, non_renewal=0).explain()
    assert "stay at 16 %" in text
    assert "rise" not in text
    assert "rise from 16 % to" in FIVE.explain()
