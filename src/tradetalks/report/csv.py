"""A sheet as CSV: one head, figures with every digit, days as 2018-04-06."""

from __future__ import annotations

import csv
import io

from tradetalks.report.sheets import Sheet


def as_csv(sheet: Sheet) -> str:
    """Return a sheet as CSV text; its note is left out."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.heading for column in sheet.columns)
    writer.writerows(sheet.rows)
    return stream.getvalue()


def file_name(sheet: Sheet) -> str:
    """Name of the file that a sheet is written to."""
    return f"{sheet.name.lower().replace(' ', '-')}.csv"
