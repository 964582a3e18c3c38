"""A bargaining table as a conflict: deals are states, demands raised or dropped are moves, walking out is the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradetalks.errors import InputError
from tradetalks.talks.stability.checks import check_names
from tradetalks.talks.stability.conflict import Conflict

NO_DEAL = "no deal"
MOST_UNITS = 10**15


def deals_conflict(
    gains: np.ndarray,
    digits: np.ndarray,
    controls: np.ndarray,
    *,
    parties: Sequence[str],
    deals: Sequence[str],
    unit: float,
) -> Conflict:
    """Build a conflict whose states are deals and, last of all, no deal.

    `gains`, (deal, party), are payoffs over no deal; they are compared in whole units, so that two which round to the
    same number of `unit` are equally good. `digits`, (deal, issue), is the option of each issue in each deal, and
    `controls`, (party, issue), whether a party can change what an issue holds: as a rule the one that demands, which
    can drop or raise its demand. In one move a party changes any issues that it controls, to any of the deals given,
    and no other. From every deal every party can walk out to no deal, and from there nobody comes back.

    Raises `InputError` for shapes that do not fit, payoffs that are not finite, a deal given twice and a unit that is
    not positive.
    """
    values, issues, held = np.asarray(gains), np.asarray(digits), np.asarray(controls)
    check_names(parties, "parties")
    check_names([*deals, NO_DEAL], "deals")
    _check_shapes(values, issues, held, (len(deals), len(parties)))
    _check_values(values, issues, unit, deals, parties)
    moves = np.zeros((len(parties), len(deals) + 1, len(deals) + 1), dtype=bool)
    moves[:, :-1, :-1] = _changes(issues, held)
    moves[:, :-1, -1] = True
    level = np.vstack([np.rint(values / unit), np.zeros((1, len(parties)))]).astype(np.int64)
    return Conflict(tuple(parties), (*deals, NO_DEAL), moves, level.T)


def _changes(digits: np.ndarray, controls: np.ndarray) -> np.ndarray:
    """Whether a party leads from one deal to another, (party, deal, deal): they differ in issues that it controls."""
    allowed = np.repeat(~np.eye(len(digits), dtype=bool)[None], len(controls), axis=0)
    for issue, column in enumerate(digits.T):
        allowed &= controls[:, issue, None, None] | (column[:, None] == column[None, :])
    return allowed


def _check_shapes(gains: np.ndarray, digits: np.ndarray, controls: np.ndarray, wanted: tuple[int, int]) -> None:
    if gains.shape != wanted or not np.issubdtype(gains.dtype, np.number):
        words = f"gains are {gains.dtype} of the shape {gains.shape}"
        raise InputError("gains-shape", words, f"give numbers, (deal, party): {wanted}", "gains")
    if digits.ndim != len(wanted) or len(digits) != wanted[0] or not np.issubdtype(digits.dtype, np.integer):
        words = f"digits are {digits.dtype} of the shape {digits.shape}"
        raise InputError("digits-shape", words, "give whole numbers, (deal, issue), a row for every deal", "digits")
    if controls.shape != (wanted[1], digits.shape[1]) or controls.dtype != np.bool_:
        words = f"controls are {controls.dtype} of the shape {controls.shape}"
        remedy = f"give True or False, (party, issue): {(wanted[1], digits.shape[1])}"
        raise InputError("controls-shape", words, remedy, "controls")


def _check_values(
    gains: np.ndarray, digits: np.ndarray, unit: float, deals: Sequence[str], parties: Sequence[str]
) -> None:
    if not (np.isfinite(unit) and unit > 0):
        raise InputError("unit", f"the unit is {unit}", "give a positive amount below which payoffs are equal", "unit")
    if np.abs(gains).max(initial=0, where=np.isfinite(gains)) / unit > MOST_UNITS:
        raise InputError("unit", f"payoffs are more than {MOST_UNITS:,} units of {unit}", "give a larger unit", "unit")
    bad = np.argwhere(~np.isfinite(gains))
    if len(bad):
        deal, party = bad[0]
        words = f"the payoff of {deals[deal]} to {parties[party]} is {gains[deal, party]}"
        raise InputError("payoff", words, "leave the deal out or give its payoff", "gains")
    _, first, count = np.unique(digits, axis=0, return_index=True, return_counts=True)
    if (count > 1).any():
        words = f"{deals[int(first[count > 1].min())]} has the same options as another deal"
        raise InputError("duplicate-deal", words, "give every deal once", "digits")
