"""What a brief is made of, before it is laid out: sections of sentences and small tables, in plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Say:
    """A paragraph, with words in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; `figures` are set to the right, and `party` is that whose colour its heading takes."""

    heading: str
    figures: bool = False
    party: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in a table: words, and a smaller line below them."""

    text: str
    small: str = ""


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its heading. `caption` says what the figures are."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Section:
    """A section: paragraphs, a table, and paragraphs after it. Narrow ones may stand side by side."""

    key: str
    title: str
    says: tuple[Say, ...] = ()
    table: Table | None = None
    after: tuple[Say, ...] = ()
    narrow: bool = False


@dataclass(frozen=True)
class Page:
    """A whole brief."""

    kicker: str
    title: str
    finding: tuple[str, ...]
    sections: tuple[Section, ...]
    method: str
