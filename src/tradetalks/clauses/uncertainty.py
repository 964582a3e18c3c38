"""Years with and without an agreement, and what the chance of its end costs trade that rests on new investment.

An agreement in force is a Markov chain with a step a year. Its states are the years since it was last confirmed, and,
once a review has refused to prolong it, the years that are left; its end is for good.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Chain:
    """How an agreement lives: probabilities are of the year or of the review, `grace` and `review` are years.

    Every year a member withdraws with probability `withdrawal`. Every `review` years (None: never) the members refuse
    to prolong it with probability `refusal`; it then ends after `grace` years, unless one of the yearly reviews until
    then, each with probability `mending`, prolongs it after all and starts anew.
    """

    withdrawal: float
    review: int | None = None
    refusal: float = 0.0
    grace: int = 0
    mending: float = 0.0

    @property
    def transition(self) -> np.ndarray:
        """Probabilities of going from state to state within a year, (state, state); the last state is the end.

        States: 0 to review - 1 years since the last confirmation, then 1 to grace years left, then the end.
        """
        cycle = self.review or 1
        stays, end = 1 - self.withdrawal, cycle + self.grace
        matrix = np.zeros((end + 1, end + 1))
        matrix[:, end] = self.withdrawal
        matrix[end, end] = 1.0
        for age in range(cycle - 1):
            matrix[age, age + 1] = stays
        refused = stays * (self.refusal if self.review else 0.0)
        matrix[cycle - 1, 0] += stays - refused
        matrix[cycle - 1, end - 1 if self.grace else end] += refused
        self._run_out(matrix, cycle)
        return matrix

    def _run_out(self, matrix: np.ndarray, cycle: int) -> None:
        """Fill in the years after a refusal: one less is left, or the members make it up."""
        stays, end = 1 - self.withdrawal, len(matrix) - 1
        for left in range(1, self.grace + 1):
            state = cycle + left - 1
            matrix[state, 0] += stays * self.mending
            matrix[state, state - 1 if left > 1 else end] += stays * (1 - self.mending)

    def survival(self, years: int) -> np.ndarray:
        """Probability that the agreement is in force in each year from now, (years + 1,); 1 in year 0."""
        matrix = self.transition
        state = np.zeros(len(matrix))
        state[0] = 1.0
        alive = [1.0]
        for _ in range(years):
            state = state @ matrix
            alive.append(float(1 - state[-1]))
        return np.array(alive)

    def share_without(self, discount: float) -> float:
        """Return the expected discounted share of years without the agreement.

        B = (1 - beta) sum_t beta^t Pr(ended by t) = 1 - (1 - beta) e0' (I - beta Q)^-1 1, with Q the transitions
        among states in force. Plain withdrawal at rate g: B = beta g / (1 - beta + beta g). A review every n years
        that refuses with probability p, with g years of grace: B = p beta^(n + g) / (1 - (1 - p) beta^n).
        """
        return float(1 - (1 - discount) * self._discounted_life(discount))

    @property
    def expected_life(self) -> float:
        """Expected years in force, from the present one on; infinite where nothing ends it."""
        if not self.withdrawal and not (self.review and self.refusal):
            return float("inf")
        return float("inf") if self.mending == 1 and not self.withdrawal and self.grace else self._discounted_life(1.0)

    def _discounted_life(self, discount: float) -> float:
        among = self.transition[:-1, :-1]
        return float(np.linalg.solve(np.eye(len(among)) - discount * among, np.ones(len(among)))[0])


def profit_after_lapse(tariff_power: np.ndarray, cost_factor: np.ndarray, substitution: float) -> np.ndarray:
    """Return an exporter's operating profit after a lapse over that of today, at given demand.

    omega = T^-sigma d^(1 - sigma), with T = (1 + t')/(1 + t), which buyers pay and exporters do not keep, d the factor
    on iceberg costs, and sigma the elasticity of substitution: CES demand, constant mark-up (Handley and Limao 2015,
    who have tariffs alone). A lapse is never better than the agreement: omega is at most 1.
    """
    return np.minimum(tariff_power**-substitution * cost_factor ** (1 - substitution), 1.0)


def entry_cutoff(share_without: float, profit: np.ndarray, substitution: float) -> np.ndarray:
    """Return the cost cut-off of investors who may lose the agreement over that of those who cannot.

    U = [1 - B (1 - omega)]^(1/(sigma - 1)), Handley and Limao (2015, American Economic Journal: Economic Policy 7),
    with B = u/(1 + u) and u = beta gamma lambda/(1 - beta) there. Formula from memory.
    """
    return (1 - share_without * (1 - profit)) ** (1 / (substitution - 1))


def iceberg_equivalent(cutoff: np.ndarray, elasticity: np.ndarray, substitution: float) -> np.ndarray:
    """Return the factor on trade costs that would cut trade as much as the lower cut-off does.

    d = U^(-(theta - sigma + 1)/theta): with Pareto productivity of shape theta, exports of entrants go with
    U^(theta - sigma + 1), and costs move them with d^-theta. 1 where theta <= sigma - 1: entry does not respond.
    """
    return cutoff ** (-np.maximum(elasticity - substitution + 1, 0.0) / elasticity)


def charged(now: np.ndarray, today: np.ndarray, sunk: float, elasticity: np.ndarray) -> np.ndarray:
    """Return the factor on the costs of all trade when a part of it bears the change of the equivalent from today.

    D = [1 - s + s (d/d0)^-theta]^(-1/theta), s the part of trade that rests on new sunk investment.
    """
    return (1 - sunk + sunk * (now / today) ** -elasticity) ** (-1 / elasticity)
