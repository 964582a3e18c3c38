"""Every clause of the real case can stand anywhere in its ranges, whatever its kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.figures import figures_of

from tradetalks import load_talks
from tradetalks.clauses import AnyClause
from tradetalks.clauses.quantity import Level
from tradetalks.talks.robustness.figures import clause_at, is_ranged

CLAUSES = load_talks("nafta-2018").clauses
TARIFF: AnyClause = TypeAdapter(AnyClause).validate_python(
    {
        "type": "tariff",
        "exporter": "CAN",
        "importer": "USA",
        "sector": "goods",
        "rate": {"low": 0.1, "value": 0.2, "high": 0.4},
        "judgement": "why",
    }
)


@given(st.sampled_from([*CLAUSES, TARIFF]), st.floats(0, 1))
def test_figures_are_points_within_their_ranges(clause: AnyClause, u: float) -> None:
    moved = clause_at(clause, u)
    assert type(moved) is type(clause)
    assert not is_ranged(moved)
    for told, point in zip(figures_of(clause), figures_of(moved), strict=True):
        assert told.low - 1e-9 <= point.value <= told.high + 1e-9
        assert (point.value != told.value) <= (told.low < told.high)


@given(st.sampled_from(CLAUSES))
def test_the_ends_are_where_the_clause_does_least_and_most(clause: AnyClause) -> None:
    for u, level in ((0.0, Level.LOW), (1.0, Level.HIGH)):
        for told, end, point in zip(*map(figures_of, (clause, clause.at(level), clause_at(clause, u))), strict=True):
            if end.value in {told.low, told.high}:
                assert point.value == pytest.approx(end.value, abs=1e-9)


@given(st.sampled_from(CLAUSES), st.floats(0, 1), st.floats(0, 1))
def test_no_figure_turns_back(clause: AnyClause, one: float, other: float) -> None:
    low, high = sorted((one, other))
    ends = (figures_of(clause_at(clause, u)) for u in (0.0, low, high, 1.0))
    for first, before, after, last in zip(*ends, strict=True):
        direction = 1 if last.value >= first.value else -1
        assert direction * (after.value - before.value) >= -1e-9


def test_a_rate_runs_from_its_low_to_its_high_end() -> None:
    assert [next(figures_of(clause_at(TARIFF, u))).value for u in (0.0, 1.0)] == [0.1, 0.4]
    assert next(figures_of(clause_at(TARIFF, 1 / 3))).value == pytest.approx(0.2)
