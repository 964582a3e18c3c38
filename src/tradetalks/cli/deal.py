"""`tradetalks deal`: one deal, party by party and industry by industry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.charts.labels import signed
from tradetalks.cli.common import console, grid, progress
from tradetalks.errors import InputError
from tradetalks.files.cases import load_talks
from tradetalks.report.tables import contributions
from tradetalks.report.words import changes, money, unit
from tradetalks.talks.study import Point, Study, study
from tradetalks.world.world import World

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
    wanted = _wanted(choices)
    for issue, option in wanted.items():
        talks.option(issue, option)
    industries = _found(talks.baseline, find) if find else []
    with progress(f"solving {talks.name}") as report:
        result = study(talks, scenarios=talks.switched(switch_on, switch_off), progress=report)
    point = result.value(wanted)
    _payoffs(result, point)
    _contributions(result, wanted)
    for party in talks.parties if talks.world else ():
        _industries(party.name, _chosen(result.effects(wanted).loc[[party.id]].droplevel("party"), industries))


def _wanted(choices: list[str]) -> dict[str, str]:
    """Read ISSUE=OPTION, each issue once."""
    wanted: dict[str, str] = {}
    for choice in choices:
        issue, found, option = choice.partition("=")
        if not found or issue in wanted:
            what = f"{issue!r} is chosen twice" if found else f"{choice!r} is not ISSUE=OPTION"
            raise InputError("deal", what, "write for instance auto-content=75, each issue once")
        wanted[issue] = option
    return wanted


def _payoffs(result: Study, point: Point) -> None:
    out = console()
    out.print("; ".join(changes(result, point.deal)))
    if not result.space.allowed(np.array([result.space.digits(point.number)]))[0]:
        out.print("[bold]This deal cannot be struck: the case excludes options of it from meeting.[/bold]")
    today = result.point(result.space.status_quo).payoff
    table = grid(f"Gain in {unit(result.talks)}", "", ">over no deal", ">over today", "accepts")
    for party in result.talks.parties:
        gain = point.payoff[party.id]
        accepts = "yes" if gain >= party.walk_away else "[bold]no[/bold]"
        table.add_row(party.name, money(gain), money(gain - today[party.id]), accepts)
    out.print(table)


def _contributions(result: Study, wanted: dict[str, str]) -> None:
    """Show what every clause and score adds."""
    parties = result.talks.parties
    table = grid(f"Where the gain comes from, {unit(result.talks)}", "", "", *(f">{party.name}" for party in parties))
    for row in contributions(result, wanted):
        table.add_row(row.issue, row.part, *(signed(figure, 3) for figure in row.figures))
    table.add_section()
    table.add_row("Gain over no deal", "", *(signed(gain, 3) for gain in result.value(wanted).payoff.values()))
    console().print(table)


def _found(world: World, find: str) -> list[str]:
    """Sectors that a code or a whole word finds, in the singular or plural."""
    wanted = _singular(find)
    names = world.sector_names or world.sectors
    described = zip(world.sectors, names, world.sector_people or names, strict=True)
    found = [code for code, name, people in described if wanted in {_singular(code), *_words(f"{name} {people}")}]
    if not found:
        raise InputError("industry", f"no industry is found by {find!r}", f"try one of: {'; '.join(names)}")
    return found


def _words(text: str) -> set[str]:
    return {_singular(word) for word in re.findall(r"[\w-]+", text)}


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")


def _chosen(rows: pd.DataFrame, industries: list[str]) -> pd.DataFrame:
    """Rows that were asked for, else those whose output moves most."""
    most = rows["output"].abs().sort_values(ascending=False).index[:SHOWN]
    return rows.loc[industries or list(most)]


def _industries(party: str, rows: pd.DataFrame) -> None:
    figures = [f">{title}" for title in COLUMNS.values()]
    table = grid(f"{party}: change from today, %", "", *figures, ">exports, m US$")
    for _, row in rows.iterrows():
        figures = [signed(row[name], 2) for name in COLUMNS]
        table.add_row(row["industry"], *figures, signed(row["exports"], 0))
    console().print(table)
