"""Negotiations made of random numbers, and what is found in them by trying every deal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from tradetalks.talks.deals import DealSpace, Exclusion
from tradetalks.talks.negotiation import Negotiation


def negotiation(
    own: Sequence[np.ndarray],
    *,
    linked: tuple[int, ...] = (),
    together: np.ndarray | None = None,
    no_deal: Sequence[int] | None = None,
    walk_away: Sequence[int] | None = None,
    excluded: tuple[Exclusion, ...] = (),
) -> Negotiation:
    """Make a negotiation of arrays (option, party), with a unit of one; the first options are the status quo."""
    parties = own[0].shape[1]
    space = DealSpace(
        tuple(f"issue {n}" for n in range(len(own))),
        tuple(tuple(f"option {n}" for n in range(len(worth))) for worth in own),
        (0,) * len(own),
        excluded,
    )
    beyond = np.zeros((*(len(own[n]) for n in linked), parties), dtype=np.int64) if together is None else together
    zero = [0] * parties
    return Negotiation(
        tuple("ABCDEFG"[:parties]),
        space,
        tuple(np.asarray(worth, dtype=np.int64) for worth in own),
        linked,
        beyond,
        np.array(no_deal or zero, dtype=np.int64),
        np.array(walk_away or zero, dtype=np.int64),
        1,
    )


@st.composite
def negotiations(draw: st.DrawFn, most: int = 12) -> Negotiation:
    """Draw up to four issues, four parties, links, exclusions, no deal and walk-aways."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    parties = draw(st.integers(1, 4))
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    own = [rng.integers(-most, most + 1, size=(size, parties)) for size in shape]
    issues = range(len(shape))
    linked = tuple(sorted(draw(st.sets(st.sampled_from(issues)))))
    together = rng.integers(-most, most + 1, size=(*(shape[n] for n in linked), parties))
    pairs = st.lists(st.sets(st.sampled_from(issues), min_size=2, max_size=2), max_size=2)
    excluded = [
        Exclusion({n: frozenset({int(rng.integers(shape[n]))}) for n in sorted(pair)})
        for pair in (draw(pairs) if len(shape) > 1 else ())
    ]
    return negotiation(
        own,
        linked=linked,
        together=together if linked else None,
        no_deal=rng.integers(-most, most, size=parties).tolist(),
        walk_away=rng.integers(-2, 3, size=parties).tolist(),
        excluded=tuple(excluded),
    )


def every_deal(game: Negotiation) -> dict[tuple[int, ...], tuple[int, ...]]:
    """Gains over no deal of every deal that is allowed, by its digits, summed option by option."""
    found = {}
    for digits in product(*(range(size) for size in game.space.shape)):
        clash = any(all(digits[n] in held for n, held in one.options.items()) for one in game.space.excluded)
        if not clash:
            total = game.together[tuple(digits[n] for n in game.linked)] - game.no_deal
            total = total + sum(worth[digit] for worth, digit in zip(game.own, digits, strict=True))
            found[digits] = tuple(int(gain) for gain in total)
    return found


def dominates(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether gains are at least as good for all and better for one."""
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))
