"""Counts by halves and by blocks are those of every deal tried one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.robustness import tally as room
from tradetalks.talks.robustness.tally import tally


def varied(game: Negotiation, seed: int, count: int) -> list[Negotiation]:
    """Draws of a negotiation that differ in the worth of its options."""
    source = np.random.default_rng(seed)
    return [
        replace(game, own=tuple(worth + source.integers(-3, 4, size=worth.shape) for worth in game.own))
        for _ in range(count)
    ]


def by_hand(games: Sequence[Negotiation]) -> tuple[np.ndarray, np.ndarray]:
    """Accept and block counts, one deal and one party after the other."""
    space, parties = games[0].space, len(games[0].parties)
    accepted, blocked = np.zeros(space.count, dtype=int), np.zeros((parties, space.count), dtype=int)
    for game in games:
        for digits, gains in every_deal(game).items():
            refuse = [p for p in range(parties) if gains[p] < game.walk_away[p]]
            accepted[space.joined(digits)] += not refuse
            if len(refuse) == 1:
                blocked[refuse[0], space.joined(digits)] += 1
    return accepted, blocked


def additive(game: Negotiation) -> Negotiation:
    return replace(game, together=np.zeros_like(game.together))


def linked(game: Negotiation) -> Negotiation:
    return game


@given(negotiations(), st.sampled_from([additive, linked]), st.integers(0, 99), st.integers(1, 4))
def test_counts_are_those_of_every_deal(
    game: Negotiation, kind: Callable[[Negotiation], Negotiation], seed: int, count: int
) -> None:
    games = varied(kind(game), seed, count)
    found, (accepted, blocked) = tally(games), by_hand(games)
    assert found.draws == count
    assert np.array_equal(found.accepted, accepted)
    assert np.array_equal(found.blocked, blocked)
    assert np.array_equal(found.acceptable, accepted / count)


@given(negotiations(), st.integers(0, 99), st.integers(0, 5))
def test_who_asks_for_more_accepts_no_more(game: Negotiation, seed: int, more: int) -> None:
    games = varied(game, seed, 3)
    asking = [replace(one, walk_away=one.walk_away + more) for one in games]
    assert (tally(asking).accepted <= tally(games).accepted).all()


def test_counts_go_beyond_a_byte() -> None:
    game = negotiation([np.array([[0, 0], [1, -1]]), np.array([[0, 0], [1, 2]])])
    found = tally([game] * 600)
    assert found.accepted.tolist() == [600, 600, 0, 600]
    assert found.blocked.tolist() == [[0, 0, 0, 0], [0, 0, 600, 0]]


def test_payoffs_beyond_32_bits_are_counted_exactly() -> None:
    large = 2**40
    game = negotiation([np.array([[0, 0], [large, 0]]), np.array([[-large, 0], [-large - 1, 0]])])
    assert tally([game]).accepted.tolist() == [0, 0, 1, 0]


def test_deals_that_fill_several_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    source = np.random.default_rng(4)
    own = [source.integers(-9, 10, size=(7, 3)) for _ in range(4)]
    game = negotiation(own)
    whole = tally(varied(game, 1, 3))
    monkeypatch.setattr(room, "TILE", 60)
    tiled = tally(varied(game, 1, 3))
    assert np.array_equal(whole.accepted, tiled.accepted)
    assert np.array_equal(whole.blocked, tiled.blocked)
    assert 0 < whole.accepted.sum() < 3 * game.space.count
