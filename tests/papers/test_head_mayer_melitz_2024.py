"""Head, Mayer and Melitz (2024): what is fitted is as printed, and what is not lies near."""

from __future__ import annotations

import pytest

from tradetalks.clauses.content.calibration import Calibration
from tradetalks.files.papers import read_published
from tradetalks.papers import head_mayer_melitz_2024 as paper
from tradetalks.papers.replication import Replication

TOLERANCE = {"content": 0.3, "comply freely": 0.5, "comply with dearer parts": 0.5, "requirement": 2.0}


@pytest.fixture(scope="module")
def tables() -> dict[str, Replication]:
    return {table.table: table for table in paper.replicate({}, read_published(paper.NAME))}


def test_compliance_and_content_are_near(tables: dict[str, Replication]) -> None:
    assert tables["makers"].printed == 7
    for cell in tables["makers"].cells:
        assert abs(cell.difference or 0) < TOLERANCE[cell.row.split(",")[0].split(" at ")[0]] + 0.02, cell


def test_jobs_are_near_though_only_prices_are_fitted(tables: dict[str, Replication]) -> None:
    assert tables["jobs"].printed == 63
    gaps = {(cell.group, cell.row, cell.column): abs(cell.difference or 0) for cell in tables["jobs"].cells}
    cars = [gap for (group, _, column), gap in gaps.items() if "cars" in group and "jobs" in column]
    trucks = [gap for (group, _, column), gap in gaps.items() if "trucks" in group and "jobs" in column]
    assert max(cars) < 0.4
    assert max(trucks) < 0.75
    assert max(gap for (group, *_), gap in gaps.items() if "85" not in group) < 0.35


def test_prices_need_the_exponent_twice(tables: dict[str, Replication]) -> None:
    twice = [cell for cell in tables["prices"].cells if cell.column == "price"]
    once = {(c.group, c.row): c.ours for c in tables["prices"].cells if c.column == "applied once"}
    assert len(twice) == 18
    for cell in twice:
        assert abs(cell.difference or 0) < 0.006
        assert once[cell.group, cell.row] > cell.ours


def test_nothing_is_left_of_the_conditions(tables: dict[str, Replication]) -> None:
    assert all(table.max_residual < 1e-12 for table in tables.values())


def test_the_makers_of_the_paper_are_those_of_the_clause() -> None:
    assert Calibration.PAPER.figures["mu"]["value"] == paper.CALIBRATED.mu
