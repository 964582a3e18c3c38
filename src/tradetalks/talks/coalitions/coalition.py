"""A coalition: parties that strike a deal among themselves while the others have no deal with anyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradetalks.errors import UnknownNameError
from tradetalks.talks.deals import Deal
from tradetalks.talks.talks import Talks


@dataclass(frozen=True, eq=False)
class Coalition:
    """Members of a partial deal, in the order of the case; without members nobody has a deal."""

    talks: Talks
    members: tuple[str, ...]

    @classmethod
    def of(cls, talks: Talks, names: Iterable[str]) -> Coalition:
        """Put parties together; one party alone makes no deal, so that it is none.

        Raises
        ------
        UnknownNameError
            When a party is not of the talks.
        """
        wanted = set(names)
        for name in sorted(wanted - set(talks.party_ids)):
            raise UnknownNameError("party", name, talks.party_ids)
        members = tuple(party for party in talks.party_ids if party in wanted)
        return cls(talks, members if len(members) > 1 else ())

    @property
    def outsiders(self) -> tuple[str, ...]:
        """Parties that are no members."""
        return tuple(party for party in self.talks.party_ids if party not in self.members)

    @cached_property
    def inside(self) -> np.ndarray:
        """Whether a party is a member, (party,)."""
        return np.isin(self.talks.party_ids, self.members)

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Issues that need a party outside, so that they stay at their status quo."""
        return tuple(issue.id for issue in self.talks.issues if not set(issue.binds) <= set(self.members))

    def standing(self, deal: Deal) -> Deal:
        """Return what of a deal can stand among the members."""
        today = {issue.id: issue.status_quo for issue in self.talks.issues}
        return today if not self.members else deal | {issue: today[issue] for issue in self.kept}

    @cached_property
    def outside(self) -> np.ndarray:
        """Tell the flows that no deal governs, (exporter, importer): those with an outsider at an end.

        Flows between members, and of members with regions that are no party, are the deal's; without members all flows
        are those of no deal.
        """
        regions = [party.region for party in self.talks.parties if party.id in self.outsiders]
        away = np.isin(self.talks.baseline.regions, regions) | (not self.members)
        return np.asarray(away[:, None] | away[None, :])
