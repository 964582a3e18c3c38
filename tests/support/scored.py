"""Scored negotiations made up for tests, and the files that say the same."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import strategies as st

from tradetalks import Talks, load_talks
from tradetalks.errors import CaseError

Payoffs = dict[tuple[str, ...], tuple[float, ...]]


@dataclass(frozen=True)
class Made:
    """Weights (issue, party), scores (issue, option, party), no deal (party,) and today's options, all exact."""

    weights: tuple[tuple[Fraction, ...], ...]
    scores: tuple[tuple[tuple[Fraction, ...], ...], ...]
    no_deal: tuple[Fraction, ...]
    today: tuple[int, ...]

    @property
    def parties(self) -> list[str]:
        return [f"P{p}" for p in range(len(self.no_deal))]

    def option(self, issue: int, option: int) -> str:
        return f"{'abc'[issue]}{option}"

    def payoffs(self) -> Payoffs:
        """Payoffs of all deals by the formula: sum_i w_ip s_iop - no deal_p."""
        found: Payoffs = {}
        for digits in product(*(range(len(options)) for options in self.scores)):
            totals = [
                sum(self.weights[i][p] * self.scores[i][o][p] for i, o in enumerate(digits)) - self.no_deal[p]
                for p in range(len(self.no_deal))
            ]
            found[tuple(self.option(i, o) for i, o in enumerate(digits))] = tuple(map(float, totals))
        return found

    def rows(self) -> list[list[str]]:
        """Rows of a table that says so."""
        found = [["issue", "option", "status quo", *self.parties]]
        for i, options in enumerate(self.scores):
            found.append([f"issue {i}", "weight", "", *map(written, self.weights[i])])
            for o, scores in enumerate(options):
                mark = "x" if o == self.today[i] else ""
                found.append(["", self.option(i, o), mark, *map(written, scores)])
        return [*found, ["no deal", "", "", *map(written, self.no_deal)]]

    def table(self, path: Path, separator: str = ",", point: str = ".") -> Path:
        stream = StringIO()
        rows = [[cell.replace(".", point) if i else cell for i, cell in enumerate(row)] for row in self.rows()]
        csv.writer(stream, delimiter=separator).writerows(rows)
        path.write_text(stream.getvalue(), encoding="utf-8")
        return path

    def genius(self, folder: Path) -> Path:
        """Write a GENIUS domain and a utility space a party; today's options cannot be marked."""
        folder.mkdir(exist_ok=True)
        domain = xml("negotiation_template", xml("utility_space", self._issues()))
        (folder / "domain.xml").write_text(domain, encoding="utf-8")
        for p, party in enumerate(self.parties):
            weights = [
                xml("weight", index=str(i + 1), value=written(weight[p])) for i, weight in enumerate(self.weights)
            ]
            space = xml("objective", self._issues(p) + "".join(weights))
            space += xml("reservation", value=written(self.no_deal[p]))
            (folder / f"{party}.xml").write_text(xml("utility_space", space), encoding="utf-8")
        return folder

    def _issues(self, party: int | None = None) -> str:
        found = ""
        for i, options in enumerate(self.scores):
            items = ""
            for o, scores in enumerate(options):
                told = {} if party is None else {"evaluation": written(scores[party])}
                items += xml("item", value=self.option(i, o), **told)
            found += xml("issue", items, index=str(i + 1), name=f"issue {i}", type="discrete")
        return found

    def geniusweb(self, folder: Path) -> Path:
        """Write a GeniusWeb domain and a profile a party, without a reservation bid."""
        folder.mkdir(exist_ok=True)
        values = {f"issue {i}": [self.option(i, o) for o in range(len(s))] for i, s in enumerate(self.scores)}
        domain = {"name": "made", "issuesValues": {name: {"values": held} for name, held in values.items()}}
        (folder / "domain.json").write_text(json.dumps(domain), encoding="utf-8")
        for p, party in enumerate(self.parties):
            (folder / f"{party}.json").write_text(json.dumps(self._profile(p)), encoding="utf-8")
        return folder

    def _profile(self, p: int) -> dict[str, Any]:
        utilities = {
            f"issue {i}": {
                "DiscreteValueSetUtilities": {
                    "valueUtilities": {self.option(i, o): float(scores[p]) for o, scores in enumerate(options)}
                }
            }
            for i, options in enumerate(self.scores)
        }
        weights = {f"issue {i}": float(weight[p]) for i, weight in enumerate(self.weights)}
        return {"LinearAdditiveUtilitySpace": {"issueUtilities": utilities, "issueWeights": weights}}


def xml(tag: str, inside: str = "", **attributes: str) -> str:
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{tag}{told}>{inside}</{tag}>\n"


def written(value: Fraction) -> str:
    """Write a fraction of whole hundredths as a decimal."""
    return f"{float(value):.2f}"


def payoffs(talks: Talks) -> Payoffs:
    """Payoffs of all deals from the figures of a case: scores of its options less those of no deal."""
    (outcome,) = talks.case.no_deal.outcome
    less = {score.party: score.bn.value for score in outcome.score}
    found: Payoffs = {}
    for options in product(*(issue.option for issue in talks.issues)):
        total = dict.fromkeys(talks.party_ids, 0.0)
        for option in options:
            for score in option.score:
                total[score.party] += score.bn.value
        found[tuple(option.title for option in options)] = tuple(total[p] - less[p] for p in talks.party_ids)
    return found


def assert_same(ours: Payoffs, theirs: Payoffs) -> None:
    assert ours.keys() == theirs.keys()
    for deal, values in ours.items():
        assert values == pytest.approx(theirs[deal], abs=1e-9), deal


def mistakes(path: Path) -> list[tuple[str, str, str]]:
    """Code, place below the file, and remedy of every mistake; each has a remedy."""
    with pytest.raises(CaseError) as caught:
        load_talks(path)
    assert caught.value.exit_status == 2
    assert all(one.remedy and one.message for one in caught.value.mistakes)
    return [(one.code, one.place.removeprefix(str(path)), one.remedy) for one in caught.value.mistakes]


def hundredths(low: int, high: int) -> st.SearchStrategy[Fraction]:
    return st.integers(low, high).map(lambda n: Fraction(n, 100))


@st.composite
def made(draw: st.DrawFn, best: Fraction | None = None) -> Made:
    """Draw a negotiation; with a best score, every issue has it, and weights add up to one."""
    parties, issues = draw(st.integers(2, 3)), draw(st.integers(1, 3))
    low, high = (0, 100) if best else (-1000, 1000)
    scores = []
    for _ in range(issues):
        options = draw(st.integers(2, 3))
        rows = [[draw(hundredths(low, high)) for _ in range(parties)] for _ in range(options)]
        if best:
            rows[draw(st.integers(0, options - 1))] = [best] * parties
        scores.append(tuple(map(tuple, rows)))
    weights = [
        _weights(draw, issues) if best else [draw(hundredths(0, 1000)) for _ in range(issues)] for _ in range(parties)
    ]
    no_deal = tuple(draw(hundredths(low, high)) for _ in range(parties))
    today = tuple(draw(st.integers(0, len(options) - 1)) for options in scores)
    return Made(tuple(zip(*weights, strict=True)), tuple(scores), no_deal, today)


def _weights(draw: st.DrawFn, issues: int) -> list[Fraction]:
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=issues - 1, max_size=issues - 1)))
    return [Fraction(b - a, 100) for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
