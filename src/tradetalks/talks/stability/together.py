"""What decision makers can do together, worked out once for each coalition."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

import numpy as np

from tradetalks.talks.stability.conflict import Conflict
from tradetalks.talks.stability.reach import reachable

Members = tuple[int, ...]


def subsets(makers: Iterable[int]) -> tuple[Members, ...]:
    """Every coalition of some decision makers, small ones first; none of them is empty."""
    pool = tuple(makers)
    return tuple(chain.from_iterable(combinations(pool, size) for size in range(1, len(pool) + 1)))


class Together:
    """Lists of what coalitions reach, (state, state), each of them kept once it was needed."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._reach: dict[Members, np.ndarray] = {}
        self._answers: dict[Members, np.ndarray] = {}

    def rest(self, members: Members) -> Members:
        """Everybody else."""
        return tuple(one for one in range(len(self.conflict.decision_makers)) if one not in members)

    def reach(self, members: Members) -> np.ndarray:
        """Where legal sequences of the members lead."""
        if members not in self._reach:
            self._reach[members] = reachable(self.conflict.moves[list(members)])
        return self._reach[members]

    def unimproved(self, members: Members) -> np.ndarray:
        """Whether some member does not prefer the second state to the first."""
        level = self.conflict.preference[list(members)]
        return np.asarray((level[:, :, None] >= level[:, None, :]).any(axis=0))

    def improvement(self, members: Members) -> np.ndarray:
        """Where legal sequences of the members lead that all of them strictly prefer."""
        return np.asarray(self.reach(members) & ~self.unimproved(members))

    def answers(self, makers: Members) -> np.ndarray:
        """Where improvements of coalitions among some lead, none of them twice in succession."""
        if makers not in self._answers:
            self._answers[makers] = reachable(np.stack([self.improvement(one) for one in subsets(makers)]))
        return self._answers[makers]
