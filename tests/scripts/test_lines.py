"""Embedded lines and lists rebuild from the raw tables, and the curve of use refits."""

import gzip
from pathlib import Path

import numpy as np
import pytest

import build_lines
import fit_utilisation
from tradetalks.clauses.preference import Preference

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT.parent / "shared/data"
STORED = ROOT / "src/tradetalks/lines/data"
SMALL = 300_000

needs_raw = pytest.mark.skipif(not RAW.is_dir(), reason="the raw tables are not here")


@needs_raw
def test_a_rebuild_gives_the_same_rows(tmp_path, capsys):
    """Compared unpacked, for versions of Python differ in the head of what they pack."""
    build_lines.build(RAW, tmp_path)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == sorted(path.name for path in STORED.glob("*.csv.gz"))
    for name in written:
        fresh, stored = (gzip.decompress((folder / name).read_bytes()) for folder in (tmp_path, STORED))
        assert fresh == stored, name


def test_the_data_stay_small():
    assert sum(path.stat().st_size for path in STORED.iterdir()) < SMALL


@pytest.fixture(scope="module")
def lines():
    return fit_utilisation.read_lines(RAW)[0]


@needs_raw
def test_the_default_curve_is_the_fit(lines):
    standing = lines.where(~lines.freed)
    curve, fitness = fit_utilisation.fit(standing, fit_utilisation.ceiling(standing))
    default = Preference(type="preference", importer="USA", exporter="MEX", sector="goods").curve()
    assert default.ceiling == pytest.approx(curve.ceiling, abs=0.001)
    assert default.cost == pytest.approx(curve.cost, abs=0.00005)
    assert default.spread == pytest.approx(curve.spread, abs=0.01)
    assert 0 < fitness < 0.1


@needs_raw
@pytest.mark.parametrize(("low", "high", "published"), [(0.02, 0.03, 0.81), (0.03, 0.04, 0.92), (0.1, 10, 0.95)])
def test_claims_by_margin(lines, low, high, published):
    standing = lines.where(~lines.freed)
    curve = fit_utilisation.fit(standing, fit_utilisation.ceiling(standing))[0]
    group = fit_utilisation.claims_between(standing, low, high)
    observed, fitted, _ = fit_utilisation.mean_claims(group, curve)
    assert observed == pytest.approx(published, abs=0.02)
    assert fitted == pytest.approx(observed, abs=0.08)


@needs_raw
def test_nobody_claims_without_a_margin_and_most_do_with_one(lines):
    def claims(group):
        return np.average(group.claims, weights=group.value)

    assert claims(lines.where(lines.margin == 0)) < 0.0005
    assert claims(lines.where(lines.margin > 0)) == pytest.approx(0.82, abs=0.005)
    assert claims(lines.where(lines.freed)) < 0.2


def test_freed_lines_are_those_that_pay_no_duty_without_a_claim():
    code = np.array(["a", "a", "b", "c", "d"])
    duty, margin = np.array([0.0, 1.0, 5.0, 0.0, 0.0]), np.array([0.1, 0.1, 0.1, 0.1, 0.0])
    unclaimed = np.array([50.0, 50.0, 50.0, 0.0, 50.0])
    freed = fit_utilisation.freed_since(code, duty, margin, unclaimed)
    assert freed.tolist() == [True, True, False, False, False]


@pytest.mark.parametrize("most", [0.9, None])
def test_a_curve_is_found_again(most):
    margin = np.linspace(0.001, 0.3, 200)
    true = fit_utilisation.Utilisation(0.9, 0.012, 0.8)
    none = np.zeros(200, dtype=bool)
    made = fit_utilisation.Lines(np.full(200, "MEX"), margin, true.share(margin), np.linspace(1, 2, 200), none)
    curve, fitness = fit_utilisation.fit(made, most)
    assert (curve.ceiling, curve.cost, curve.spread) == pytest.approx((0.9, 0.012, 0.8), rel=1e-5)
    assert fitness == pytest.approx(1, abs=1e-8)
