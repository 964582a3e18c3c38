"""A negotiation as a conflict: which issues vary, who changes them, and who is tempted away from a deal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.asked import asked, asked_data, studied

from tradetalks.talks.deals import DealSpace
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.stability import NO_DEAL, Concept, reasons
from tradetalks.talks.stability.layout import Layout, layout
from tradetalks.talks.stability.of_study import Around, around

PARTIES = ("A", "B", "C")


@st.composite
def tables(draw: st.DrawFn) -> Around:
    """Draw whole worths of two or three issues to three parties, who controls them, and lay out all deals."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=2, max_size=3))
    own = [np.array(draw(st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=n, max_size=n))) for n in sizes]
    controls = np.array(draw(st.lists(st.tuples(*[st.booleans()] * len(sizes)), min_size=3, max_size=3)))
    issues, digits = tuple(f"i{n}" for n in range(len(sizes))), (0,) * len(sizes)
    space = DealSpace(issues, tuple(tuple(f"o{k}" for k in range(n)) for n in sizes), digits)
    worth = tuple(table - table[0] for table in own)
    no_deal = np.array(draw(st.tuples(*[st.integers(-4, 4)] * 3)))
    game = Negotiation(PARTIES, space, worth, (), np.zeros(3, dtype=np.int64), no_deal, np.zeros(3, dtype=np.int64))
    return around(game, Layout(tuple(range(len(sizes))), controls, np.zeros(len(sizes))), digits)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_deal_holds_exactly_when_nobody_is_tempted_or_all_are_deterred(table: Around) -> None:
    for row in table.rows.tolist():
        digits = tuple(row)
        found = [one for party in PARTIES if (one := table.departure(digits, party))]
        held = table.holds(digits)
        assert held[Concept.NASH] is not bool(found)
        assert held[Concept.SEQ] is all(one.deterred for one in found)
        assert held[Concept.NASH] <= held[Concept.SEQ] <= held[Concept.GMR]


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_departure_leads_where_its_party_can_move_and_gains(table: Around) -> None:
    digits = tuple(table.rows[-1].tolist())
    here = table.game.by_party(table.game.gain(digits))
    for party in PARTIES:
        found = table.departure(digits, party)
        if found is None:
            continue
        there = (
            0.0 if found.to is None else table.game.by_party(table.game.gain(table.game.space.place(found.to)))[party]
        )
        assert found.gain == pytest.approx(there - here[party])
        assert found.gain > 0


def test_a_departure_is_the_best_of_the_reasons() -> None:
    study = asked()
    space = study.game.space
    table = study.stability(study.space.deal(study.space.status_quo))
    gains = {name: study.value(deal).payoff for name, deal in table.deals.items()}
    gains[NO_DEAL] = dict.fromkeys(study.talks.party_ids, 0.0)
    for number in range(space.count):
        digits = space.digits(number)
        for party in study.talks.party_ids:
            whole = reasons(table.conflict, table.name(digits), party, Concept.SEQ)
            found = table.departure(digits, party)
            assert (found is None) == (not whole)
            if found:
                free = [one for one in whole if not one.deterred] or whole
                best = max(gains[one.move.to][party] for one in free)
                assert found.deterred == all(one.deterred for one in whole)
                assert found.gain == pytest.approx(best - gains[table.name(digits)][party])


def test_a_party_changes_what_it_asked_for_and_nobody_the_rest() -> None:
    study = asked()
    assert study.layout.controls.tolist() == [[True, False, True], [False, True, False]]
    assert study.layout.varied == (0, 1, 2)


@pytest.mark.parametrize(("most", "varied"), [(12, (0, 1, 2)), (11, (0, 2)), (5, (1, 2)), (2, (2,))])
def test_the_largest_stakes_vary_and_what_does_not_fit_is_held(most: int, varied: tuple[int, ...]) -> None:
    study = asked()
    laid = layout(study.talks, study.game, most)
    assert laid.varied == varied
    table = around(study.game, laid, (1, 1, 0))
    assert len(table.rows) <= most
    for issue in set(range(3)) - set(varied):
        assert {row[issue] for row in table.rows.tolist()} == {(1, 1, 0)[issue]}


def test_deals_that_are_not_allowed_are_no_states() -> None:
    data = asked_data() | {"exclude": [{"options": {"rule": "new", "duty": "goes"}, "judgement": "made up"}]}
    study = studied(data)
    table = study.stability(study.space.deal(study.space.status_quo))
    assert len(table.rows) == study.deals == study.space.count - 2
    assert not any(deal["rule"] == "new" and deal["duty"] == "goes" for deal in table.deals.values())
