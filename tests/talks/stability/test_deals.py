from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tradetalks.errors import InputError
from tradetalks.talks.stability import NO_DEAL, Concept, Conflict, Reason, Step, deals_conflict, reasons, stability

DIGITS = np.array(list(itertools.product([0, 1], [0, 1])))
NAMES = ("soft open", "soft closed", "hard open", "hard closed")
OWN = np.eye(2, dtype=bool)
GAINS = np.array([[3.0, 3.0], [1.0, 4.0], [4.0, 0.5], [1.5, 1.0]])
PARTIES = ("USA", "CAN")


def table(gains: np.ndarray = GAINS, controls: np.ndarray = OWN, unit: float = 0.01) -> Conflict:
    return deals_conflict(gains, DIGITS, controls, parties=PARTIES, deals=NAMES, unit=unit)


gains_of_deals = arrays(np.float64, (4, 2), elements=st.integers(-3, 3).map(float))
controls_of_parties = arrays(np.bool_, (2, 2), elements=st.booleans())


@given(gains_of_deals, controls_of_parties)
def test_a_move_changes_only_what_its_party_controls(gains: np.ndarray, controls: np.ndarray) -> None:
    conflict = table(gains, controls)
    for party, before, after in itertools.product(range(2), range(4), range(4)):
        changed = np.flatnonzero(DIGITS[before] != DIGITS[after])
        expected = bool(len(changed)) and bool(controls[party, changed].all())
        assert conflict.moves[party, before, after] == expected


@given(gains_of_deals, controls_of_parties)
def test_everybody_can_walk_out_and_nobody_comes_back(gains: np.ndarray, controls: np.ndarray) -> None:
    conflict = table(gains, controls)
    assert conflict.states == (*NAMES, NO_DEAL)
    assert conflict.moves[:, :4, 4].all()
    assert not conflict.moves[:, 4].any()
    assert stability(conflict).stable[:, :, 4].all()


@given(gains_of_deals)
def test_where_nobody_can_change_a_thing_a_deal_holds_if_nobody_loses_by_it(gains: np.ndarray) -> None:
    nash = stability(table(gains, np.zeros((2, 2), dtype=bool))).holds(Concept.NASH)
    assert (nash[:, :4] == (gains.T >= 0)).all()


@given(gains_of_deals, controls_of_parties)
def test_under_gmr_and_smr_walking_out_deters_every_move_from_a_deal_that_all_gain_by(
    gains: np.ndarray, controls: np.ndarray
) -> None:
    judged = stability(table(gains, controls))
    zone = np.flatnonzero((gains >= 0).all(axis=1))
    for concept in (Concept.GMR, Concept.SMR):
        assert judged.holds(concept)[:, zone].all()


@given(gains_of_deals, controls_of_parties)
def test_who_loses_by_a_deal_walks_out_under_every_concept(gains: np.ndarray, controls: np.ndarray) -> None:
    stable = stability(table(gains, controls)).stable
    assert not stable[:, (gains.T < 0).nonzero()[0], (gains.T < 0).nonzero()[1]].any()


def test_the_moderate_deal_holds_because_the_answer_to_a_hard_demand_is_credible() -> None:
    conflict = table()
    judged = stability(conflict)
    assert judged.equilibria[Concept.NASH] == ("hard closed", NO_DEAL)
    assert judged.equilibria[Concept.SEQ] == ("soft open", "hard closed", NO_DEAL)
    why = reasons(conflict, "soft open", "USA", Concept.SEQ)
    assert why == (Reason(Step("USA", "hard open"), (Step("CAN", "hard closed"),)),)


def test_payoffs_that_round_to_the_same_number_of_units_are_equally_good() -> None:
    gains = GAINS + np.array([[0.001, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, -0.001]])
    assert (table(gains).preference == table().preference).all()
    assert (table(gains, unit=1e-4).preference != table(unit=1e-4).preference).sum() == 0
    tied = np.array([[1.0, 0.0], [1.4, 0.0], [0.6, 0.0], [1.6, 0.0]])
    assert table(tied, unit=1.0).preference[0].tolist() == [1, 1, 1, 2, 0]


def test_the_payoff_of_no_deal_is_zero() -> None:
    assert table(GAINS - 2).preference[0].tolist() == [3, 0, 4, 1, 2]


NAN = np.where(GAINS == 4.0, np.nan, GAINS)
FINE: dict[str, Any] = {
    "gains": GAINS,
    "digits": DIGITS,
    "controls": OWN,
    "parties": PARTIES,
    "deals": NAMES,
    "unit": 0.01,
}
REFUSED = [
    ({"gains": NAN}, "payoff", "soft closed to CAN is nan"),
    ({"gains": np.where(GAINS == 4.0, np.inf, GAINS)}, "payoff", "inf"),
    ({"gains": GAINS[:3]}, "gains-shape", r"\(3, 2\)"),
    ({"gains": GAINS.astype(str)}, "gains-shape", "<U"),
    ({"gains": GAINS.T}, "gains-shape", r"\(2, 4\)"),
    ({"digits": DIGITS[:3]}, "digits-shape", r"\(3, 2\)"),
    ({"digits": DIGITS[:, 0]}, "digits-shape", r"\(4,\)"),
    ({"digits": DIGITS.astype(float)}, "digits-shape", "float64"),
    ({"digits": DIGITS * 0}, "duplicate-deal", "soft open"),
    ({"controls": OWN[:1]}, "controls-shape", r"\(1, 2\)"),
    ({"controls": OWN.astype(int)}, "controls-shape", "int64"),
    ({"parties": ("USA", "USA")}, "duplicate-name", "USA"),
    ({"deals": (*NAMES[:3], NO_DEAL)}, "duplicate-name", NO_DEAL),
    ({"unit": 0.0}, "unit", r"0\.0"),
    ({"unit": np.nan}, "unit", "nan"),
    ({"unit": 1e-20}, "unit", "1e-20"),
]


@pytest.mark.parametrize(("change", "code", "words"), REFUSED)
def test_a_table_that_does_not_fit_is_refused(change: dict[str, Any], code: str, words: str) -> None:
    given = {**FINE, **change}
    with pytest.raises(InputError, match=words) as caught:
        deals_conflict(given.pop("gains"), given.pop("digits"), given.pop("controls"), **given)
    assert caught.value.code == code
    assert caught.value.remedy
