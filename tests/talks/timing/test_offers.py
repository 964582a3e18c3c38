"""The laws of alternating offers on a list of deals."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.timing import START, Game, Given, day, games

from tradetalks.errors import GameError
from tradetalks.talks.timing.calendar import AtRandom, Calendar, InTurn, Round
from tradetalks.talks.timing.offers import Leaving, bargain, by_last_proposer
from tradetalks.talks.timing.plan import Ending, Plan
from tradetalks.talks.timing.stakes import Moments, Once, Passing, Stakes, Yearly


def solved(game: Game, leaving: Leaving = Leaving.ALL_BUT_PROPOSER) -> Plan:
    return bargain(game.gains, game.calendar, game.stakes, leaving=leaving)


def offers(plan: Plan) -> list[list[int | None]]:
    return [[turn.deal for turn in step.turns] for step in plan.steps]


class Tree:
    """The game played out move by move: answers in turn, and then each party's choice to leave or stay."""

    def __init__(self, game: Game, leaving: Leaving) -> None:
        self.game, self.parties, self.leaving = game, game.gains.shape[1], leaving
        self.moments: Moments = game.stakes.at(START, game.calendar.dates)
        self.known: dict[int, np.ndarray] = {}

    def start(self, number: int) -> np.ndarray:
        """Worth to each party when a round starts, by the chances to propose in it."""
        if number not in self.known:
            chance = self.game.calendar.chance[number]
            self.known[number] = sum(chance[party] * self.proposed(number, party) for party in range(self.parties))
        return self.known[number]

    def proposed(self, number: int, proposer: int) -> np.ndarray:
        """Let a party try every deal, and passing; ties go to a deal, then to joint gain, then to the first."""
        tried = [(self.failed(number, proposer, 0), False, -np.inf, 0)]
        for deal, gains in enumerate(self.game.gains):
            worth = self.moments.of(gains)[number]
            ends, accepted = self.answered(number, proposer, worth, 0)
            tried.append((ends, accepted, gains.sum(), -deal))
        return max(tried, key=lambda each: (each[0][proposer], *each[1:]))[0]

    def answered(self, number: int, proposer: int, worth: np.ndarray, party: int) -> tuple[np.ndarray, bool]:
        """Let one party after another accept or reject."""
        if party == self.parties:
            return worth, True
        rest = self.answered(number, proposer, worth, party + 1)
        if party == proposer:
            return rest
        rejected = self.failed(number, proposer, 0)
        return rest if rest[0][party] >= rejected[party] else (rejected, False)

    def failed(self, number: int, proposer: int, party: int) -> np.ndarray:
        """Let one party after another leave or stay after a round without a deal."""
        last = number == len(self.game.calendar.rounds) - 1
        if party == self.parties:
            return self.moments.outside[number] if last else self.start(number + 1)
        stays, leaves = self.failed(number, proposer, party + 1), self.moments.outside[number]
        bound = party == proposer and self.leaving is Leaving.ALL_BUT_PROPOSER
        return leaves if leaves[party] > stays[party] and not bound else stays


@given(games(), st.sampled_from(Leaving))
def test_play_is_that_of_the_game_tree(game: Game, leaving: Leaving) -> None:
    plan, tree = solved(game, leaving), Tree(game, leaving)
    for number in range(len(game.calendar.rounds)):
        assert plan.values[number].tolist() == tree.start(number).tolist()


@given(games(dated=False))
def test_with_patience_the_last_proposer_gets_its_best_acceptable_deal(game: Game) -> None:
    patient = replace(game.stakes, stream=Once())
    last = game.calendar.rounds[-1].chance
    assume(max(last) == 1)
    party = last.index(1.0)
    acceptable = game.gains[(game.gains >= 0).all(axis=1)]
    plan = bargain(game.gains, game.calendar, patient)
    assert plan.values[0, party] == acceptable[:, party].max(initial=0.0)


@given(games())
def test_nobody_who_may_walk_out_at_once_gets_less(game: Game) -> None:
    outside = game.stakes.at(START, game.calendar.dates).outside
    for step, floor in zip(solved(game, Leaving.ANYBODY).steps, outside, strict=True):
        assert (step.value >= floor - 1e-9).all()
    for step, floor in zip(solved(game).steps, outside, strict=True):
        for turn in step.turns:
            answered = np.arange(len(floor)) != turn.proposer
            assert (turn.worth >= floor - 1e-9)[answered].all()


@given(games())
def test_outcomes_are_all_that_may_happen(game: Game) -> None:
    plan = solved(game)
    assert sum(outcome.chance for outcome in plan.outcomes) == pytest.approx(1)
    mean = sum(outcome.chance * outcome.value for outcome in plan.outcomes)
    assert mean == pytest.approx(plan.values[0], abs=1e-9)
    for outcome in plan.outcomes:
        assert (outcome.deal is None) == (outcome.ending is not Ending.AGREED)


@given(games(), st.randoms(use_true_random=False))
def test_relabelled_parties_get_the_same(game: Game, random: np.random.Generator) -> None:
    order = list(range(game.gains.shape[1]))
    random.shuffle(order)

    def turned(row: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(row[place] for place in order)

    rounds = tuple(Round(each.date, turned(each.chance)) for each in game.calendar.rounds)
    passing = tuple(Passing(each.date, turned(each.worth)) for each in game.stakes.passing)
    stakes = replace(game.stakes, outside=turned(game.stakes.outside), passing=passing)
    there = bargain(game.gains[:, order], Calendar(START, rounds), stakes)
    assert there.values.tolist() == solved(game).values[:, order].tolist()


@given(games(dated=False), st.lists(st.tuples(st.integers(-3, -1), st.integers(-3, 9)), min_size=1, max_size=3))
def test_deals_that_somebody_loses_from_change_nothing(game: Game, extra: list[tuple[int, int]]) -> None:
    rows = np.array([(low, *[high] * (game.gains.shape[1] - 1)) for low, high in extra], dtype=float)
    more = replace(game, gains=np.vstack([game.gains, rows]))
    assert offers(solved(more)) == offers(solved(game))


@given(games())
def test_only_undominated_deals_are_offered(game: Game) -> None:
    """So the frontier is enough, where all deals would be too many."""
    better = (game.gains[:, None] >= game.gains).all(axis=2) & (game.gains[:, None] > game.gains).any(axis=2)
    frontier = ~better.any(axis=0)
    for step in solved(game).steps:
        assert all(turn.deal is None or frontier[turn.deal] for turn in step.turns)
    there = replace(game, gains=game.gains[frontier])
    assert solved(there).values.tolist() == solved(game).values.tolist()


@given(games(parties=2, dated=False), st.tuples(*[st.integers(0, 6)] * 2), st.integers(1, 5), st.integers(0, 1))
def test_of_two_parties_none_loses_by_a_better_no_deal(
    game: Game, worth: tuple[int, int], more: int, party: int
) -> None:
    better = tuple(each + more * (place == party) for place, each in enumerate(worth))
    before, after = solved(game.with_no_deal(worth)).values[0], solved(game.with_no_deal(better)).values[0]
    assert after[party] >= before[party]
    assert after[1 - party] <= before[1 - party]


@given(games(parties=2, dated=False), st.integers(1, 5), st.integers(0, 1))
def test_of_two_parties_none_gains_by_a_costlier_date(game: Game, more: int, party: int) -> None:
    cost = (-more, 0) if party == 0 else (0, -more)
    pressed = replace(game, stakes=replace(game.stakes, passing=(Passing(day(1), cost),)))
    before, after = solved(game).values[0], solved(pressed).values[0]
    assert after[party] <= before[party]
    assert after[1 - party] >= before[1 - party]


@given(games(parties=3, most_rounds=1, dated=False), st.tuples(*[st.integers(0, 6)] * 3), st.integers(1, 5))
def test_in_one_round_none_loses_by_a_better_no_deal(game: Game, worth: tuple[int, ...], more: int) -> None:
    """Each proposer's deal is compared by itself; a mean over proposers only adds them up."""
    better = (worth[0] + more, *worth[1:])
    before, after = solved(game.with_no_deal(worth)).values[0], solved(game.with_no_deal(better)).values[0]
    assert after[0] >= before[0]


def test_of_three_parties_one_may_lose_by_a_better_no_deal() -> None:
    """North's better no deal makes East offer South more in the end, so that South asks for more at once."""
    gains = np.array([(5, 1, 3), (3, 6, 4), (1, 0, 6)])
    calendar = Calendar(START, (Round(day(0), (1, 0, 0)), Round(day(2), (0, 0, 1))))
    game = Game(gains, calendar, Stakes((0, 0, 0), stream=Given((8.0, 4.0))))
    assert solved(game).values.tolist() == [[40, 8, 24], [4, 0, 24]]
    assert solved(game.with_no_deal((12, 0, 0))).values.tolist() == [[24, 48, 32], [12, 24, 16]]


DEALS = np.array([(6, 1, 1), (1, 6, 2), (2, 2, 5), (3, 3, 3)])
FOUR_YEARS = 1461


def by_hand(*passing: Passing) -> Plan:
    until = day(2 * FOUR_YEARS)
    stakes = Stakes((0, 0, 0), stream=Yearly(12), passing=passing)
    return bargain(DEALS, Calendar.every(FOUR_YEARS, START, until, InTurn(3)), stakes)


def test_the_example_of_the_docs() -> None:
    plan = by_hand()
    assert plan.values.tolist() == [[36, 36, 36], [24, 24, 24], [8, 8, 20]]
    assert offers(plan) == [[3], [3], [2]]
    assert [step.turns[0].least.tolist() for step in plan.steps] == [[2, 2, 2], [1, 1, 2.5], [0, 0, 0]]
    assert str(plan.outcome) == "2020-01-01: all agree on deal 3, proposed by party 0"


def test_a_date_of_its_own_weakens_east_and_helps_south() -> None:
    plan = by_hand(Passing(day(2 * FOUR_YEARS - 1), (0, 0, -12)))
    assert plan.values.tolist() == [[12, 72, 24], [8, 48, 16], [8, 8, 8]]
    assert plan.outcome.deal == 1


@pytest.mark.parametrize("rounds", [1, 2, 3, 4])
def test_each_party_has_the_last_word_in_its_plan(rounds: int) -> None:
    calendar = Calendar.every(30, START, day(30 * (rounds - 1)), AtRandom((0.2, 0.3, 0.5)))
    plans = by_last_proposer(DEALS, calendar, Stakes((0.05, 0.05, 0.05)))
    for party, plan in enumerate(plans):
        proposers = [step.turns[0].proposer for step in plan.steps]
        assert proposers[-1] == party
        assert [(late - early) % 3 for early, late in pairwise(proposers)] == [1] * (rounds - 1)
        assert [step.date for step in plan.steps] == list(calendar.dates)


def test_an_empty_zone_is_no_deal_in_words() -> None:
    calendar = Calendar.every(30, START, day(90), InTurn(2))
    for gains in (np.array([(5.0, -1.0), (-2.0, 9.0)]), np.zeros((0, 2))):
        plan = bargain(gains, calendar, Stakes((0.05, 0.05)))
        assert plan.chance_of_deal == 0
        assert plan.values.tolist() == np.zeros((4, 2)).tolist()
        assert str(plan.outcome) == "2020-03-31: no deal: the last round ends without an offer that all accept"


def test_who_has_more_elsewhere_walks_out_at_once() -> None:
    calendar = Calendar.every(365, START, day(730), InTurn(2))
    plan = bargain(np.array([(1.0, 1.0)]), calendar, Stakes((0.05, 0.05), outside=(0.0, 2.0)))
    assert plan.outcome.ending is Ending.WALKED_OUT
    assert plan.outcome.date == START
    assert plan.steps[0].turns[0].leaves == (1,)


def test_ties_go_to_joint_gain_and_then_to_the_first() -> None:
    calendar = Calendar.every(30, START, START, InTurn(2))
    for gains, first in (([(3, 0), (3, 2), (3, 1), (2, 9)], 1), ([(1, 9), (3, 2), (3, 2)], 1)):
        assert offers(bargain(np.array(gains), calendar, Stakes((0.05, 0.05)))) == [[first]]


def test_who_proposes_cannot_walk_out_before_it_answers() -> None:
    """North wants out. Where South is drawn first it leaves at once, else it must wait for the second round."""
    calendar = Calendar(START, (Round(day(0), (0.5, 0.5)), Round(day(2), (0.5, 0.5))))
    stakes = Stakes((0, 0), stream=Given((4.0, 3.0)), outside=(2, 0))
    plan = bargain(np.array([(1, 1)]), calendar, stakes)
    told = [(each.date, each.proposer, each.ending, each.chance, each.value.tolist()) for each in plan.outcomes]
    assert told == [
        (day(0), 1, Ending.WALKED_OUT, 0.5, [8, 0]),
        (day(2), 0, Ending.OUT_OF_TIME, 0.25, [6, 0]),
        (day(2), 1, Ending.OUT_OF_TIME, 0.25, [6, 0]),
    ]


def test_without_lotteries_random_proposers_may_wait() -> None:
    """Two good deals, each bad for one: the mean of what comes is more than either gives to the one it is bad for."""
    gains = np.array([(10.0, 1.0), (1.0, 10.0)])
    calendar = Calendar.every(30, START, day(60), AtRandom((0.5, 0.5)))
    plan = bargain(gains, calendar, Stakes((0.05, 0.05)))
    assert [outcome.date for outcome in plan.outcomes] == [day(60)] * 2
    assert {outcome.deal for outcome in plan.outcomes} == {0, 1}


CALENDAR = Calendar.every(30, START, day(60), InTurn(2))


@pytest.mark.parametrize(
    ("code", "gains", "stakes"),
    [
        ("not-finite", [(1.0, np.nan)], Stakes((0.05, 0.05))),
        ("not-finite", [(1.0, np.inf)], Stakes((0.05, 0.05))),
        ("gains-shape", [1.0, 2.0], Stakes((0.05, 0.05))),
        ("gains-shape", [("a", "b")], Stakes((0.05, 0.05))),
        ("parties-differ", [(1.0, 2.0, 3.0)], Stakes((0.05, 0.05))),
        ("parties-differ", [(1.0, 2.0)], Stakes((0.05, 0.05, 0.05))),
        ("endless-gain", [(1.0, 2.0)], Stakes((0.05, 0.0))),
        ("round-after-gains", [(1.0, 2.0)], Stakes((0.05, 0.05), stream=Yearly(0.1))),
    ],
)
def test_what_cannot_be_played_is_refused(code: str, gains: list[object], stakes: Stakes) -> None:
    with pytest.raises(GameError) as told:
        bargain(np.array(gains), CALENDAR, stakes)
    assert told.value.code == code
    assert told.value.remedy
