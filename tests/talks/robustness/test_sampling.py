"""Draws are stratified, belong to names, and follow the triangular law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetalks.clauses.quantity import Quantity
from tradetalks.talks.robustness.sampling import drawn, position, quantile, quantile_at, uniforms

UNIT = st.floats(0, 1)
NUMBER = st.integers(-1000, 1000)


def share_below(low: float, value: float, high: float, x: float) -> float:
    """The triangular distribution function."""
    if x <= value:
        return (x - low) ** 2 / ((high - low) * (value - low)) if value > low else 0.0
    return 1 - (high - x) ** 2 / ((high - low) * (high - value))


@given(st.tuples(NUMBER, NUMBER, NUMBER).map(sorted).filter(lambda ends: ends[0] < ends[2]), UNIT)
def test_a_quantile_is_what_that_part_of_draws_stays_below(ends: list[int], u: float) -> None:
    x = quantile(*ends, u)
    assert ends[0] - 1e-9 <= x <= ends[2] + 1e-9
    assert share_below(*ends, x) == pytest.approx(u, abs=1e-6)


def test_a_figure_without_a_range_stays() -> None:
    assert drawn(Quantity.model_validate(3.5), 0.9) == Quantity.model_validate(3.5)


@given(UNIT)
def test_positions_and_quantiles_are_inverse(u: float) -> None:
    assert quantile_at(float(position(np.array(u)))) == pytest.approx(u, abs=1e-9)


@given(st.integers(2, 300), st.integers(0, 99))
def test_every_stratum_has_one_draw(draws: int, seed: int) -> None:
    u = uniforms(seed, draws, "a thing")
    assert sorted(np.floor(u * draws).astype(int).tolist()) == list(range(draws))


def test_a_stream_belongs_to_its_name_and_seed() -> None:
    first = uniforms(3, 50, "score", "CAN")
    assert np.array_equal(first, uniforms(3, 50, "score", "CAN"))
    for other in (uniforms(4, 50, "score", "CAN"), uniforms(3, 50, "score", "MEX"), uniforms(3, 50, "scoreC", "AN")):
        assert not np.array_equal(first, other)
