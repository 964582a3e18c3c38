"""The embedded case: does it say what it must, and does everything in it have a source?"""

import csv
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.figures import figures_of
from support.studies import nafta

import tradetalks
from tradetalks.clauses.base import Mechanism
from tradetalks.clauses.metal_duties import MetalDuties
from tradetalks.clauses.quantity import Level, Quantity, one_or_several
from tradetalks.clauses.tariff_list import TariffList
from tradetalks.talks.schema import CaseFile, Position

CASE = Path(tradetalks.__file__).parent / "cases" / "nafta_2018"
SECTORS = set(
    """
    A01 A02 A03 B05 B06 B07 B08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24A C24B C25
    C26 C27 C28 C29 C301 C302T309 C31T33 SVC goods services all
    """.split()  # noqa: SIM905
)
REGIONS = {"CAN", "MEX", "USA", "CHN", "EU", "JPN", "KOR", "IND", "BRA", "OAS", "OLA", "ROW"}
FACTS_BEYOND_THE_CASE = {
    "process",
    "china",
    "isds",
    "seasonal-produce",
    "textiles",
    "anti-corruption",
    "de-minimis",
    "section-232-autos",
    "steel-content",
}
WITHOUT_ADDRESS = {
    "hmm-2024",
    "sor-2020-155",
    "colares-2007",
    "blonigen-2002",
    "alessandria-2024",
    "van-kooten",
}
"""Sources known by their title alone."""
CONTESTED = {
    ("auto-content", "85"),
    ("origin-content", "us-50"),
    ("chapter-19", "ended"),
    ("chapter-20", "non-binding"),
    ("chapter-20", "strengthened"),
    ("sunset", "five-year-end"),
    ("procurement", "dollar-for-dollar"),
    ("supply-management", "phase-out"),
    ("border", "enforcement"),
}
"""Options that one side asked for and another rejected."""
ON_SCORES = CONTESTED - {("sunset", "five-year-end")}
"""Those whose loser loses what the model does not see; an end date costs the partners the years without NAFTA."""
MADE_TO_WARD_OFF_WORSE = {("auto-content", "70"), ("sunset", "five-year-review")}
"""Counter-offers, which cost those who made them a little."""
HELD_FIXED = {"goods", "services", "withdrawal", "discount"}
"""Figures of an end date that vary elsewhere: the first two with the outcome in which NAFTA ends."""
STRICTER = ("62.5", "70", "75", "85")
SIDES = ("importer", "exporter", "member", "members", "doubtful", "country", "high_wage")
KINDS = ("sector", "steel_sector", "aluminium_sector")


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    with (CASE / "case.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.fixture(scope="module")
def case(raw: dict[str, Any]) -> CaseFile:
    return CaseFile.model_validate(raw)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (CASE / "positions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def positions(rows: list[dict[str, str]]) -> list[Position]:
    return [Position.model_validate(row) for row in rows]


def values_of(tree: Any, key: str) -> Iterator[Any]:
    """Walk a nested document and yield every value under a key."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            yield from values_of(value, key)
    elif isinstance(tree, list):
        for value in tree:
            yield from values_of(value, key)


def clauses_of(case: CaseFile) -> Iterator[Any]:
    """Yield every clause of the case, wherever it stands."""
    for issue in case.issue:
        for option in issue.option:
            yield from option.clause
    for part in (*case.no_deal.outcome, *case.scenario):
        yield from part.clause


def written(clause: Any) -> dict[str, Quantity]:
    """Return the figures with a range that the case itself gives a clause."""
    given = {name: getattr(clause, name) for name in clause.model_fields_set}
    return {name: figure for name, figure in given.items() if isinstance(figure, Quantity)}


def over_today(issue: str, option: str) -> dict[str, float]:
    """What an option alone is worth to each party, clauses and scores together, billion US$ a year over today."""
    study = nafta()
    today = study.point(study.space.status_quo).payoff
    return {party: gain - today[party] for party, gain in study.value({issue: option}).payoff.items()}


def test_there_are_at_least_ten_thousand_deals(case):
    assert math.prod(len(issue.option) for issue in case.issue) >= 10_000


def test_every_source_named_is_listed_and_every_listed_one_is_used(raw, case, rows):
    listed = {source.id for source in case.source}
    named = {value for value in values_of(raw, "source") if isinstance(value, str)}
    assert named <= listed
    in_positions = {row["source"] for row in rows if not row["source"].startswith("http")}
    assert in_positions <= listed
    assert listed == named | in_positions


def test_every_source_that_is_not_data_or_a_book_has_an_address(case):
    without = {s.id for s in case.source if not s.url and s.evidence == "text seen"}
    assert without <= WITHOUT_ADDRESS
    assert all("memory" in s.title for s in case.source if s.evidence == "from memory")


def test_the_status_quo_is_the_zero_point(case):
    for issue in case.issue:
        chosen = next(option for option in issue.option if option.id == issue.status_quo)
        assert all(clause.is_today for clause in chosen.clause), issue.id
        assert not chosen.score, issue.id


def test_every_other_option_has_figures_with_a_range(case):
    for issue in case.issue:
        for option in issue.option:
            if option.id == issue.status_quo:
                continue
            where = f"{issue.id}: {option.id}"
            assert option.clause or option.score, where
            assert all(score.bn.low < score.bn.high for score in option.score), where
            for clause in option.clause:
                assert any(figure.low < figure.high for figure in figures_of(clause)), where
                ranged = {name: one for name, one in written(clause).items() if name not in HELD_FIXED}
                assert all(one.low < one.high for one in ranged.values()), where


def test_tariffs_and_costs_follow_from_provisions_and_are_not_typed_in(case):
    """No option of an economic issue, no outcome and no scenario holds a bare tariff or trade cost."""
    typed = {"tariff", "tariff-table", "trade-cost"}
    assert [clause for clause in clauses_of(case) if clause.type in typed] == []
    assert all(isinstance(clause, Mechanism) for clause in clauses_of(case))


def test_what_is_held_fixed_in_an_end_date_agrees_with_the_end_itself(case):
    """Costs after an end are those of the outcome in which NAFTA ends; risk and discount are the same everywhere."""
    (lapse,) = (clause for clause in clauses_of(case) if clause.type == "lapse")
    ends = [clause for clause in clauses_of(case) if clause.type == "sunset"]
    for clause in ends:
        assert (clause.goods.value, clause.services.value) == (lapse.goods.value, lapse.services.value)
    assert len({(clause.withdrawal, clause.discount) for clause in ends}) == 1


def test_everything_judged_or_scored_says_why(case):
    for clause in clauses_of(case):
        assert clause.source or clause.judgement, clause
        assert clause.judgement or not written(clause), clause
        assert clause.literature, clause
    for part in (*(o for i in case.issue for o in i.option), *case.no_deal.outcome):
        for score in part.score:
            assert score.judgement, part.id
            assert score.bn.low < score.bn.high, part.id


def test_names_are_known(case):
    parties = {party.id for party in case.party}
    assert parties == {"USA", "CAN", "MEX"}
    for issue in case.issue:
        for option in issue.option:
            assert set(option.asked_by) <= parties, option.id
            assert {score.party for score in option.score} <= parties, option.id
    for clause in clauses_of(case):
        for names, known in ((SIDES, REGIONS), (KINDS, SECTORS)):
            for name in names:
                assert set(one_or_several(getattr(clause, name, ()))) <= known, (clause.type, name)


def test_each_party_is_scored_once_an_option(case):
    for part in (*(o for i in case.issue for o in i.option), *case.no_deal.outcome):
        scored = [score.party for score in part.score]
        assert len(scored) == len(set(scored)), part.id


def test_a_contested_option_has_a_winner_and_a_loser_on_scores(case):
    for issue in case.issue:
        for option in issue.option:
            if (issue.id, option.id) in ON_SCORES:
                scores = [score.bn.value for score in option.score]
                assert min(scores) < 0 < max(scores), f"{issue.id}: {option.id}"


@pytest.mark.parametrize(("issue", "option"), sorted(CONTESTED))
def test_a_contested_option_has_a_winner_and_a_loser_in_all(issue, option):
    worth = over_today(issue, option).values()
    assert min(worth) < 0 < max(worth)


@pytest.mark.parametrize("rule", ["none", "us-50", "wage-30-15", "wage-40-16"])
def test_stricter_regional_content_is_no_gain_by_the_model_beside_any_other_rule(rule):
    """Today's 62.5 % is met beside the other rules as well, so that a stricter one has no head start."""
    study = nafta()
    today = {issue.id: issue.status_quo for issue in study.talks.issues}
    deals = ({**today, "origin-content": rule, "auto-content": level} for level in STRICTER)
    worth = [study.economy.value(deal).sum() for deal in deals]
    assert worth == sorted(worth, reverse=True)


def test_who_asks_for_an_option_does_not_lose_from_it(case):
    asked = [(issue.id, option) for issue in case.issue for option in issue.option if option.id != issue.status_quo]
    losers = {
        (issue, option.id)
        for issue, option in asked
        for party in option.asked_by
        if over_today(issue, option.id)[party] < 0
    }
    assert losers == MADE_TO_WARD_OFF_WORSE


def test_the_chances_of_no_deal_add_up_to_one(case):
    outcomes = case.no_deal.outcome
    assert math.isclose(sum(outcome.probability.value for outcome in outcomes), 1.0, abs_tol=1e-12)
    assert sum(outcome.probability.low for outcome in outcomes) <= 1
    assert sum(outcome.probability.high for outcome in outcomes) >= 1
    assert {clause.type for outcome in outcomes for clause in outcome.clause} >= {"lapse", "sunset", "metal-duties"}


def test_the_metal_duties_are_the_same_in_a_deal_and_without_one(case):
    issue = next(issue for issue in case.issue if issue.id == "metal-duties")
    (duties,) = next(option for option in issue.option if option.id == "duties").clause
    assert isinstance(duties, MetalDuties)
    assert duties.answered
    why = {"source", "judgement"}
    for outcome in case.no_deal.outcome:
        metals = [clause.model_dump(exclude=why) for clause in outcome.clause if isinstance(clause, MetalDuties)]
        assert metals == ([] if outcome.id == "drawn-out" else [duties.model_dump(exclude=why)])


def test_scenarios_are_off_and_cover_the_announced_trade():
    talks = nafta().talks
    assert [scenario.on for scenario in talks.case.scenario] == [False, False]
    flows = []
    for scenario in talks.case.scenario:
        (clause,) = scenario.clause
        assert isinstance(clause, TariffList)
        flows.append((clause.exporter, clause.importer))
        told = {finding.name: finding.value for finding in clause.findings(talks.world)}
        assert told["rows that match no line"] == told["rows finer than the lines"] == 0
        assert told["trade of the world covered, as it is charged"] == pytest.approx(50.0)
        for level in Level:
            at = clause.at(level)
            paid = at.receipts(talks.world)[0].million
            assert paid == pytest.approx(0.25 * clause.announced.at(level))
            added = at.shock(talks.world).tariff_in(talks.world) - talks.world.tariff
            assert 0 <= added.min() <= added.max() <= 0.25 + 1e-12
    assert flows == [("CHN", "USA"), ("USA", "CHN")]


def test_published_figures_stand_beside_an_outcome_or_a_deal(case):
    assert any(published.outcome for published in case.published)
    assert any(published.deal for published in case.published)
    for published in case.published:
        assert len(published.differs) > 40
        assert set(published.figure) <= {party.id for party in case.party}


def test_deadlines_lie_ahead_and_positions_on_both_sides(case, positions):
    today = case.case.as_of
    assert all(deadline.date >= today for deadline in case.deadline)
    assert min(p.date for p in positions) < today < max(p.date for p in positions)
    assert [p.date for p in positions] == sorted(p.date for p in positions)


def test_positions_refer_to_what_the_case_holds(case, positions):
    options = {issue.id: {option.id for option in issue.option} for issue in case.issue}
    for position in positions:
        assert position.party in {"USA", "CAN", "MEX", "CHN", "all"}, position
        if position.issue in options:
            assert not position.option or position.option in options[position.issue], position
        else:
            assert position.issue in FACTS_BEYOND_THE_CASE, position
            assert not position.option, position


def test_outcomes_of_the_talks_come_after_the_day_of_the_case(case, positions):
    assert all(p.date > case.case.as_of for p in positions if p.kind == "outcome")


def test_who_asked_for_an_option_is_seen_to_ask_for_it(case, positions):
    """Every US demand of the case has a dated move behind it."""
    moves = {(p.party, p.issue, p.option) for p in positions}
    for issue in case.issue:
        for option in issue.option:
            if "USA" in option.asked_by:
                assert ("USA", issue.id, option.id) in moves, f"{issue.id}: {option.id}"
