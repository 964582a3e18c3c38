"""A table of scores to fill in, as CSV or as a workbook; it can be analysed as it stands."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

from tradetalks.errors import OutputError
from tradetalks.files.output import write

Cells = tuple[str | float, ...]

ABOUT: tuple[Cells, ...] = (
    ("title", "Our negotiation"),
    ("unit", "points"),
    ("as of", ""),
    ("summary", "What a reader must know, in a few sentences."),
)
HEADS: Cells = ("issue", "option", "status quo", "title", "Ours", "Theirs")
OPTIONS: tuple[Cells, ...] = (
    ("First issue", "as today", "x", "Things stay as they are", 0, 60),
    ("", "halfway", "", "What they might accept", 50, "40..50..55"),
    ("", "all we ask", "", "What we open with", 100, 0),
    ("Second issue", "as today", "x", "Things stay as they are", 20, 0),
    ("", "all they ask", "", "What they open with", 0, 100),
)
WEIGHTS: dict[str, Cells] = {"First issue": (0.6, 0.3), "Second issue": (0.4, 0.7)}
PARTIES: tuple[Cells, ...] = (
    ("party", "name", "no deal", "walk-away", "discount", *WEIGHTS),
    ("Ours", "Our side", 10, 15, 0.05, *(of[0] for of in WEIGHTS.values())),
    ("Theirs", "The other side", 15, 20, 0.1, *(of[1] for of in WEIGHTS.values())),
)
LABELS = ("no deal", "walk-away", "discount")
WIDTH = 18


def write_template(path: Path) -> None:
    """Write a table of scores to fill in: two parties and two issues, with every kind of row that a table may have.

    Raises
    ------
    OutputError
        `output`, when the name does not end in .csv or .xlsx, the file is there already, or it cannot be written.
    """
    kinds = {".csv": _csv, ".xlsx": _workbook}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise OutputError("output", "a template is a .csv or an .xlsx file", "give such a name", str(path))
    if path.exists():
        raise OutputError("output", "the file is there already, perhaps filled in", "choose another name", str(path))
    write(path, kind())


def _csv() -> bytes:
    """Write one table: what a workbook has in its sheet of parties stands in rows; a byte-order mark helps Excel."""
    stream = StringIO()
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerows([HEADS, *ABOUT])
    for row in OPTIONS:
        if row[0]:
            rows.writerow((row[0], "weight", "", "", *WEIGHTS[str(row[0])]))
        rows.writerow(row)
    for place, label in enumerate(LABELS, 2):
        rows.writerow((label, "", "", "", *(party[place] for party in PARTIES[1:])))
    return stream.getvalue().encode("utf-8-sig")


def _workbook() -> bytes:
    import xlsxwriter  # noqa: PLC0415  (only a workbook needs it)

    stream = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, safe) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheets: dict[str, Sequence[Cells]] = {"scores": (HEADS, *ABOUT, *OPTIONS), "parties": PARTIES}
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, None if number else bold)
            sheet.set_column(0, len(rows[0]) - 1, WIDTH)
            sheet.freeze_panes(1, 0)
    return stream.getvalue()
