"""The no-deal sheet: what each party gets if talks fail, by outcome, and beside published figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradetalks.equilibrium.shock import Shock, combine
from tradetalks.equilibrium.solution import Solution
from tradetalks.equilibrium.solve import solve_many
from tradetalks.talks.economy import Economy, joint_shock
from tradetalks.talks.schema import Published
from tradetalks.talks.scores import score_values


@dataclass(frozen=True)
class OutcomeValue:
    """What one outcome of no deal does to one party.

    All is measured against the status quo. `real_income` is exact, %; `tariffs_alone` leaves out non-tariff costs; both
    are zero where the talks have no world. `trade` and `scored` are in the unit of the case.
    """

    outcome: str
    title: str
    probability: float
    party: str
    real_income: float
    tariffs_alone: float
    trade: float
    scored: float

    @property
    def total(self) -> float:
        """Value of the outcome, in the unit of the case."""
        return self.trade + self.scored


@dataclass(frozen=True)
class Beside:
    """A published figure beside ours."""

    title: str
    source: str
    unit: str
    party: str
    published: float
    ours: float
    differs: str


def no_deal_sheet(economy: Economy) -> tuple[OutcomeValue, ...]:
    """Value every outcome for every party against the status quo, with and without non-tariff costs."""
    talks = economy.talks
    outcomes = talks.case.no_deal.outcome
    trade = economy.outcome_values
    income, alone = _incomes(economy) if economy.valued else (np.zeros(trade.shape), np.zeros(trade.shape))
    return tuple(
        OutcomeValue(
            outcome=outcome.id,
            title=outcome.title,
            probability=outcome.probability.value,
            party=party.id,
            real_income=float(income[row][p]),
            tariffs_alone=float(alone[row][p]),
            trade=float(trade[row, p]),
            scored=float(score_values(talks, outcome.score)[p]),
        )
        for row, outcome in enumerate(outcomes)
        for p, party in enumerate(talks.parties)
    )


def _incomes(economy: Economy) -> tuple[np.ndarray, np.ndarray]:
    """Compare real income by outcome with today, as it is and by tariffs alone, %, (outcome, party) each."""
    world, outcomes = economy.talks.baseline, economy.talks.case.no_deal.outcome
    tariffs = [Shock(tariff=joint_shock(world, outcome.clause).tariff) for outcome in outcomes]
    alone = solve_many(world, [combine(world, [economy.around, shock]) for shock in tariffs])
    whole = [_real_income(economy, economy.outcome(p)) for p in range(len(outcomes))]
    return np.array(whole), np.array([_real_income(economy, alone[p]) for p in range(len(outcomes))])


def _real_income(economy: Economy, after: Solution) -> np.ndarray:
    """Exact change of real income from the status quo by party, %."""
    region = economy.talks.baseline.region_positions([party.region for party in economy.talks.parties])
    return 100 * (after.welfare_hat / economy.today.welfare_hat - 1)[region]


def beside_published(economy: Economy, sheet: tuple[OutcomeValue, ...]) -> tuple[Beside, ...]:
    """Put every published figure of the case beside ours; a deal is measured against the status quo."""
    titles = {source.id: source.title for source in economy.talks.case.source}
    return tuple(
        Beside(
            title=told.title,
            source=titles.get(told.source or "", told.judgement or ""),
            unit=told.unit,
            party=party,
            published=figure,
            ours=_of_deal(economy, told, party) if told.deal else _of_outcome(sheet, told, party),
            differs=told.differs,
        )
        for told in economy.talks.case.published
        for party, figure in told.figure.items()
    )


def _of_outcome(sheet: tuple[OutcomeValue, ...], told: Published, party: str) -> float:
    value = next(value for value in sheet if (value.outcome, value.party) == (told.outcome, party))
    figures = {"percent": value.real_income, "percent, tariffs alone": value.tariffs_alone, "bn": value.trade}
    return figures[told.unit]


def _of_deal(economy: Economy, told: Published, party: str) -> float:
    """Exact change of real income, %, or equivalent variation, bn, from the status quo to the deal."""
    today = {issue.id: issue.status_quo for issue in economy.talks.issues}
    after = economy.solution(today | told.deal)
    figures = {"percent": _real_income(economy, after), "bn": economy.value(today | told.deal)}
    return float(figures[told.unit][economy.talks.party_ids.index(party)])


def shifted(probability: np.ndarray, position: int, to: float) -> np.ndarray:
    """Set the probability of one outcome and scale the others so that all add up to one."""
    others = np.delete(probability, position).sum()
    scale = (1 - to) / others if others > 0 else 0.0
    moved = probability * scale
    moved[position] = to
    return moved
