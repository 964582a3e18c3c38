"""What is not known about a case: its drivers, and a draw of every one of them."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from tradetalks.clauses import AnyClause
from tradetalks.clauses.base import Clause, Mechanism
from tradetalks.errors import InputError, UnknownNameError
from tradetalks.talks.robustness.figures import is_ranged
from tradetalks.talks.robustness.sampling import quantile, uniforms
from tradetalks.talks.robustness.weights import Dirichlet, Weights
from tradetalks.talks.talks import Talks


class Kind(enum.StrEnum):
    """What a driver is about."""

    ELASTICITIES = "elasticities"
    CLAUSES = "clauses"
    SCORES = "scores"
    NO_DEAL_SCORES = "no-deal scores"
    CHANCES = "chances"
    WEIGHTS = "weights"


@dataclass(frozen=True)
class Driver:
    """One thing that is drawn; `name` is an issue, a kind of clauses, or empty where there is one of the kind."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Vary:
    """What is drawn; the rest stays as in the case.

    `elasticities` names sets of the world that are equally likely (None: all different ones; () as in the case).
    Raises `UnknownNameError` for a set that the world does not have, when it is used.
    """

    elasticities: tuple[str, ...] | None = None
    clauses: bool = True
    scores: bool = True
    chances: bool = True
    weights: Weights = field(default_factory=Dirichlet)

    @property
    def only_weights(self) -> bool:
        """Whether nothing but weights is drawn, so that nothing is solved anew."""
        return self.elasticities == () and not (self.clauses or self.scores or self.chances)


@dataclass(frozen=True, eq=False)
class Inputs:
    """What was drawn.

    `sets` are elasticity sets ("" is that of the talks) and `set_of` the one of a draw, (draw,). `clause` has quantiles
    of each family of clauses, (draw,), from where it does least to where it does most. `score` has quantiles of how
    much a party cares, (draw, party, issue), no deal being the last issue, or None. `chance` are probabilities,
    (draw, outcome); `weight` is (draw, party, issue).
    """

    sets: tuple[str, ...]
    set_of: np.ndarray
    clause: dict[str, np.ndarray]
    score: np.ndarray | None
    chance: np.ndarray
    weight: np.ndarray

    @property
    def draws(self) -> int:
        """How many draws."""
        return len(self.set_of)

    def clauses_of(self, draw: int) -> dict[str, float]:
        """Quantiles of the families of clauses in one draw."""
        return {name: float(u[draw]) for name, u in self.clause.items()}


def family(clause: AnyClause, place: str) -> str:
    """Name the clauses whose figures are unknown together.

    The figures of a mechanism are those of the literature wherever it is used, so they are drawn once; clauses that are
    solved at once are about the same people. Other clauses are unknown by the place where they stand.
    """
    kind = clause.solved_with()
    if kind is not Clause:
        return kind.__name__
    return clause.type if isinstance(clause, Mechanism) else f"{clause.type} of {place}"


def placed(talks: Talks) -> Iterator[tuple[str, AnyClause]]:
    """Yield the clauses of options and outcomes, with the ids of their issues and outcomes."""
    for issue in talks.issues:
        yield from ((issue.id, clause) for option in issue.option for clause in option.clause)
    for outcome in talks.case.no_deal.outcome:
        yield from ((outcome.id, clause) for clause in outcome.clause)


def families(talks: Talks) -> tuple[str, ...]:
    """Return the families of clauses with a ranged figure, in the order of the case."""
    return tuple(dict.fromkeys(family(clause, place) for place, clause in placed(talks) if is_ranged(clause)))


def draw_inputs(talks: Talks, vary: Vary, draws: int, seed: int) -> Inputs:
    """Draw everything that varies, each thing from its own stream.

    Raises `InputError` "seed" for a seed that is no whole number from 0 on; see also `Vary`.
    """
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise InputError("seed", f"{seed!r} is no seed", "give a whole number from 0 on")
    issues = [issue.id for issue in talks.issues]
    sets = elasticity_sets(talks, vary)
    picked = np.floor(uniforms(seed, draws, "elasticities") * len(sets)).astype(int)
    moved = families(talks) if vary.clauses else ()
    clause = {name: uniforms(seed, draws, "clause", name) for name in moved}
    return Inputs(
        sets,
        picked,
        clause,
        _scores(talks, vary, draws, seed),
        _chances(talks, vary, draws, seed),
        vary.weights.draw(seed, draws, talks.parties, issues),
    )


def elasticity_sets(talks: Talks, vary: Vary) -> tuple[str, ...]:
    """Return the sets to draw from: "" for that of the talks, then the named ones that differ from those before."""
    known = talks.world.elasticity_sets if talks.world else {}
    for name in vary.elasticities or ():
        if name not in known:
            raise UnknownNameError("elasticity-set", name, known)
    if talks.world is None or vary.elasticities == ():
        return ("",)
    found: dict[str, np.ndarray] = {} if vary.elasticities else {"": talks.world.elasticity}
    for name in vary.elasticities or known:
        if not any(np.array_equal(known[name], other) for other in found.values()):
            found[name] = known[name]
    return tuple(found)


def _scores(talks: Talks, vary: Vary, draws: int, seed: int) -> np.ndarray | None:
    """Draw how much parties care, (draw, party, issue or no deal)."""
    if not vary.scores:
        return None
    places = [*(("issue", issue.id) for issue in talks.issues), ("no deal", "")]
    drawn = [[uniforms(seed, draws, "score", party, *place) for place in places] for party in talks.party_ids]
    return np.moveaxis(np.array(drawn), 2, 0)


def _chances(talks: Talks, vary: Vary, draws: int, seed: int) -> np.ndarray:
    """Draw every probability from its triangle and scale them so that they add up to one, (draw, outcome)."""
    outcomes = talks.case.no_deal.outcome
    told = np.array([outcome.probability.value for outcome in outcomes])
    if not vary.chances:
        return np.broadcast_to(told, (draws, len(told)))
    u = [uniforms(seed, draws, "chance", outcome.id) for outcome in outcomes]
    ranges = [(o.probability.low, o.probability.value, o.probability.high) for o in outcomes]
    found = np.array([[quantile(*ends, one) for one in column] for ends, column in zip(ranges, u, strict=True)]).T
    total = found.sum(axis=1, keepdims=True)
    return np.where(total > 0, found / np.where(total > 0, total, 1), told)


def expect_draws(draws: int) -> None:
    """Refuse fewer than two draws; raises `InputError` "draws"."""
    if not isinstance(draws, int) or isinstance(draws, bool) or draws < 2:  # noqa: PLR2004
        raise InputError("draws", f"{draws!r} draws tell nothing", "give 2 or more; 200 tell chances to about 3 points")
