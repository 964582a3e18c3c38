"""How firm a figure is: what a deal and no deal give one party under every view of the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from tradetalks.talks.deals import Deal
from tradetalks.talks.economy import Economy
from tradetalks.talks.ranges import Ranges, ranges


@dataclass(frozen=True)
class Driver:
    """One thing that is varied, and between what it moves the gain of a party."""

    varies: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far it moves the gain."""
        return self.high - self.low


@dataclass(frozen=True)
class Firmness:
    """Gain of a party from a deal over no deal, and no deal over today, from the lowest to the highest view.

    `drivers` are what is varied, that which moves the gain most first.
    """

    deal: Deal
    low: float
    high: float
    no_deal_low: float
    no_deal_high: float
    drivers: tuple[Driver, ...]


def firmness(economy: Economy, deal: Deal, party: str) -> Firmness:
    """Value a deal and no deal for a party under every view of the evidence."""
    found, at = ranges(economy, [deal]), economy.talks.party_ids.index(party)
    gain, no_deal = found.payoff[:, 0, at], found.no_deal[:, at]
    return Firmness(
        deal, float(gain.min()), float(gain.max()), float(no_deal.min()), float(no_deal.max()), _drivers(found, at)
    )


def _drivers(found: Ranges, party: int) -> tuple[Driver, ...]:
    """Gather the views by what they vary."""
    gain = found.payoff[:, 0, party].tolist()
    by: dict[str, list[float]] = {}
    for view, value in zip(found.views[1:], gain[1:], strict=True):
        by.setdefault(view.varies, [gain[0]]).append(value)
    drivers = [Driver(varies, min(values), max(values)) for varies, values in by.items()]
    return tuple(sorted(drivers, key=lambda driver: -driver.width))
