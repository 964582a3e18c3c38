"""Figures as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.errors import InputError
from tradetalks.files.negotiations.figures import GROUPS_WITH_POINTS, figure, share, span


@given(st.decimals(-(10**6), 10**6, places=4))
def test_a_plain_decimal_is_read_exactly(number: object) -> None:
    assert figure(f"{number}") == Fraction(str(number))


@given(st.integers(-999, 999), st.integers(0, 99))
def test_a_comma_before_two_digits_is_a_point(whole: int, part: int) -> None:
    assert figure(f"{whole},{part:02}") == figure(f"{whole}.{part:02}")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,125", "1/8"), ("1.125", "9/8"), ("1234,567", "1234567/1000"), ("−2", "-2"), (" 3 ", "3"), ("1e3", "1000")],
)
def test_what_is_clear_is_read(text: str, value: str) -> None:
    assert figure(text) == Fraction(value)


@pytest.mark.parametrize("text", ["1,234", "1.234.567", "1,234.5", "1 234", "1'234", "1\u202f234"])
def test_marks_between_thousands_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="thousands") as caught:
        figure(text)
    assert "1234" in caught.value.remedy


def test_where_decimals_follow_a_comma_a_point_before_three_digits_is_unclear() -> None:
    assert figure("0.125", GROUPS_WITH_POINTS) == Fraction(1, 8)
    with pytest.raises(InputError, match="thousands"):
        figure("1.125", GROUPS_WITH_POINTS)


@pytest.mark.parametrize("text", ["", "nan", "inf", "-Infinity", "#N/A", "1_0", "3 points", "1e99999999", "9" * 500])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        figure(text)
    assert caught.value.code == "not-a-number"


def test_a_range_has_its_figure_in_the_middle() -> None:
    found = span("1,5..2..4")
    assert (found.low, found.value, found.high) == (Fraction(3, 2), 2, 4)
    assert span("-2").is_point


@pytest.mark.parametrize("text", ["1..2", "3..2..4", "1..2..3..4", "1..5..4"])
def test_what_is_out_of_order_is_no_range(text: str) -> None:
    with pytest.raises(InputError, match="no range"):
        span(text)


def test_a_share_may_have_a_per_cent_sign() -> None:
    assert share("2,5 %") == share("0.025") == Fraction(1, 40)
