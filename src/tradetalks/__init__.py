"""Trade negotiations on a table that can be computed.

The public surface; names are loaded when they are first used, so that importing the package is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tradetalks._version import __version__

if TYPE_CHECKING:
    from tradetalks.equilibrium.decomposition import FirstOrder, PathIntegral
    from tradetalks.equilibrium.deficits import Balanced, Given, ShareOfWorld
    from tradetalks.equilibrium.objectives import Linear, RealIncome
    from tradetalks.equilibrium.sensitivity import Gradient, gradient
    from tradetalks.equilibrium.shock import Shock
    from tradetalks.equilibrium.solution import Solution
    from tradetalks.equilibrium.solve import solve, solve_many
    from tradetalks.errors import TradetalksError
    from tradetalks.files.cases import cases, load_talks
    from tradetalks.files.worlds import load_world, worlds
    from tradetalks.talks.study import Study, study
    from tradetalks.talks.talks import Talks
    from tradetalks.world.world import World

_HOME = {
    "Balanced": "equilibrium.deficits",
    "FirstOrder": "equilibrium.decomposition",
    "Given": "equilibrium.deficits",
    "Gradient": "equilibrium.sensitivity",
    "Linear": "equilibrium.objectives",
    "PathIntegral": "equilibrium.decomposition",
    "ShareOfWorld": "equilibrium.deficits",
    "RealIncome": "equilibrium.objectives",
    "Shock": "equilibrium.shock",
    "Solution": "equilibrium.solution",
    "Study": "talks.study",
    "Talks": "talks.talks",
    "TradetalksError": "errors",
    "World": "world.world",
    "cases": "files.cases",
    "gradient": "equilibrium.sensitivity",
    "load_talks": "files.cases",
    "load_world": "files.worlds",
    "solve": "equilibrium.solve",
    "solve_many": "equilibrium.solve",
    "study": "talks.study",
    "worlds": "files.worlds",
}

__all__ = [
    "Balanced",
    "FirstOrder",
    "Given",
    "Gradient",
    "Linear",
    "PathIntegral",
    "RealIncome",
    "ShareOfWorld",
    "Shock",
    "Solution",
    "Study",
    "Talks",
    "TradetalksError",
    "World",
    "__version__",
    "cases",
    "gradient",
    "load_talks",
    "load_world",
    "solve",
    "solve_many",
    "study",
    "worlds",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
