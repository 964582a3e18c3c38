"""Every error that the package raises on purpose.

TradetalksError                 has a code, a place and a remedy
├── InputError                  what the user gave is wrong; exit status 2
│   ├── UnknownNameError        a region, sector, issue, option, case or world that is not there
│   ├── CaseError               a case file with mistakes, all of them gathered
│   ├── WorldError              a world whose numbers cannot be an economy
│   ├── ShockError              a policy change that cannot be computed
│   ├── GameError               a game that cannot be played
│   └── OutputError             a result that cannot be written
├── ConvergenceError            an equilibrium that was not found to tolerance; exit status 3
└── ExecutorError               workers that were to solve and are gone; exit status 3
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_TOLD = 40


class TradetalksError(Exception):
    """Base of all errors: a stable code, what is wrong, and what to do about it."""

    exit_status = 1

    def __init__(self, code: str, message: str, remedy: str, place: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way back from a worker."""
        return _revived, (type(self), dict(self.__dict__))

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message} [{self.code}]\n  remedy: {self.remedy}"


class InputError(TradetalksError):
    """What the user gave is wrong."""

    exit_status = 2


class UnknownNameError(InputError):
    """A name that is not among those known; the nearest ones are suggested."""

    def __init__(self, kind: str, name: str, known: Iterable[str], place: str = "") -> None:
        names = list(known)
        super().__init__(f"unknown-{kind}", f"there is no {kind} {name!r}", suggestion(name, names), place)
        self.name = name


class WorldError(InputError):
    """A world whose numbers cannot be an economy."""


class ShockError(InputError):
    """A policy change that cannot be computed."""


class GameError(InputError):
    """A game that cannot be played: its players, sectors, bounds or weights."""


class OutputError(InputError):
    """A result that cannot be written where the user wants it."""


class ConvergenceError(TradetalksError):
    """An equilibrium that was not found to tolerance."""

    exit_status = 3


class ExecutorError(TradetalksError):
    """Workers that were to solve and are gone."""

    exit_status = 3


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a file: where, what, and what to write instead."""

    place: str
    message: str
    remedy: str
    code: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.code}]\n  remedy: {self.remedy}"


class CaseError(InputError):
    """A case file with mistakes: all are told at once, in the order of the file."""

    def __init__(self, file: str, mistakes: Sequence[Mistake]) -> None:
        many = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "a mistake"
        super().__init__("case", f"{many} in {file}", "mend what is named below", file)
        self.mistakes = tuple(mistakes)

    def __str__(self) -> str:
        return "\n".join([f"{self.message}:", *(str(mistake) for mistake in self.mistakes)])


def _revived(kind: type[TradetalksError], told: dict[str, Any]) -> TradetalksError:
    error = kind.__new__(kind)
    error.__dict__.update(told)
    return error


def expect(value: object, kinds: type | tuple[type, ...], name: str, remedy: str) -> None:
    """Refuse a value of another kind than a parameter takes, and a class where one of its objects is meant.

    Raises `InputError` with the code "wrong-type"; `name` is the parameter's.
    """
    if isinstance(value, type):
        raise InputError("wrong-type", f"{name} is the class {value.__name__}, not an object", remedy)
    if not isinstance(value, kinds):
        raise InputError("wrong-type", f"{name} is {_told(value)}", remedy)


def expect_names(given: Iterable[str] | None, name: str) -> list[str] | None:
    """Return a list of names, or none; one name alone is refused, since it would be read letter by letter."""
    if given is None:
        return None
    if isinstance(given, str):
        raise InputError("wrong-type", f"{name} is the text {given!r}", f"give a list of names: [{given!r}]")
    expect(given, Iterable, name, "give a list of names")
    names = list(given)
    for position, each in enumerate(names):
        expect(each, str, f"{name}[{position}]", "give a list of names")
    return names


def _told(value: object) -> str:
    text = repr(value)
    kind = type(value).__name__
    return f"{kind} {text}" if len(text) <= LONGEST_TOLD and "\n" not in text else f"an object of the type {kind}"


def suggestion(name: str, known: Sequence[str]) -> str:
    """Say which known names are nearest to a wrong one, or list them when none is near."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    near = difflib.get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(by_lower[match] for match in near)}?"
    return f"known are: {', '.join(known)}"
