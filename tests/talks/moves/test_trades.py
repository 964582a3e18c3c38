from __future__ import annotations

from itertools import combinations, permutations, product

import numpy as np
from hypothesis import given, settings
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.talks.moves.trades import Trade, trades
from tradetalks.talks.negotiation import Negotiation

Moves = dict[int, tuple[int, int]]
"""By trader, the issue and the option that it gives."""


def change(game: Negotiation, moves: Moves) -> np.ndarray:
    here = list(game.space.today)
    for issue, option in moves.values():
        here[issue] = option
    return game.gain(tuple(here)) - game.gain(game.space.today)


def concedes(game: Negotiation, moves: Moves, giver: int) -> bool:
    alone = change(game, {giver: moves[giver]})
    others = [trader for trader in moves if trader != giver]
    return alone[giver] < 0 and alone[giver] == alone.min() and bool((alone[others] > 0).any())


def is_trade(game: Negotiation, moves: Moves) -> bool:
    traders = list(moves)
    if not (change(game, moves)[traders] > 0).all() or not all(concedes(game, moves, one) for one in traders):
        return False
    parts = combinations(traders, 2) if len(traders) > 2 else ()
    return not any((change(game, {p: moves[p] for p in pair})[list(pair)] > 0).all() for pair in parts)


def every_trade(game: Negotiation, size: int) -> dict[tuple[tuple[int, ...], tuple[int, ...]], int]:
    """Largest joint gain by issues and traders."""
    deals, found = every_deal(game), {}
    for issues in combinations(range(len(game.space.issues)), size):
        for traders in permutations(range(len(game.parties)), size):
            for options in product(*(range(game.space.shape[issue]) for issue in issues)):
                moves = {p: (i, o) for p, i, o in zip(traders, issues, options, strict=True)}
                there = list(game.space.today)
                for issue, option in moves.values():
                    there[issue] = option
                if tuple(there) in deals and is_trade(game, moves):
                    joint = int(change(game, moves)[list(traders)].sum())
                    found[issues, traders] = max(joint, found.get((issues, traders), 0))
    return found


def named(game: Negotiation, trade: Trade) -> tuple[tuple[int, ...], tuple[int, ...]]:
    given = sorted((game.space.issues.index(m.issue), game.parties.index(p)) for p, m in trade.gives.items())
    return tuple(issue for issue, _ in given), tuple(party for _, party in given)


@given(negotiations())
@settings(max_examples=60)
def test_trades_are_those_that_trying_all_finds(game: Negotiation) -> None:
    found = trades(game, game.space.today, 1000)
    for size in (2, 3):
        ours = {named(game, trade): trade.joint_gain for trade in found if len(trade.gives) == size}
        assert ours == every_trade(game, size)


def test_a_trade_of_three_in_a_ring() -> None:
    """A gives what B wants, B what C wants, C what A wants; no two of them have anything to trade."""
    ring = [np.array([[0, 0, 0], move]) for move in ([-1, 3, 0], [0, -1, 3], [3, 0, -1])]
    (found,) = trades(negotiation(ring), (0, 0, 0), 5)
    assert set(found.gives) == {"A", "B", "C"}
    assert found.gain == {"A": 2, "B": 2, "C": 2}
    assert found.joint_gain == 6


def test_trades_without_objectors_come_first() -> None:
    worth = [[[0, 0, 0], [-1, 4, -3], [-1, 2, 0]], [[0, 0, 0], [3, -1, 0]], [[0, 0, 0], [9, -1, -1]]]
    found = trades(negotiation([np.array(one) for one in worth]), (0, 0, 0), 5)
    objecting = [bool(trade.objects) for trade in found]
    assert objecting == sorted(objecting)
    assert any(objecting)
