"""How sure the answers are: chances of acceptance over draws of all that is uncertain, and what moves the payoffs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tradetalks.errors import InputError
from tradetalks.report import words
from tradetalks.report.views import parts
from tradetalks.report.views import robustness_tables as tables
from tradetalks.report.views.view import View
from tradetalks.talks.robustness.result import PERCENTILES

if TYPE_CHECKING:
    from tradetalks.equilibrium.solve import Progress
    from tradetalks.talks.robustness.result import Robustness
    from tradetalks.talks.robustness.tornado import Cause, Tornado
    from tradetalks.talks.study import Study


def robustness_view(study: Study, draws: int, seed: int, progress: Progress | None = None) -> View:
    """Draw all that is uncertain and count what becomes of the answers.

    Raises `InputError` "draws"; see `tradetalks.talks.robustness`.
    """
    found = study.robustness(draws, seed, progress=progress)
    main = "nash" if "nash" in found.shown else "status_quo"
    drawn = tables.Drawn(study, found, main, _tornado(found, main))
    return View(
        name="robustness",
        case=study.talks.name,
        title=f"{study.talks.case.case.title}: how sure the answers are",
        findings=tuple(_findings(drawn)),
        sheets=(
            tables.chances(drawn),
            tables.blockers(drawn),
            tables.payoffs(drawn),
            tables.causes(drawn),
            tables.safest(drawn),
        ),
        data=_data(drawn, seed),
        more=(tables.picked(drawn), tables.all_causes(drawn), tables.shortcut(drawn)),
    )


def _tornado(found: Robustness, main: str) -> Tornado | None:
    """Tell what moves payoffs, unless there are too few draws to tell."""
    try:
        return found.tornado(main)
    except InputError as error:
        if error.code != "few-draws":
            raise
        return None


def _findings(drawn: tables.Drawn) -> Iterator[str]:
    found, study = drawn.found, drawn.study
    name = parts.deals([drawn.main])
    yield f"In {words.percent(found.acceptance[drawn.main])} of {found.draws:,} draws all accept {name}."
    party, part = max(found.blocks(drawn.main).items(), key=lambda item: item[1])
    if part:
        yield f"{parts.head(study, party)} alone rejects it most often, in {words.percent(part)} of them."
    if drawn.main in found.stays:
        stays = words.percent(found.stays[drawn.main])
        yield f"It stays {name} in {stays} of them; in {words.percent(found.no_zone)} no deal is acceptable to all."
    if drawn.tornado:
        most = [tables.driver_words(study, cause.driver) for cause in drawn.tornado.causes[:3]]
        yield f"What moves its payoffs most: {words.listed(most)}."
    else:
        yield "There are too few draws to tell what moves payoffs."


def _data(drawn: tables.Drawn, seed: int) -> dict[str, Any]:
    found = drawn.found
    return {
        "draws": found.draws,
        "seed": seed,
        "deals": {name: _shown(drawn, name) for name in found.shown},
        "stays": found.stays,
        "no_zone": found.no_zone,
        "picked": {rule: [{"deal": d, "part": part} for d, part in found.picked(rule)] for rule in found.picks},
        "moves": [_cause(drawn, cause) for cause in drawn.tornado.causes] if drawn.tornado else None,
        "safest": [{"deal": drawn.study.space.deal(n), "chance": part} for n, part in tables.most_accepted(drawn)],
    }


def _shown(drawn: tables.Drawn, name: str) -> dict[str, Any]:
    rows = drawn.found.percentiles(name)
    ids = drawn.study.talks.party_ids
    return {
        "all_accept": drawn.found.acceptance[name],
        "accepts": drawn.found.accepts(name),
        "blocks": drawn.found.blocks(name),
        "payoff": {p: dict(zip(map(str, PERCENTILES), rows[:, at].tolist(), strict=True)) for at, p in enumerate(ids)},
    }


def _cause(drawn: tables.Drawn, cause: Cause) -> dict[str, Any]:
    ids = drawn.study.talks.party_ids
    figures = {"low": cause.low, "high": cause.high, "share": cause.share}
    by_party = {key: dict(zip(ids, map(float, row), strict=True)) for key, row in figures.items()}
    return {"kind": cause.driver.kind.value, "name": cause.driver.name, **by_party}
