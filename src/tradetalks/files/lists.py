"""Tariff lists on disk: the embedded ones and a user's own."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from tradetalks.clauses.percent import HUNDRED, MOST_TIMES
from tradetalks.errors import InputError, Mistake, UnknownNameError
from tradetalks.files.codes import check_columns, raise_mistakes, read_codes
from tradetalks.files.sheets import Line, read_sheet
from tradetalks.lines.rows import ListRow

COLUMNS = ("code", "rate", "rate_pct", "from", "until", "list", "note")
INDEX = "index.csv"


def tariff_lists() -> tuple[str, ...]:
    """Names of the embedded tariff lists."""
    return tuple(row["name"] for row in embedded_index() if row["kind"] == "list")


def load_list(name: str | Path) -> tuple[ListRow, ...]:
    """Load an embedded list by name, all lists whose names begin with it, or your own from a file.

    `section-301-list-1` is one list, `china-answer` all of China's answers, to be told apart by date. A file (CSV or
    spreadsheet) has the columns code, rate (fraction) or rate_pct, and if wanted from, until and list.

    Raises
    ------
    UnknownNameError
        When there is no such embedded list.
    InputError
        With every mistake of a file.
    """
    path = Path(name)
    if path.suffix:
        mistakes: list[Mistake] = []
        rows = read_list(path, mistakes)
        raise_mistakes(path, mistakes)
        return rows
    wanted = [known for known in tariff_lists() if known == str(name) or known.startswith(f"{name}-")]
    if not wanted:
        raise UnknownNameError("tariff-list", str(name), tariff_lists())
    return tuple(row for row in _embedded() if row.list in wanted)


def read_list(path: Path, mistakes: list[Mistake]) -> tuple[ListRow, ...]:
    """Read a list; what is wrong is added to the mistakes, each with its line."""
    try:
        lines = read_sheet(path)
    except InputError as error:
        mistakes.append(Mistake(f"{path}:1", error.message, error.remedy, error.code))
        return ()
    if not lines:
        remedy = "give below the head a row a code; of a spreadsheet the first sheet is read"
        mistakes.append(Mistake(f"{path}:1", "the list has no rows", remedy, "no-rows"))
        return ()
    wrong = check_columns(path, lines, COLUMNS, ("code",))
    if not {"rate", "rate_pct"} & set(lines[0][1]):
        wrong.append(Mistake(f"{path}:1", "there is no rate", "add the column rate_pct, or rate", "column"))
    mistakes += wrong
    if wrong:
        return ()
    codes = read_codes(path, lines, mistakes)
    read = [(line[0], _row(path, line, codes[line[0]], mistakes)) for line in lines if line[0] in codes]
    good = [(number, row) for number, row in read if row is not None]
    _check_doubles(path, good, mistakes)
    return tuple(row for _, row in good)


def embedded_index() -> tuple[dict[str, str], ...]:
    """Read the register of embedded tables and lists: name, kind, file, title, origin, licence, note."""
    with as_file(_folder() / INDEX) as path:
        return tuple(row for _, row in read_sheet(path))


def _folder() -> Any:
    return files("tradetalks.lines") / "data"


@lru_cache(maxsize=1)
def _embedded() -> tuple[ListRow, ...]:
    """Read every embedded list, once."""
    mistakes: list[Mistake] = []
    with as_file(_folder() / "lists.csv.gz") as path:
        rows = read_list(path, mistakes)
        raise_mistakes(path, mistakes)
    return rows


def _row(path: Path, line: Line, code: str, mistakes: list[Mistake]) -> ListRow | None:
    number, row = line
    try:
        return ListRow(row.get("list") or path.name, code, _rate(row), *_period(row))
    except InputError as error:
        mistakes.append(Mistake(f"{path}:{number}", error.message, error.remedy, error.code))
    return None


def _rate(row: dict[str, str]) -> float:
    """Read the rate: rate_pct in per cent, rate as a fraction, either with a per cent sign."""
    as_percent, as_fraction = row.get("rate_pct", ""), row.get("rate", "")
    if bool(as_percent) == bool(as_fraction):
        raise InputError("list-rate", "the row has no rate, or two", "fill one of rate and rate_pct")
    text = as_percent or as_fraction
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        raise InputError("list-rate", f"the rate {text!r} is not a number", "write 25 under rate_pct") from None
    rate = number / HUNDRED if as_percent or text.endswith("%") else number
    if as_fraction and not text.endswith("%") and number > 1:
        raise InputError("list-rate", f"the rate {text} may be per cent", f'write "{text} %", or use rate_pct')
    if not -1 < rate <= MOST_TIMES:
        raise InputError("list-rate", f"the rate {text} is -100 % or below, or above 1,000 %", "mend the rate")
    return rate


def _period(row: dict[str, str]) -> tuple[dt.date | None, dt.date | None]:
    since, until = _date(row.get("from", "")), _date(row.get("until", ""))
    if since and until and until < since:
        raise InputError("list-dates", "the row ends before it begins", "give until on or after from")
    return since, until


def _date(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        raise InputError("list-date", f"{text!r} is not a date", "write a date as 2018-07-06") from None


def _check_doubles(path: Path, rows: list[tuple[int, ListRow]], mistakes: list[Mistake]) -> None:
    """Refuse two rates for one code of one list from one day."""
    seen: dict[tuple[str, str, dt.date | None], tuple[int, ListRow]] = {}
    for number, row in rows:
        first, held = seen.setdefault((row.list, row.code, row.since), (number, row))
        if held.rate != row.rate:
            message = f"code {row.code} has another rate in row {first}, from the same day"
            remedy = "keep one, or give them days or lists of their own"
            mistakes.append(Mistake(f"{path}:{number}", message, remedy, "list-double"))
