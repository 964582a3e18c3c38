"""Red lines: options with which most deals would have to be refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tradetalks.talks.payoffs import Payoffs


@dataclass(frozen=True)
class RedLine:
    """An option that a party should refuse: the part of deals with it that leave the party below its walk-away.

    `today` is that part of the deals that leave the issue as it is.
    """

    issue: str
    option: str
    refused: float
    today: float


def red_lines(payoffs: Payoffs, party: int) -> tuple[RedLine, ...]:
    """Find the options with which a party would refuse more than half of the deals, and more than without them.

    Where a party refuses most deals whatever they hold, the second condition tells what its options are to blame for.
    """
    space = payoffs.negotiation.space
    allowed = payoffs.allowed.reshape(space.shape)
    refused = (payoffs.allowed & ~payoffs.accepts[:, party]).reshape(space.shape)
    found = [line for issue in range(len(space.shape)) for line in _of_issue(payoffs, issue, allowed, refused)]
    return tuple(sorted(found, key=lambda line: -line.refused))


def _of_issue(payoffs: Payoffs, issue: int, allowed: np.ndarray, refused: np.ndarray) -> Iterator[RedLine]:
    space = payoffs.negotiation.space
    rest = tuple(axis for axis in range(len(space.shape)) if axis != issue)
    share = refused.sum(axis=rest) / np.maximum(allowed.sum(axis=rest), 1)
    today = float(share[space.today[issue]])
    for option, part in zip(space.options[issue], share.tolist(), strict=True):
        if part > max(1 / 2, today):
            yield RedLine(space.issues[issue], option, part, today)
