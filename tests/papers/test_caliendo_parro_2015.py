"""Caliendo and Parro (2015) against their Table 2, the exact change and an independent solution."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.files.arrays import read_arrays
from tradetalks.papers.caliendo_parro_2015 import solve_steps
from tradetalks.papers.registry import replicate

DATA = Path(__file__).parents[3] / "shared" / "data"
PAPER = "caliendo-parro-2015"
needs_data = pytest.mark.skipif(not (DATA / "cp2015").is_dir(), reason="the paper's data are not here")


@needs_data
def test_table_2_to_two_decimals() -> None:
    (result,) = replicate(PAPER, DATA)
    assert result.agrees
    assert sum(cell.published is not None for cell in result.cells) == 12
    assert result.max_residual < 1e-9


@needs_data
def test_the_exact_change_to_three_decimals() -> None:
    exact = {cell.row: cell.ours for cell in replicate(PAPER, DATA)[0].cells if cell.column == "exact"}
    assert {country: round(value, 3) for country, value in exact.items()} == {
        "Mexico": 0.007,
        "Canada": -0.110,
        "USA": 0.074,
    }


@needs_data
def test_wages_meet_an_independent_solution() -> None:
    """The reference normalises otherwise, so wages are compared after dividing by world labour income."""
    data = read_arrays(DATA / "cp2015" / "cp2015.npz")
    reference = read_arrays(DATA / "cp2015" / "jax_reference_solution.npz")
    balanced, cut = solve_steps(data)
    labour = balanced.world.value_added
    for ours, theirs in (
        (balanced.wage_hat, reference["wb"]),
        (balanced.wage_hat * cut.wage_hat, reference["wc"]),
    ):
        np.testing.assert_allclose(ours / (ours @ labour), theirs / (theirs @ labour), rtol=1e-6)


def test_missing_data_say_which_and_where_they_are_described(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"neither cp2015/cp2015\.npz nor cp2015\.npz") as missing:
        replicate(PAPER, tmp_path)
    assert '"Data files" in docs/replications.md' in missing.value.remedy
    with pytest.raises(InputError, match="this folder is not there"):
        replicate(PAPER, tmp_path / "none")
    with pytest.raises(UnknownNameError) as caught:
        replicate("caliendo-parro-2014", tmp_path)
    assert PAPER in caught.value.remedy
