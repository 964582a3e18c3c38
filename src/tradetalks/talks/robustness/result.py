"""What draws of a study tell: chances, percentiles, and what rules pick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.deals import Deal, DealSpace
from tradetalks.talks.robustness.check import Check
from tradetalks.talks.robustness.drivers import Inputs
from tradetalks.talks.robustness.tally import Tally
from tradetalks.talks.robustness.tornado import Tornado, tornado
from tradetalks.talks.settlements import NAMES

PERCENTILES = (5, 50, 95)


@dataclass(frozen=True, eq=False, repr=False)
class Robustness:
    """What `robustness` returns. Arrays over the deals shown keep the order of `shown`, by number.

    `counts` has every deal, or is None where there are too many to list. `payoff` is (draw, shown, party) in billion
    US$ a year over no deal, `accepted` whether a party accepts, alike. `picks` has the deal that a rule picks in each
    draw, by number, None where no deal is acceptable to all; `stays` is the part of draws in which the study's own
    settlement is picked, or is worth the same to all.
    """

    parties: tuple[str, ...]
    space: DealSpace
    shown: dict[str, int]
    inputs: Inputs
    counts: Tally | None
    payoff: np.ndarray
    accepted: np.ndarray
    picks: dict[str, tuple[int | None, ...]]
    stays: dict[str, float]
    check: Check | None

    def __repr__(self) -> str:
        told = ", ".join(f"{name} {self.acceptance[name]:.0%}" for name in self.shown)
        return f"<Robustness over {self.draws} draws; accepted by all: {told}>"

    @property
    def draws(self) -> int:
        """How many draws."""
        return self.inputs.draws

    @property
    def acceptance(self) -> dict[str, float]:
        """Probability that all parties accept, by deal shown; a standard error is sqrt(p (1 - p)/draws) at most."""
        return dict(zip(self.shown, self.accepted.all(axis=2).mean(axis=0).tolist(), strict=True))

    def accepts(self, shown: str) -> dict[str, float]:
        """Probability that each party accepts a deal shown. Raises `UnknownNameError`."""
        return self._by_party(self.accepted[:, self._place(shown)].mean(axis=0))

    def blocks(self, shown: str) -> dict[str, float]:
        """Probability that each party rejects a deal shown that all others accept. Raises `UnknownNameError`."""
        accepted = self.accepted[:, self._place(shown)]
        alone = ~accepted & (accepted.sum(axis=1, keepdims=True) == len(self.parties) - 1)
        return self._by_party(alone.mean(axis=0))

    def percentiles(self, shown: str) -> np.ndarray:
        """Payoffs of a deal shown that 5, 50 and 95 % of draws stay below, (percentile, party), billion US$ a year."""
        return np.asarray(np.percentile(self.payoff[:, self._place(shown)], PERCENTILES, axis=0))

    def probability(self, deal: Mapping[str, str]) -> float:
        """Probability that all accept any deal; issues left out stay at their status quo.

        Raises
        ------
        UnknownNameError
            When an issue or an option is not of the negotiation.
        InputError
            `too-many-deals`, when there are too many deals to count each.
        """
        if self.counts is None:
            message = f"{self.space.count:,} deals are too many to count each"
            raise InputError("too-many-deals", message, "ask for the deals shown with `acceptance`")
        return float(self.counts.acceptable[self.space.number(deal)])

    def safe(self, at_least: float = 0.9) -> int | None:
        """Count the deals that all accept in at least this part of the draws; None where there are too many to list."""
        return None if self.counts is None else int((self.counts.acceptable >= at_least).sum())

    def picked(self, rule: str, most: int = 5) -> tuple[tuple[Deal, float], ...]:
        """Deals that a rule picks most often, and in which part of the draws. Raises `UnknownNameError`."""
        if rule not in self.picks:
            raise UnknownNameError("settlement", rule, self.picks)
        counted = Counter(number for number in self.picks[rule] if number is not None)
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        return tuple((self.space.deal(number), count / self.draws) for number, count in ranked[:most])

    @property
    def no_zone(self) -> float:
        """Part of the draws in which no deal is acceptable to all."""
        return float(np.mean([number is None for number in self.picks[NAMES[0]]]))

    def tornado(self, shown: str) -> Tornado:
        """Tell which unknowns move the payoffs of a deal shown; see `tradetalks.talks.robustness.tornado`."""
        return tornado(self.inputs, self.payoff[:, self._place(shown)], self.space.issues)

    def _place(self, shown: str) -> int:
        if shown not in self.shown:
            raise UnknownNameError("deal", shown, self.shown)
        return list(self.shown).index(shown)

    def _by_party(self, figures: np.ndarray) -> dict[str, float]:
        return dict(zip(self.parties, figures.tolist(), strict=True))
