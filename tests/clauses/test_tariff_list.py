"""Tariff lists: from codes with rates and dates to duties by sector."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from tradetalks import load_world
from tradetalks.clauses.quantity import Level
from tradetalks.clauses.tariff_list import TariffList
from tradetalks.errors import InputError, ShockError, UnknownNameError
from tradetalks.files.attach import attached
from tradetalks.lines.rows import ListRow
from tradetalks.lines.table import LineTable

WORLD = load_world("icio-2017")
USA, CHN = WORLD.region_positions(("USA", "CHN"))
DATA = files("tradetalks.lines") / "data"
CODES = ("8703", "8704", "8708", "0101")
TABLE = LineTable(
    "made up", "USA", CODES, ("C29", "C29", "C29", "A01"), np.zeros(4), {"CHN": np.array([6.0, 3.0, 1.0, 2.0])}
)


def on_china(file: Any, **given: Any) -> TariffList:
    return attached(TariffList(type="tariff-list", file=file, importer="USA", exporter="CHN", **given))


def on_us(file: Any, **given: Any) -> TariffList:
    return attached(TariffList(type="tariff-list", file=file, importer="CHN", exporter="USA", **given))


def made_up(rates: dict[str, float], **given: Any) -> TariffList:
    rows = tuple(ListRow("mine", code, rate) for code, rate in rates.items())
    clause = TariffList(type="tariff-list", file="mine.csv", importer="USA", exporter="CHN", **given)
    return clause.model_copy(update={"rows": rows, "tables": (TABLE,)})


def added(clause: TariffList, exporter: int = CHN, importer: int = USA) -> dict[str, float]:
    rise = clause.shock(WORLD).tariff_in(WORLD) - WORLD.tariff
    assert np.count_nonzero(rise) == np.count_nonzero(rise[exporter, importer])
    return {s: float(r) for s, r in zip(WORLD.sectors, rise[exporter, importer], strict=True) if abs(r) > 1e-12}


def finding(clause: TariffList, name: str) -> float:
    return next(found.value for found in clause.findings(WORLD) if found.name == name)


def embedded(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(gzip.decompress((DATA / name).read_bytes()).decode().splitlines()))


@pytest.mark.parametrize(("number", "lines"), [(1, 818), (2, 279)])
def test_section_301_covers_the_official_lines(number: int, lines: int) -> None:
    assert finding(on_china(f"section-301-list-{number}"), "lines covered") == lines
    assert finding(on_china(f"section-301-list-{number}"), "rows that match no line") == 0


@pytest.mark.parametrize(
    ("day", "lines"), [("2018-04-02", 128), ("2018-07-06", 545), ("2018-08-23", 333), ("2018-09-24", 5207)]
)
def test_chinas_answers_have_the_official_lines(day: str, lines: int) -> None:
    assert finding(on_us(f"china-answer-{day}"), "lines covered") == lines


def test_sectors_equal_a_recount_of_the_stored_tables() -> None:
    rates: dict[str, float] = {}
    for one in embedded("lists.csv.gz"):
        if one["list"] in {"section-301-list-1", "section-301-list-2"}:
            rates[one["code"]] = float(one["rate_pct"]) / 100
    paid: defaultdict[str, float] = defaultdict(float)
    sold: defaultdict[str, float] = defaultdict(float)
    for line in embedded("us-2024.csv.gz"):
        paid[line["sector"]] += rates.get(line["code"], 0.0) * float(line["CHN"])
        sold[line["sector"]] += float(line["CHN"])
    expected = {sector: duty / sold[sector] for sector, duty in paid.items() if duty}
    assert added(on_china(["section-301-list-1", "section-301-list-2"])) == pytest.approx(expected, rel=1e-8)


def test_china_sectors_equal_a_recount_by_votes() -> None:
    rates: defaultdict[str, float] = defaultdict(float)
    for one in embedded("lists.csv.gz"):
        if one["list"].startswith("china-answer") and one["from"] <= "2018-12-31":
            rates[one["code"]] += float(one["rate_pct"]) / 100
    votes: defaultdict[str, list[float]] = defaultdict(list)
    for line in embedded("china-2018.csv.gz"):
        votes[line["sector"]].append(rates[line["code"]])
    expected = {sector: sum(held) / len(held) for sector, held in votes.items() if any(held)}
    assert added(on_us("china-answer", as_of="2018-12-31"), USA, CHN) == pytest.approx(expected, rel=1e-8)


def test_by_hand() -> None:
    assert added(made_up({"8703": 0.25, "8708": 0.1})) == pytest.approx({"C29": 0.16}, rel=1e-8)
    assert made_up({"8703": 0.25}).receipts(WORLD)[0].million == pytest.approx(
        0.6 * 0.25 * WORLD.trade[CHN, USA, WORLD.sectors.index("C29")], rel=1e-8
    )


def test_odds_by_hand() -> None:
    clause = made_up({"8703": 0.25}, odds={"low": 1, "value": 2, "high": 3})
    assert added(clause) == pytest.approx({"C29": 0.25 * 1.2 / 1.6}, rel=1e-8)
    assert added(clause.at(Level.LOW)) == pytest.approx({"C29": 0.15}, rel=1e-8)
    assert finding(clause, "the same, at least") < finding(clause, "the same, at most")


def test_a_rate_of_zero_is_no_shock() -> None:
    assert added(on_china("section-301", rate=0)) == {}
    assert added(made_up({"8703": 0.0})) == {}


def test_no_row_in_force_is_no_shock() -> None:
    before = on_china("section-301", as_of="2018-07-05", announced=50_000)
    assert added(before) == {}
    assert "0 of 11,815" in before.explain()


@pytest.mark.parametrize("odds", [1.0, 4.0])
def test_a_uniform_rate_is_that_rate_on_sectors_covered_in_full(odds: float) -> None:
    rise = added(made_up({"8703": 0.25, "8704": 0.25, "8708": 0.25, "0101": 0.25}, odds=odds))
    assert rise == pytest.approx({"C29": 0.25, "A01": 0.25}, rel=1e-8)


def test_one_rate_may_replace_those_of_the_list() -> None:
    assert added(made_up({"8703": 0.1, "8704": 0.2}, rate="25 %")) == pytest.approx({"C29": 0.225}, rel=1e-8)


def test_a_suspended_list_is_never_in_force() -> None:
    assert added(on_china("section-301-list-4b", as_of="2020-01-01")) == {}
    assert len(added(on_china("section-301-list-4b"))) > 3


def test_the_suspension_of_2019_takes_away_what_was_added() -> None:
    before, after = (added(on_us("china-answer", as_of=day), USA, CHN)["C29"] for day in ("2018-12-31", "2019-01-01"))
    assert after < before


def test_announced_trade_is_covered_and_stated_both_ways() -> None:
    clause = on_china(["section-301-list-1", "section-301-list-2"], announced=50_000)
    assert finding(clause, "trade of the world covered, as it is charged") == pytest.approx(50, rel=1e-8)
    assert finding(clause, "trade of the world covered, by the table's weights") == pytest.approx(23.7, abs=0.1)
    assert finding(clause, "trade by line on the list") == pytest.approx(32.1, abs=0.1)
    assert clause.receipts(WORLD)[0].million == pytest.approx(12_500, rel=1e-6)


def test_announced_trade_beyond_the_sectors_is_refused() -> None:
    with pytest.raises(ShockError) as caught:
        on_us("china-answer-2018-07-06", announced=34_000).shock(WORLD)
    assert caught.value.code == "list-announced"
    assert "32," in caught.value.remedy


def test_votes_are_said() -> None:
    told = on_us("china-answer-2018-07-06").explain()
    assert "545 of 8,547" in told
    assert "one vote" in told
    assert "Bown" in told
    weighed = on_china("section-301-list-1").explain()
    assert "818 of 11,815" in weighed
    assert "US$24.1 bn of 418.0 bn" in weighed
    assert "US Census Bureau" in weighed


def test_unmatched_rows_are_said() -> None:
    assert "1 rows match no line (9999)" in made_up({"9999": 0.25, "8703": 0.25}).explain()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"exporter": "USA"}, "no-flow"),
        ({"odds": 0}, "list-odds"),
        ({"announced": 0}, "list-odds"),
        ({"announced": 1.0, "odds": 2.0}, "list-odds"),
        ({"file": ()}, "too_short"),
        ({"rate": 25}, "percentage"),
    ],
)
def test_bad_clauses_are_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TariffList(**{"type": "tariff-list", "file": "x", "importer": "USA", "exporter": "CHN"} | wrong)
    assert caught.value.errors()[0]["type"] == code


def test_lists_and_lines_must_be_known() -> None:
    with pytest.raises(ShockError) as caught:
        TariffList(type="tariff-list", file="x", importer="EU", exporter="CHN").shock(WORLD)
    assert caught.value.code == "list-lines"
    with pytest.raises(InputError, match="section-301-list-1"):
        on_china("section-301-list-11")
    lost = LineTable("t", "USA", ("8703",), ("NOSUCH",), np.zeros(1))
    with pytest.raises(UnknownNameError):
        made_up({"8703": 0.25}).model_copy(update={"tables": (lost,)}).shock(WORLD)


def test_a_clause_that_was_asked_too_early_works_once_it_is_loaded() -> None:
    clause = TariffList(type="tariff-list", file="section-301-list-2", importer="USA", exporter="CHN")
    with pytest.raises(ShockError):
        clause.explain()
    assert finding(attached(clause), "lines covered") == 279


def test_suspended_lines_are_told_and_not_counted_as_covered() -> None:
    """Odds tilt what is charged; a line whose rates add up to zero is not."""
    clause = on_us("china-answer", as_of="2019-02-01")
    assert finding(clause, "trade of the world covered, by the table's weights") == pytest.approx(67.8, abs=0.05)
    assert finding(clause, "lines whose rates add up to zero") == 211
    assert "on 211 lines the rates add up to zero" in clause.explain()
    tilted = on_us("china-answer", as_of="2019-02-01", odds=3)
    assert added(tilted, USA, CHN)["C29"] == pytest.approx(0.0472, abs=5e-5)


def test_a_sector_with_suspended_lines_by_hand() -> None:
    clause = made_up({"8703": 0.25, "8704": 0.25}, odds=2)
    clause = clause.model_copy(update={"rows": (*clause.rows, ListRow("taken back", "8703", -0.25))})
    assert added(clause) == pytest.approx({"C29": 0.25 * 0.6 / 1.3}, rel=1e-8)
