"""A scored negotiation, whatever file it came in, and the talks that it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tradetalks.clauses.quantity import Vocabulary
from tradetalks.errors import Mistake
from tradetalks.files.negotiations.names import short_names
from tradetalks.files.negotiations.spans import Span
from tradetalks.talks.schema import CaseFile
from tradetalks.talks.talks import Talks

LEAST = 2
LARGEST = 10**9


@dataclass(frozen=True)
class Side:
    """A party: what no deal is worth to it, the least total that it accepts, and its rate of discount, if given.

    `no_deal` and `walk_away` are on the scale of the sums of worths; `source` names the file that says so.
    """

    name: str
    title: str
    source: str
    no_deal: Span
    walk_away: Fraction | None = None
    discount: Fraction | None = None
    patience: str = ""


@dataclass(frozen=True)
class Choice:
    """An option and its worth to every party, weights applied."""

    name: str
    title: str
    worth: tuple[Span, ...]


@dataclass(frozen=True)
class Matter:
    """An issue, its options, and which of them is today's; `place` is where its file has it."""

    name: str
    place: str
    choices: tuple[Choice, ...]
    today: int = 0


@dataclass(frozen=True)
class Scored:
    """A negotiation whose deals are worth sums of scores: u_p(deal) = sum_i worth_p(option of i) - no deal_p."""

    name: str
    title: str
    as_of: dt.date
    unit: str
    summary: str
    sides: tuple[Side, ...]
    matters: tuple[Matter, ...]
    files: tuple[Path, ...]

    def talks(self) -> Talks:
        """Return the talks, with worths counted from today's options, which are the zero point of a case."""
        data = _data(self)
        names = tuple(party["id"] for party in data["party"])
        sources = tuple(source["id"] for source in data["source"])
        case = CaseFile.model_validate(data, context=Vocabulary(None, None, names, sources))
        return Talks(case=case, positions=(), world=None, files=self.files)


def check_sizes(place: str, sides: Sequence[str], matters: Sequence[Matter]) -> list[Mistake]:
    """Find what cannot be negotiated: fewer than two parties, no issue, a single option, worths beyond counting."""
    found = []
    if len(sides) < LEAST:
        message = f"there {'is one party' if sides else 'are no parties'}"
        found.append(Mistake(place, message, "a negotiation needs two or more", "too-few-parties"))
    if not matters:
        found.append(Mistake(place, "there are no issues", "add one, with its options", "no-issues"))
    for matter in matters:
        if len(matter.choices) < LEAST:
            remedy = "add another option, such as how things stand today, or leave the issue out"
            message = f"issue '{matter.name}' has a single option"
            found.append(Mistake(matter.place, message, remedy, "single-option"))
        if any(max(-w.low, w.high) >= LARGEST for choice in matter.choices for w in choice.worth):
            message = f"issue '{matter.name}' has a worth of {LARGEST:,} or more"
            found.append(Mistake(matter.place, message, "choose a larger unit, such as millions", "too-large"))
    return found


def _data(scored: Scored) -> dict[str, Any]:
    parties = [side.name for side in scored.sides]
    sources = tuple(dict.fromkeys(side.source for side in scored.sides))
    ids = dict(zip(sources, short_names(["scores"] * len(sources), "scores"), strict=True))
    of = [ids[side.source] for side in scored.sides]
    today = [matter.choices[matter.today].worth for matter in scored.matters]
    reserve = [
        side.no_deal.less(sum((worth[p].value for worth in today), start=Fraction(0)))
        for p, side in enumerate(scored.sides)
    ]
    head = {"name": scored.name, "title": scored.title, "as_of": scored.as_of, "unit": scored.unit}
    outcome = {"id": "no-deal", "title": "No deal", "probability": 1.0, "judgement": "As the file scores it."}
    return {
        "case": {**head, "summary": scored.summary},
        "source": [{"id": name, "title": source, "evidence": "text seen"} for source, name in ids.items()],
        "party": [_party(side, source) for side, source in zip(scored.sides, of, strict=True)],
        "issue": _issues(scored.matters, parties, of),
        "no_deal": {"outcome": [{**outcome, "score": _scores(parties, of, reserve)}]},
    }


def _party(side: Side, source: str) -> dict[str, Any]:
    party: dict[str, Any] = {"id": side.name, "name": side.title, "region": side.name}
    if side.walk_away is not None:
        party["mandate"] = {"walk_away": float(side.walk_away - side.no_deal.value), "source": source}
    if side.discount is not None:
        told = {"judgement": side.patience} if side.patience else {}
        party["patience"] = {"discount": float(side.discount), "source": source, **told}
    return party


def _issues(matters: Sequence[Matter], parties: Sequence[str], of: Sequence[str]) -> list[dict[str, Any]]:
    names = short_names([matter.name for matter in matters], "issue")
    found = []
    for name, matter in zip(names, matters, strict=True):
        today = matter.choices[matter.today]
        options = short_names([choice.name for choice in matter.choices], "option")
        choices = zip(options, matter.choices, strict=True)
        option = [_option(short, choice, today, parties, of) for short, choice in choices]
        found.append({"id": name, "title": matter.name, "status_quo": options[matter.today], "option": option})
    return found


def _option(name: str, choice: Choice, today: Choice, parties: Sequence[str], of: Sequence[str]) -> dict[str, Any]:
    gains = [worth.less(now.value) for worth, now in zip(choice.worth, today.worth, strict=True)]
    return {"id": name, "title": choice.title, "score": [] if choice is today else _scores(parties, of, gains)}


def _scores(parties: Sequence[str], of: Sequence[str], worth: Sequence[Span]) -> list[dict[str, Any]]:
    told = zip(parties, of, worth, strict=True)
    return [{"party": party, "bn": figure.quantity, "source": source} for party, source, figure in told]
