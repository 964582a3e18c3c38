"""The column `code` of tables by tariff line, with what is wrong in it gathered."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

from tradetalks.errors import InputError, Mistake
from tradetalks.files.sheets import Line
from tradetalks.lines.codes import read_code

SHOWN = 10


class RepairedCodesWarning(UserWarning):
    """Codes that had lost their leading zero, and got it back."""


def read_codes(path: Path, lines: Sequence[Line], mistakes: list[Mistake]) -> dict[int, str]:
    """Read the codes by line; wrong ones are added to the mistakes, repaired ones told in one warning."""
    found: dict[int, str] = {}
    repaired = []
    for number, row in lines:
        try:
            code = read_code(row.get("code", ""))
        except InputError as error:
            mistakes.append(Mistake(f"{path}:{number}", error.message, error.remedy, error.code))
            continue
        found[number] = code.digits
        if code.repaired:
            repaired.append(number)
    if repaired:
        rows = ", ".join(map(str, repaired[:SHOWN])) + (", ..." if len(repaired) > SHOWN else "")
        what, where = ("code had lost its", "row") if len(repaired) == 1 else ("codes had lost their", "rows")
        message = (
            f"{path}: {len(repaired)} {what} leading zero and got it back ({where} {rows}); "
            "format the column as text to keep it"
        )
        warnings.warn(message, RepairedCodesWarning, stacklevel=2)
    return found


def check_columns(path: Path, lines: Sequence[Line], known: Sequence[str], needed: Sequence[str]) -> list[Mistake]:
    """Refuse a table without the columns that it needs, or, where `known` names all, with others."""
    head = lines[0][1].keys() if lines else needed
    missing = [
        Mistake(f"{path}:1", f"the column {name} is missing", "add it to the head", "column")
        for name in needed
        if name not in head
    ]
    surplus = [
        Mistake(f"{path}:1", f"there is no column {name!r}", f"known are: {', '.join(known)}", "column")
        for name in head
        if known and name not in known
    ]
    return missing + surplus


def raise_mistakes(place: Path | str, mistakes: Sequence[Mistake]) -> None:
    """Raise what was gathered as one error, each with its place, or that of all where it has none."""
    if mistakes:
        told = "\n".join(f"{one.place or place}: {one.message} [{one.code}]; {one.remedy}" for one in mistakes)
        many = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "a mistake"
        raise InputError(mistakes[0].code, f"{many} found:\n{told}", mistakes[0].remedy, str(place))
