"""What a conflict must be before anything is computed from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradetalks.errors import InputError, UnknownNameError


def check_names(names: Sequence[str], kind: str) -> None:
    """Raise `InputError` for no names at all, names that are not text, and a name given twice."""
    if isinstance(names, str) or not all(isinstance(name, str) for name in names):
        raise InputError("wrong-type", f"{kind} are not all names", "give a list of names", kind)
    if not names:
        raise InputError("empty-conflict", f"there are no {kind}", f"name the {kind}", kind)
    twice = sorted({name for name in names if list(names).count(name) > 1} if len(set(names)) < len(names) else ())
    if twice:
        raise InputError("duplicate-name", f"{kind} named twice: {', '.join(twice)}", "name each one once", kind)


def check_moves(moves: np.ndarray, decision_makers: Sequence[str], states: Sequence[str]) -> None:
    """Raise `InputError` unless moves are booleans, (decision maker, state, state), and none stays where it is."""
    wanted = (len(decision_makers), len(states), len(states))
    if moves.shape != wanted:
        remedy = f"give one square matrix of states to each decision maker: {wanted}"
        raise InputError("moves-shape", f"moves have the shape {moves.shape}", remedy, "moves")
    if moves.dtype != np.bool_:
        raise InputError("moves-type", f"moves are {moves.dtype}", "give True where a move leads, else False", "moves")
    makers, places = np.nonzero(np.diagonal(moves, axis1=1, axis2=2))
    if len(makers):
        who, where = decision_makers[makers[0]], states[places[0]]
        raise InputError("self-move", f"{who} moves from {where} to itself", "leave the diagonal False", "moves")


def check_preference(preference: np.ndarray, decision_makers: Sequence[str], states: Sequence[str]) -> None:
    """Raise `InputError` unless every decision maker places every state on a level, a whole number."""
    wanted = (len(decision_makers), len(states))
    if preference.shape != wanted:
        remedy = f"give every decision maker a level for every state: {wanted}"
        raise InputError("preference-shape", f"preference has the shape {preference.shape}", remedy, "preference")
    if not np.issubdtype(preference.dtype, np.integer):
        remedy = "give whole numbers, higher is better, equal is indifferent"
        raise InputError("preference-type", f"preference is {preference.dtype}", remedy, "preference")


def position(name: str, names: Sequence[str], kind: str, place: str = "") -> int:
    """Return where a name stands; raise `UnknownNameError` where it is not among those known."""
    if name not in names:
        raise UnknownNameError(kind, str(name), names, place)
    return list(names).index(name)
