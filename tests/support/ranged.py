"""A case that is scored by ranges and needs no world, as data that a test may change."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from support.cases import WHY, score
from tradetalks.talks.schema import CaseFile
from tradetalks.talks.study import Study, study
from tradetalks.talks.talks import Talks

Range = dict[str, float]


def spread(low: float, value: float, high: float) -> Range:
    return {"low": low, "value": value, "high": high}


def _option(name: str, *scores: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "title": name, "score": list(scores)}


RANGED: dict[str, Any] = {
    "case": {"name": "fees", "title": "Fees", "as_of": "2018-04-06", "unit": "points", "summary": "For tests."},
    "party": [{"id": name, "name": name, "region": name} for name in "ABC"],
    "issue": [
        {
            "id": "fee",
            "title": "Fee",
            "status_quo": "none",
            "option": [
                _option("none"),
                _option("low", score("A", spread(0, 2, 3)), score("B", spread(-2, -1, 0))),
                _option("high", score("A", spread(1, 4, 6)), score("B", spread(-5, -2, -1)), score("C", 0.5)),
            ],
        },
        {
            "id": "rule",
            "title": "Rule",
            "status_quo": "old",
            "option": [_option("old"), _option("new", score("B", spread(0, 2, 5)), score("C", spread(-2, -0.5, 0)))],
        },
    ],
    "no_deal": {
        "outcome": [
            {"id": "calm", "title": "calm", "probability": spread(0.3, 0.6, 0.9), "judgement": WHY},
            {
                "id": "war",
                "title": "war",
                "probability": spread(0.1, 0.4, 0.7),
                "judgement": WHY,
                "score": [score("A", -1.0), score("B", spread(-2, -1, 1)), score("C", -0.2)],
            },
        ]
    },
}


def ranged_data() -> dict[str, Any]:
    return deepcopy(RANGED)


def pinned_data() -> dict[str, Any]:
    """The same without any range."""

    def pinned(part: Any) -> Any:
        if isinstance(part, dict):
            return part["value"] if part.keys() == {"low", "value", "high"} else {k: pinned(v) for k, v in part.items()}
        return [pinned(each) for each in part] if isinstance(part, list) else part

    found: dict[str, Any] = pinned(RANGED)
    return found


def studied(data: dict[str, Any]) -> Study:
    return study(Talks(case=CaseFile.model_validate(data), positions=(), world=None))
