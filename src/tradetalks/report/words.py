"""Figures, dates and lists in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tradetalks.charts.labels import deal_label, party_name, signed
from tradetalks.talks.contributions import INTERACTION, NO_DEAL
from tradetalks.talks.schema import BILLION

if TYPE_CHECKING:
    from tradetalks.talks.deals import Deal
    from tradetalks.talks.study import Study
    from tradetalks.talks.talks import Talks

LINKS = ("https://", "http://")

CAPTIONS = {INTERACTION: "clauses together", NO_DEAL: "against no deal"}
"""How parts of a payoff that are no clause are called."""

SETTLEMENT_RULES = {
    "status_quo": "every issue stays as it is today",
    "nash": "largest product of the parties' gains: it weighs how much there is to gain against how it is shared",
    "kalai_smorodinsky": "every party gets as equal a part as possible of the most it could hope for",
    "egalitarian": "the party that gains least gains as much as possible",
    "utilitarian": "largest sum of gains, however it is shared",
}


def date(day: dt.date) -> str:
    """Write a date as 6 April 2018."""
    return f"{day.day} {day:%B %Y}"


def listed(parts: Iterable[str]) -> str:
    """Join words as in a sentence: a, b and c."""
    words = list(parts)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def part(name: str) -> str:
    """Name of a part of a payoff: a kind of clause without its hyphens, or what is no clause."""
    return CAPTIONS.get(name, name.replace("-", " "))


def money(value: float) -> str:
    """Write billion US$ with sign: two decimals, one where there are many digits, three where two would show little."""
    size = abs(value)
    return signed(value, 1 if size >= 100 else 3 if 0.0005 <= size < 0.0095 else 2)  # noqa: PLR2004


def plain(value: float, decimals: int = 2) -> str:
    """Write a figure without a plus sign."""
    return signed(value, decimals).removeprefix("+")


def percent(fraction: float) -> str:
    """Write a fraction as per cent, whole where that is enough."""
    return f"{100 * fraction:.0f} %" if fraction == 0 or fraction >= 0.01 else f"{100 * fraction:.1g} %"  # noqa: PLR2004


def named(talks: Talks, parties: Iterable[str]) -> str:
    """Names of parties, with the article that English wants."""
    return listed(article(party_name(talks, party)) for party in parties)


def article(name: str) -> str:
    """Put "the" before names such as United States and European Union."""
    plural = name.endswith(("States", "Kingdom", "Union", "Netherlands", "Philippines", "Emirates"))
    return f"the {name}" if plural else name


def unit(talks: Talks) -> str:
    """Return what payoffs of a case are counted in."""
    return talks.case.case.unit


def scale(talks: Talks) -> str:
    """Name of the unit within a sentence that has named it before."""
    return "billion" if talks.case.case.unit == BILLION else talks.case.case.unit


def short_unit(talks: Talks) -> str:
    """Name of the unit in a narrow column."""
    return "bn" if talks.case.case.unit == BILLION else talks.case.case.unit


def sentence(text: str) -> str:
    """Start a text with a capital letter."""
    return text[:1].upper() + text[1:]


def gains(study: Study, payoff: dict[str, float]) -> str:
    """Gains by party: Canada +2.93, Mexico +2.27."""
    return listed(f"{article(party_name(study.talks, party))} {money(gain)}" for party, gain in payoff.items())


def changes(study: Study, deal: Deal) -> list[str]:
    """Say what a deal changes from today, an item for each issue."""
    talks = study.talks
    moved = [(talks.issue(issue), talks.option(issue, option)) for issue, option in deal.items()]
    told = [f"{issue.title}: {option.title}" for issue, option in moved if option.id != issue.status_quo]
    return told or ["everything stays as it is"]


def link(text: str) -> str:
    """Return an address that may be linked, or nothing."""
    return text if text.startswith(LINKS) else ""


def source_title(talks: Talks, source: str | None) -> str:
    """Title of a source by its id; an address becomes the name of its site."""
    titles = {known.id: known.title for known in talks.case.source}
    if source is None:
        return ""
    return titles.get(source, site(source))


def source_link(talks: Talks, source: str | None) -> str:
    """Address of a source, where it has one."""
    addresses = {known.id: known.url for known in talks.case.source}
    return link(addresses.get(source or "", source or ""))


def site(address: str) -> str:
    """Name of the site of an address."""
    for start in LINKS:
        if address.startswith(start):
            return address.removeprefix(start).split("/")[0].removeprefix("www.")
    return address


def settlement(name: str, *, noun: bool = True) -> str:
    """Name of a settlement in a sentence."""
    label = deal_label(name)
    proper = label if name in {"nash", "kalai_smorodinsky"} else label.lower()
    return f"{proper} settlement" if noun and name != "status_quo" else proper


def span(low: float, high: float) -> str:
    """Write a range of money."""
    return f"{money(low)} to {money(high)}"


def tiny(values: Sequence[float], floor: float = 1e-9) -> list[float]:
    """Set the noise of solutions to zero."""
    return [0.0 if abs(value) < floor else value for value in values]
