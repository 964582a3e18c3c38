"""gegravity (Herman 2021, MIT licence): general-equilibrium gravity with one sector, in an environment of its own.

It covers the one-sector Armington model of Anderson and van Wincoop (2003) without inputs, and takes trade costs, not
tariffs. Both sides get the same flows and the same change of trade costs. The costs that reproduce the flows are given
such that all multilateral resistances of the baseline are 1, from which its solver starts: it need not search.

One call of its `simulate` leaves the regions' shares in world output and spending where they were, so markets do not
clear at the new prices (Larch and Yotov 2016 update the shares and solve again). `full` does that with its own
functions until nothing moves; only then is the solution the same economy as ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.child import ask, start
from benchmarks.peers.environment import peer_python
from benchmarks.task import Answer, Job, Task

REQUIREMENT = "gegravity==0.3"
CHILD = Path(__file__).with_name("gegravity_child.py")


def once(task: Task) -> Job:
    """Build the model, its baseline and the experiment, and simulate once."""
    return _job(task, ("build", "simulate"))


def further(task: Task) -> Job:
    """Define and simulate the experiment once; the model and its baseline are not counted."""
    return _job(task, ("simulate",))


def full(task: Task) -> Job:
    """Build, simulate, and repeat with updated shares until prices stay."""
    return _job(task, ("build", "simulate", "repeat"))


def _job(task: Task, parts: tuple[str, ...]) -> Job:
    child = start(peer_python(REQUIREMENT, task.peer_python), CHILD)
    request = {**put(task), "repeat": "repeat" in parts}

    def job() -> Answer:
        reply = ask(child, request, REQUIREMENT)
        return Answer(
            np.array([reply["real_income"]]),
            seconds=sum(reply["seconds"][part] for part in parts),
            detail=f"{reply['rounds']} rounds" if "repeat" in parts else "1 round",
        )

    return job


def put(task: Task) -> dict[str, Any]:
    """Put a one-sector task in the words of gravity: flows, cost ratios, elasticity of substitution."""
    world, cost = task.world, task.shocks[0].trade_cost
    if len(world.sectors) != 1 or world.tariff.any() or world.input_share.any() or cost is None:
        raise ValueError("gegravity takes one sector without tariffs and inputs, and a change of trade costs")
    return {
        "trade": world.trade[:, :, 0].tolist(),
        "cost": cost[:, :, 0].tolist(),
        "sigma": float(world.elasticity[0]) + 1,
    }
