"""`tradetalks deal`: one deal, party by party and industry by industry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.charts.labels import signed
from tradetalks.cli.common import console, grid, progress
from tradetalks.errors import InputError
from tradetalks.files.cases import load_talks
from tradetalks.report.words import money
from tradetalks.talks.study import Point, Study, study

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 8
COLUMNS = {
    "output": "output",
    "employment": "jobs",
    "producer_price": "price",
    "buyer_price": "buyers pay",
}


def show_deal(case: str, choices: list[str], *, find: str, switch_on: list[str], switch_off: list[str]) -> None:
    """Value a deal and show what it does to the industries that move most, or to those that a word finds."""
    talks = load_talks(case)
    wanted = dict(_pair(choice) for choice in choices)
    for issue, option in wanted.items():
        talks.option(issue, option)
    with progress(f"solving {talks.name}") as report:
        result = study(talks, scenarios=talks.switched(switch_on, switch_off), progress=report)
    point = result.value(wanted)
    _payoffs(result, point)
    for party in talks.parties:
        _industries(party.name, _chosen(result.effects(wanted).loc[[party.id]].droplevel("party"), find))


def _pair(choice: str) -> tuple[str, str]:
    issue, found, option = choice.partition("=")
    if not found:
        raise InputError("deal", f"{choice!r} is not ISSUE=OPTION", "write for instance auto-content=75")
    return issue, option


def _payoffs(result: Study, point: Point) -> None:
    out = console()
    out.print("; ".join(result.space.words(point.number)))
    table = grid("Gain over no deal, billion US$ a year", "", ">gain", "accepts")
    for party in result.talks.parties:
        gain = point.payoff[party.id]
        table.add_row(party.name, money(gain), "yes" if gain >= party.walk_away else "[bold]no[/bold]")
    out.print(table)


def _chosen(rows: pd.DataFrame, find: str) -> pd.DataFrame:
    """Rows that a word finds, else those whose output moves most."""
    if not find:
        return rows.loc[rows["output"].abs().sort_values(ascending=False).index[:SHOWN]]
    text = rows["industry"] + ";" + rows["people"]
    found = rows[text.str.contains(find, case=False, regex=False)]
    if found.empty:
        raise InputError("industry", f"no industry is found by {find!r}", f"try one of: {'; '.join(rows.industry)}")
    return found


def _industries(party: str, rows: pd.DataFrame) -> None:
    figures = [f">{title}" for title in COLUMNS.values()]
    table = grid(f"{party}: change from today, %", "", *figures, ">exports, m US$")
    for _, row in rows.iterrows():
        figures = [signed(row[name], 2) for name in COLUMNS]
        table.add_row(row["industry"], *figures, signed(row["exports"], 0))
    console().print(table)
