"""Partial deals, the core, and who gains by leaving or joining later: what parties can do without the others."""

from tradetalks.talks.coalitions.coalitions import Coalitions, Grand, coalitions
from tradetalks.talks.coalitions.core import Objection
from tradetalks.talks.coalitions.partial import PartialDeal, payoff_among
from tradetalks.talks.coalitions.search import Rule
from tradetalks.talks.coalitions.steps import Joining, Leaving

__all__ = [
    "Coalitions",
    "Grand",
    "Joining",
    "Leaving",
    "Objection",
    "PartialDeal",
    "Rule",
    "coalitions",
    "payoff_among",
]
