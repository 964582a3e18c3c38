"""The report of a study as one self-contained page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tradetalks.charts import labels
from tradetalks.report import evidence, findings, mechanisms, tables, words
from tradetalks.report.figures import Sketch, drawn
from tradetalks.report.mending import mending
from tradetalks.report.pages import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment

    from tradetalks.report.tables import Scene
    from tradetalks.talks.study import Study

MOST_REFUSALS = 5
MOST_INDUSTRIES = 5


def html_report(study: Study) -> str:
    """Write the report: one file that needs no network, no script and no font of its own."""
    scenes = tables.scenes(study)
    figures = drawn(_sketches(study, scenes))
    page = _environment().get_template("report.html.j2")
    return page.render(study=study, talks=study.talks, scenes=scenes, figures=figures, **_rows(study))


def _environment() -> Environment:
    made = environment()
    made.globals.update(words=words, findings=findings, mending=mending, tables=tables, evidence=evidence)
    made.filters.update(money=words.money, date=words.date, percent=words.percent, signed=labels.signed)
    return made


def _rows(study: Study) -> dict[str, Any]:
    """Everything that the template lays out."""
    from tradetalks import __version__  # noqa: PLC0415  (the package itself)
    from tradetalks.charts import frontier, ranges, swings, timeline  # noqa: PLC0415  (needs Altair)

    deal = ranges.varied_deal(study)
    return {
        "version": __version__,
        "parties": study.talks.parties,
        "colours": labels.colours(study.talks.parties),
        "shapes": labels.shapes(study.talks.parties),
        "deal_label": labels.deal_label,
        "provisions": mechanisms.provisions(study.talks),
        "decimals_for": labels.decimals_for,
        "beyond": frontier.beyond(study),
        "varied": deal,
        "swings": swings.swings(study, deal),
        "kinds": timeline.KINDS,
        "undrawn": len(study.talks.positions) - len(timeline.drawn(study.talks)),
        "most_refusals": MOST_REFUSALS,
        "most_industries": MOST_INDUSTRIES,
    }


def _sectors(study: Study, scene: Scene, width: int) -> Any:
    from tradetalks.charts.sectors import sectors_chart  # noqa: PLC0415

    return sectors_chart(study, scene.effects, width=width)


def _sketches(study: Study, scenes: list[Scene]) -> Iterator[Sketch]:
    from tradetalks.charts.frontier import frontier_chart  # noqa: PLC0415  (Altair is slow to import)
    from tradetalks.charts.no_deal import no_deal_chart  # noqa: PLC0415
    from tradetalks.charts.payoffs import payoffs_chart  # noqa: PLC0415
    from tradetalks.charts.ranges import ranges_chart  # noqa: PLC0415
    from tradetalks.charts.timeline import timeline_chart  # noqa: PLC0415

    def of_study(name: str, label: str, chart: Callable[..., Any]) -> Sketch:
        return Sketch(name, label, lambda width: chart(study, width=width))

    yield of_study("frontier", "The frontier of deals by pairs of parties, with the settlements", frontier_chart)
    yield of_study("payoffs", "Gains over no deal by settlement and party, with ranges", payoffs_chart)
    yield from mechanisms.sketches(study.talks)
    if study.talks.world is not None:
        yield of_study("no-deal", "Change of real income by outcome of no deal and party", no_deal_chart)
    if study.ranges.wide:
        yield of_study("ranges", "How far each view of the evidence moves each party's gain", ranges_chart)
    for scene in scenes:
        label = f"{scene.title}: change of output by industry and party"
        yield Sketch(scene.key, label, partial(_sectors, study, scene))
    if study.talks.positions:
        yield of_study("timeline", "Dated positions by issue and party, with deadlines", timeline_chart)
