"""negmas (Mohammad and others, AGPL 3 licence): automated negotiation, in an environment of its own.

It lists all deals, takes utilities one by one, and keeps what nothing dominates; its rules then choose from that. Both
sides get the same whole numbers, gains over no deal, with the walk-away as reserved value.

Its `kalai_points` maximise the smallest gain, as our egalitarian rule does. Its `ks_points` make the shares of ideal
gains as even as they can be, where Kalai and Smorodinsky (1975) on a discrete set maximise the smallest share: an even
deal may leave the worst off less.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.negotiations import Bargain, Settled
from benchmarks.peers.child import ask, start
from benchmarks.peers.environment import peer_python
from tradetalks.talks.payoffs import Payoffs

REQUIREMENT = "negmas==0.16.0"
CHILD = Path(__file__).with_name("negmas_child.py")

Job = Callable[[], Settled]


def settle(task: Bargain) -> Job:
    """Find the frontier and the settlements of a negotiation whose worths add up over issues."""
    return _job(task, {"own": [worth.tolist() for worth in task.game.own]})


def sift(task: Bargain) -> Job:
    """Find them from payoffs that are given: no deal is listed and no utility taken on its time."""
    return _job(task, {"gains": Payoffs(task.game).gains.tolist()})


def _job(task: Bargain, worths: dict[str, Any]) -> Job:
    child = start(peer_python(REQUIREMENT, task.peer_python), CHILD)
    request = {**worths, "reserved": task.game.walk_away.tolist()}

    def job() -> Settled:
        reply = ask(child, request, REQUIREMENT)
        return Settled(np.array(reply["points"]), reply["picks"], seconds=reply["seconds"])

    return job
