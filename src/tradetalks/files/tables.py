"""CSV files whose rows fit a model."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from tradetalks.clauses.quantity import Vocabulary
from tradetalks.errors import Mistake
from tradetalks.files.mistakes import mistakes_of

Row = TypeVar("Row", bound=BaseModel)
SURPLUS = "(one column too many)"


def read_table(
    path: Path, model: type[Row], vocabulary: Vocabulary | None, mistakes: list[Mistake]
) -> list[tuple[int, Row]]:
    """Read rows with their lines; a row that does not fit is added to the mistakes, with its line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restkey=SURPLUS, restval="")
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        mistakes.append(Mistake(f"{path}:1", "the file is not there", "put it beside the case", "file"))
        return []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        mistakes.append(Mistake(f"{path}:1", f"the file cannot be read ({error})", "save it as UTF-8 CSV", "file"))
        return []
    good = []
    for line, row in rows:
        try:
            good.append((line, model.model_validate(row, context=vocabulary)))
        except ValidationError as error:
            mistakes += [replace(mistake, place=f"{path}:{line}") for _, mistake in mistakes_of(error)]
    return good
