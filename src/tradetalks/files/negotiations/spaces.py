"""What GENIUS and GeniusWeb have in common: a domain of issues, and what its options are worth to every party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tradetalks.errors import Mistake, suggestion
from tradetalks.files.negotiations.names import party_names
from tradetalks.files.negotiations.scored import Choice, Matter, Scored, Side, check_sizes
from tradetalks.files.negotiations.spans import Span
from tradetalks.files.negotiations.stamps import saved_on

UTILITY = "utility"
MOST_OPTIONS = 1000


@dataclass(frozen=True)
class Topic:
    """An issue of a domain and its options."""

    name: str
    place: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Domain:
    """What is negotiated, and the file that says so."""

    name: str
    path: Path
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Space:
    """What options are worth to a party, by issue, weights applied, and where the file has the issue."""

    path: Path
    worth: Mapping[str, Mapping[str, Fraction]]
    places: Mapping[str, str]
    no_deal: Fraction
    source: str
    discount: Fraction | None = None
    patience: str = ""


def join(domain: Domain, spaces: Sequence[Space], mistakes: list[Mistake]) -> Scored:
    """Put a domain and the spaces of its parties together; what does not fit is added to the mistakes."""
    for space in spaces:
        mistakes += _misfits(domain, space)
    matters = tuple(_matter(topic, spaces) for topic in domain.topics)
    names = [space.path.stem for space in spaces]
    mistakes += check_sizes(f"{domain.path}:1", names, matters)
    mistakes += _doubled(domain)
    paths = (domain.path, *(space.path for space in spaces))
    return Scored(
        name=domain.path.stem,
        title=domain.name,
        as_of=max(saved_on(path) for path in paths),
        unit=UTILITY,
        summary="",
        sides=tuple(_side(name, space) for name, space in zip(party_names(names), spaces, strict=True)),
        matters=matters,
        files=tuple(path.resolve() for path in paths),
    )


def _side(name: str, space: Space) -> Side:
    return Side(
        name, space.path.stem, space.source, Span.at(space.no_deal), discount=space.discount, patience=space.patience
    )


def _matter(topic: Topic, spaces: Sequence[Space]) -> Matter:
    choices = tuple(
        Choice(option, option, tuple(_worth(space, topic, option) for space in spaces)) for option in topic.options
    )
    return Matter(topic.name, topic.place, choices)


def _worth(space: Space, topic: Topic, option: str) -> Span:
    return Span.at(space.worth.get(topic.name, {}).get(option, Fraction(0)))


def _doubled(domain: Domain) -> list[Mistake]:
    names = [topic.name for topic in domain.topics]
    found = []
    for position, topic in enumerate(domain.topics):
        if topic.name in names[:position]:
            message = f"issue '{topic.name}' is there more than once"
            found.append(Mistake(topic.place, message, "give each its own name", "doubled-issue"))
        if len({*topic.options}) < len(topic.options):
            message = f"issue '{topic.name}' has an option more than once"
            found.append(Mistake(topic.place, message, "name each option once", "doubled-option"))
    return found


def _misfits(domain: Domain, space: Space) -> list[Mistake]:
    """Find what a space does not score, and what it scores that is not of the domain."""
    known = [topic.name for topic in domain.topics]
    found = [
        Mistake(
            space.places[name], f"there is no issue '{name}' in the domain", suggestion(name, known), "unknown-issue"
        )
        for name in space.worth
        if name not in known
    ]
    for topic in domain.topics:
        worth = space.worth.get(topic.name)
        place = space.places.get(topic.name, f"{space.path}:1")
        if worth is None:
            message = f"issue '{topic.name}' is not scored"
            found.append(Mistake(place, message, "score its options; 0 for what does not matter", "unscored"))
            continue
        for option in topic.options:
            if option not in worth:
                message = f"option '{option}' of issue '{topic.name}' is not scored"
                found.append(Mistake(place, message, "write what it is worth; 0 for nothing", "unscored"))
        for option in worth:
            if option not in topic.options:
                message = f"there is no option '{option}' of issue '{topic.name}' in the domain"
                found.append(Mistake(place, message, suggestion(option, topic.options), "unknown-option"))
    return found
