"""TOML files and the lines on which their parts stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradetalks.errors import CaseError, Mistake

if TYPE_CHECKING:
    from tree_sitter import Node

Step = str | int
Place = tuple[Step, ...]


@dataclass(frozen=True)
class Document:
    """A TOML file that was read: its path, its text and its data."""

    path: Path
    text: str
    data: dict[str, Any]

    def line(self, place: Place) -> int:
        """Line of a part of the data, or of the nearest part around it that the file has."""
        lines = dict(_lines(self.text))
        return lines.get(tuple(_shortened(place, lines)), 1)


def read_toml(path: Path) -> Document:
    """Read a TOML file; a slip in its syntax is an error with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        return Document(path, text, tomllib.loads(text))
    except (OSError, UnicodeDecodeError) as error:
        mistake = Mistake(str(path), f"the file cannot be read ({error})", "give the path of a TOML file", "file")
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f"{path}:{found[1]}" if found else str(path)
        mistake = Mistake(
            where,
            f"this is not TOML: {error}",
            "mend the line, or the one above it; a table that repeats has double brackets, [[...]]",
            "toml",
        )
    raise CaseError(str(path), [mistake])


def _shortened(place: Place, lines: dict[Place, int]) -> Iterator[Step]:
    """Leave out steps that the file does not show, such as the name of a chosen alternative."""
    reached: Place = ()
    for step in place:
        if (*reached, step) in lines:
            reached = (*reached, step)
            yield step


def _lines(text: str) -> Iterator[tuple[Place, int]]:
    """Yield every place of a document with the line on which it begins."""
    import tree_sitter_toml  # noqa: PLC0415  (needed to report mistakes only)
    from tree_sitter import Language, Parser  # noqa: PLC0415

    root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
    counts: dict[Place, int] = {}
    for node in root.named_children:
        if node.type == "pair":
            yield from _pair(node, ())
        elif node.type in ("table", "table_array_element"):
            yield from _table(node, counts)


def _table(node: Node, counts: dict[Place, int]) -> Iterator[tuple[Place, int]]:
    header, *rest = node.named_children
    place: Place = ()
    keys = _keys(header)
    for key in keys[:-1]:
        place = _current((*place, key), counts)
    place = (*place, keys[-1])
    if node.type == "table_array_element":
        counts[place] = counts.get(place, -1) + 1
        yield place, _row(node)
        place = (*place, counts[place])
    yield place, _row(node)
    for pair in rest:
        yield from _pair(pair, place)


def _current(place: Place, counts: dict[Place, int]) -> Place:
    """Return the last element of an array of tables, or the table itself."""
    return (*place, counts[place]) if place in counts else place


def _pair(node: Node, around: Place) -> Iterator[tuple[Place, int]]:
    if node.type != "pair":
        return
    key, value = node.named_children[:2]
    place = (*around, *_keys(key))
    yield place, _row(node)
    yield from _value(value, place)


def _value(node: Node, place: Place) -> Iterator[tuple[Place, int]]:
    if node.type == "inline_table":
        for pair in node.named_children:
            yield from _pair(pair, place)
    elif node.type == "array":
        for position, item in enumerate(node.named_children):
            yield (*place, position), _row(item)
            yield from _value(item, (*place, position))


def _keys(node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [key for child in node.named_children for key in _keys(child)]
    text = node.text or b""
    return [text.decode().strip("\"'")]


def _row(node: Node) -> int:
    return node.start_point.row + 1
