"""Batches on a cluster of dask whose workers die."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dask
import numpy as np
import pytest
from distributed import Client, LocalCluster
from support.worlds import random_tariff, random_world

from tradetalks import Shock, solve_many
from tradetalks.equilibrium import executors
from tradetalks.equilibrium import solve as solve_module
from tradetalks.equilibrium.solve import Batch
from tradetalks.errors import ExecutorError, ShockError

WORLD = random_world(3)
SHOCKS = [Shock(tariff=random_tariff(WORLD, p)) for p in range(16)]
STEPS = [(done, 16) for done in range(2, 17, 2)]


@contextmanager
def cluster_of(workers: int) -> Iterator[tuple[LocalCluster, Client]]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster) as client,
    ):
        yield cluster, client


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[LocalCluster, Client]]:
    with cluster_of(2) as both:
        yield both


@pytest.fixture
def client(shared: tuple[LocalCluster, Client]) -> Client:
    shared[1].wait_for_workers(2, timeout=60)
    return shared[1]


@pytest.fixture(autouse=True)
def _two_shocks_a_block_and_three_blocks_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve_module, "BLOCK_BYTES", 2 * 16 * WORLD.trade.size)
    monkeypatch.setattr(executors, "MOST_WAITING", 3)


@pytest.fixture(scope="module")
def here() -> Batch:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solve_module, "BLOCK_BYTES", 2 * 16 * WORLD.trade.size)
        return solve_many(WORLD, SHOCKS)


def check_same(client: Client, here: Batch, after_first: Callable[[], object], shocks: list[Shock] = SHOCKS) -> None:
    """Solve on the cluster, with something happening after the first block: nothing is lost, doubled or swapped."""
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == 1:
            after_first()

    there = solve_many(WORLD, shocks, executor=client, progress=progress)
    assert seen == STEPS
    assert there.failed == ()
    np.testing.assert_array_equal(there.found.unknowns, here.found.unknowns)
    np.testing.assert_array_equal(there.welfare_hat, here.welfare_hat)
    np.testing.assert_array_equal(there.residual, here.residual)


def kill(pids: list[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def deadly(shock: Shock, most: int, folder: Path) -> Shock:
    """Return a shock that kills the worker that looks at it, at most so many times; sent by value."""
    parent = os.getpid()

    class Deadly(Shock):
        def tariff_in(self, _: object) -> np.ndarray:
            deaths = len(list(folder.iterdir()))
            if deaths < most and os.getpid() != parent:
                (folder / str(deaths)).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return self.tariff

    return Deadly(tariff=shock.tariff)


def test_workers_give_the_same_in_the_same_order(client: Client, here: Batch) -> None:
    check_same(client, here, lambda: None)


def test_a_world_in_pieces_is_the_same_world(client: Client, here: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "PIECE_BYTES", 1000)
    check_same(client, here, lambda: None)


def test_a_shock_without_an_equilibrium_is_marked_in_its_place(client: Client) -> None:
    free = np.where(np.eye(len(WORLD.regions))[:, :, None] == 1, 1.0, np.full_like(WORLD.trade, 1e-30))
    there = solve_many(WORLD, [*SHOCKS[:5], Shock(trade_cost=free), *SHOCKS[5:]], executor=client)
    assert there.failed == (5,)
    assert np.isnan(there.welfare_hat[5]).all()


def test_what_a_worker_refuses_comes_back_as_it_was(client: Client) -> None:
    wrong = Shock(tariff=np.full_like(WORLD.tariff, np.nan))
    with pytest.raises(ShockError, match="not a finite number") as caught:
        solve_many(WORLD, [*SHOCKS, wrong], executor=client)
    assert caught.value.code == "shock-value"


def test_a_worker_is_killed_between_blocks(client: Client, here: Batch) -> None:
    check_same(client, here, lambda: kill([min(client.run(os.getpid).values())]))


def test_a_worker_is_killed_within_a_block(client: Client, here: Batch, tmp_path: Path) -> None:
    shocks = [*SHOCKS[:9], deadly(SHOCKS[9], 1, tmp_path), *SHOCKS[10:]]
    check_same(client, here, lambda: None, shocks)
    assert len(list(tmp_path.iterdir())) == 1


def test_all_workers_are_killed_and_come_back(client: Client, here: Batch) -> None:
    before = set(client.run(os.getpid).values())
    check_same(client, here, lambda: kill(list(before)))
    assert not before & set(client.run(os.getpid).values())


def test_a_cluster_left_without_workers_is_told(
    shared: tuple[LocalCluster, Client], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "PULSE", 0.1)
    monkeypatch.setattr(executors, "PATIENCE", 0.5)
    with pytest.raises(ExecutorError, match="there was none for") as caught:
        solve_many(WORLD, SHOCKS, executor=client, progress=lambda *_: shared[0].scale(0))
    assert caught.value.code == "workers-gone"
    shared[0].scale(2)


def test_a_block_that_kills_every_worker_is_told(client: Client, tmp_path: Path) -> None:
    shocks = [*SHOCKS[:9], deadly(SHOCKS[9], 99, tmp_path), *SHOCKS[10:]]
    with pytest.raises(ExecutorError, match="KilledWorker") as caught:
        solve_many(WORLD, shocks, executor=client)
    assert caught.value.code == "workers-gone"
    assert len(list(tmp_path.iterdir())) == 2 * executors.STARTS


@pytest.mark.parametrize("what", ["cluster", "client"])
def test_what_is_closed_in_the_middle_is_told(what: str) -> None:
    with cluster_of(1) as (cluster, client):
        closing = {"cluster": cluster.close, "client": client.close}[what]
        with pytest.raises(ExecutorError) as caught:
            solve_many(WORLD, SHOCKS, executor=client, progress=lambda *_: closing())
    assert caught.value.exit_status == 3
