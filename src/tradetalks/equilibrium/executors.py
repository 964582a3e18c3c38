"""Blocks of work in this process or on workers, with results in the order of the blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any, Protocol, TypeVar

from tradetalks.errors import ExecutorError

MOST_WAITING = 64
RETRIES = 3

Result = TypeVar("Result")


class Client(Protocol):
    """What is used of a `dask.distributed.Client`."""

    def get_executor(self, **options: Any) -> Executor:
        """Return an executor of the cluster."""


Workers = Executor | Client


def in_order(
    work: Callable[..., Result], blocks: Sequence[tuple[Any, ...]], workers: Workers | None
) -> Iterator[Result]:
    """Yield work(*block) for every block; each result belongs to its place, however often a worker had to start it."""
    if workers is None:
        yield from (work(*block) for block in blocks)
        return
    executor = workers if isinstance(workers, Executor) else workers.get_executor(pure=False, retries=RETRIES)
    waiting: deque[Future[Result]] = deque()
    try:
        for block in blocks:
            waiting.append(executor.submit(work, *block))
            if len(waiting) == MOST_WAITING:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        for future in waiting:
            future.cancel()


def _result(future: Future[Result]) -> Result:
    try:
        return future.result()
    except BrokenExecutor as lost:
        raise _gone(lost) from lost
    except Exception as lost:
        if type(lost).__module__.startswith("distributed."):
            raise _gone(lost) from lost
        raise


def _gone(lost: Exception) -> ExecutorError:
    return ExecutorError(
        "workers-gone",
        f"the workers of the executor are gone: {type(lost).__name__} {lost}",
        "start them again with more memory, or leave executor out to solve in this process",
    )
