"""What moves reveal: cases solved by hand, and input that cannot be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.revealed import worths_of

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.revealed.moves import Comparison
from tradetalks.talks.revealed.reveal import Revealed, Verdict, reveal
from tradetalks.talks.revealed.space import intervals, mean_one, numeraire


def two(*moves: Comparison) -> Revealed:
    """Solve the example of the docs: on i0 two billion are at stake, on i1 one, no deal costs one."""
    return reveal(worths_of([0.0, -2.0], [0.0, 1.0], no_deal=-1.0), "P", moves)


SWAP = Comparison("P", {"i0": "o1", "i1": "o1"}, {})
REFUSAL = Comparison("P", {}, {"i0": "o1", "i1": "o1"})


def test_a_swap_by_hand() -> None:
    """-2 w0 + w1 >= 0 with w0 + w1 = 2: w0 <= 2/3, w1 >= 4/3."""
    found = two(SWAP)
    assert found.low == pytest.approx([0.1, 4 / 3])
    assert found.high == pytest.approx([2 / 3, 1.9])
    assert found.nearest == pytest.approx([2 / 3, 4 / 3])
    assert found.centre == pytest.approx([(0.1 + 2 / 3) / 2, (1.9 + 4 / 3) / 2])
    assert found.radius == pytest.approx((2 / 3 - 0.1) / np.sqrt(2))
    assert found.findings[0].shortfall == pytest.approx(1.0)
    assert found.worth(np.array([-2.0, 1.0])) == pytest.approx((0.0, 1.7))


def test_signing_bounds_what_the_worst_part_weighs() -> None:
    """-2 w0 + w1 >= -1 with w0 + w1 = 2: w0 <= 1."""
    found = two(Comparison("P", {"i0": "o1", "i1": "o1"}, None))
    assert found.high[0] == pytest.approx(1.0)


def test_a_threat_bounds_it_from_below() -> None:
    """-1 >= -2 w0: w0 >= 1/2."""
    assert two(Comparison("P", None, {"i0": "o1"})).low[0] == pytest.approx(0.5)


def test_against_an_issue_held_at_one_a_weight_may_have_no_upper_end() -> None:
    worths = worths_of([0.0, -2.0], [0.0, 1.0])
    found = reveal(worths, "P", [SWAP], numeraire(np.array([True, True]), 0))
    assert found.low == pytest.approx([1.0, 2.0])
    assert found.high[0] == 1
    assert found.high[1] == np.inf
    assert found.nearest == pytest.approx([1.0, 2.0])
    assert (found.centre, found.radius) == (pytest.approx([1.0, 3.0]), pytest.approx(1.0))


def test_a_move_that_always_makes_sense_is_silent() -> None:
    found = two(Comparison("P", {"i1": "o1"}, {}))
    assert [finding.verdict for finding in found.findings] == [Verdict.SILENT]
    assert found.low == pytest.approx([0.1, 0.1])
    assert found.high == pytest.approx([1.9, 1.9])
    assert found.centre == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("least", [0.0, 0.1])
def test_a_move_against_the_sign_is_a_contradiction_with_the_value_that_would_explain_it(least: float) -> None:
    worths = worths_of([0.0, -2.0], [0.0, 1.0])
    moves = [Comparison("P", {"i0": "o1"}, {}), SWAP]
    found = reveal(worths, "P", moves, mean_one(worths.at_stake("P"), least))
    assert [(finding.comparison, finding.shortfall) for finding in found.contradictions] == [(moves[0], 2.0)]
    assert not found.conflicts
    assert found.high[0] == pytest.approx(2 / 3)


def test_two_moves_that_contradict_are_named_and_half_explained() -> None:
    """w1 >= 2 w0 and 3 w0 >= 2 w1 with w0 + w1 = 2: at w0 = 4/5 the first misses by 2/5, and no weights do better."""
    worths = worths_of([0.0, -2.0, -3.0], [0.0, 1.0, 2.0])
    other = Comparison("P", {}, {"i0": "o2", "i1": "o2"})
    quiet = Comparison("P", {"i1": "o1"}, {})
    found = reveal(worths, "P", [quiet, SWAP, other])
    assert found.conflicts == ((SWAP, other),)
    assert [finding.slack for finding in found.findings] == pytest.approx([0.0, 0.4, 0.0])
    assert found.low == pytest.approx([0.8, 1.2])
    assert found.high == pytest.approx([0.8, 1.2])
    assert found.radius == 0
    assert (found.centre == found.nearest).all()


def test_issues_without_a_stake_keep_their_weight() -> None:
    worths = worths_of([0.0, -2.0], [0.0, 1.0], [0.0, 0.0])
    found = reveal(worths, "P", [SWAP])
    assert list(found.at_stake) == [True, True, False]
    assert found.low[2] == found.high[2] == found.nearest[2] == found.centre[2] == 1


def test_moves_of_others_are_left_aside_and_none_is_an_error() -> None:
    worths = worths_of([0.0, -2.0], [0.0, 1.0])
    with pytest.raises(InputError, match="no move of P reveals anything") as caught:
        reveal(worths, "P", [])
    assert caught.value.code == "nothing-revealed"


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (Comparison("Q", {}, None), "unknown-party"),
        (Comparison("P", {"i9": "o1"}, None), "unknown-issue"),
        (Comparison("P", {"i0": "o9"}, None), "unknown-option"),
        (Comparison("P", None, None), "comparison-empty"),
    ],
)
def test_moves_about_what_is_not_there_are_refused(move: Comparison, code: str) -> None:
    with pytest.raises(InputError) as caught:
        two(SWAP, move)
    assert caught.value.code == code


def test_worths_that_are_none_are_refused() -> None:
    good = worths_of([0.0, -2.0], [0.0, 1.0])
    for changed, code in (
        ({"no_deal": np.array([np.nan])}, "worths-finite"),
        ({"own": (good.own[0], np.array([[0.0], [np.inf]]))}, "worths-finite"),
        ({"own": (good.own[0], np.zeros((3, 1)))}, "worths-shape"),
        ({"own": good.own[:1]}, "worths-shape"),
        ({"walk_away": np.zeros(2)}, "worths-shape"),
    ):
        with pytest.raises(InputError) as caught:
            replace(good, **changed)  # type: ignore[arg-type]
        assert caught.value.code == code


def test_spaces_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError, match="1 weights for 2 issues"):
        reveal(worths_of([0.0, -2.0], [0.0, 1.0]), "P", [SWAP], intervals(np.ones(1), np.ones(1)))
    with pytest.raises(InputError, match="worth the same"):
        reveal(worths_of([0.0, 0.0]), "P", [Comparison("P", {"i0": "o1"}, {})])


def test_an_unknown_party_is_told_apart() -> None:
    with pytest.raises(UnknownNameError):
        reveal(worths_of([0.0, 1.0]), "Q", [])
