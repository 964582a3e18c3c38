from __future__ import annotations

import numpy as np
import pytest
from support.cases import WHY, score
from support.worlds import random_world
from talks.coalitions.tables import ISSUES, every_deal, issue, members, studied, table_of, talks_of

from tradetalks import Study, study
from tradetalks.talks.coalitions import search
from tradetalks.talks.coalitions.estimate import estimated
from tradetalks.talks.coalitions.search import Rule, tried
from tradetalks.talks.moves.changes import neighbours
from tradetalks.talks.settlements import egalitarian, kalai_smorodinsky, nash, utilitarian

PAIRS = ("NS", "NE", "SE")


@pytest.mark.parametrize("pair", PAIRS)
def test_estimates_are_exact_today_and_one_change_away(pair: str) -> None:
    room = table_of(studied()).room(pair)
    game = estimated(room)
    today = np.array([game.space.today])
    rows = np.concatenate([today, neighbours(game.space, game.space.today, 1)])
    deals = [game.space.named(tuple(row)) for row in rows.tolist()]
    np.testing.assert_array_equal(game.gains(rows), members(room, deals))
    assert len(deals) == 1 + 6 - len(room.coalition.kept)


def test_the_place_of_today_among_the_options_does_not_matter() -> None:
    turned = [{**one, "option": one["option"][::-1]} for one in ISSUES]
    deals = every_deal(table_of(studied()).room("NE"))
    gains = []
    for issues in (ISSUES, turned):
        game = estimated(table_of(study(talks_of(random_world(11), issues=issues))).room("NE"))
        gains.append(game.gains(np.array([game.space.place(deal) for deal in deals])))
    np.testing.assert_array_equal(*gains)


def test_estimates_of_all_are_exact() -> None:
    """Without an outsider what options are worth in company is the table's own."""
    result = studied()
    game = estimated(table_of(result).room("NSE"))
    rows = result.space.rows(np.arange(result.deals))
    np.testing.assert_allclose(game.gains(rows), result.game.gains(rows), rtol=0, atol=8)


def test_scores_add_up_so_that_nothing_is_missed() -> None:
    made = [issue(f"i{n}", ("a", []), ("b", [score("N", n - 1.0), score("S", 2.0 - n)])) for n in range(4)]
    calm = {"outcome": [{"id": "calm", "title": "calm", "probability": 1.0, "judgement": WHY}]}
    found = tried(table_of(study(talks_of(None, issues=made, no_deal=calm))).room("NS"), utilitarian)
    assert found.gap == 0
    assert found.members.sum(axis=1).max() == 400_000


def excluding() -> Study:
    """What the quota holds can never meet the new rule; without the quota's partner it stays, and the rule is free."""
    talks = talks_of(random_world(11))
    never = [{"options": {"rule": "new", "quota": "wide"}, "judgement": WHY}]
    never += [{"options": {"rule": "new", "quota": "kept", "duty": "goes"}, "judgement": WHY}]
    data = talks.case.model_dump() | {"exclude": never}
    return study(type(talks)(type(talks.case).model_validate(data), (), talks.world))


def test_what_is_excluded_stays_so_in_a_coalition() -> None:
    result = excluding()
    for pair in PAIRS:
        room = table_of(result).room(pair)
        space = estimated(room).space
        rows = space.rows(np.arange(space.count))
        deals = [space.named(tuple(row)) for row in rows.tolist()]
        wanted = result.space.allowed(np.array([result.space.place(deal) for deal in deals]))
        np.testing.assert_array_equal(space.allowed(rows), wanted)
        assert not wanted.all()
        found = tried(room, nash)
        assert result.space.allowed(np.array([result.space.place(deal) for deal in found.deals])).all()


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("rule", [nash, kalai_smorodinsky, egalitarian, utilitarian])
def test_the_deal_struck_is_the_best_of_all(pair: str, rule: Rule) -> None:
    """As found by solving every deal of the coalition."""
    room = table_of(studied()).room(pair)
    found = tried(room, rule)
    gains = members(room, every_deal(room))
    zone = gains[(gains >= 0).all(axis=1)]
    assert found.chosen is not None
    assert found.gains[found.chosen][room.coalition.inside].tolist() == zone[rule(zone)].tolist()


@pytest.mark.parametrize("pair", PAIRS)
def test_no_single_change_does_better_wherever_the_search_begins(pair: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_candidates", lambda game, _: np.array([game.space.today]))
    room = table_of(studied()).room(pair)
    found = tried(room, nash)
    assert found.chosen is not None
    own = found.gains[found.chosen][room.coalition.inside]
    deal = found.deals[found.chosen]
    for other in every_deal(room):
        if sum(other[name] != deal[name] for name in deal) == 1:
            gains = members(room, [other])[0]
            assert (gains < 0).any() or gains.prod() <= own.prod()


def test_the_gap_is_the_largest_miss_of_the_deals_tried() -> None:
    room = table_of(studied()).room("NE")
    found = tried(room, nash)
    game = estimated(room)
    rows = np.array([game.space.place(deal) for deal in found.deals])
    assert found.gap == np.abs(game.gains(rows) - members(room, found.deals)).max()
    assert found.gap > 0


def test_members_that_ask_too_much_strike_no_deal() -> None:
    result = study(talks_of(random_world(11), walk_away=1.0))
    found = tried(table_of(result).room("NS"), nash)
    assert found.chosen is None
    assert not found.accepted.any()
    assert len(found.deals) > 0
    assert found.members.shape == (0, 2)
