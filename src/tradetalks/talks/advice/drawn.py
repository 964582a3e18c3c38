"""Draws of a study: what all that has a range might be, each draw a negotiation of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tradetalks.equilibrium.solve import Progress
from tradetalks.talks.negotiation import Negotiation
from tradetalks.talks.robustness.drivers import Vary, draw_inputs, expect_draws
from tradetalks.talks.robustness.estimate import Model, weighted
from tradetalks.talks.study import Study


def drawn_games(study: Study, draws: int, seed: int, progress: Progress | None = None) -> Iterator[Negotiation]:
    """Draw elasticities, figures of clauses, scores, chances of no deal and weights, as `robustness` does.

    `progress` is called with the number of draws done and their total.

    Raises
    ------
    InputError
        `draws`, when there are fewer than two.
    ConvergenceError
        When an equilibrium that a draw needs is not found.
    """
    expect_draws(draws)
    inputs = draw_inputs(study.economy.talks, Vary(), draws, seed)
    model = Model(study.economy, inputs)
    for draw in range(draws):
        game = weighted(model.game(model.drawn(draw)), inputs.weight[draw])
        if progress:
            progress(draw + 1, draws)
        yield game
