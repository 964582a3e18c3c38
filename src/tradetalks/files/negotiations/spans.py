"""Figures with a range, exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True)
class Span:
    """A figure and its range, low <= value <= high."""

    low: Fraction
    value: Fraction
    high: Fraction

    @classmethod
    def at(cls, value: Fraction) -> Self:
        """Return a figure without a range."""
        return cls(value, value, value)

    @property
    def is_point(self) -> bool:
        """Whether the figure has no range."""
        return self.low == self.high

    def times(self, factor: Fraction) -> Span:
        """Multiply by a factor that is not below zero."""
        return Span(factor * self.low, factor * self.value, factor * self.high)

    def less(self, amount: Fraction) -> Span:
        """Subtract an amount that has no range."""
        return Span(self.low - amount, self.value - amount, self.high - amount)

    @property
    def quantity(self) -> dict[str, float]:
        """The figure as a case has it."""
        return {"low": float(self.low), "value": float(self.value), "high": float(self.high)}
