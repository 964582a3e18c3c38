"""What each part of a deal adds to the payoffs."""

from __future__ import annotations

import pytest

from tradetalks import load_talks, solve, study
from tradetalks.talks.contributions import INTERACTION, NO_DEAL, SCORE
from tradetalks.talks.study import Study

DEAL = {"auto-content": "75", "sunset": "five-year-end", "metal-duties": "duties"}


@pytest.fixture(scope="module")
def result() -> Study:
    return study(load_talks("nafta-2018"))


def test_the_parts_add_up_to_the_payoff(result: Study) -> None:
    parts, payoff = result.contributions(DEAL), result.value(DEAL).payoff
    for party in result.talks.party_ids:
        assert sum(part.bn[party] for part in parts) == pytest.approx(payoff[party], abs=1e-9)


def test_every_clause_is_valued_alone(result: Study) -> None:
    world = result.talks.world
    clauses = [c for issue, option in DEAL.items() for c in result.talks.option(issue, option).clause]
    parts = [part for part in result.contributions(DEAL) if part.part not in {SCORE, INTERACTION, NO_DEAL}]
    assert [part.part for part in parts] == [clause.type for clause in clauses]
    first = solve(world, clauses[0].shock(world)).equivalent_variation["MEX"] / 1000
    assert parts[0].bn["MEX"] == pytest.approx(first, abs=1e-8)


def test_clauses_do_more_or_less_together_than_alone(result: Study) -> None:
    meeting = next(part for part in result.contributions(DEAL) if part.part == INTERACTION)
    assert all(1e-4 < abs(meeting.bn[party]) < 0.2 for party in ("USA", "CAN"))


def test_one_clause_has_nobody_to_meet(result: Study) -> None:
    one = {"metal-duties": "permanent"}
    parts = {part.part: part.bn for part in result.contributions(one)}
    assert set(parts) == {SCORE, INTERACTION, NO_DEAL}
    assert parts[INTERACTION] == pytest.approx(dict.fromkeys(result.talks.party_ids, 0.0), abs=1e-9)
    for party in result.talks.party_ids:
        assert parts[NO_DEAL][party] == pytest.approx(-result.no_deal[party], abs=1e-9)
