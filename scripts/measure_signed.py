"""Set the agreement of 2018 beside the settlements of the study, and write it into docs/nafta-2018.md.

`python scripts/measure_signed.py` rewrites the tables between the markers; `--check` compares and fails if old.
"""

from __future__ import annotations

from pathlib import Path

from measured import rewrite
from tradetalks import Study, load_talks, study
from tradetalks.charts.labels import deal_label
from tradetalks.report.words import money

PAGE = Path(__file__).parents[1] / "docs" / "nafta-2018.md"
BEGIN, END = "<!-- signed: begin -->", "<!-- signed: end -->"
AS_SIGNED = {
    "auto-content": "75",
    "origin-content": "wage-40-16",
    "chapter-19": "kept",
    "chapter-20": "as-is",
    "sunset": "sixteen-year-term",
    "procurement": "as-is",
    "supply-management": "quota-3.6",
    "metal-duties": "duties",
    "border": "none",
}
"""The nearest options to the text of 30 November 2018; what differs is told in the page."""

LATER = {"chapter-20": "strengthened", "metal-duties": "permanent"}
"""What changed by the protocol of December 2019 and the statement of May 2019."""


def tables() -> str:
    """Write what blocked, what was signed issue by issue, and what it is worth."""
    result = study(load_talks("nafta-2018"))
    return "\n\n".join([blocked(result), issue_by_issue(result), worth(result)])


def blocked(result: Study) -> str:
    """Write the options that stop most deals."""
    head = ["| option | deals with it | acceptable to all | would be if it alone moved |", "|---|---:|---:|---:|"]
    order = sorted(result.options, key=lambda one: (one.acceptable / one.deals, -one.unlocked))[:5]
    rows = [
        f"| {_title(result, one.issue)}: {_title(result, one.issue, one.option)} "
        f"| {one.deals:,} | {one.acceptable:,} | {one.unlocked:,} |"
        for one in order
    ]
    return "\n".join([*head, *rows])


def issue_by_issue(result: Study) -> str:
    """Write which settlements pick what was signed."""
    picks = {name: point.deal for name, point in result.settlements.items() if point}
    labels = [deal_label(name) for name in picks]
    head = [f"| issue | signed | later | {' | '.join(labels)} |", "|" + "---|" * (3 + len(picks))]
    rows = []
    for issue, option in AS_SIGNED.items():
        final = LATER.get(issue, option)
        later = _title(result, issue, final) if final != option else ""
        chosen = [
            f"**{_title(result, issue, deal[issue])}**" if deal[issue] == final else _title(result, issue, deal[issue])
            for deal in picks.values()
        ]
        told = [_title(result, issue), _title(result, issue, option), later, *chosen]
        rows.append(f"| {' | '.join(told)} |")
    return "\n".join([*head, *rows])


def worth(result: Study) -> str:
    """Write what was signed is worth, beside the Nash settlement."""
    names = result.talks.party_ids
    head = [f"| deal | {' | '.join(names)} | sum | acceptable to all |", "|---|" + "---:|" * (len(names) + 1) + "---|"]
    nash = result.settlements["nash"]
    deals = {"as signed": AS_SIGNED, "as it stood in 2020": AS_SIGNED | LATER}
    points = {name: result.value(deal) for name, deal in deals.items()} | ({"Nash settlement": nash} if nash else {})
    rows = []
    for name, point in points.items():
        gains = [money(gain) for gain in (*point.payoff.values(), sum(point.payoff.values()))]
        rows.append(f"| {name} | {' | '.join(gains)} | {'yes' if point.acceptable else 'no'} |")
    return "\n".join([*head, *rows])


def _title(result: Study, issue: str, option: str | None = None) -> str:
    return result.talks.option(issue, option).title if option else result.talks.issue(issue).title


def main() -> None:
    """Rewrite the page, or check it."""
    rewrite(PAGE, (BEGIN, END), tables, "measure_signed.py", __doc__)


if __name__ == "__main__":
    main()
