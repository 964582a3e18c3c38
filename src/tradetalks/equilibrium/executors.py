"""Blocks of work in this process or on workers, with results in the order of the blocks."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from tradetalks.errors import ExecutorError, expect

MOST_WAITING = 64
PIECE_BYTES = 4 * 2**20
STARTS = 2
PULSE = 5.0
PATIENCE = 60.0

Common = TypeVar("Common")
Block = TypeVar("Block")
Result = TypeVar("Result")


@runtime_checkable
class Client(Protocol):
    """What is used of a `dask.distributed.Client`."""

    @property
    def status(self) -> str:
        """Whether it is "running"."""

    def submit(self, func: Callable[..., Any], *given: Any, pure: bool) -> Any:
        """Return a future of func(*given)."""

    def nthreads(self, *, callback_timeout: float) -> Mapping[str, int]:
        """Return the threads of every worker."""


Workers = Executor | Client


def in_order(
    work: Callable[[Common, Block], Result], common: Common, blocks: Iterable[Block], workers: Workers | None
) -> Iterator[Result]:
    """Yield work(common, block) for every block; each result belongs to its place, however often it was started."""
    if workers is None:
        yield from (work(common, block) for block in blocks)
        return
    expect(workers, (Executor, Client), "executor", "give a ProcessPoolExecutor() or a Client of dask, or leave it out")
    packed = pickle.dumps(common)
    crew = _Pool(workers, work, packed) if isinstance(workers, Executor) else _Cluster(workers, work, packed)
    waiting: deque[tuple[Block, Any]] = deque()
    try:
        for block in blocks:
            waiting.append((block, crew.start(block)))
            if len(waiting) == MOST_WAITING:
                yield crew.result(*waiting.popleft())
        while waiting:
            yield crew.result(*waiting.popleft())
    finally:
        crew.drop([future for _, future in waiting])
        waiting.clear()


@dataclass(frozen=True)
class _Pool(Generic[Block, Result]):
    """An executor of the standard library: it says by itself when it is broken."""

    executor: Executor
    work: Callable[[Any, Block], Result]
    packed: bytes

    def start(self, block: Block) -> Future[Result]:
        try:
            return self.executor.submit(_on_worker, self.work, self.packed, block)
        except RuntimeError as lost:
            raise _gone(lost) from lost

    def result(self, _: Block, future: Future[Result]) -> Result:
        try:
            return future.result()
        except (BrokenExecutor, CancelledError) as lost:
            raise _gone(lost) from lost

    def drop(self, futures: Iterable[Future[Result]]) -> None:
        for future in futures:
            future.cancel()


class _Cluster(Generic[Block, Result]):
    """A cluster of dask.

    What blocks have in common is the result of a task, not scattered data, so that it is made again when its worker
    dies; it travels in pieces below the size that dask warns of. A block is started once more when it is lost, because
    workers that die together count as several deaths of one block.
    """

    def __init__(self, client: Client, work: Callable[[Any, Block], Result], packed: bytes) -> None:
        self.client = client
        self.work = work
        self.pieces = [packed[first : first + PIECE_BYTES] for first in range(0, len(packed), PIECE_BYTES)]
        self.common: Any = None

    def start(self, block: Block) -> Any:
        try:
            if self.common is None or self.common.status not in {"pending", "finished"}:
                pieces = [self.client.submit(bytes, piece, pure=False) for piece in self.pieces]
                self.common = self.client.submit(b"".join, pieces, pure=False)
            return self.client.submit(_on_worker, self.work, self.common, block, pure=False)
        except Exception as lost:
            if self.client.status == "running":
                raise
            raise _gone(lost) from lost

    def result(self, block: Block, future: Any, starts: int = STARTS) -> Result:
        try:
            return self._wait(future)
        except ExecutorError:
            raise
        except Exception as lost:
            if _raised_by_work(lost, future):
                raise
            if starts == 1 or self.client.status != "running":
                raise _gone(lost) from lost
        return self.result(block, self.start(block), starts - 1)

    def drop(self, futures: Iterable[Any]) -> None:
        """Leave it to the scheduler, which forgets what nobody holds: a cluster that is gone would not answer."""

    def _wait(self, future: Any) -> Result:
        """Wait by pulses, for a block of a cluster without workers never ends."""
        alone = 0.0
        while True:
            try:
                return future.result(timeout=PULSE)
            except TimeoutError:
                if future.status == "error":
                    raise
            alone = 0.0 if self.client.nthreads(callback_timeout=PATIENCE) else alone + PULSE
            if alone >= PATIENCE:
                raise _gone(TimeoutError(f"there was none for {alone:.0f} s"))


def _raised_by_work(error: Exception, future: Any) -> bool:
    return future.status == "error" and not type(error).__module__.startswith("distributed.")


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> Any:
    return pickle.loads(packed)  # noqa: S301  (packed by in_order)


def _on_worker(work: Callable[[Any, Block], Result], packed: bytes, block: Block) -> Result:
    return work(_unpacked(packed), block)


def _gone(lost: Exception) -> ExecutorError:
    return ExecutorError(
        "workers-gone",
        f"the workers of the executor are gone: {type(lost).__name__} {lost}",
        "start them again with more memory, or leave executor out to solve in this process",
    )
