"""Three and four parties at a table: what they can settle bears on trade between pairs, and on some of them only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from support.cases import WHY, cost, score, tariff
from support.worlds import random_world, remade

from tradetalks import Study, World, study
from tradetalks.talks.coalitions.chances import chances_of
from tradetalks.talks.coalitions.room import Room, Table
from tradetalks.talks.deals import Deal
from tradetalks.talks.schema import CaseFile
from tradetalks.talks.talks import Talks

REGION = {"N": "NOR", "S": "SUD", "E": "EST", "O": "OVE"}


def opening(won: float) -> dict[str, Any]:
    """Public contracts of NOR that SUD and EST may win: a promise that turns demand."""
    awards = [
        {"partner": partner, "won": won, "won_back": won, "protected": 0.1, "opened": won / 4}
        for partner in ("SUD", "EST")
    ]
    return {"type": "procurement-cap", "rule": "opening", "importer": "NOR", "awards": awards, "sector": ["SVC"]}


def issue(name: str, *options: tuple[str, list[dict[str, Any]]], binds: Sequence[str] = ()) -> dict[str, Any]:
    """An issue whose first option is today's; parts with a type are clauses, the others scores."""
    made = [
        {
            "id": option,
            "title": option,
            "clause": [part for part in parts if "type" in part],
            "score": [part for part in parts if "bn" in part],
        }
        for option, parts in options
    ]
    return {"id": name, "title": name, "status_quo": options[0][0], "binds": list(binds), "option": made}


ISSUES = [
    issue("rule", ("old", []), ("new", [cost("SUD", "NOR", 0.97), cost("EST", "NOR", 0.98), score("N", 0.001)])),
    issue("duty", ("stays", []), ("goes", [tariff("SUD", "EST", -0.01), tariff("NOR", "SUD", -0.02)])),
    issue("works", ("closed", []), ("open", [opening(24.0), score("N", -0.0005)])),
    issue(
        "panels",
        ("weak", []),
        ("strong", [{"type": "enforcement", "rulings": "binding"}, score("S", 0.0004), score("N", -0.0003)]),
    ),
    issue("quota", ("kept", []), ("wide", [cost("NOR", "EST", 0.95), score("E", -0.0004)]), binds=("N", "E")),
    issue("words", ("none", []), ("some", [score("N", 0.0002), score("S", -0.0001), score("E", 0.0003)])),
]

NO_DEAL = {
    "outcome": [
        {"id": "calm", "title": "goes on", "probability": 0.6, "judgement": WHY},
        {
            "id": "war",
            "title": "tariffs rise",
            "probability": 0.4,
            "judgement": WHY,
            "clause": [tariff(a, b, 0.05) for a, b in (("SUD", "NOR"), ("NOR", "EST"), ("EST", "SUD"), ("OVE", "NOR"))],
            "score": [score("N", -0.001), score("S", -0.002), score("E", 0.0005)],
        },
    ]
}


def talks_of(
    world: World | None,
    parties: str = "NSE",
    issues: Sequence[dict[str, Any]] = ISSUES,
    no_deal: dict[str, Any] = NO_DEAL,
    walk_away: float = 0.0,
) -> Talks:
    """A case of some parties in a world, or without one."""
    head = {"name": "table", "title": "A table", "as_of": "2018-04-06", "summary": "For tests."}
    mandate = {"walk_away": walk_away, "judgement": WHY}
    data = {
        "case": head | ({"world": "made up"} if world else {}),
        "party": [{"id": p, "name": p, "region": REGION.get(p, "none"), "mandate": mandate} for p in parties],
        "issue": list(issues),
        "no_deal": no_deal,
    }
    return Talks(case=CaseFile.model_validate(data), positions=(), world=world)


@cache
def studied(seed: int = 11, parties: str = "NSE") -> Study:
    return study(talks_of(random_world(seed), parties))


def table_of(result: Study, chances: dict[str, float] | None = None) -> Table:
    return Table(result.economy, result.game, chances_of(result.talks, chances))


def every_deal(room: Room) -> list[Deal]:
    """All deals in which what needs an outsider stays as it is."""
    space = room.table.game.space
    deals = (dict(zip(space.issues, chosen, strict=True)) for chosen in product(*space.options))
    return [deal for deal in deals if room.coalition.standing(deal) == deal]


def members(room: Room, deals: Sequence[Deal]) -> np.ndarray:
    """Exact gains of the members, (deal, member)."""
    return room.gains(deals)[:, room.coalition.inside]


def with_trade(world: World, region: str, part: float) -> World:
    """Shrink what a region buys from and sells to all others."""
    place = world.regions.index(region)
    factor = np.ones((len(world.regions), len(world.regions), 1))
    factor[place, :], factor[:, place] = part, part
    factor[place, place] = 1
    return remade(world, trade=world.trade * factor)
