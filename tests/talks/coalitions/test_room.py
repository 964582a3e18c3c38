from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from support.cases import WHY, cost, score
from support.worlds import random_world, remade
from talks.coalitions.tables import REGION, every_deal, issue, studied, table_of, talks_of, with_trade

from tradetalks import Shock, World, solve, study
from tradetalks.errors import UnknownNameError
from tradetalks.talks.coalitions.coalition import Coalition
from tradetalks.talks.schema import CaseFile
from tradetalks.talks.talks import Talks

NOISE = 1
"""A unit: solutions of one state from two batches may round to either side."""


def test_a_deal_of_all_is_worth_what_the_study_says() -> None:
    result = studied()
    room = table_of(result).room("NSE")
    deals = every_deal(room)
    assert len(deals) == result.deals == 64
    rows = np.array([result.space.place(deal) for deal in deals])
    np.testing.assert_allclose(room.gains(deals), result.game.gains(rows), rtol=0, atol=NOISE)


@pytest.mark.parametrize("lone", ["", "N", "E"])
def test_without_a_partner_everybody_has_no_deal(lone: str) -> None:
    result = studied()
    room = table_of(result).room(lone)
    gains = room.gains([result.space.deal(number) for number in (0, 5, 63)])
    np.testing.assert_allclose(gains, 0, atol=NOISE)
    assert room.solves == 2


def test_without_any_deal_trade_of_third_regions_meets_no_deal_too() -> None:
    far = {"id": "far", "title": "far", "probability": 1.0, "judgement": WHY, "clause": [cost("EST", "OVE", 2.0)]}
    made = [issue("words", ("none", []), ("some", [score("N", 1.0)]))]
    result = study(talks_of(random_world(11), "NS", issues=made, no_deal={"outcome": [far]}))
    table = table_of(result)
    np.testing.assert_allclose(table.room("").gains([{"words": "none"}]), 0, atol=NOISE)
    assert (np.abs(table.room("NS").gains([{"words": "none"}])) > 10 * NOISE).any()


def test_scenarios_are_on_in_the_deal_and_outside_alike() -> None:
    """All parties together have what the study says, and none has no deal, in a storm as well."""
    talks = talks_of(random_world(11))
    storm = {"id": "storm", "title": "Storm", "on": True, "clause": [cost("EST", "NOR", 1.3), cost("OVE", "SUD", 1.2)]}
    case = CaseFile.model_validate(talks.case.model_dump() | {"scenario": [storm]})
    result = study(Talks(case, (), talks.world))
    table, numbers = table_of(result), (0, 21, 63)
    deals = [result.space.deal(number) for number in numbers]
    whole = result.game.gains(np.array([result.space.digits(number) for number in numbers]))
    np.testing.assert_allclose(table.room("NSE").gains(deals), whole, rtol=0, atol=NOISE)
    np.testing.assert_allclose(table.room("").gains(deals), 0, atol=NOISE)


def test_members_have_the_deal_and_the_others_no_deal_flow_by_flow() -> None:
    """Built by hand for N and S: what bears on E is today's or the war's."""
    result = studied()
    world = result.talks.baseline
    deal = {"rule": "new", "duty": "goes", "works": "closed", "panels": "weak", "quota": "wide", "words": "some"}
    nor, sud, est = range(3)
    cars = world.sectors.index("CARS")
    calm_cost, calm_tariff = np.ones_like(world.trade), np.array(world.tariff)
    goods = [s for s in range(3) if world.sectors[s] != "SVC"]
    calm_cost[sud, nor, goods] = 0.97
    calm_tariff[nor, sud, cars] -= 0.02
    war_tariff = np.array(calm_tariff)
    for exporter, importer in ((nor, est), (est, sud)):
        war_tariff[exporter, importer, cars] += 0.05
    worth = {}
    for name, rate in (("calm", calm_tariff), ("war", war_tariff)):
        worth[name] = solve(world, Shock(tariff=rate, trade_cost=calm_cost)).equivalent_variation / 1000
    mean = 0.6 * worth["calm"] + 0.4 * worth["war"]
    by_hand = [
        mean["NOR"] + 0.001 + 0.0002 - result.no_deal["N"],
        mean["SUD"] - 0.0001 - result.no_deal["S"],
        mean["EST"] + 0.4 * 0.0005 - result.no_deal["E"],
    ]
    found = table_of(result).room("NS").gains([deal])[0] / result.game.per_unit
    np.testing.assert_allclose(found, by_hand, rtol=0, atol=4e-5)


def test_names_and_their_order_do_not_matter() -> None:
    result = studied()
    deal = {"rule": "new", "duty": "goes", "works": "open", "panels": "strong", "quota": "wide", "words": "some"}
    for order in permutations("NSE"):
        turned = study(talks_of(random_world(11), "".join(order)))
        for pair in ("NS", "SE", "NE"):
            gains = (table_of(one).room(pair).gains([deal])[0] for one in (result, turned))
            one, other = (
                dict(zip(s.game.parties, g, strict=True)) for s, g in zip((result, turned), gains, strict=True)
            )
            assert one == pytest.approx(other, abs=NOISE)


def test_the_order_of_regions_does_not_matter() -> None:
    world = random_world(11)
    turn = np.array([2, 3, 1, 0])
    arrays = {name: getattr(world, name)[turn] for name in ("input_share", "value_added_share")}
    pairs = {name: getattr(world, name)[np.ix_(turn, turn)] for name in ("trade", "tariff")}
    turned = remade(world, regions=[world.regions[n] for n in turn], **arrays, **pairs)
    deal = {"works": "open", "panels": "strong", "rule": "new"}
    today = studied().space.deal(0)
    gains = [table_of(study(talks_of(each))).room("NE").gains([today | deal]) for each in (world, turned)]
    np.testing.assert_allclose(gains[0], gains[1], rtol=0, atol=NOISE)


def test_an_outsider_that_hardly_trades_does_not_feel_the_deal() -> None:
    """The same deal of N and S moves an outsider that trades, and one that does not stays at its no deal."""
    closer = issue("closer", ("no", []), ("yes", [cost(a, b, 0.5) for a, b in (("NOR", "SUD"), ("SUD", "NOR"))]))
    felt = []
    for part in (1.0, 1e-6):
        result = study(talks_of(with_trade(random_world(11), "EST", part), issues=[closer]))
        felt.append(abs(int(table_of(result).room("NS").gains([{"closer": "yes"}])[0, 2])))
    assert felt[0] > 20
    assert felt[1] <= NOISE


def test_an_issue_that_needs_an_outsider_stays_as_it_is() -> None:
    result = studied()
    table = table_of(result)
    today = result.space.deal(result.space.status_quo)
    assert table.room("NS").coalition.kept == ("quota",)
    assert table.room("NE").coalition.kept == ()
    wide = today | {"quota": "wide"}
    assert table.room("NS").coalition.standing(wide) == today
    np.testing.assert_array_equal(*table.room("NS").gains([today, wide]))
    assert (table.room("NE").gains([wide]) != table.room("NE").gains([today])).any()


def test_promises_are_kept_as_far_as_members_enforce_them() -> None:
    """The value of an opening beside panels that bind is r times what it is beside none; scores are not."""
    result = studied()
    today = result.space.deal(result.space.status_quo)
    room = table_of(result).room("SN")
    names = ({}, {"works": "open"}, {"panels": "strong"}, {"works": "open", "panels": "strong"})
    worth = [room.gains([today | changed])[0] for changed in names]
    alone, beside = worth[1] - worth[0], worth[3] - worth[2]
    relative = result.talks.option("panels", "strong").clause[0].relative
    scored = np.array([-50, 0, 0])
    np.testing.assert_allclose(beside - scored, relative * (alone - scored), rtol=0, atol=2 * NOISE)
    assert abs((relative - 1) * alone[1]) > 5 * NOISE


def test_coalitions_are_of_the_parties() -> None:
    talks = studied().talks
    assert Coalition.of(talks, "EN").members == ("N", "E")
    assert Coalition.of(talks, "EN").outsiders == ("S",)
    assert Coalition.of(talks, "S").members == ()
    with pytest.raises(UnknownNameError, match="'X'"):
        Coalition.of(talks, "NX")


def armington(cost: np.ndarray, theta: float) -> tuple[float, float]:
    """Real income of the first and of the last of three regions over that at no cost; the first two are alike.

    One good by origin, no tariffs, labour alone: pi_in = (w_i d_in)^-theta / sum_k, and the wage w of region 2 against
    1 solves w = sum_n pi_2n w_n; found by halving.
    """
    low, high = 0.2, 5.0
    for _ in range(200):
        wage = np.array([1, 1, (low + high) / 2])
        pull = (wage[:, None] * cost) ** -theta
        share = pull / pull.sum(axis=0)
        sold = share[2] @ wage
        low, high = (wage[2], high) if sold > wage[2] else (low, wage[2])
    price = ((wage[:, None] * cost) ** -theta).sum(axis=0) ** (-1 / theta)
    start = 3 ** (-1 / theta)
    return float(wage[0] / price[0] * start), float(wage[2] / price[2] * start)


def test_a_tiny_world_is_what_it_is_by_hand() -> None:
    """Three equal regions; N and S make their trade 10 % cheaper, trade with E costs 20 % more for want of a deal."""
    theta = 4.0
    world = World.from_arrays(
        regions=[*REGION.values()][:3],
        sectors=["FARM"],
        trade=np.full((3, 3, 1), 1000.0),
        tariff=np.zeros((3, 3, 1)),
        input_share=np.zeros((3, 1, 1)),
        value_added_share=np.ones((3, 1)),
        elasticity=np.array([theta]),
    )
    pairs = [("NOR", "SUD"), ("SUD", "NOR"), ("NOR", "EST"), ("EST", "NOR"), ("SUD", "EST"), ("EST", "SUD")]
    closer = issue("closer", ("no", []), ("yes", [cost(a, b, 0.9) for a, b in pairs]))
    apart = {"id": "apart", "title": "apart", "probability": 1.0, "judgement": WHY}
    no_deal = {"outcome": [apart | {"clause": [cost(a, b, 1.2) for a, b in pairs]}]}
    result = study(talks_of(world, issues=[closer], no_deal=no_deal))
    inside, outside = armington(np.array([[1, 0.9, 1.2], [0.9, 1, 1.2], [1.2, 1.2, 1]]), theta)
    alone, _ = armington(np.array([[1, 1.2, 1.2], [1.2, 1, 1.2], [1.2, 1.2, 1]]), theta)
    by_hand = 3.0 * (np.array([inside, inside, outside]) - alone)
    found = table_of(result).room("NS").gains([{"closer": "yes"}])[0] / result.game.per_unit
    np.testing.assert_allclose(found, by_hand, rtol=0, atol=2e-5)
    assert found[0] > 0 > found[2]


def test_scores_alone_need_no_world() -> None:
    """Members have the scores of the deal, the outsider those of no deal, whatever the deal says of it."""
    words = issue("words", ("none", []), ("some", [score("N", 3.0), score("S", 2.0), score("E", 1.0)]))
    outcome = {"id": "end", "title": "end", "probability": 1.0, "judgement": WHY, "score": [score("E", -5.0)]}
    result = study(talks_of(None, issues=[words], no_deal={"outcome": [outcome]}))
    table = table_of(result)
    np.testing.assert_array_equal(table.room("NS").gains([{"words": "some"}]), [[300_000, 200_000, 0]])
    np.testing.assert_array_equal(table.room("NE").gains([{"words": "some"}]), [[300_000, 0, 600_000]])
    assert table.solves == 0
    assert table.max_residual == 0


def test_a_state_is_solved_once() -> None:
    result = studied()
    table = table_of(result)
    room = table.room("NS")
    deals = [result.space.deal(number) for number in (0, 40)]
    first = room.gains(deals)
    solved = room.solves
    np.testing.assert_array_equal(room.gains([deals[1], deals[0], deals[1]]), first[[1, 0, 1]])
    assert room.solves == solved == table.solves
    assert table.room("SN") is room
    assert table.max_residual < 1e-9
