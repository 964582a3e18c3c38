"""The worked example of docs/how-to-read.md: three parties, two issues, nine deals."""

from __future__ import annotations

import numpy as np

from tradetalks.talks.deals import DealSpace
from tradetalks.talks.negotiation import Negotiation

PARTIES = ("Northland", "Midland", "Southland")
CARS = ("today", "strict", "wages")
FARMS = ("closed", "half", "open")
WORTH_OF_CARS = np.array([[0, 0, 0], [-4, 0, 6], [6, -3, 5]])
WORTH_OF_FARMS = np.array([[0, 0, 0], [4, 1, 4], [6, 6, -5]])
NO_DEAL = np.array([-3, -2, -3])


def worked() -> Negotiation:
    """Return the negotiation, in units of one."""
    return Negotiation(
        PARTIES,
        DealSpace(("cars", "farms"), (CARS, FARMS), (0, 0)),
        (WORTH_OF_CARS, WORTH_OF_FARMS),
        (),
        np.zeros(3, dtype=np.int64),
        NO_DEAL,
        np.zeros(3, dtype=np.int64),
        1,
    )
