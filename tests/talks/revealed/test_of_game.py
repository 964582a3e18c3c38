"""Worths of a negotiation, and weights that its dated positions reveal."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from support.asked import asked

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.revealed.moves import Strength
from tradetalks.talks.revealed.of_game import revealed, worths

TODAY = dt.date(2018, 4, 6)


def test_worths_are_payoffs_of_one_change_over_the_status_quo() -> None:
    study = asked()
    known = worths(study.game)
    today = study.shown["status_quo"].payoff
    for issue in study.talks.issues:
        for option in issue.option:
            gain = study.value({issue.id: option.id}).payoff
            for party in study.talks.party_ids:
                assert known.row(party, {issue.id: option.id}).sum() == pytest.approx(gain[party] - today[party])
    for party in study.talks.party_ids:
        assert known.threshold(party) == pytest.approx(-today[party])


def test_a_study_asks_of_its_own_moves_up_to_its_day() -> None:
    study = asked()
    found = revealed(study.game, study.talks.positions, "N", until=TODAY)
    assert np.array_equal(study.revealed("N").low, found.low)
    assert {finding.comparison.date for finding in found.findings} <= {move.date for move in study.talks.positions}
    assert max(finding.comparison.date for finding in found.findings) <= TODAY


def test_strong_inferences_are_some_of_all() -> None:
    strong = asked().revealed("N", Strength.STRONG).findings
    every = asked().revealed("N").findings
    assert {finding.comparison.key for finding in strong} < {finding.comparison.key for finding in every}


def test_before_the_first_move_nothing_is_revealed() -> None:
    study = asked()
    with pytest.raises(InputError) as caught:
        revealed(study.game, study.talks.positions, "N", until=dt.date(2017, 1, 1))
    assert caught.value.code == "nothing-revealed"


def test_a_party_must_be_at_the_table() -> None:
    with pytest.raises(UnknownNameError):
        asked().revealed("Z")
