"""Rows of the tables that page and workbook share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradetalks.charts.labels import deal_label
from tradetalks.report import words
from tradetalks.talks.effects import effects

if TYPE_CHECKING:
    import pandas as pd

    from tradetalks.talks.deals import Deal
    from tradetalks.talks.moves.options import OptionReach
    from tradetalks.talks.no_deal import Beside, OutcomeValue
    from tradetalks.talks.schema import Outcome
    from tradetalks.talks.study import Point, Study


@dataclass(frozen=True)
class Gain:
    """A payoff with its range over the views, billion US$ a year over no deal."""

    party: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Shown:
    """A deal shown, with its gains by party."""

    name: str
    label: str
    rule: str
    point: Point
    gains: tuple[Gain, ...]

    @property
    def total(self) -> float:
        """Sum of the gains."""
        return sum(gain.value for gain in self.gains)


def shown(study: Study) -> list[Shown]:
    """Return the deals shown in order: the status quo and the settlements that exist."""
    low, high = study.ranges.low, study.ranges.high
    found = []
    for row, (name, point) in enumerate(study.shown.items()):
        gains = tuple(
            Gain(party, point.payoff[party], float(low[row, p]), float(high[row, p]))
            for p, party in enumerate(study.talks.party_ids)
        )
        found.append(Shown(name, deal_label(name), words.SETTLEMENT_RULES.get(name, ""), point, gains))
    return found


@dataclass(frozen=True)
class Choice:
    """What a deal says on an issue."""

    label: str
    option: str
    as_today: bool


@dataclass(frozen=True)
class IssueRow:
    """An issue with the option of every deal shown; `agreed` when all settlements choose alike."""

    issue: str
    about: str
    choices: tuple[Choice, ...]
    agreed: bool


def options(study: Study) -> list[IssueRow]:
    """Options of the deals shown, issue by issue."""
    settled = [name for name in study.shown if name != "status_quo"]
    found = []
    for issue in study.talks.issues:
        titles = {option.id: option.title for option in issue.option}
        choices = tuple(
            Choice(
                deal_label(name),
                titles[point.deal[issue.id]],
                name != "status_quo" and point.deal[issue.id] == issue.status_quo,
            )
            for name, point in study.shown.items()
        )
        picks = {study.shown[name].deal[issue.id] for name in settled}
        found.append(IssueRow(issue.title, issue.about, choices, len(picks) == 1 and len(settled) > 1))
    return found


@dataclass(frozen=True)
class ContributionRow:
    """What a part of a deal adds to every party's payoff, billion US$ a year, in the order of the parties.

    `issue` is empty where the row goes on with the issue above, and for what belongs to none.
    """

    issue: str
    part: str
    figures: tuple[float, ...]

    @property
    def whole(self) -> bool:
        """Whether the row is about the whole deal, not an issue."""
        return self.part in words.CAPTIONS.values()


def contributions(study: Study, deal: Deal) -> list[ContributionRow]:
    """Split the payoff of a deal by issue and kind of clause; clauses of one kind on one issue are added up."""
    titles = {issue.id: issue.title for issue in study.talks.issues}
    sums: dict[tuple[str, str], list[float]] = {}
    for one in study.contributions(deal):
        so_far = sums.setdefault((one.issue, one.part), [0.0] * len(one.bn))
        sums[one.issue, one.part] = [a + b for a, b in zip(so_far, one.bn.values(), strict=True)]
    rows: list[ContributionRow] = []
    told = ""
    for (issue, part), figures in sums.items():
        title = titles.get(issue, "")
        rows.append(ContributionRow("" if title == told else title, words.part(part), tuple(figures)))
        told = title
    return rows


@dataclass(frozen=True)
class Refusal:
    """An option that a party alone rejects more often than it does on average."""

    issue: str
    option: str
    deals: int
    rejected: float


def refusals(study: Study, party: str, most: int) -> list[Refusal]:
    """Options behind a party's lone refusals, those above its average, the most rejected first."""
    blocker = study.blockers[party]
    average = blocker.alone / max(1, blocker.alone + len(study.table.acceptable))
    talks = study.talks
    return [
        Refusal(talks.issue(o.issue).title, talks.option(o.issue, o.option).title, o.deals, o.rejected)
        for o in blocker.options
        if o.rejected > average or o.rejected == 1
    ][:most]


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome of no deal with its values by party."""

    outcome: Outcome
    by_party: tuple[OutcomeValue, ...]


def outcomes(study: Study) -> list[OutcomeRow]:
    """Outcomes of no deal, each with a value for every party."""
    return [
        OutcomeRow(outcome, tuple(value for value in study.no_deal_sheet if value.outcome == outcome.id))
        for outcome in study.talks.case.no_deal.outcome
    ]


@dataclass(frozen=True)
class PublishedRow:
    """A published study with its figures beside ours."""

    title: str
    source: str
    unit: str
    differs: str
    figures: tuple[Beside, ...]


def published(study: Study) -> list[PublishedRow]:
    """Gather published figures beside ours by study."""
    groups: dict[tuple[str, str, str, str], list[Beside]] = {}
    for one in study.beside_published:
        groups.setdefault((one.title, one.source, one.unit, one.differs), []).append(one)
    return [PublishedRow(*key, tuple(figures)) for key, figures in groups.items()]


@dataclass(frozen=True)
class Scene:
    """Something whose effects on industries are shown."""

    key: str
    title: str
    effects: pd.DataFrame


def worst_outcome(study: Study) -> int:
    """Position of the outcome of no deal that costs the parties most together."""
    rows = outcomes(study)
    return min(range(len(rows)), key=lambda position: sum(value.total for value in rows[position].by_party))


def scenes(study: Study) -> list[Scene]:
    """Return the Nash settlement, where there is one that changes something, and the worst outcome of no deal."""
    if study.talks.world is None:
        return []
    found = []
    nash = study.settlements["nash"]
    if nash is not None and nash.number != study.space.status_quo:
        found.append(Scene("nash", "Under the Nash settlement", study.effects(nash.deal)))
    position = worst_outcome(study)
    title = study.talks.case.no_deal.outcome[position].title
    worst = effects(study.talks, study.economy.outcome(position), study.economy.today)
    return [*found, Scene("worst", f"If talks fail: {title}", worst)]


MOST_STOPPERS = 8


def stoppers(study: Study) -> list[OptionReach]:
    """Options with which some deal is stopped, those with the fewest acceptable deals first."""
    found = [one for one in study.options if one.unlocked]
    return sorted(found, key=lambda one: (one.acceptable / max(1, one.deals), -one.unlocked))[:MOST_STOPPERS]


def early(study: Study) -> list[str]:
    """Say which issues to close so that an agreement in principle is safe; nothing where no set of issues is."""
    found = study.principles.smallest() if study.principles.few else None
    if found is None:
        return []
    talks = study.talks
    if not found.closed:
        return ["Nothing need be closed: every deal is acceptable to all."]
    titles = words.listed(
        f"“{talks.issue(i).title}” with “{talks.option(i, o).title}”" for i, o in found.closed.items()
    )
    left = words.listed(f"“{talks.issue(issue).title}”" for issue in found.open) or "nothing"
    worst = words.gains(study, found.worst)
    return [
        f"The fewest issues to close so that nobody can regret it: {titles}. That leaves open {left}.",
        f"The worst that can come of the rest still gives {worst}, {words.unit(talks)} over no deal.",
    ]


@dataclass(frozen=True)
class IndustryRow:
    """Effects on one industry of a party: changes in %, trade in million US$ a year."""

    sector: str
    industry: str
    people: str
    output: float
    jobs: float
    producer_price: float
    buyer_price: float
    exports: float
    imports: float


def industries(frame: pd.DataFrame, party: str) -> list[IndustryRow]:
    """Effects on every industry of a party, in the order of the world."""
    names = ["industry", "people", "output", "employment", "producer_price", "buyer_price", "exports", "imports"]
    own = frame.loc[party]
    columns = [own[name].tolist() for name in names]
    found = []
    for sector, industry, people, *figures in zip(own.index.tolist(), *columns, strict=True):
        found.append(IndustryRow(str(sector), str(industry), str(people), *words.tiny(figures)))
    return found


def biggest(rows: list[IndustryRow], most: int) -> list[IndustryRow]:
    """Industries whose output changes most."""
    return sorted(rows, key=lambda row: -abs(row.output))[:most]
