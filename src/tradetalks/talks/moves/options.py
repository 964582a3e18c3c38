"""Options: how many deals with each of them all accept, and how many it alone stands in the way of."""

from __future__ import annotations

from dataclasses import dataclass

from tradetalks.talks.payoffs import Payoffs


@dataclass(frozen=True)
class OptionReach:
    """An option: allowed deals with it, those that all accept, and those that all would accept were it not for it.

    `unlocked` counts deals with the option that some party rejects, and that another option of the same issue, all
    else equal, makes acceptable to all.
    """

    issue: str
    option: str
    deals: int
    acceptable: int
    unlocked: int

    @property
    def blocks(self) -> bool:
        """Whether no deal with the option is acceptable, and some would be if only this issue moved."""
        return not self.acceptable and self.unlocked > 0


def reaches(payoffs: Payoffs) -> tuple[OptionReach, ...]:
    """Count for every option, in the order of the issues."""
    space = payoffs.negotiation.space
    allowed, accepted = payoffs.allowed.reshape(space.shape), payoffs.unanimous.reshape(space.shape)
    found = []
    for axis, (issue, options) in enumerate(zip(space.issues, space.options, strict=True)):
        rest = tuple(other for other in range(len(space.shape)) if other != axis)
        mended = accepted.any(axis=axis, keepdims=True) & allowed & ~accepted
        counts = zip(options, allowed.sum(axis=rest), accepted.sum(axis=rest), mended.sum(axis=rest), strict=True)
        found += [OptionReach(issue, option, int(d), int(a), int(m)) for option, d, a, m in counts]
    return tuple(found)
