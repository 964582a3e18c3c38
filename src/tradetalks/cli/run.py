"""`tradetalks run`: the whole line of flow, told on the terminal and written where asked."""

from __future__ import annotations

from pathlib import Path

from tradetalks.cli.common import STANDARD_OUT, check_folder, check_targets, console, progress, put, working
from tradetalks.cli.study import print_study
from tradetalks.files.cases import load_talks
from tradetalks.files.output import make_folder
from tradetalks.report.csv import as_csv, file_name
from tradetalks.report.json import as_json
from tradetalks.report.study_sheets import sheets
from tradetalks.talks.study import Study, study


def run_case(
    case: str,
    *,
    json: Path | None,
    html: Path | None,
    xlsx: Path | None,
    csv: Path | None,
    switch_on: list[str],
    switch_off: list[str],
) -> None:
    """Analyse a case, print it, and write the files that are wanted."""
    talks = load_talks(case)
    check_targets(json, html, xlsx, inputs=talks.files)
    check_folder(csv)
    with progress(f"solving {talks.name}") as report:
        result = study(talks, scenarios=talks.switched(switch_on, switch_off), progress=report)
    with working("varying elasticities and ranges"):
        result.ranges  # noqa: B018  (worked out here, so that the wait is explained)
    written = _write(result, json=json, html=html, xlsx=xlsx, csv=csv)
    if json != STANDARD_OUT:
        print_study(console(), result)
        if written:
            console().print(f"written: {', '.join(written)}")


def _write(result: Study, *, json: Path | None, html: Path | None, xlsx: Path | None, csv: Path | None) -> list[str]:
    """Make every wanted result first and write last, so that a failure leaves nothing behind; name what is written."""
    made: list[tuple[Path, str | bytes]] = []
    if json:
        made.append((json, as_json(result)))
    with working("drawing the report"):
        if html:
            from tradetalks.report.html import html_report  # noqa: PLC0415  (slow, and only now needed)

            made.append((html, html_report(result)))
        if xlsx:
            from tradetalks.report.workbook import workbook  # noqa: PLC0415

            made.append((xlsx, workbook(result.talks.case.case.title, sheets(result))))
    if csv:
        made += [(csv / file_name(sheet), as_csv(sheet)) for sheet in sheets(result)]
    if csv:
        make_folder(csv)
    for path, content in made:
        put(path, content)
    return [str(path) for path, _ in made if path != STANDARD_OUT]
