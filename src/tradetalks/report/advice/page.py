"""The brief as one self-contained page that prints on two sheets of A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.charts import labels
from tradetalks.report.advice.sections import page
from tradetalks.report.advice.words import kept
from tradetalks.report.pages import environment

if TYPE_CHECKING:
    from tradetalks.talks.advice.brief import Brief


def html_brief(brief: Brief) -> str:
    """Write the brief: one file that needs no network, no script and no font of its own."""
    from tradetalks import __version__  # noqa: PLC0415  (the package itself)

    made = environment()
    made.filters.update(signed=labels.signed, kept=kept)
    parties = brief.study.talks.parties
    return made.get_template("advice.html.j2").render(
        page=page(brief),
        own=brief.advice.party,
        parties=parties,
        places={party.id: place for place, party in enumerate(parties)},
        colours=labels.colours(parties),
        shapes=labels.shapes(parties),
        version=__version__,
    )
