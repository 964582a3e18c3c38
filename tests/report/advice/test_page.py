"""The page of a brief stands on its own, says what the advice says, and lets no text become code."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest
from support.studies import EVIL, agreeing, stuck

from tradetalks.report import words
from tradetalks.report.advice.page import html_brief
from tradetalks.report.advice.sections import page
from tradetalks.report.advice.words import chance
from tradetalks.talks.advice.brief import Brief, brief

DRAWS = 6


@cache
def told(party: str) -> Brief:
    return brief(agreeing(), party, draws=DRAWS)


@cache
def source(party: str) -> str:
    return html_brief(told(party))


def text(html: str) -> str:
    """What a reader sees, in one line."""
    body = html.partition("<body")[2].partition(">")[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:small|b|span)>", "", body))))


@pytest.mark.parametrize("party", ["N", "S", "E"])
def test_the_page_needs_nothing_from_outside(party: str) -> None:
    html = source(party)
    assert not re.findall(r"<(script|link|img|iframe|image|use|object|embed|base)\b", html)
    assert not re.findall(r"\s(?:src|srcset|href|on\w+)=", html)
    assert not re.findall(r"url\(|@import|https?://", html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_text_of_the_case_never_becomes_code() -> None:
    assert "<script" not in source("E")
    assert EVIL in text(source("E"))


@pytest.mark.parametrize("party", ["N", "S", "E"])
def test_offers_are_those_of_the_advice(party: str) -> None:
    row = text(source(party))
    assert told(party).advice.offers
    for offer in told(party).advice.offers:
        own_first = sorted(offer.payoff, key=lambda name: name != party)
        cells = [f"{words.money(offer.payoff[name])} {chance(offer.accepts[name])}" for name in own_first]
        assert f"{' '.join(cells)} {chance(offer.signed)}" in row


@pytest.mark.parametrize("party", ["N", "S", "E"])
def test_all_that_a_brief_says_is_on_the_page(party: str) -> None:
    row, whole = text(source(party)), page(told(party))
    tables = [section.table for section in whole.sections if section.table]
    said = [one for section in whole.sections for one in (*section.says, *section.after)]
    wanted = [whole.title, whole.kicker, *whole.finding, whole.method, *(section.title for section in whole.sections)]
    wanted += [part for one in said for part in (one.lead, one.text)]
    wanted += [table.caption for table in tables]
    wanted += [part for table in tables for cells in table.rows for cell in cells for part in (cell.text, cell.small)]
    for part in wanted:
        assert re.sub(r"\s+", " ", part) in row


def test_sections_come_in_the_order_in_which_they_are_read() -> None:
    keys = ["offers", "returns", "held-back", "walk-away", "principle", "dates", "rests"]
    assert [section.key for section in page(told("N")).sections] == keys


def test_figures_of_the_walk_away_are_those_of_the_study() -> None:
    walk_away = next(section for section in page(told("S")).sections if section.key == "walk-away")
    assert walk_away.table is not None
    assert walk_away.table.rows[-1][-1].text == words.money(agreeing().no_deal["S"])
    firm = told("S").firm
    assert words.span(firm.no_deal_low, firm.no_deal_high) in walk_away.after[0].text


def test_the_method_names_version_draws_and_seed() -> None:
    from tradetalks import __version__

    method = page(told("N")).method
    assert f"{DRAWS} draws (seed 0)" in method
    assert __version__ in method


def test_without_a_zone_the_page_says_what_is_empty_and_what_comes_nearest() -> None:
    none = brief(stuck(), "N", draws=3)
    row = text(html_brief(none))
    assert f"None of the {stuck().deals} possible deals gives every party what it needs" in row
    assert "no deal that you would accept" in row
    assert none.advice.opening is not None
    lacks = [words.plain(short) for short in none.advice.opening.lacks.values()]
    assert all(short in row for short in lacks)
    assert "Nobody has anything to spare" in row
    assert "100 % of all deals are below your walk-away" in row
    assert "would bring North" in row


@pytest.mark.parametrize(
    ("part", "written"), [(0, "0 %"), (0.004, "under 1 %"), (0.5, "50 %"), (0.997, "over 99 %"), (1, "100 %")]
)
def test_what_is_neither_never_nor_always_is_not_rounded_to_it(part: float, written: str) -> None:
    assert chance(part) == written
