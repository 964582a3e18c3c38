"""Shocks of what a deal and no deal may come to together, mixed one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from tradetalks.equilibrium.shock import Shock
from tradetalks.talks.coalitions.mixing import mixed
from tradetalks.talks.prospects import Outlook, Parts

Pair = tuple[Parts, Shock]
"""What a deal may come to, and the shock of what no deal may come to."""


@dataclass(frozen=True, eq=False)
class Mixtures(Sequence[Shock]):
    """Shocks of many pairs of states, each made when it is asked for."""

    outlook: Outlook
    outside: np.ndarray
    pairs: Sequence[Pair]

    def __len__(self) -> int:
        return len(self.pairs)

    @overload
    def __getitem__(self, position: int) -> Shock: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[Shock]: ...

    def __getitem__(self, position: int | slice) -> Shock | Sequence[Shock]:
        if isinstance(position, slice):
            return [self._mixed(pair) for pair in self.pairs[position]]
        return self._mixed(self.pairs[position])

    def _mixed(self, pair: Pair) -> Shock:
        parts, no_deal = pair
        return mixed(self.outlook.world, self.outlook.shock(parts), no_deal, self.outside)
