"""Which deals on car duties would hold once struck, who would leave the others, and what deters it.

python examples/stability/deals.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

import tradetalks as tt
from tradetalks.talks.stability import Concept, Conflict, deals_conflict, reasons, stability

CASE = Path(__file__).parents[1] / "car-duties"
UNIT = 0.01  # bn US$ a year: smaller differences do not move anybody
CHANGES = {"cars": "USA", "tests": "EU", "food": "EU"}  # who can take back or raise what: a judgement


def conflict() -> Conflict:
    """Lay out the deals of the case as states."""
    talks = tt.load_talks(CASE)
    payoffs = tt.study(talks).payoffs
    shape = tuple(len(issue.option) for issue in talks.issues)
    digits = np.stack(np.unravel_index(payoffs.index, shape), axis=1)
    controls = np.array([[CHANGES[issue.id] == party for issue in talks.issues] for party in payoffs.columns])
    names = [", ".join(i.option[d].id for i, d in zip(talks.issues, row, strict=True)) for row in digits]
    return deals_conflict(payoffs.to_numpy(), digits, controls, parties=list(payoffs.columns), deals=names, unit=UNIT)


def main() -> None:
    """Print the equilibria, and why each deal among them holds."""
    game = conflict()
    judged = stability(game, [Concept.NASH, Concept.SEQ, Concept.SMR])
    for concept, states in judged.equilibria.items():
        print(f"{concept.value}: {len(states)} of {len(game.states)} hold")
    for state in judged.equilibria[Concept.SEQ]:
        print(f"{state}:")
        for party in game.decision_makers:
            why = reasons(game, state, party, Concept.SEQ)
            for reason in why:
                answer = ", then ".join(f"{step.by} to {step.to}" for step in reason.answer)
                print(f"  {party} gains by {reason.move.to}, but {answer}")
            if not why:
                print(f"  {party} has nothing better within reach")


if __name__ == "__main__":
    main()
