"""What options are worth to parties by themselves, and the inequality on weights that a comparison becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.revealed.moves import Comparison, Package


@dataclass(frozen=True, eq=False)
class Worths:
    """Parties, issues, options, and what each option is worth over the status quo, billion US$ a year.

    U(p, package) = sum over issues i of w(p, i) v(i, option, p), with `own`[i] = v(i), (option, party), and weights
    w >= 0, of which 1 is as told. `no_deal` is the value of no deal over the status quo and `walk_away` the least gain
    over it that a party accepts, both (party,); neither is weighted. `status_quo` holds a position of an option for
    each issue. Raises `InputError` "worths-shape", "worths-finite".
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    status_quo: tuple[int, ...]
    own: tuple[np.ndarray, ...]
    no_deal: np.ndarray
    walk_away: np.ndarray

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit the names, and figures that are none."""
        each = (len(self.issues), len(self.options), len(self.status_quo), len(self.own))
        if len(set(each)) > 1:
            message = "issues, options, status_quo and own have {}, {}, {} and {} entries".format(*each)
            raise InputError("worths-shape", message, "give one entry an issue in each")
        for issue, options, own in zip(self.issues, self.options, self.own, strict=True):
            _check(f"own worth of '{issue}'", own, (len(options), len(self.parties)), "(option, party)")
        _check("no_deal", self.no_deal, (len(self.parties),), "(party,)")
        _check("walk_away", self.walk_away, (len(self.parties),), "(party,)")

    def party(self, name: str) -> int:
        """Position of a party; raises `UnknownNameError`."""
        return _position("party", name, self.parties)

    def at_stake(self, party: str) -> np.ndarray:
        """Issues whose options differ in worth to a party, (issue,)."""
        position = self.party(party)
        return np.array([bool(np.ptp(own[:, position])) for own in self.own])

    def threshold(self, party: str) -> float:
        """Add no deal and walk-away: the least worth over the status quo that a party accepts."""
        position = self.party(party)
        return float(self.no_deal[position] + self.walk_away[position])

    def row(self, party: str, package: Package) -> np.ndarray:
        """Worth of a package to a party, issue by issue, (issue,); raises `UnknownNameError`."""
        digits = list(self.status_quo)
        for issue, option in package.items():
            i = _position("issue", issue, self.issues)
            digits[i] = _position("option", option, self.options[i])
        return self.rows(party, np.array([digits]))[0]

    def rows(self, party: str, deals: np.ndarray) -> np.ndarray:
        """Worth of deals to a party, issue by issue, (deal, issue); `deals` holds positions of options alike."""
        position = self.party(party)
        columns = [own[deals[:, i], position] for i, own in enumerate(self.own)]
        return np.stack(columns, axis=1)

    def told_by(self, party: str, comparisons: Sequence[Comparison]) -> list[Comparison]:
        """Keep the comparisons of one party.

        Raises `InputError` "nothing-revealed" where there is none; `UnknownNameError` for a party that is not there.
        """
        position = self.party(party)
        found = [comparison for comparison in comparisons if self.party(comparison.party) == position]
        if not found:
            raise InputError("nothing-revealed", f"no move of {party} reveals anything", "give at least one comparison")
        return found

    def inequality(self, comparison: Comparison) -> tuple[np.ndarray, float]:
        """Turn a comparison into a @ w >= b: a is (issue,), b a number, both billion US$ a year.

        Two packages: a = v(better) - v(worse), b = 0. A package over no deal: a = v(package) and b = V(no deal) +
        walk-away. No deal over a package: both with the other sign.

        Raises `InputError` "comparison-empty" where both sides are no deal.
        """
        if comparison.better is None and comparison.worse is None:
            raise InputError("comparison-empty", "no deal is compared with itself", "name a package on one side")
        a, b = np.zeros(len(self.issues)), 0.0
        for side, sign in ((comparison.better, 1.0), (comparison.worse, -1.0)):
            if side is None:
                b -= sign * self.threshold(comparison.party)
            else:
                a = a + sign * self.row(comparison.party, side)
        return a, b


def _check(name: str, given: np.ndarray, shape: tuple[int, ...], axes: str) -> None:
    if given.shape != shape:
        raise InputError("worths-shape", f"{name} has shape {given.shape}, not {shape}", f"give an array {axes}")
    if not np.isfinite(given).all():
        raise InputError("worths-finite", f"{name} has figures that are not finite", "give billion US$ a year")


def _position(kind: str, name: str, known: Sequence[str]) -> int:
    if name not in known:
        raise UnknownNameError(kind, name, known)
    return list(known).index(name)
