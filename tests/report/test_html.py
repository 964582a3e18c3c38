"""The page stands on its own, says what the study says, and lets no text become code."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from html.parser import HTMLParser

import pytest
from support.studies import EVIL, agreeing, nafta, stuck

from tradetalks.charts.labels import deal_label, signed
from tradetalks.report import evidence, findings, tables, words
from tradetalks.report.figures import inline
from tradetalks.report.html import html_report
from tradetalks.talks.study import Study


class Page(HTMLParser):
    """Collects tags, text and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.style = tag == "style"
        self.text += " " if tag in {"td", "th", "tr", "li"} else ""

    def handle_data(self, data: str) -> None:
        self.text += "" if self.style else data

    def handle_endtag(self, tag: str) -> None:
        self.style &= tag != "style"


@cache
def source(study: Study) -> str:
    return html_report(study)


@cache
def page(study: Study) -> Page:
    read = Page()
    read.feed(source(study))
    return read


@pytest.mark.parametrize("made", [agreeing, stuck, nafta])
def test_the_page_needs_nothing_from_outside(made) -> None:
    loads = {"script", "link", "img", "iframe", "image", "use", "object", "embed", "video", "audio", "base"}
    read = page(made())
    assert not loads & {tag for tag, _ in read.tags}
    assert not [attrs for _, attrs in read.tags if "src" in attrs or "srcset" in attrs]
    assert not [attrs for tag, attrs in read.tags if any(name.startswith("on") for name in attrs)]
    style = re.findall(r"<style>(.*?)</style>", source(made()), re.DOTALL)
    assert len(style) == 1
    assert "url(" not in style[0]
    assert "@import" not in style[0]


@pytest.mark.parametrize("made", [agreeing, stuck, nafta])
def test_ids_are_unique_and_all_references_are_met(made) -> None:
    ids = [attrs["id"] for _, attrs in page(made()).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = re.findall(r'href="#([^"]+)"', source(made())) + re.findall(r"url\(#([^)]+)\)", source(made()))
    assert inner
    assert set(inner) <= set(ids)


def test_text_of_the_case_never_becomes_code() -> None:
    assert EVIL in page(agreeing()).text
    assert "<script" not in source(agreeing())
    links = [attrs["href"] for tag, attrs in page(agreeing()).tags if tag == "a"]
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    assert "https://example.org/a" in links
    assert "https://www.news.example/x" in links


@pytest.mark.parametrize("made", [agreeing, nafta])
def test_every_party_issue_option_and_settlement_appears(made) -> None:
    study, text = made(), page(made()).text
    for party in study.talks.parties:
        assert party.name in text
    for issue in study.talks.issues:
        assert issue.title in text
    for name, point in study.shown.items():
        assert deal_label(name) in text
        for issue, option in point.deal.items():
            assert study.talks.option(issue, option).title in text


@pytest.mark.parametrize("made", [agreeing, nafta])
def test_figures_are_those_of_the_study(made) -> None:
    study, text = made(), page(made()).text
    row = re.sub(r"\s+", " ", text)
    for d, (name, point) in enumerate(study.shown.items()):
        cells = [
            f"{words.money(gain)} {words.span(study.ranges.low[d, p], study.ranges.high[d, p])}"
            for p, gain in enumerate(point.payoff.values())
        ]
        total = words.money(sum(point.payoff.values()))
        assert f"{' '.join(cells)} {total}" in row, name
    assert f"{study.acceptable:,} of the {study.deals:,} possible deals" in row
    for value in study.no_deal_sheet:
        assert words.money(value.total) in text
    for trade in study.trades:
        assert all(words.money(gain) in text for gain in trade.gain.values())


@pytest.mark.parametrize("made", [agreeing, nafta])
def test_the_parts_of_the_nash_settlement_are_shown_and_add_up(made) -> None:
    study = made()
    nash = study.shown["nash"]
    table = page(study).text.partition("Where the gains come from")[2].partition("What is agreed, issue by issue")[0]
    row = re.sub(r"\s+", " ", table)
    parts = tables.contributions(study, nash.deal)
    for part in parts:
        name = words.sentence(part.part) if part.whole else part.part
        assert f"{name} {' '.join(signed(figure, 3) for figure in part.figures)}" in row
        assert part.issue in row
    sums = [sum(column) for column in zip(*(part.figures for part in parts), strict=True)]
    assert sums == pytest.approx(list(nash.payoff.values()))
    assert f"Gain over no deal {' '.join(signed(gain, 3) for gain in nash.payoff.values())}" in row


def test_every_industry_shows_for_every_party() -> None:
    study = nafta()
    effects = study.effects(study.settlements["nash"].deal)
    read = page(study)
    for people in set(effects["people"]):
        assert read.text.count(people) >= len(study.talks.parties)


def test_figures_are_drawn_at_two_widths_with_words_beside() -> None:
    figures = [attrs for tag, attrs in page(nafta()).tags if attrs.get("role") == "img"]
    mechanisms = {nafta().talks.issue(name).title for name in ("auto-content", "supply-management", "sunset")}
    labels = [attrs["aria-label"] or "" for attrs in figures]
    assert {label.partition(":")[0] for label in labels} >= mechanisms
    assert len(figures) == 7 + len(mechanisms) == 10
    assert all(attrs["aria-label"] for attrs in figures)
    tags = [tag for tag, _ in page(nafta()).tags]
    assert tags.count("figure") == tags.count("figcaption") == 10
    assert len(re.findall(r'<div class="(?:wide|narrow)"><svg viewBox', source(nafta()))) == 20
    assert tags.count("table") == tags.count("caption")


def test_drawings_are_well_formed() -> None:
    for drawing in re.findall(r'<div class="(?:wide|narrow)">(<svg.*?</svg>)</div>', source(agreeing()), re.DOTALL):
        ET.fromstring(drawing)  # noqa: S314  (our own text)


def test_without_an_acceptable_deal_the_page_says_so() -> None:
    text = re.sub(r"\s+", " ", page(stuck()).text)
    assert f"None of the {stuck().deals} possible deals would leave" in text
    assert "no zone of possible agreement" in text
    assert "Nash settlement gives" not in text
    assert "Kalai" not in text


def test_judgements_and_sources_are_listed() -> None:
    study, text = nafta(), page(nafta()).text
    rows = evidence.judgements(study)
    assert len(rows) > 50
    assert all(row.judgement in text for row in rows)
    assert all(one.title in text for one in study.talks.case.source)


def test_what_came_later_is_no_latest_position() -> None:
    cell = evidence.matrix(agreeing().talks)[0].cells[0]
    assert cell is not None
    assert cell.fact == "North would talk"
    assert [row.later for row in evidence.positions(agreeing().talks)] == [False, False, False, True, True]


def test_the_finding_names_the_party_that_stands_alone_most() -> None:
    study = nafta()
    first = max(study.blockers.values(), key=lambda blocker: blocker.alone)
    name = next(party.name for party in study.talks.parties if party.id == first.party)
    assert f"{name} stands alone most often" in " ".join(findings.finding(study))


def test_drawings_get_ids_of_their_own_and_text_stays() -> None:
    body = '<g id="a"/><g clip-path="url(#a)" d="M1.23456,2"/><text>1.23456</text>'
    made = inline(f'<svg class="x" viewBox="0 0 10.5 20">{body}</svg>', "p")
    assert 'id="p-a"' in made
    assert "url(#p-a)" in made
    assert "M1.23,2" in made
    assert "<text>1.23456</text>" in made
    assert 'viewBox="0 0 10.5 20"' in made


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "+1.00"), (-0.005, "\u22120.005"), (0.0, "0.00"), (1e-9, "0.00"), (123.45, "+123.5")]
)
def test_money_is_written_with_sign_and_fitting_decimals(value: float, text: str) -> None:
    assert words.money(value) == text


def test_parts_of_a_gain_read_as_english() -> None:
    assert words.part("tariff-rate-quota") == "tariff rate quota"
    assert words.part("interaction") == "clauses together"
    assert words.part("no deal") == "against no deal"


def test_lists_and_counts_read_as_english() -> None:
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed(["a"]) == "a"
    assert words.counted(1, "deal") == "1 deal"
    assert words.counted(2000, "deal") == "2,000 deals"
    assert words.article("United States") == "the United States"
    assert words.article("Canada") == "Canada"
