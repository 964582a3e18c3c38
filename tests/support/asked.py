"""A small negotiation that says who asks for what, how long parties can wait, and what they did on which day."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from functools import cache
from typing import Any

from support.cases import SMALL, WHY
from support.worlds import random_world
from tradetalks.talks.schema import CaseFile, Position
from tradetalks.talks.study import Study, study
from tradetalks.talks.talks import Talks

PATIENCE = {"discount": 0.05, "judgement": WHY}


def asked_data() -> dict[str, Any]:
    """The small case with patience, and with a demand of each party."""
    data = deepcopy(SMALL)
    for party in data["party"]:
        party["patience"] = PATIENCE
    data["issue"][2]["option"][1]["asked_by"] = ["N"]
    return data


def _move(day: dt.date, party: str, option: tuple[str, str], kind: str = "position") -> Position:
    issue, name = option
    told = {"date": day, "party": party, "issue": issue, "option": name, "kind": kind}
    return Position.model_validate({**told, "fact": f"{party} says {name}", "source": "src", "evidence": "text seen"})


MOVES = (
    _move(dt.date(2017, 9, 1), "N", ("panel", "gone")),
    _move(dt.date(2017, 9, 2), "S", ("duty", "goes")),
    _move(dt.date(2018, 2, 1), "N", ("rule", "new")),
    _move(dt.date(2018, 3, 1), "N", ("panel", "kept"), "concession"),
    _move(dt.date(2018, 6, 1), "S", ("panel", "gone"), "concession"),
)


def studied(data: dict[str, Any], positions: tuple[Position, ...] = MOVES) -> Study:
    return study(Talks(case=CaseFile.model_validate(data), positions=positions, world=random_world(11)))


@cache
def asked() -> Study:
    """Two parties with demands, patience and moves."""
    return studied(asked_data())
