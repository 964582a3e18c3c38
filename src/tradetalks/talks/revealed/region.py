"""A set of weights between hyperplanes, and the least of a linear function over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog

from tradetalks.errors import ConvergenceError
from tradetalks.talks.revealed.space import WeightSpace

OPTIMAL, INFEASIBLE, UNBOUNDED = 0, 2, 3


@dataclass(frozen=True, eq=False)
class Region:
    """Points x with a @ x >= b, low <= x <= high and equal @ x = total; the first `issues` variables are weights.

    a is (row, variable), b (row,), low, high and equal (variable,).
    """

    issues: int
    a: np.ndarray
    b: np.ndarray
    low: np.ndarray
    high: np.ndarray
    equal: np.ndarray
    total: float

    @property
    def variables(self) -> int:
        """Number of weights and further variables."""
        return len(self.low)

    def with_rows(self, a: np.ndarray, b: np.ndarray) -> Region:
        """Add conditions a @ x >= b; a is (row, variable)."""
        return replace(self, a=np.vstack([self.a, a]), b=np.concatenate([self.b, b]))

    def with_variables(self, columns: np.ndarray, high: float = np.inf) -> Region:
        """Add variables from zero to `high` that enter the rows with these columns, (row, added)."""
        added = columns.shape[1]
        return replace(
            self,
            a=np.hstack([self.a, columns]),
            low=np.concatenate([self.low, np.zeros(added)]),
            high=np.concatenate([self.high, np.full(added, high)]),
            equal=np.concatenate([self.equal, np.zeros(added)]),
        )

    def least(self, c: np.ndarray) -> tuple[float, np.ndarray] | None:
        """Find the point with the least c @ x, (variable,); None where there is no point, -inf where there is no least.

        Raises `ConvergenceError` "programme-unsolved" where HiGHS gives no answer.
        """
        held = bool(self.equal.any())
        found = linprog(
            c,
            A_ub=-self.a if len(self.a) else None,
            b_ub=-self.b if len(self.a) else None,
            A_eq=self.equal[None] if held else None,
            b_eq=[self.total] if held else None,
            bounds=list(zip(self.low.tolist(), self.high.tolist(), strict=True)),
            method="highs-ds",
            options={"presolve": False},  # with it, unbounded and empty are told apart only in a second run
        )
        if found.status == OPTIMAL:
            return float(c @ found.x), np.asarray(found.x)
        if found.status == INFEASIBLE:
            return None
        if found.status == UNBOUNDED:
            return -np.inf, np.full(self.variables, np.nan)
        message = f"a linear programme has no answer: {found.message}"
        raise ConvergenceError("programme-unsolved", message, "bring the worths to a common size")


def size(*figures: np.ndarray) -> float:
    """Largest figure, to divide by so that the absolute tolerances of the solver are relative ones; never zero."""
    return max((float(np.abs(each).max(initial=0.0)) for each in figures), default=0.0) or 1.0


def region(space: WeightSpace, a: np.ndarray, b: np.ndarray) -> Region:
    """Make the weights of a space with a @ w >= b; a is (row, issue)."""
    rows = np.asarray(a, dtype=float).reshape(-1, len(space.low))
    return Region(
        len(space.low), rows, np.asarray(b, float), space.low, space.high, space.counted.astype(float), space.budget
    )
