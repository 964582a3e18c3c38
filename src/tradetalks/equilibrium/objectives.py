"""What a gradient is taken of: real income, or anything linear in the solution."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.kernel import Pull
from tradetalks.equilibrium.shock import numbers
from tradetalks.errors import ShockError, expect

if TYPE_CHECKING:
    from tradetalks.equilibrium.solution import Solution


class Objective:
    """A number that a solution has, with its partial derivatives."""

    @abstractmethod
    def value(self, solution: Solution) -> float:
        """Return the number."""

    @abstractmethod
    def pull(self, solution: Solution) -> Pull:
        """Return its partial derivatives by income, revenue, log wage, output and log price."""


@dataclass(frozen=True)
class RealIncome(Objective):
    """Exact change of a region's real income, %: 100 (I'/I / prod_j P_j^alpha_j - 1)."""

    region: str

    def value(self, solution: Solution) -> float:
        """Return `solution.real_income` of the region."""
        return float(100 * (solution.welfare_hat[self._place(solution)] - 1))

    def pull(self, solution: Solution) -> Pull:
        """Return 100 W^ / I' by income and -100 W^ alpha_j by log prices."""
        place, world = self._place(solution), solution.world
        weight = 100 * solution.welfare_hat[place]
        pull = _nothing(solution)
        pull.income[0, place] = weight / solution.earned[place]
        pull.price[0, :, place] = -weight * world.final_share[place]
        return pull

    def _place(self, solution: Solution) -> int:
        return int(solution.world.region_positions([self.region])[0])


@dataclass(frozen=True, eq=False)
class Linear(Objective):
    """A weighted sum of money and of log changes in a solution.

    Weights by name: `income`, `revenue`, `wage` (log hat) (region,); `output`, `price_index` (log hat)
    (region, sector). What is left out has no weight.
    """

    weights: Mapping[str, np.ndarray] = field(default_factory=dict)

    def value(self, solution: Solution) -> float:
        """Return the sum."""
        state = solution.state
        of = {
            "income": state.income,
            "revenue": state.revenue,
            "wage": state.wage,
            "output": state.output,
            "price": state.price,
        }
        pull = self.pull(solution)
        return float(sum((getattr(pull, name) * given).sum() for name, given in of.items()))

    def pull(self, solution: Solution) -> Pull:
        """Return the weights, checked and sector first."""
        pull = _nothing(solution)
        kinds = {
            "income": pull.income,
            "revenue": pull.revenue,
            "wage": pull.wage,
            "output": pull.output,
            "price_index": pull.price,
        }
        expect(self.weights, Mapping, "weights", f"give a mapping of {', '.join(kinds)} to arrays")
        for name, given in self.weights.items():
            if name not in kinds:
                raise ShockError("objective", f"a solution has no {name!r} to weigh", f"known are {', '.join(kinds)}")
            weight = numbers(name, given).T
            if weight.shape != kinds[name].shape[1:] or not np.isfinite(weight).all():
                shape = kinds[name].shape[:0:-1]
                raise ShockError("objective", f"weights of {name} are not finite numbers", f"give them as {shape}")
            kinds[name][0] = weight
        return pull


def _nothing(solution: Solution) -> Pull:
    state = solution.state
    return Pull(
        income=np.zeros_like(state.income),
        revenue=np.zeros_like(state.income),
        wage=np.zeros_like(state.income),
        output=np.zeros_like(state.output),
        price=np.zeros_like(state.output),
    )
