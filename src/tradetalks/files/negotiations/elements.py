"""XML as elements that know their lines, read by the parser of the standard library with entities refused.

A document that declares entities can grow without bound when it is read, or name other files; negotiations need none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from tradetalks.errors import CaseError, Mistake
from tradetalks.files.texts import whole_file

DEEPEST = 100


@dataclass(frozen=True)
class Element:
    """An element of a document: its tag, its attributes, where it begins and what it holds."""

    tag: str
    attributes: dict[str, str]
    place: str
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Return the children with a tag."""
        return [child for child in self.children if child.tag == tag]

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_elements(path: Path) -> Element:
    """Read an XML file and return its root.

    Raises
    ------
    CaseError
        `xml`, when the file is not XML, or declares entities.
    InputError
        `file`, when it cannot be read.
    """
    builder = _Builder(path)
    try:
        builder.parser.Parse(whole_file(path), True)  # noqa: FBT003  (the parser takes it so)
    except expat.ExpatError as error:
        place = f"{path}:{error.lineno}"
        message = f"this is not XML: {expat.errors.messages[error.code]}"
        raise CaseError(str(path), [Mistake(place, message, "mend the line, or the one above it", "xml")]) from None
    except (LookupError, ValueError) as error:
        message = f"the encoding cannot be read: {error}"
        raise CaseError(str(path), [Mistake(f"{path}:1", message, "save it as UTF-8", "xml")]) from None
    return builder.open[0].children[0]


class _Builder:
    """Puts elements together as the parser meets them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.open = [Element("", {}, str(path))]
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity

    @property
    def _place(self) -> str:
        return f"{self.path}:{self.parser.CurrentLineNumber}"

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) > DEEPEST:
            self._refuse(f"elements are nested more than {DEEPEST} deep", "give a GENIUS domain or utility space")
        element = Element(tag, attributes, self._place)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, tag: str) -> None:  # noqa: ARG002  (the parser gives it)
        self.open.pop()

    def _entity(self, *declared: object) -> None:
        self._refuse(f"the document declares the entity {declared[0]}", "write the text itself, and drop the entity")

    def _refuse(self, message: str, remedy: str) -> None:
        raise CaseError(str(self.path), [Mistake(self._place, message, remedy, "xml")])
