from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.negotiations import every_deal, negotiation, negotiations

from tradetalks.errors import UnknownNameError
from tradetalks.talks.advice.advice import advise
from tradetalks.talks.advice.chips import chips
from tradetalks.talks.advice.offers import Aim, Chances, Terms, offers
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.payoffs import Payoffs


def drawn(listed: Payoffs, seed: int) -> Chances:
    """Draw chances that each party accepts, independent of the others."""
    accepts = np.random.default_rng(seed).uniform(size=listed.gains.shape)
    return Chances(accepts, accepts.prod(axis=1))


@given(negotiations(), st.integers(0, 99), st.data())
def test_no_deal_beats_the_offers_at_what_they_are_for(game: Negotiation, seed: int, data: st.DataObject) -> None:
    listed, party = Payoffs(game), data.draw(st.integers(0, len(game.parties) - 1))
    chances, terms = drawn(listed, seed), Terms()
    found = {aim: offer for offer in offers(listed, chances, party, terms) for aim in offer.aims}
    least = game.walk_away[party]
    own = [game.space.joined(d) for d, gains in every_deal(game).items() if gains[party] >= least]
    for aim, bound in ((Aim.AMBITIOUS, terms.ambitious), (Aim.SAFE, terms.safe)):
        able = [n for n in own if chances.signed[n] >= max(bound, np.nextafter(0, 1))]
        assert (aim in found) == bool(able)
        if able:
            assert found[aim].payoff[game.parties[party]] == max(listed.gains[able, party])
    if own:
        best = max(chances.signed[n] * (listed.gains[n, party] - least) + least for n in own)
        assert found[Aim.BEST].expected == pytest.approx(best)


@given(negotiations(), st.integers(0, 99), st.integers(1, 6))
def test_offers_are_apart_and_never_below_the_walk_away(game: Negotiation, seed: int, count: int) -> None:
    listed = Payoffs(game)
    for party, name in enumerate(game.parties):
        found = offers(listed, drawn(listed, seed), party, Terms(count=count))
        assert all(offer.payoff[name] >= game.walk_away[party] for offer in found)
        assert len({offer.number for offer in found}) == len(found) <= max(count, 3)
        for n, one in enumerate(found):
            for other in found[:n] if one.aims == (Aim.NEXT,) else ():
                gap = sum(one.deal[issue] != other.deal[issue] for issue in one.deal)
                assert gap >= min(2, len(one.deal))


@given(negotiations())
def test_chips_cost_and_bring_what_they_say(game: Negotiation) -> None:
    today = game.gain(game.space.today)
    for party, name in enumerate(game.parties):
        found = chips(game, party)
        for chip in (*found.gives, *found.asks):
            issue = game.space.issues.index(chip.move.issue)
            worth = game.own[issue][game.space.options[issue].index(chip.move.after)] - game.own[issue][0]
            assert list(chip.worth.values()) == worth.tolist()
            assert chip.own == worth[party]
            assert chip.others == worth.sum() - worth[party]
        assert all(chip.own < 0 and max(v for k, v in chip.worth.items() if k != name) > 0 for chip in found.gives)
        assert all(chip.own > 0 for chip in found.asks)
        assert [chip.rate for chip in found.gives] == sorted((chip.rate for chip in found.gives), reverse=True)
    assert today.shape == (len(game.parties),)


def test_by_hand() -> None:
    """A may give option 1 of the first issue, which B values, and ask for option 1 of the second."""
    game = negotiation([np.array([[0, 0], [-1, 3]]), np.array([[0, 0], [4, -2]])], no_deal=[-1, 0])
    listed = Payoffs(game)
    told = advise(listed, Chances(listed.accepts.astype(float), listed.accepts.all(axis=1).astype(float)), "A")
    assert (told.no_deal, told.walk_away) == (-1, 0)
    assert [chip.move.issue for chip in told.chips.gives] == ["issue 0"]
    assert told.chips.gives[0].rate == 3
    assert [chip.move.issue for chip in told.chips.asks] == ["issue 1"]
    assert told.chips.asks[0].rate == 0.5
    assert told.offers[0].aims == (Aim.AMBITIOUS, Aim.BEST, Aim.SAFE)
    assert told.offers[0].payoff == {"A": 4, "B": 1}
    assert [set(trade.gives) for trade in told.trades] == [{"A", "B"}]
    assert (told.deals, told.acceptable, told.refuses) == (4, 3, {"B": 1 / 4})
    assert told.rejects == 0
    assert told.opening is None
    assert told.red_lines == ()
    assert told.secure is not None
    assert told.secure.open == ("issue 0", "issue 1")


def test_an_unknown_party_is_named() -> None:
    listed = Payoffs(negotiation([np.zeros((2, 2))]))
    with pytest.raises(UnknownNameError, match="party 'Z'"):
        advise(listed, Chances(listed.accepts, listed.unanimous), "Z")
