"""The Word document opens, is A4, says what the page says, and repeats the headings of its tables."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest
from support.studies import EVIL, agreeing

from tradetalks.errors import InputError
from tradetalks.report.advice import word
from tradetalks.report.advice.sections import page
from tradetalks.report.advice.words import kept
from tradetalks.talks.advice.brief import Brief, brief

docx = pytest.importorskip("docx")


@cache
def told() -> Brief:
    return brief(agreeing(), "E", draws=6)


@cache
def opened() -> Any:
    return docx.Document(io.BytesIO(word.word_brief(told())))


def test_it_is_a4_with_narrow_margins() -> None:
    sheet = opened().sections[0]
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    assert sheet.left_margin.mm + sheet.right_margin.mm + word.WIDTH == pytest.approx(210, abs=0.1)


def test_it_says_what_the_page_says_in_the_same_order() -> None:
    whole = page(told())
    wanted = [whole.kicker, whole.title, *whole.finding]
    for section in whole.sections:
        wanted.append(section.title)
        wanted += [f"{one.lead} {one.text}".strip() for one in section.says]
        wanted += [section.table.caption] if section.table else []
        wanted += [f"{one.lead} {one.text}".strip() for one in section.after]
    assert [paragraph.text for paragraph in opened().paragraphs] == [*map(kept, wanted), kept(whole.method)]


def test_its_tables_are_those_of_the_page() -> None:
    tables = [section.table for section in page(told()).sections if section.table]
    assert len(opened().tables) == len(tables)
    for made, table in zip(opened().tables, tables, strict=True):
        head, *rows = [[cell.text for cell in row.cells] for row in made.rows]
        assert head == [column.heading for column in table.columns]
        assert rows == [[kept("\n".join(filter(None, (c.text, c.small)))) for c in row] for row in table.rows]
        width = sum(cell.width.mm for cell in made.rows[0].cells)
        assert width == pytest.approx(word.WIDTH, abs=0.5)


def test_headings_are_repeated_and_rows_stay_whole() -> None:
    for made in opened().tables:
        marks = [[mark.tag.split("}")[1] for mark in row._tr.trPr] for row in made.rows]
        assert ["tblHeader" in mark for mark in marks] == [True, *([False] * (len(marks) - 1))]
        assert all("cantSplit" in mark for mark in marks)


def test_text_of_the_case_stays_text_and_nothing_is_loaded() -> None:
    assert EVIL in "".join(paragraph.text for paragraph in opened().paragraphs)
    outside = [rel for rel in opened().part.rels.values() if rel.is_external]
    assert outside == []
    assert not re.findall("hyperlink|INCLUDE", opened().element.xml)


def test_it_is_dated_as_the_case_is() -> None:
    of = opened().core_properties
    assert of.created.date() == of.modified.date() == told().study.talks.case.case.as_of
    assert EVIL in of.title


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "find_spec", lambda _: None)
    with pytest.raises(InputError) as caught:
        word.word_brief(told())
    assert caught.value.code == "no-word"
    assert 'pip install "tradetalks[word]"' in caught.value.remedy
