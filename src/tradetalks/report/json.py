"""The study as JSON: the shape is a promise to those who read it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tradetalks.report.tables import shown
from tradetalks.talks.study import Point, Study


def as_data(study: Study) -> dict[str, Any]:
    """Return the study as plain data; money is billion US$ a year of the base year."""
    return {
        "case": study.talks.name,
        "world": study.talks.case.case.world,
        "elasticities": study.talks.case.case.elasticities,
        "scenarios": [scenario.id for scenario in study.scenarios],
        "parties": list(study.talks.party_ids),
        "deals": study.deals,
        "acceptable": study.acceptable,
        "solves": study.solves,
        "max_residual": study.max_residual,
        "no_deal": study.no_deal,
        "status_quo": _point(study.shown["status_quo"]),
        "frontier": [{**_point(point), "also": list(point.also)} for point in study.frontier],
        "settlements": {name: _point(p) if p else None for name, p in study.settlements.items()},
        "contributions": {
            name: [asdict(part) for part in study.contributions(point.deal)] for name, point in study.shown.items()
        },
        "blockers": {name: asdict(blocker) for name, blocker in study.blockers.items()},
        "opening": asdict(study.opening) if study.opening else None,
        "options": [asdict(option) for option in study.options],
        "trades": [asdict(trade) for trade in study.trades],
        "no_deal_sheet": [{**asdict(value), "total": value.total} for value in study.no_deal_sheet],
        "published": [asdict(beside) for beside in study.beside_published],
        "ranges": _ranges(study),
        "seconds": study.seconds,
    }


def as_json(study: Study) -> str:
    """Return the study as JSON text."""
    return json.dumps(as_data(study), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _point(point: Point) -> dict[str, Any]:
    return {"deal": point.deal, "payoff": point.payoff, "acceptable": point.acceptable}


def _ranges(study: Study) -> dict[str, dict[str, dict[str, float]]]:
    """Lowest and highest payoff of every deal shown, by party, over the views of the evidence."""
    return {
        deal.name: {gain.party: {"low": gain.low, "high": gain.high} for gain in deal.gains} for deal in shown(study)
    }
