"""Shocks of many states, each made when it is asked for, so that never all of them are held at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from tradetalks.equilibrium.shock import Shock

State = TypeVar("State")


@dataclass(frozen=True, eq=False)
class States(Sequence[Shock], Generic[State]):
    """States, and how the shock of one is made."""

    states: Sequence[State]
    shock: Callable[[State], Shock]

    def __len__(self) -> int:
        return len(self.states)

    @overload
    def __getitem__(self, position: int) -> Shock: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[Shock]: ...

    def __getitem__(self, position: int | slice) -> Shock | Sequence[Shock]:
        if isinstance(position, slice):
            return [self.shock(state) for state in self.states[position]]
        return self.shock(self.states[position])
