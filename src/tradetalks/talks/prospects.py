"""What a deal may come to: in force as written, without the promises that are broken, or gone."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import takewhile

import numpy as np

from tradetalks.clauses import AnyClause, Enforcement, Sunset
from tradetalks.clauses.base import Clause, shock_of
from tradetalks.clauses.quantity import Level
from tradetalks.equilibrium.shock import Shock, combine
from tradetalks.talks.talks import Talks
from tradetalks.world.world import World

Part = tuple[AnyClause, ...]
"""Clauses that come together, such as those of an option."""

Parts = tuple[Part, ...]
"""All that is in force at once."""


def pieces(shock: Shock) -> tuple[Shock, ...]:
    """Return a shock as one piece of what is in force, or as none where it changes nothing."""
    changes = any(getattr(shock, kind.name) is not None for kind in fields(Shock))
    return (shock,) if changes else ()


@dataclass(frozen=True, eq=False)
class Prospect:
    """One state that parts may lead to, and its weight in the value of every party, (party,); weights add up to one."""

    parts: Parts
    weight: np.ndarray


@dataclass(frozen=True, eq=False)
class Reading:
    """A part with its ranged figures at one end, in a world; everything is worked out once."""

    part: Part
    world: World
    regions: tuple[str, ...]
    level: Level

    @cached_property
    def clauses(self) -> Part:
        """The clauses at that end."""
        return tuple(clause.at(self.level) for clause in self.part)

    @cached_property
    def meeting(self) -> Part:
        """Those of the clauses that are solved at once with others of their kind, in other parts too."""
        return tuple(clause for clause in self.clauses if clause.solved_with() is not Clause)

    @cached_property
    def apart(self) -> tuple[Shock, ...]:
        """What the other clauses do to the world; nothing where they do nothing."""
        return pieces(shock_of(self.world, (clause for clause in self.clauses if clause.solved_with() is Clause)))

    @cached_property
    def acts(self) -> bool:
        """Whether the clauses do anything to the world; one that meets others may, even where it asks nothing new."""
        return bool(self.meeting or self.apart)

    @cached_property
    def delivered(self) -> float:
        """How much of promises is delivered, over today's."""
        return float(np.prod([clause.relative for clause in self.clauses if isinstance(clause, Enforcement)]))

    @cached_property
    def bare(self) -> Part:
        """The part without its promises; itself where it makes none."""
        kept = tuple(clause for clause in self.part if not clause.promise)
        return self.part if len(kept) == len(self.part) else kept

    @cached_property
    def lasting(self) -> Part:
        """What of the part goes on when the agreement ends; itself where all does."""
        kept = tuple(clause for clause in self.part if clause.outlasts)
        return self.part if len(kept) == len(self.part) else kept

    @cached_property
    def ends(self) -> list[Prospect]:
        """What holds after each end that the part may bring, weighted by its share of time for every region."""
        sunsets = [clause for clause in self.clauses if isinstance(clause, Sunset)]
        return [
            Prospect(((s.lapse(),),), np.array([s.lapse_share(region) for region in self.regions])) for s in sunsets
        ]


@dataclass(frozen=True, eq=False)
class Outlook:
    """Reads parts in a world with their ranged figures at one end, in the surroundings of a shock."""

    talks: Talks
    world: World
    around: Shock
    level: Level = Level.VALUE
    _readings: dict[int, Reading] = field(default_factory=dict)
    _met: dict[tuple[int, ...], tuple[Shock, ...]] = field(default_factory=dict)
    _joined: list[tuple[Shock, Shock]] = field(default_factory=list)

    def prospects(self, parts: Parts) -> list[Prospect]:
        """Split parts over the states that they may lead to.

        With panels that deliver r times what they do today, V = r V(all) + (1 - r) V(without promises). With an end
        that holds a share b of the time, V = (1 - b) V(in force) + b V(lapse and what outlasts it), by party.
        """
        found = self._delivered(parts)
        lasting = tuple(left for part in parts if (left := self._reading(part).lasting))
        for end in (end for part in parts for end in self._reading(part).ends):
            found = [Prospect(one.parts, (1 - end.weight) * one.weight) for one in found]
            found.append(Prospect((*end.parts, *lasting), end.weight))
        return found

    def shock(self, parts: Parts) -> Shock:
        """Join the shocks of parts with that of the surroundings, from where they part with those joined last."""
        given = self._pieces(parts)
        pairs = zip(given, self._joined, strict=False)
        del self._joined[len(list(takewhile(lambda pair: pair[0] is pair[1][0], pairs))) :]
        for piece in given[len(self._joined) :]:
            before = self._joined[-1][1] if self._joined else self.around
            self._joined.append((piece, combine(self.world, [before, piece])))
        return self._joined[-1][1] if self._joined else self.around

    def _pieces(self, parts: Parts) -> list[Shock]:
        """Split what parts do into the shock of clauses that meet across them, made once, and that of each part."""
        readings = [self._reading(part) for part in parts]
        meeting = [clause for reading in readings for clause in reading.meeting]
        key = tuple(map(id, meeting))
        if key not in self._met:
            self._met[key] = pieces(shock_of(self.world, meeting))
        return [*self._met[key], *(shock for reading in readings for shock in reading.apart)]

    def key(self, parts: Parts) -> tuple[int, ...]:
        """Tell states apart by those of their parts that do something to the world."""
        return tuple(sorted(id(part) for part in parts if self._reading(part).acts))

    def _reading(self, part: Part) -> Reading:
        """Read a part once; the reading holds on to it, so that no other part takes its identity."""
        found = self._readings.get(id(part))
        if found is None:
            regions = tuple(party.region for party in self.talks.parties)
            found = self._readings[id(part)] = Reading(part, self.world, regions, self.level)
        return found

    def _delivered(self, parts: Parts) -> list[Prospect]:
        whole = Prospect(parts, np.ones(len(self.talks.parties)))
        share = np.prod([self._reading(part).delivered for part in parts])
        bare = tuple(self._reading(part).bare for part in parts)
        if share == 1 or all(less is part for less, part in zip(bare, parts, strict=True)):
            return [whole]
        return [Prospect(parts, share * whole.weight), Prospect(bare, (1 - share) * whole.weight)]
