"""Every solution concept on three parties and two issues, solved by hand in docs/how-to-read.md."""

from __future__ import annotations

import numpy as np
import pytest
from support.worked import PARTIES, worked

from tradetalks.talks.frontier import frontier
from tradetalks.talks.moves.blockers import blockers
from tradetalks.talks.moves.changes import Move
from tradetalks.talks.moves.trades import trades
from tradetalks.talks.payoffs import Payoffs
from tradetalks.talks.principle import Principles
from tradetalks.talks.settlements import settlements

GAINS = {
    ("today", "closed"): (3, 2, 3),
    ("today", "half"): (7, 3, 7),
    ("today", "open"): (9, 8, -2),
    ("strict", "closed"): (-1, 2, 9),
    ("strict", "half"): (3, 3, 13),
    ("strict", "open"): (5, 8, 4),
    ("wages", "closed"): (9, -1, 8),
    ("wages", "half"): (13, 0, 12),
    ("wages", "open"): (15, 5, 3),
}
"""Gains over no deal: worth of both options less worth of no deal."""


def named(digits: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(worked().space.named(digits).values())


def test_payoffs_and_zone() -> None:
    game, listed = worked(), Payoffs(worked())
    for (cars, farms), gains in GAINS.items():
        assert tuple(listed.gains[game.space.number({"cars": cars, "farms": farms})]) == gains
    zone = {named(game.space.digits(int(number))) for number in listed.acceptable}
    assert zone == set(GAINS) - {("today", "open"), ("strict", "closed"), ("wages", "closed")}


def test_frontier() -> None:
    found = frontier(worked())
    points = [named(found.first(point)) for point in range(len(found.gains))]
    assert set(points) == set(GAINS) - {("today", "closed"), ("strict", "closed"), ("wages", "closed")}
    assert points[:2] == [("wages", "half"), ("wages", "open")]
    assert found.gains.sum(axis=1).tolist() == [25, 23, 19, 17, 17, 15]


def test_settlements() -> None:
    """Each rule picks another deal."""
    found = frontier(worked())
    zone = np.flatnonzero((found.gains >= 0).all(axis=1))
    picks = {name: named(found.first(at)) for name, at in settlements(found.gains, zone).items() if at is not None}
    assert picks == {
        "nash": ("wages", "open"),
        "kalai_smorodinsky": ("today", "half"),
        "egalitarian": ("strict", "open"),
        "utilitarian": ("wages", "half"),
    }


@pytest.mark.parametrize(
    ("party", "option", "start", "change", "cost", "lacks", "pays"),
    [
        (
            "Northland",
            ("cars", "strict"),
            {"cars": "strict", "farms": "closed"},
            Move("farms", "closed", "half"),
            -5,
            1,
            (0, 2 / 11, 9 / 11),
        ),
        (
            "Midland",
            ("cars", "wages"),
            {"cars": "wages", "farms": "closed"},
            Move("farms", "closed", "half"),
            -8,
            1,
            (9 / 17, 0, 8 / 17),
        ),
        (
            "Southland",
            ("farms", "open"),
            {"cars": "today", "farms": "open"},
            Move("cars", "today", "wages"),
            -3,
            2,
            (18 / 17, 16 / 17, 0),
        ),
    ],
)
def test_blockers(*, party, option, start, change, cost, lacks, pays) -> None:
    blocker = blockers(Payoffs(worked()))[PARTIES.index(party)]
    assert (blocker.rejects, blocker.alone) == (1, 1)
    assert option in {(one.issue, one.option) for one in blocker.options}
    assert all(one.rejected in {1 / 3, 1 / 2} for one in blocker.options)
    assert blocker.fix is not None
    assert blocker.fix.deal == start
    assert blocker.fix.changes == (change,)
    assert blocker.fix.cost == cost
    assert blocker.double is None
    assert blocker.payment is not None
    assert blocker.payment.deal == start
    assert blocker.payment.amount == lacks
    assert blocker.payment.pays == pytest.approx(
        {name: paid for name, paid in zip(PARTIES, pays, strict=True) if name != party}
    )


def test_the_only_trade() -> None:
    (found,) = trades(worked(), (0, 0), 9)
    assert found.gives == {
        "Northland": Move("cars", "today", "strict"),
        "Southland": Move("farms", "closed", "open"),
    }
    assert found.gain == {"Northland": 2, "Midland": 6, "Southland": 1}
    assert found.joint_gain == 3
    assert found.objects == ()


def test_agreement_in_principle() -> None:
    """Farms at half are enough: whatever becomes of cars, nobody is worse off than without a deal."""
    found = Principles(Payoffs(worked())).smallest()
    assert found is not None
    assert found.closed == {"farms": "half"}
    assert found.worst == dict(zip(PARTIES, (3, 0, 7), strict=True))
    assert found.best == dict(zip(PARTIES, (13, 3, 13), strict=True))
