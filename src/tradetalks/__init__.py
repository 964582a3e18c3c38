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
    from tradetalks.games.certificate import Certificate
    from tradetalks.games.choice import Bounds, Discriminatory, MostFavouredNation
    from tradetalks.games.flips import SectorFlips, Stationary
    from tradetalks.games.optimal import OptimalTariffs, optimal_tariffs
    from tradetalks.games.political import PoliticalWeights, political_weights
    from tradetalks.games.sharing import EqualGains, NashProduct
    from tradetalks.games.talks import FromFreeTrade, FromNash, FromStatusQuo, TradeTalks, trade_talks
    from tradetalks.games.war import TradeWar, trade_war
    from tradetalks.talks.study import Study, study
    from tradetalks.talks.talks import Talks
    from tradetalks.world.world import World

_HOME = {
    "Balanced": "equilibrium.deficits",
    "Bounds": "games.choice",
    "Certificate": "games.certificate",
    "Discriminatory": "games.choice",
    "EqualGains": "games.sharing",
    "FirstOrder": "equilibrium.decomposition",
    "FromFreeTrade": "games.talks",
    "FromNash": "games.talks",
    "FromStatusQuo": "games.talks",
    "Given": "equilibrium.deficits",
    "Gradient": "equilibrium.sensitivity",
    "Linear": "equilibrium.objectives",
    "MostFavouredNation": "games.choice",
    "NashProduct": "games.sharing",
    "OptimalTariffs": "games.optimal",
    "PathIntegral": "equilibrium.decomposition",
    "PoliticalWeights": "games.political",
    "RealIncome": "equilibrium.objectives",
    "SectorFlips": "games.flips",
    "ShareOfWorld": "equilibrium.deficits",
    "Shock": "equilibrium.shock",
    "Solution": "equilibrium.solution",
    "Stationary": "games.flips",
    "Study": "talks.study",
    "Talks": "talks.talks",
    "TradeTalks": "games.talks",
    "TradeWar": "games.war",
    "TradetalksError": "errors",
    "World": "world.world",
    "cases": "files.cases",
    "gradient": "equilibrium.sensitivity",
    "load_talks": "files.cases",
    "load_world": "files.worlds",
    "optimal_tariffs": "games.optimal",
    "political_weights": "games.political",
    "solve": "equilibrium.solve",
    "solve_many": "equilibrium.solve",
    "study": "talks.study",
    "trade_talks": "games.talks",
    "trade_war": "games.war",
    "worlds": "files.worlds",
}

__all__ = [
    "Balanced",
    "Bounds",
    "Certificate",
    "Discriminatory",
    "EqualGains",
    "FirstOrder",
    "FromFreeTrade",
    "FromNash",
    "FromStatusQuo",
    "Given",
    "Gradient",
    "Linear",
    "MostFavouredNation",
    "NashProduct",
    "OptimalTariffs",
    "PathIntegral",
    "PoliticalWeights",
    "RealIncome",
    "SectorFlips",
    "ShareOfWorld",
    "Shock",
    "Solution",
    "Stationary",
    "Study",
    "Talks",
    "TradeTalks",
    "TradeWar",
    "TradetalksError",
    "World",
    "__version__",
    "cases",
    "gradient",
    "load_talks",
    "load_world",
    "optimal_tariffs",
    "political_weights",
    "solve",
    "solve_many",
    "study",
    "trade_talks",
    "trade_war",
    "worlds",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
