"""What moves the figures: the payoff of one deal when one thing at a time takes another sensible value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradetalks.charts.swing_bars import bars_by_party
from tradetalks.charts.swings import swings

if TYPE_CHECKING:
    from tradetalks.talks.study import Study


def varied_deal(study: Study) -> str:
    """Name the deal whose payoff is varied: the Nash settlement, or the status quo where there is none."""
    return "nash" if "nash" in study.shown else "status_quo"


def ranges_chart(study: Study, *, width: int) -> Any:
    """Draw a tornado a party for the Nash settlement, or for the status quo where there is none."""
    name = varied_deal(study)
    centre = list(study.shown[name].payoff.values())
    unit = study.talks.case.case.unit
    return bars_by_party(study.talks.parties, swings(study, name), centre, unit=unit, width=width)
