from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from support.worlds import random_tariff, random_world

from tradetalks import FirstOrder, Shock, solve, solve_many
from tradetalks.equilibrium import input_output, walk
from tradetalks.equilibrium.solve import BLOCK_BYTES, Batch
from tradetalks.errors import ConvergenceError

WORLD = random_world(3)


def test_a_solution_is_labelled() -> None:
    solution = solve(WORLD, Shock(tariff=random_tariff(WORLD, 1)))
    assert list(solution.real_income.index) == list(WORLD.regions)
    assert solution.price.shape == solution.price_index.shape == (4, 3)
    assert solution.trade.dims == ("exporter", "importer", "sector")
    assert float(solution.trade.sel(exporter="NOR", importer="SUD", sector="CARS")) == solution.flow[1, 1, 0]
    np.testing.assert_allclose(solution.output.loc["EST"], solution.produced[:, 2])
    np.testing.assert_allclose(solution.real_wage, solution.wage / solution.consumer_price)
    np.testing.assert_allclose(solution.equivalent_variation, WORLD.income * solution.real_income / 100, rtol=1e-9)


def test_the_same_world_twice_is_not_compared_with_itself_in_vain() -> None:
    once = solve(WORLD, Shock(tariff=random_tariff(WORLD, 1)))
    table = once.relative_to(once)
    np.testing.assert_allclose(table["real_income"], 0, atol=1e-12)
    np.testing.assert_allclose(table["wage"], 1)


def test_first_order_meets_the_exact_change_for_a_small_shock() -> None:
    small = solve(WORLD, Shock(tariff=WORLD.tariff + 1e-5 * (WORLD.tariff > 0)))
    np.testing.assert_allclose(small.decompose(FirstOrder())["total"], small.real_income, atol=1e-6)


def test_progress_counts_every_shock() -> None:
    seen: list[tuple[int, int]] = []
    shocks = [Shock(tariff=random_tariff(WORLD, p)) for p in range(3)]
    solve_many(WORLD, shocks, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (3, 3)


def test_an_empty_batch_is_empty() -> None:
    assert len(solve_many(WORLD, [])) == 0


def test_blocks_are_bounded() -> None:
    assert BLOCK_BYTES < 2**30


def test_what_is_not_found_raises_and_never_enters(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no iterations allowed nothing converges: the batch marks it, and asking for it raises."""
    monkeypatch.setattr(input_output, "SWEEPS", 1)
    monkeypatch.setattr(walk, "SWEEPS", 1)
    monkeypatch.setattr(walk, "NEWTON_ITERATIONS", 1)
    shocks = [Shock(), Shock(tariff=random_tariff(WORLD, 1))]
    batch = solve_many(WORLD, shocks)
    assert isinstance(batch, Batch)
    assert batch.failed == (1,)
    assert batch.real_income.loc[1].isna().all()
    assert batch.real_income.loc[0].notna().all()
    with pytest.raises(ConvergenceError, match="shock 1"):
        batch[1]
    with pytest.raises(ConvergenceError) as caught:
        solve(WORLD, shocks[1])
    assert caught.value.exit_status == 3


def test_one_region_alone_is_a_world() -> None:
    alone = random_world(2, regions=1)
    solution = solve(alone, Shock())
    assert abs(solution.real_income.iloc[0]) < 1e-9


def test_a_batch_takes_what_can_be_gone_through_once_and_gives_slices() -> None:
    batch = solve_many(WORLD, (Shock(tariff=random_tariff(WORLD, p)) for p in range(4)))
    assert len(batch) == 4
    part = batch[1:3]
    assert isinstance(part, Batch)
    np.testing.assert_array_equal(part.welfare_hat, batch.welfare_hat[1:3])
    np.testing.assert_array_equal(batch[-1].welfare_hat, batch[3].welfare_hat)
    with pytest.raises(IndexError):
        batch[4]


def test_results_are_told_in_a_line() -> None:
    batch = solve_many(WORLD, [Shock(tariff=random_tariff(WORLD, 1))])
    assert repr(batch).startswith("<Batch of 1 solutions of <World own")
    assert repr(batch[0]).startswith("<Solution: real income, %, ")


def test_shocks_that_are_made_when_asked_for_are_asked_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradetalks.equilibrium.solve.BLOCK_BYTES", 1)
    asked: list[slice | int] = []

    class Made(Sequence[Shock]):
        def __len__(self) -> int:
            return 3

        def __getitem__(self, position: slice | int) -> Any:
            asked.append(position)
            made = [Shock(tariff=random_tariff(WORLD, seed)) for seed in range(3)]
            return made[position]

    batch = solve_many(WORLD, Made())
    assert asked == [slice(n, n + 1) for n in range(3)]
    listed = solve_many(WORLD, [Shock(tariff=random_tariff(WORLD, seed)) for seed in range(3)])
    np.testing.assert_allclose(batch.welfare_hat, listed.welfare_hat, rtol=1e-12)
    assert batch[2].shock.tariff is not None
