"""Percentages are read where their meaning is clear and refused where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tradetalks.clauses.percent import Rate, Share, percent

SHARE, RATE = TypeAdapter[float](Share), TypeAdapter[float](Rate)


@pytest.mark.parametrize("written", ["62.5 %", "62.5%", " 62.5 % ", 62.5, 0.625, "0.625"])
def test_a_share_may_be_written_in_any_clear_way(written: object) -> None:
    assert SHARE.validate_python(written) == pytest.approx(0.625, abs=1e-15)


@pytest.mark.parametrize(("written", "meant"), [("1 %", 0.01), ("100 %", 1.0), (0, 0.0), ("0 %", 0.0)])
def test_the_ends_of_a_share_are_written_with_their_sign(written: object, meant: float) -> None:
    assert SHARE.validate_python(written) == meant


@pytest.mark.parametrize("written", [1, 1.0, "1"])
def test_one_is_ambiguous(written: object) -> None:
    with pytest.raises(ValidationError, match="1 % or as 100 %") as refused:
        SHARE.validate_python(written)
    assert refused.value.errors()[0]["type"] == "percentage"


@pytest.mark.parametrize("written", [-0.1, 101, "-1 %", "101 %", "much", None, True, float("nan")])
def test_what_is_no_share_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        SHARE.validate_python(written)


@pytest.mark.parametrize(("written", "meant"), [("241 %", 2.41), (0.25, 0.25), ("25%", 0.25), (1, 1.0), (-0.05, -0.05)])
def test_a_rate_is_a_fraction_or_has_a_sign(written: object, meant: float) -> None:
    assert RATE.validate_python(written) == pytest.approx(meant, abs=1e-15)


@pytest.mark.parametrize("written", [2.5, 25, "25"])
def test_a_bare_rate_above_one_may_be_either(written: object) -> None:
    with pytest.raises(ValidationError, match="may be meant as") as refused:
        RATE.validate_python(written)
    assert 'write "' in refused.value.errors()[0]["ctx"]["remedy"]


@pytest.mark.parametrize("written", [-1, "-100 %", "1001 %", "low", False])
def test_what_is_no_rate_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        RATE.validate_python(written)


@given(st.floats(0.0001, 0.9999))
def test_what_is_written_is_read_back(fraction: float) -> None:
    assert SHARE.validate_python(percent(fraction, digits=15)) == pytest.approx(fraction, rel=1e-12)
