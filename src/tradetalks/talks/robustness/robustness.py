"""How sure the answers of a study are, over draws of everything that it has a range for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from tradetalks.equilibrium.solve import Progress
from tradetalks.errors import InputError, expect
from tradetalks.talks.frontier import frontier
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.robustness.check import TOGETHER, Pairs, check_draw, joined
from tradetalks.talks.robustness.drivers import Vary, draw_inputs, expect_draws
from tradetalks.talks.robustness.estimate import Model, weighted
from tradetalks.talks.robustness.result import Robustness
from tradetalks.talks.robustness.tally import Tally, tally
from tradetalks.talks.settlements import NAMES, settlements
from tradetalks.talks.study import Study


def robustness(
    study: Study,
    draws: int = 200,
    seed: int = 0,
    *,
    vary: Vary | None = None,
    checked: int = 50,
    progress: Progress | None = None,
) -> Robustness:
    """Draw all that is uncertain again and again, and count what becomes of the answers.

    Parameters
    ----------
    study
        What to put to the test; the deals shown are its status quo and settlements.
    draws, seed
        How many draws, 2 or more; the same seed gives the same draws.
    vary
        What is drawn; everything when left out.
    checked
        About how many pairs of a draw and a deal to solve in full, for the error of the shortcut; 0 for none.
    progress
        Called with the number of draws done and their total.

    Raises
    ------
    InputError
        `wrong-type`, `draws`, `seed`, `checked`; see also `Vary`.
    UnknownNameError
        When an elasticity set is not of the world.
    ConvergenceError
        When an equilibrium that a draw needs is not found.
    """
    expect(study, Study, "study", "give what tradetalks.study returns")
    expect_draws(draws)
    if checked < 0:
        raise InputError("checked", f"{checked} deals cannot be solved in full", "give 0 for none, or more")
    vary = vary or Vary()
    inputs = draw_inputs(study.economy.talks, vary, draws, seed)
    record = _Record(study, Model(study.economy, inputs), vary, _checked_draws(draws, checked), seed)
    games = record.games(progress)
    counts = tally(games) if study.table.listed else None
    for _ in games:
        pass
    return record.result(counts)


def _checked_draws(draws: int, checked: int) -> frozenset[int]:
    """Spread the draws in which deals are solved in full."""
    return frozenset(np.linspace(0, draws - 1, min(draws, -(-checked // TOGETHER)), dtype=int).tolist())


@dataclass(eq=False)
class _Record:
    """What is noted of every draw while its negotiation passes by."""

    study: Study
    model: Model
    vary: Vary
    checked: frozenset[int]
    seed: int
    gains: list[np.ndarray] = field(default_factory=list)
    picks: dict[str, list[int | None]] = field(default_factory=lambda: {name: [] for name in NAMES})
    stays: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    pairs: list[Pairs] = field(default_factory=list)

    def games(self, progress: Progress | None) -> Iterator[Negotiation]:
        """Yield the negotiation of every draw."""
        for draw in range(self.model.inputs.draws):
            game = weighted(self._game(draw), self.model.inputs.weight[draw])
            self._note(game)
            if progress:
                progress(draw + 1, self.model.inputs.draws)
            yield game

    def _game(self, draw: int) -> Negotiation:
        if self.vary.only_weights:
            return self.study.game
        drawn = self.model.drawn(draw)
        game = self.model.game(drawn)
        if draw in self.checked and self.model.short:
            self.pairs.append(check_draw(self.model, drawn, game, draw, self.seed))
        return game

    def _note(self, game: Negotiation) -> None:
        """Note payoffs of the deals shown, and what the rules pick."""
        shown = {name: game.gain(self.study.space.digits(point.number)) for name, point in self.study.shown.items()}
        self.gains.append(np.array(list(shown.values())))
        front = frontier(game)
        zone = np.flatnonzero(game.accepts(front.gains).all(axis=1))
        for name, at in settlements(front.gains - game.floor, zone).items():
            self.picks[name].append(None if at is None else game.space.joined(front.first(at)))
            self.stays[name] += at is not None and name in shown and bool((front.gains[at] == shown[name]).all())

    def result(self, counts: Tally | None) -> Robustness:
        """Gather what was noted."""
        study, gains = self.study, np.array(self.gains)
        shown = {name: point.number for name, point in study.shown.items()}
        allowed = study.space.allowed(np.array([study.space.digits(number) for number in shown.values()]))
        accepted = study.game.accepts(gains) & allowed[:, None]
        return Robustness(
            parties=study.game.parties,
            space=study.space,
            shown=shown,
            inputs=self.model.inputs,
            counts=counts,
            payoff=gains / study.game.per_unit,
            accepted=accepted,
            picks={name: tuple(found) for name, found in self.picks.items()},
            stays={name: count / len(gains) for name, count in self.stays.items()},
            check=joined(self.pairs, study.game.per_unit) if self.pairs else None,
        )
