"""The brief as plain data: the shape is a promise to those who read it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradetalks.talks.advice.advice import Advice
    from tradetalks.talks.advice.brief import Brief
    from tradetalks.talks.advice.chips import Chip


def as_data(brief: Brief) -> dict[str, Any]:
    """Return a brief as plain data; money is in the unit of the case, dates are as 2018-04-06."""
    study, head = brief.study, brief.study.talks.case.case
    return {
        "case": study.talks.name,
        "as_of": head.as_of.isoformat(),
        "unit": head.unit,
        "parties": list(study.talks.party_ids),
        "scenarios": [scenario.id for scenario in study.scenarios],
        **_advice(brief.advice),
        "fallbacks": [asdict(one) for one in brief.fallbacks],
        "firm": asdict(brief.firm),
        "dates": [{**asdict(one), "date": one.date.isoformat()} for one in brief.dates],
        "terms": asdict(brief.terms),
        "draws": brief.draws,
        "seed": brief.seed,
        "solves": study.economy.solves,
        "max_residual": study.economy.max_residual,
    }


def as_json(brief: Brief) -> str:
    """Return a brief as JSON text."""
    return json.dumps(as_data(brief), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _advice(advice: Advice) -> dict[str, Any]:
    """All of the advice, with what is worked out of it."""
    return {
        **asdict(advice),
        "offers": [{**asdict(offer), "aims": [aim.value for aim in offer.aims]} for offer in advice.offers],
        "chips": {kind: [_chip(chip) for chip in getattr(advice.chips, kind)] for kind in ("gives", "asks")},
        "exchanges": [{**asdict(one), "give": _chip(one.give), "ask": _chip(one.ask)} for one in advice.exchanges],
        "opening": asdict(advice.opening) if advice.opening else None,
    }


def _chip(chip: Chip) -> dict[str, Any]:
    return {**asdict(chip), "rate": chip.rate}
