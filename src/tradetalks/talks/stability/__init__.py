"""The graph model for conflict resolution: which states hold, for whom, and what deters a move away."""

from tradetalks.talks.stability.coalitions import CoalitionStability, Jump, coalition_stability, equilibrium_jumps
from tradetalks.talks.stability.concepts import Concept
from tradetalks.talks.stability.conflict import Conflict
from tradetalks.talks.stability.deals import NO_DEAL, deals_conflict
from tradetalks.talks.stability.individual import Stability, stability
from tradetalks.talks.stability.limited import limited_move
from tradetalks.talks.stability.lists import conflict_from_lists
from tradetalks.talks.stability.options import Change, Option, conflict_from_options
from tradetalks.talks.stability.paths import Paths, StatusQuo, Step, status_quo
from tradetalks.talks.stability.preferences import Priorities, Ranking, Weights
from tradetalks.talks.stability.reasons import Reason, reasons
from tradetalks.talks.stability.statements import All, Chosen, If, Iff, Not, Some

__all__ = [
    "NO_DEAL",
    "All",
    "Change",
    "Chosen",
    "CoalitionStability",
    "Concept",
    "Conflict",
    "If",
    "Iff",
    "Jump",
    "Not",
    "Option",
    "Paths",
    "Priorities",
    "Ranking",
    "Reason",
    "Some",
    "Stability",
    "StatusQuo",
    "Step",
    "Weights",
    "coalition_stability",
    "conflict_from_lists",
    "conflict_from_options",
    "deals_conflict",
    "equilibrium_jumps",
    "limited_move",
    "reasons",
    "stability",
    "status_quo",
]
