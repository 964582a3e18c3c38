"""Batches on workers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from support.worlds import random_tariff, random_world

from tradetalks import Shock, solve_many
from tradetalks.equilibrium import executors
from tradetalks.equilibrium import solve as solve_module
from tradetalks.errors import ExecutorError, InputError, ShockError

WORLD = random_world(3)
SHOCKS = [Shock(tariff=random_tariff(WORLD, p)) for p in range(7)]


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve_module, "BLOCK_BYTES", 2 * 16 * WORLD.trade.size)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_workers_give_the_same_in_the_same_order(kind: type[Executor]) -> None:
    seen: list[tuple[int, int]] = []
    with kind(2) as executor:  # type: ignore[call-arg]
        there = solve_many(WORLD, SHOCKS, executor=executor, progress=lambda done, total: seen.append((done, total)))
    here = solve_many(WORLD, SHOCKS)
    np.testing.assert_array_equal(there.found.unknowns, here.found.unknowns)
    np.testing.assert_array_equal(there.welfare_hat, here.welfare_hat)
    assert seen == [(2, 7), (4, 7), (6, 7), (7, 7)]


def test_what_a_worker_refuses_comes_back_as_it_was() -> None:
    wrong = Shock(tariff=np.full_like(WORLD.tariff, np.nan))
    with ProcessPoolExecutor(1) as executor, pytest.raises(ShockError, match="not a finite number") as caught:
        solve_many(WORLD, [*SHOCKS, wrong], executor=executor)
    assert caught.value.code == "shock-value"
    assert caught.value.remedy


class Broken(Executor):
    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        from concurrent.futures.process import BrokenProcessPool

        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("a process was killed"))
        return future


def test_workers_that_are_gone_are_told() -> None:
    with pytest.raises(ExecutorError, match="a process was killed") as caught:
        solve_many(WORLD, SHOCKS, executor=Broken())
    assert caught.value.exit_status == 3


def kill_processes(executor: ProcessPoolExecutor) -> None:
    for process in list(executor._processes.values()):
        process.kill()


@pytest.mark.parametrize("end", [kill_processes, lambda executor: executor.shutdown(cancel_futures=True)])
def test_workers_that_go_in_the_middle_are_told(
    end: Callable[[ProcessPoolExecutor], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "MOST_WAITING", 2)
    with ProcessPoolExecutor(2) as executor, pytest.raises(ExecutorError) as caught:
        solve_many(WORLD, SHOCKS, executor=executor, progress=lambda *_: end(executor))
    assert caught.value.code == "workers-gone"


def test_workers_unpack_what_blocks_have_in_common_once() -> None:
    with ThreadPoolExecutor(1) as executor:
        seen = list(executors.in_order(lambda common, block: (id(common), block), ["common"], range(9), executor))
    assert len({common for common, _ in seen}) == 1
    assert [block for _, block in seen] == list(range(9))


@pytest.mark.parametrize("given", [2, "processes", ProcessPoolExecutor])
def test_what_is_no_executor_is_refused(given: Any) -> None:
    with pytest.raises(InputError) as told:
        solve_many(WORLD, SHOCKS, executor=given)
    assert told.value.code == "wrong-type"
    assert told.value.message.startswith("executor is ")
