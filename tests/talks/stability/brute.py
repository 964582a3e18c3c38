"""The definitions word by word, by recursion over states and sets: slow, and apart from the package."""

from __future__ import annotations

from itertools import chain, combinations

from tradetalks.talks.stability import Concept, Conflict

Moves = dict[frozenset[int], dict[int, set[int]]]


class Brute:
    def __init__(self, conflict: Conflict) -> None:
        self.makers = range(len(conflict.decision_makers))
        self.states = range(len(conflict.states))
        self.level = conflict.preference.tolist()
        table = conflict.moves.tolist()
        self.move = {i: {s: {t for t in self.states if table[i][s][t]} for s in self.states} for i in self.makers}

    def better(self, i: int, s: int) -> set[int]:
        return {t for t in self.move[i][s] if self.level[i][t] > self.level[i][s]}

    def single(self, makers: list[int], *, credible: bool) -> Moves:
        return {
            frozenset([i]): {s: self.better(i, s) if credible else self.move[i][s] for s in self.states} for i in makers
        }

    def follow(self, moves: Moves, s: int) -> set[int]:
        """Where sequences from s lead in which nobody moves twice in succession."""
        seen: set[tuple[int, frozenset[int] | None]] = set()

        def go(state: int, last: frozenset[int] | None) -> None:
            for mover, ways in moves.items():
                for after in ways[state]:
                    if mover != last and (after, mover) not in seen:
                        seen.add((after, mover))
                        go(after, mover)

        go(s, None)
        return {state for state, _ in seen}

    def stable(self, concept: Concept, i: int, s: int) -> bool:
        others = [j for j in self.makers if j != i]
        return all(self.deters(concept, i, s, self.answers(concept, others, t)) for t in self.better(i, s))

    def answers(self, concept: Concept, others: list[int], t: int) -> set[int]:
        if concept is Concept.NASH:
            return set()
        return self.follow(self.single(others, credible=concept in {Concept.SEQ, Concept.SSEQ}), t)

    def deters(self, concept: Concept, i: int, s: int, answers: set[int]) -> bool:
        goal = self.level[i][s]
        harmful = {x for x in answers if self.level[i][x] <= goal}
        if concept in {Concept.SMR, Concept.SSEQ}:
            harmful = {x for x in harmful if all(self.level[i][y] <= goal for y in self.move[i][x])}
        return bool(harmful)

    def reach(self, members: list[int], s: int) -> set[int]:
        return self.follow(self.single(members, credible=False), s)

    def gains(self, members: list[int], s: int) -> set[int]:
        return {t for t in self.reach(members, s) if all(self.level[i][t] > self.level[i][s] for i in members)}

    def coalition_stable(self, concept: Concept, members: list[int], s: int) -> bool:
        others = [j for j in self.makers if j not in members]
        return all(self.coalition_deters(concept, members, others, s, t) for t in self.gains(members, s))

    def coalition_deters(self, concept: Concept, members: list[int], others: list[int], s: int, t: int) -> bool:
        def hurt(x: int) -> bool:
            return any(self.level[i][x] <= self.level[i][s] for i in members)

        if concept is Concept.NASH:
            return False
        if concept is Concept.SEQ:
            groups = chain.from_iterable(combinations(others, n) for n in range(1, len(others) + 1))
            moves = {frozenset(g): {x: self.gains(list(g), x) for x in self.states} for g in groups}
            return any(hurt(x) for x in self.follow(moves, t))
        harmful = [x for x in self.reach(others, t) if hurt(x)]
        if concept is Concept.SMR:
            harmful = [x for x in harmful if all(hurt(y) for y in self.reach(members, x))]
        return bool(harmful)

    def ends(self, horizon: int, i: int, s: int) -> int:
        """Where a conflict of two ends when i is to move and so many moves are left."""
        if horizon == 0 or not self.move[i][s]:
            return s
        after = max((self.ends(horizon - 1, 1 - i, t) for t in self.move[i][s]), key=lambda end: self.level[i][end])
        return after if self.level[i][after] > self.level[i][s] else s
