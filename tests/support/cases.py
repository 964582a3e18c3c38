"""A small negotiation in a made-up world: two linked issues, one scored issue, 12 deals."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from support.worlds import random_world
from tradetalks.talks.schema import CaseFile
from tradetalks.talks.talks import Talks

WHY = "made up for a test"


def cost(exporter: str, importer: str, factor: Any) -> dict[str, Any]:
    return {
        "type": "trade-cost",
        "exporter": exporter,
        "importer": importer,
        "sector": "goods",
        "factor": factor,
        "judgement": WHY,
    }


def tariff(exporter: str, importer: str, add: Any) -> dict[str, Any]:
    return {
        "type": "tariff",
        "exporter": exporter,
        "importer": importer,
        "sector": "CARS",
        "add": add,
        "judgement": WHY,
    }


def score(party: str, bn: Any) -> dict[str, Any]:
    return {"party": party, "bn": bn, "judgement": WHY}


SMALL: dict[str, Any] = {
    "case": {
        "name": "small",
        "title": "A small <negotiation>",
        "as_of": "2018-04-06",
        "world": "made up",
        "elasticities": "",
        "summary": "For tests.",
    },
    "source": [{"id": "src", "title": "A source", "url": "https://example.org", "evidence": "text seen"}],
    "party": [
        {"id": "N", "name": "North", "region": "NOR"},
        {"id": "S", "name": "South", "region": "SUD"},
    ],
    "issue": [
        {
            "id": "rule",
            "title": "Content rule",
            "status_quo": "old",
            "option": [
                {"id": "old", "title": "old rule"},
                {
                    "id": "new",
                    "title": "new rule",
                    "asked_by": "N",
                    "source": "src",
                    "clause": [cost("SUD", "NOR", {"low": 1.01, "value": 1.02, "high": 1.04})],
                    "score": [score("N", {"low": 0.0, "value": 0.008, "high": 0.01})],
                },
                {"id": "talk", "title": "talk on", "score": [score("S", 0.001)]},
            ],
        },
        {
            "id": "duty",
            "title": "Duty on cars",
            "status_quo": "stays",
            "option": [
                {"id": "stays", "title": "duty stays"},
                {
                    "id": "goes",
                    "title": "duty falls",
                    "asked_by": ["S"],
                    "clause": [tariff("SUD", "NOR", -0.01)],
                    "score": [score("S", 0.001)],
                },
            ],
        },
        {
            "id": "panel",
            "title": "Panels",
            "status_quo": "kept",
            "option": [
                {"id": "kept", "title": "panels kept"},
                {"id": "gone", "title": "panels gone", "score": [score("N", 0.004), score("S", -0.02)]},
            ],
        },
    ],
    "no_deal": {
        "outcome": [
            {
                "id": "goes-on",
                "title": "goes on",
                "probability": {"low": 0.5, "value": 0.75, "high": 1.0},
                "judgement": WHY,
            },
            {
                "id": "war",
                "title": "tariffs rise",
                "probability": {"low": 0.0, "value": 0.25, "high": 0.5},
                "judgement": WHY,
                "clause": [tariff("SUD", "NOR", {"low": 0.05, "value": 0.1, "high": 0.2})],
                "score": [score("N", -0.005), score("S", -0.01)],
            },
        ]
    },
    "scenario": [
        {"id": "storm", "title": "Storm", "on": False, "clause": [cost("EST", "NOR", 1.1)]},
    ],
    "deadline": [{"date": "2018-05-01", "party": "N", "title": "a date", "source": "src"}],
}


def small_data(**changed: Any) -> dict[str, Any]:
    """The case as plain data, free to be changed."""
    return deepcopy(SMALL) | changed


def small_talks(**changed: Any) -> Talks:
    """The case in its world."""
    return Talks(case=CaseFile.model_validate(small_data(**changed)), positions=(), world=random_world(11))
