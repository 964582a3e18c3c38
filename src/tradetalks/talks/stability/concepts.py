"""The solution concepts: what a decision maker reckons with before it moves away from a state."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from tradetalks.errors import UnknownNameError


class Concept(Enum):
    """A solution concept of the graph model.

    NASH reckons with no answer. GMR, general metarationality, reckons with every answer of the others; SMR, symmetric
    metarationality, with a counter-move after it as well. SEQ, sequential stability, reckons only with answers that
    improve the lot of those who give them; SSEQ, symmetric sequential stability, with a counter-move after those.

    Sources: Fang, Hipel and Kilgour (1993), Interactive Decision Making, chapter 3; for SSEQ Rêgo and Vieira (2017),
    Group Decision and Negotiation 26(4).
    """

    NASH = "Nash"
    GMR = "GMR"
    SMR = "SMR"
    SEQ = "SEQ"
    SSEQ = "SSEQ"

    @property
    def credible(self) -> bool:
        """Whether answers must improve the lot of those who give them."""
        return self in {Concept.SEQ, Concept.SSEQ}

    @property
    def symmetric(self) -> bool:
        """Whether the one who moved away may move again after the answer."""
        return self in {Concept.SMR, Concept.SSEQ}


def checked(concepts: Iterable[Concept], known: Iterable[Concept] = Concept) -> tuple[Concept, ...]:
    """Return the concepts as they are, once each; raise `UnknownNameError` for one that is not known here."""
    allowed = list(known)
    found = []
    for concept in concepts:
        if concept not in allowed:
            name = concept.value if isinstance(concept, Concept) else str(concept)
            raise UnknownNameError("concept", name, [one.value for one in allowed], "concepts")
        found.append(concept)
    return tuple(dict.fromkeys(found))
