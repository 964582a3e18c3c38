"""The brief as a Word document, for those who carry and mark up paper."""

from __future__ import annotations

import datetime as dt
import io
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from tradetalks.charts import labels
from tradetalks.errors import InputError
from tradetalks.report.advice.sections import page
from tradetalks.report.advice.words import kept

if TYPE_CHECKING:
    from tradetalks.report.advice.parts import Column, Say, Section, Table
    from tradetalks.talks.advice.brief import Brief

SERIF, SANS = "Georgia", "Arial"
BODY, SMALL = 9, 8.5
SOFT = "5A5A57"
LINE = "DCD9D0"
MARGIN, EDGE = 14, 12
WIDTH = 210 - 2 * MARGIN
FIGURE = 20
"""Millimetres, as all measures of a page."""


def word_brief(brief: Brief) -> bytes:
    """Write the brief as .docx on A4, with the headings of tables repeated on every page.

    Raises
    ------
    InputError
        `no-word`, when python-docx is not installed.
    """
    made = _document()
    told, talks = page(brief), brief.study.talks
    colours = {name: colour.lstrip("#") for name, colour in labels.colours(talks.parties).items()}
    _head(made, f"{told.kicker}: {told.title}", talks.case.case.as_of)
    _paragraph(made, told.kicker, size=9, colour=colours[brief.advice.party])
    _paragraph(made, told.title, size=18, bold=True, font=SERIF, style="Title")
    for place, sentence in enumerate(told.finding):
        _paragraph(made, sentence, size=10 if place else 11, bold=not place, font=SERIF)
    for section in told.sections:
        _section(made, section, colours)
    _paragraph(made, told.method, size=SMALL - 1, colour=SOFT)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def check_word() -> None:
    """Refuse to promise a Word document that cannot be written; raises as `word_brief`."""
    if find_spec("docx") is None:
        remedy = 'install it: pip install "tradetalks[word]"'
        raise InputError("no-word", "python-docx is not installed, which writes Word documents", remedy)


def _document() -> Any:
    """Return an empty A4 document."""
    check_word()
    from docx import Document  # noqa: PLC0415  (an extra)
    from docx.shared import Mm  # noqa: PLC0415

    made = Document()
    sheet = made.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm(MARGIN)
    sheet.top_margin = sheet.bottom_margin = Mm(EDGE)
    return made


def _head(made: Any, title: str, day: dt.date) -> None:
    """Name the document; its dates are those of the case, so that the same brief is the same file."""
    of = made.core_properties
    of.title, of.author, of.comments, of.last_modified_by = title, "tradetalks", "", ""
    of.created = of.modified = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)


def _section(made: Any, section: Section, colours: dict[str, str]) -> None:
    _paragraph(made, section.title, size=12, bold=True, font=SERIF, style="Heading 1", before=6)
    for said in section.says:
        _said(made, said)
    if section.table:
        _paragraph(made, section.table.caption, size=SMALL - 0.5, colour=SOFT, together=True)
        _table(made, section.table, colours)
    for place, said in enumerate(section.after):
        _said(made, said, before=0 if place else 3)


def _said(made: Any, said: Say, before: float = 0) -> None:
    paragraph = _paragraph(made, f"{said.lead} " if said.lead else "", size=BODY, bold=True, before=before)
    _run(paragraph, said.text, size=BODY)


def _paragraph(
    made: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    colour: str = "1C1C1C",
    font: str = SANS,
    style: str | None = None,
    before: float = 0,
    together: bool = False,
) -> Any:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = made.add_paragraph(style=style)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(2), 1.0
    shape.keep_with_next = together or style is not None
    if text:
        _run(paragraph, text, size=size, bold=bold, colour=colour, font=font)
    return paragraph


def _run(
    paragraph: Any, text: str, *, size: float, bold: bool = False, colour: str = "1C1C1C", font: str = SANS
) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    run = paragraph.add_run(kept(text))
    run.bold, run.font.name, run.font.size = bold, font, Pt(size)
    run.font.color.rgb = RGBColor.from_string(colour.upper())
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  (no other way to the font of all scripts)
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)


def _table(made: Any, table: Table, colours: dict[str, str]) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    grid = made.add_table(rows=0, cols=len(table.columns))
    grid.autofit = False
    widths = _widths(table)
    heads = [cell.heading for cell in table.columns]
    _row(grid, table.columns, [(head, "") for head in heads], widths=widths, colours=colours, head=True)
    for row in table.rows:
        _row(grid, table.columns, [(c.text, c.small) for c in row], widths=widths, colours=colours, head=False)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)


def _widths(table: Table) -> list[float]:
    """Share the width of the page, mm: figures get what they need, words the rest by their length."""
    figures = sum(column.figures for column in table.columns)
    rest = WIDTH - FIGURE * figures
    longest = [max(len(row[n].text) for row in table.rows) for n in range(len(table.columns))]
    lengths = [
        0 if column.figures else min(max(most, 12), 90) for column, most in zip(table.columns, longest, strict=True)
    ]
    return [FIGURE if not size else rest * size / sum(lengths) for size in lengths]


def _row(
    grid: Any,
    columns: tuple[Column, ...],
    texts: list[tuple[str, str]],
    *,
    widths: list[float],
    colours: dict[str, str],
    head: bool,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    row = grid.add_row()
    _marked(row, head=head)
    for place, (column, (text, small)) in enumerate(zip(columns, texts, strict=True)):
        cell = row.cells[place]
        cell.width = Mm(widths[place])
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.line_spacing = 1.0
        if column.figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        colour = colours[column.party] if head and column.party else "1C1C1C"
        _run(paragraph, text, size=SMALL, bold=head or not place, colour=colour)
        if small:
            paragraph.add_run().add_break()
            _run(paragraph, small, size=SMALL - 1, colour=SOFT)


def _marked(row: Any, *, head: bool) -> None:
    """Keep a row on one page, draw a line under it, and repeat it on every page if it is the heading."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    space = nsdecls("w")
    of = row._tr.get_or_add_trPr()  # noqa: SLF001  (python-docx has no name for it)
    of.append(parse_xml(f"<w:cantSplit {space}/>"))
    if head:
        of.append(parse_xml(f"<w:tblHeader {space}/>"))
    colour, size = ("1C1C1C", 6) if head else (LINE, 4)
    for cell in row.cells:
        line = f'<w:bottom w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {space}>{line}</w:tcBorders>"))  # noqa: SLF001
