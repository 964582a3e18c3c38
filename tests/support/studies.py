"""Studies for charts and reports: three parties that can agree, three that cannot, and the real case."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from support.cases import WHY, cost, score, tariff
from support.worlds import random_world
from tradetalks import load_talks
from tradetalks.talks.schema import CaseFile, Position
from tradetalks.talks.study import Study, study
from tradetalks.talks.talks import Talks

EVIL = "<script>alert('x')</script> & \"co\""
PARTIES = [("N", "North", "NOR"), ("S", "South", "SUD"), ("E", f"East {EVIL}", "EST")]


def _option(name: str, title: str, *parts: dict[str, Any]) -> dict[str, Any]:
    clauses = [part for part in parts if "type" in part]
    return {"id": name, "title": title, "clause": clauses, "score": [p for p in parts if "bn" in p]}


def _issues() -> list[dict[str, Any]]:
    rule = [
        _option("old", "old rule"),
        _option("new", f"new rule {EVIL}", cost("SUD", "NOR", {"low": 1.0, "value": 1.01, "high": 1.02})),
        _option("talk", "talk on", score("N", 2.0), score("S", -0.5), score("E", 0.1)),
    ]
    duty = [
        _option("stays", "=1+1"),
        _option("falls", "duty falls", tariff("SUD", "NOR", -0.01), score("S", 1.5), score("N", -0.7)),
    ]
    panel = [
        _option("kept", "panels kept"),
        _option("gone", "panels gone", score("N", 0.4), score("S", -6.0), score("E", -9.0)),
    ]
    return [
        {"id": "rule", "title": "Content rule", "status_quo": "old", "option": rule},
        {"id": "duty", "title": "Duty on cars", "status_quo": "stays", "option": duty},
        {"id": "panel", "title": "Panels", "status_quo": "kept", "option": panel},
    ]


def _no_deal(worth: float) -> dict[str, Any]:
    calm = {"id": "calm", "title": "goes on", "probability": 0.75, "judgement": WHY}
    war = {
        "id": "war",
        "title": "tariffs rise",
        "probability": {"low": 0.1, "value": 0.25, "high": 0.5},
        "judgement": WHY,
        "clause": [tariff("SUD", "NOR", {"low": 0.05, "value": 0.1, "high": 0.2})],
        "score": [score(party, worth) for party, _, _ in PARTIES],
    }
    return {"outcome": [calm, war]}


def _case(no_deal_worth: float) -> dict[str, Any]:
    head = {"name": "three", "title": f"Three talk {EVIL}", "as_of": "2018-04-06", "world": "made up"}
    return {
        "case": {**head, "elasticities": "", "summary": "For tests."},
        "source": [
            {"id": "src", "title": "A source", "url": "https://example.org/a", "evidence": "text seen"},
            {"id": "bad", "title": "No link", "url": "javascript:alert(1)", "evidence": "from memory"},
        ],
        "party": [{"id": party, "name": name, "region": region} for party, name, region in PARTIES],
        "issue": _issues(),
        "no_deal": _no_deal(no_deal_worth),
        "deadline": [{"date": "2018-05-01", "party": "N", "title": "a vote", "source": "src"}],
    }


def _position(day: dt.date, party: str, move: tuple[str, str], fact: str, source: str = "src") -> Position:
    told = {"date": day, "party": party, "issue": move[0], "option": move[1], "kind": "position"}
    return Position.model_validate({**told, "fact": fact, "source": source, "evidence": "text seen"})


POSITIONS = (
    _position(dt.date(2017, 9, 1), "N", ("rule", "new"), "North asks for the new rule"),
    _position(dt.date(2017, 11, 1), "all", ("process", ""), "a round"),
    _position(dt.date(2018, 2, 1), "N", ("rule", "talk"), "North would talk"),
    _position(dt.date(2018, 4, 20), "N", ("rule", "old"), "North gives up", "https://www.news.example/x"),
    _position(dt.date(2023, 1, 1), "S", ("duty", "falls"), "=SUM(A1)"),
)


@cache
def agreeing() -> Study:
    """Three parties with a zone of agreement."""
    return _study(-4.0)


@cache
def stuck() -> Study:
    """Three parties, each of which gets more without any deal."""
    return _study(4000.0)


def _study(no_deal_worth: float) -> Study:
    case = CaseFile.model_validate(_case(no_deal_worth))
    return study(Talks(case=case, positions=POSITIONS, world=random_world(11)))


@cache
def nafta() -> Study:
    """The real case."""
    return study(load_talks("nafta-2018"))
