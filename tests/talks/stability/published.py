"""Published conflicts as facts: options, preferences and the states found stable.

Cuban missiles: Fraser and Hipel (1984), Conflict Analysis, chapter 1. Elmira: Hipel, Fang, Kilgour and Haight (1993),
IEEE SMC; Kilgour, Hipel, Fang and Peng (2001), Group Decision and Negotiation 10(2). Milk River and the prisoners:
the example files of the program gmcr-py by Petersons. States are numbered from 1 and sets of them written "1-3 5".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tradetalks.talks.stability import (
    All,
    Change,
    Chosen,
    Concept,
    Conflict,
    Not,
    Option,
    Priorities,
    Ranking,
    Some,
    conflict_from_lists,
    conflict_from_options,
)
from tradetalks.talks.stability.statements import Statement

UP, DOWN, BOTH = Change.TAKE_UP, Change.DROP, Change.BOTH_WAYS
CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


def numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split():
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


@dataclass(frozen=True)
class Published:
    """A conflict as printed; a pattern such as "-YN" speaks of options in their order, one of several by "|"."""

    options: tuple[Option, ...]
    infeasible: tuple[str, ...]
    priorities: dict[str, tuple[str, ...]]
    rankings: dict[str, str]
    equilibria: tuple[str, str, str, str]
    stable: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)

    def statement(self, text: str) -> Statement:
        return Some(*(self._pattern(one) for one in text.split("|")))

    def _pattern(self, text: str) -> Statement:
        marks = [(Chosen(option.name), mark) for option, mark in zip(self.options, text, strict=True) if mark != "-"]
        return All(*(chosen if mark == "Y" else Not(chosen) for chosen, mark in marks))

    def by_priorities(self) -> Conflict:
        wanted = {name: Priorities(tuple(map(self.statement, texts))) for name, texts in self.priorities.items()}
        return conflict_from_options(self.options, wanted, [self.statement(text) for text in self.infeasible])

    def by_rankings(self) -> Conflict:
        states = self.by_priorities().states
        groups = {name: [numbers(group) for group in text.split("/")] for name, text in self.rankings.items()}
        wanted = {
            name: Ranking(tuple(tuple(states[one - 1] for one in group) for group in ranked))
            for name, ranked in groups.items()
        }
        return conflict_from_options(self.options, wanted, [self.statement(text) for text in self.infeasible])


PRISONERS = Published(
    options=(Option("1 cooperates", "one"), Option("2 cooperates", "two")),
    infeasible=(),
    priorities={"one": ("-Y", "N-"), "two": ("Y-", "-N")},
    rankings={"one": "3/4/1/2", "two": "2/4/1/3"},
    equilibria=("1", "1 4", "1 4", "1 4"),
    stable={"one": ("1 3", "1 3 4", "1 3 4", "1 3 4"), "two": ("1 2", "1 2 4", "1 2 4", "1 2 4")},
)
CUBA = Published(
    options=(
        Option("air strike", "US", UP),
        Option("blockade", "US"),
        Option("withdraw", "USSR"),
        Option("escalate", "USSR"),
    ),
    infeasible=("--YY",),
    priorities={
        "US": (
            "--Y-",
            "---N",
            "N-Y-",
            "-NY-",
            "Y--Y",
            "-Y-Y",
            "Y-N-|-Y-N|Y--N|-YN-",
            "N-NN",
            "-NNN",
        ),
        "USSR": (
            "---N",
            "Y--Y|N--N|Y--N",
            "-Y-Y|-N-N|-Y-N",
            "N--N",
            "-N-N",
            "-YY-|-NN-|Y-Y-",
            "-YNN",
            "YNYN",
        ),
    },
    rankings={"US": "5/7/6/8/3/2/4/1/12/10/11/9", "USSR": "1/5/7/3/6/2/8/4/12/10/11/9"},
    equilibria=("6", "1-3 5-8", "1-3 5-8", "5-7"),
    stable={
        "US": ("2 3 5 6 12", "1-8 12", "1-8 12", "2 3 5-7 12"),
        "USSR": ("1 6-8", "1-3 5-8", "1-3 5-8", "1 5-8"),
    },
)
ELMIRA = Published(
    options=(
        Option("modify", "MoE", UP),
        Option("delay", "Uniroyal", DOWN),
        Option("accept", "Uniroyal"),
        Option("abandon", "Uniroyal", UP),
        Option("insist", "Local Government"),
    ),
    infeasible=("-YY--", "-Y-Y-", "--YY-", "-NNN-"),
    priorities={
        "MoE": ("--Y--", "---N-", "N----", "N---Y|Y---N"),
        "Uniroyal": ("Y-Y--|N-N--", "---N-", "----N", "-Y--N|-N--Y"),
        "Local Government": ("---N-", "N----", "N-Y--|Y-N--|Y-Y--", "N---N|N---Y|Y---Y", "-N---", "----Y"),
    },
    rankings={
        "MoE": "9/3/4/10/7/1/2/8/11 5 6 12",
        "Uniroyal": "1/4/10/7/5 11 6 12/2/3/9/8",
        "Local Government": "9/3/7/1/10/8/4/2/11 5 12 6",
    },
    equilibria=("5-7 10-12", "1 4-7 10-12", "1 4-7 10-12", "5-7 10-12"),
    stable={
        "MoE": ("1-12", "1-12", "1-12", "1-12"),
        "Uniroyal": ("1 4-7 10-12", "1 4-7 10-12", "1 4-7 10-12", "1 4-7 10-12"),
        "Local Government": ("5-12", "1-12", "1-12", "2 3 5-12"),
    },
)
ALL_WORLD = ("1-36", "1-36", "1-36", "1-36")
MILK_RIVER = Published(
    options=(
        Option("petition review", "US"),
        Option("object", "CA"),
        Option("reject petition", "IJC"),
        Option("form task force", "IJC"),
        Option("favour US", "TF"),
        Option("favour CA", "TF"),
        Option("no agreement", "TF"),
    ),
    infeasible=("----YY-", "----Y-Y", "-----YY", "--YY---", "-Y---Y-", "-Y----Y"),
    priorities={
        "US": ("----Y--", "---YY--"),
        "CA": ("NNNNNNN", "Y----Y-", "------N", "--Y----"),
        "IJC": ("NN-----",),
        "TF": ("NN-----",),
    },
    rankings={
        "US": "21-24/13-20/1-12 25-36",
        "CA": "1/28/26 30/5-8 17-20 27/2-4 9-16 21-25 29/33 34/31 32 35 36",
        "IJC": "1 5 9 13 17 21 25 27 29 31 33 35/2-4 6-8 10-12 14-16 18-20 22-24 26 28 30 32 34 36",
        "TF": "1 5 9 13 17 21 25 27 29 31 33 35/2-4 6-8 10-12 14-16 18-20 22-24 26 28 30 32 34 36",
    },
    equilibria=("1 2 4-36", "1-36", "1-36", "1 2 4-36"),
    stable={
        "US": ALL_WORLD,
        "CA": ("1 2 4-36", "1-36", "1-36", "1 2 4-36"),
        "IJC": ALL_WORLD,
        "TF": ALL_WORLD,
    },
)
CASES = {"prisoners": PRISONERS, "cuba": CUBA, "elmira": ELMIRA, "milk river": MILK_RIVER}


def elmira_of_nine_states() -> Conflict:
    """Elmira as it is printed: where Uniroyal abandons its plant is one state, the ninth."""
    ways = {
        "MoE": "1>2 3>4 5>6 7>8",
        "Uniroyal": "1>3 1>9 2>4 2>9 3>9 4>9 5>7 5>9 6>8 6>9 7>9 8>9",
        "Local Government": "1>5 2>6 3>7 4>8 5>1 6>2 7>3 8>4",
    }
    ranks = {"MoE": "734851269", "Uniroyal": "148592376", "Local Government": "735186429"}
    moves: dict[str, dict[str, list[str]]] = {}
    for name, text in ways.items():
        moves[name] = {}
        for way in text.split():
            moves[name].setdefault(way[0], []).append(way[2])
    return conflict_from_lists(tuple("123456789"), moves, {name: Ranking(tuple(r)) for name, r in ranks.items()})
