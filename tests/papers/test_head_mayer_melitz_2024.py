"""Head, Mayer and Melitz (2024): what is fitted is as printed, and what is not lies near."""

from __future__ import annotations

import pytest

from tradetalks.clauses.content.calibration import Calibration
from tradetalks.files.papers import read_published
from tradetalks.papers import head_mayer_melitz_2024 as paper
from tradetalks.papers.replication import Replication

TOLERANCE = {"content": 0.3, "comply freely": 0.5, "comply with dearer parts": 0.5}
PEAK = "requirement at that peak"


@pytest.fixture(scope="module")
def tables() -> dict[str, Replication]:
    return {table.table: table for table in paper.replicate({}, read_published(paper.NAME))}


def test_compliance_and_content_are_near(tables: dict[str, Replication]) -> None:
    assert tables["makers"].printed == 7
    for cell in tables["makers"].cells:
        if cell.row != PEAK:
            assert abs(cell.difference or 0) < TOLERANCE[cell.row.split(",")[0].split(" at ")[0]], cell


def test_content_is_flat_from_our_peak_to_that_of_the_paper(tables: dict[str, Replication]) -> None:
    """A mean of 32,280 draws has a standard error of 0.1 points: it cannot tell the two peaks apart."""
    (peak,) = (cell for cell in tables["makers"].cells if cell.row == PEAK)
    assert peak.published is not None
    assert abs(peak.difference or 0) < 1.5
    ours, theirs = (paper.pooled(at / 100)[0] for at in (peak.ours, peak.published))
    assert 0 <= ours - theirs < 0.0002
    assert ours - paper.pooled(0.80)[0] > 0.0004
    assert ours - paper.pooled(0.90)[0] > 0.0004


def test_jobs_are_near_though_none_is_fitted(tables: dict[str, Replication]) -> None:
    assert tables["jobs"].printed == 63
    gaps = {(cell.group, cell.row, cell.column): abs(cell.difference or 0) for cell in tables["jobs"].cells}
    jobs = {place: gap for place, gap in gaps.items() if "jobs" in place[2]}
    assert max(jobs.values()) < 0.4
    assert max(gap for (group, *_), gap in jobs.items() if "trucks" in group) < 0.25
    assert max(gap for (group, *_), gap in gaps.items() if "85" not in group) < 0.21
    assert max(gaps.values()) < 0.65


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


def test_the_exposure_has_ends_where_the_clause_has_them() -> None:
    """4.9 % of truck models from Canada bear no duty and 28.2 % all of it, so no index lies outside 1 to 1.25."""
    tau = paper.choose("CAN", "trucks", 0.75).cost_of_paying
    assert tau.min() < 1.01
    assert tau.max() == pytest.approx(1.25, abs=1e-8)
    assert abs(sorted(tau.ravel())[tau.size // 2] - 1.10) < 0.015
