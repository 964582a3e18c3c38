from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.errors import InputError
from tradetalks.talks import principle
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs
from tradetalks.talks.principle import Principles

OPEN = None
Partial = tuple[int | None, ...]


def completions(game: Negotiation, partial: Partial) -> list[tuple[int, ...]]:
    deals = every_deal(game)
    return [g for d, g in deals.items() if all(p in (OPEN, digit) for p, digit in zip(partial, d, strict=True))]


def safe(game: Negotiation, partial: Partial) -> bool:
    found = completions(game, partial)
    return bool(found) and all((np.array(gains) >= game.walk_away).all() for gains in found)


@given(negotiations())
def test_the_smallest_set_is_smallest_among_all_that_are_safe(game: Negotiation) -> None:
    every = list(product(*([*range(size), OPEN] for size in game.space.shape)))
    sizes = [sum(digit is not OPEN for digit in partial) for partial in every if safe(game, partial)]
    found = Principles(Payoffs(game)).smallest()
    assert (found is None) == (not sizes)
    if found is not None:
        assert found.safe
        assert len(found.closed) == min(sizes)


@given(negotiations())
def test_what_is_told_is_what_completions_give(game: Negotiation) -> None:
    deals = every_deal(game)
    assume(deals)
    for step in Principles(Payoffs(game)).towards(min(deals)):
        partial = tuple(
            options.index(step.closed[issue]) if issue in step.closed else OPEN
            for issue, options in zip(game.space.issues, game.space.options, strict=True)
        )
        found = np.array(completions(game, partial))
        assert list(step.worst.values()) == found.min(axis=0).tolist()
        assert list(step.best.values()) == found.max(axis=0).tolist()
        assert list(step.mean.values()) == pytest.approx(found.mean(axis=0).tolist())
        assert step.acceptable == pytest.approx((found >= game.walk_away).all(axis=1).mean())


@given(negotiations())
def test_closing_issues_never_lowers_the_worst_and_ends_safe_or_closed(game: Negotiation) -> None:
    deals = every_deal(game)
    assume(deals)
    steps = Principles(Payoffs(game)).towards(max(deals))
    for before, after in pairwise(steps):
        assert all(after.worst[party] >= before.worst[party] for party in game.parties)
    assert steps[-1].safe or not steps[-1].open


def test_by_hand() -> None:
    """B can lose 3 on the first issue only: closing it at its first option makes all completions safe."""
    game = negotiation([np.array([[1, 1], [5, -3]]), np.array([[0, 0], [1, -1]])], walk_away=[0, 0])
    found = Principles(Payoffs(game)).smallest()
    assert found is not None
    assert found.closed == {"issue 0": "option 0"}
    assert found.open == ("issue 1",)
    assert found.worst == {"A": 1, "B": 0}
    assert found.best == {"A": 2, "B": 1}
    steps = Principles(Payoffs(game)).towards((0, 1))
    assert [step.closed for step in steps] == [{}, {"issue 0": "option 0"}]
    assert steps[0].acceptable == 0.5


def test_too_many_partial_deals_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principle, "MOST_PARTIAL", 5)
    with pytest.raises(InputError) as caught:
        Principles(Payoffs(negotiation([np.zeros((2, 2))] * 2))).smallest()
    assert caught.value.code == "too-many-deals"
