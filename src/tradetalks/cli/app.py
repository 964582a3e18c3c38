"""The commands; each imports what it needs when it runs, so that help answers at once."""

from __future__ import annotations

import codecs
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradetalks._version import __version__
from tradetalks.cli.plain import PLAIN, plainly
from tradetalks.errors import OutputError, TradetalksError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradetalks.equilibrium.solve import Progress
    from tradetalks.report.views.view import View
    from tradetalks.talks.study import Study

    Ask = Callable[[Study, Progress], View]

app = typer.Typer(
    name="tradetalks",
    help="Trade negotiations on a table that can be computed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Case = Annotated[str, typer.Argument(help="An embedded case by name, or the path of a case.toml or scored table.")]
Scenarios = Annotated[
    list[str] | None,
    typer.Option("--scenario", "-s", help="Switch a scenario of the case on; may be repeated."),
]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="Switch a scenario of the case off; may be repeated.")
]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write JSON to this file; - prints it.")]
Workbook = Annotated[Path | None, typer.Option("--xlsx", help="Write a workbook.")]
Tables = Annotated[Path | None, typer.Option("--csv", help="Write every table as CSV into this folder.")]


def _version(wanted: bool) -> None:  # noqa: FBT001  (typer hands the flag over by position)
    if wanted:
        typer.echo(f"tradetalks {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _question(ask: Ask) -> Ask:
    """Register a command that answers one question of a case; its name and its help are those of the question."""

    def command(
        case: Case,
        json: JsonFile = None,
        xlsx: Workbook = None,
        csv: Tables = None,
        scenario: Scenarios = None,
        without: Without = None,
    ) -> None:
        from tradetalks.cli.view import show_view  # noqa: PLC0415

        show_view(case, ask, json=json, xlsx=xlsx, csv=csv, switch_on=scenario or [], switch_off=without or [])

    app.command(ask.__name__, help=ask.__doc__)(command)
    return ask


@app.command()
def run(
    case: Case,
    json: JsonFile = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a self-contained report.")] = None,
    xlsx: Workbook = None,
    csv: Tables = None,
    scenario: Scenarios = None,
    without: Without = None,
) -> None:
    """Analyse a negotiation: payoffs, who walks, where the deal is, what if talks fail."""
    from tradetalks.cli.run import run_case  # noqa: PLC0415

    run_case(case, json=json, html=html, xlsx=xlsx, csv=csv, switch_on=scenario or [], switch_off=without or [])


@app.command()
def deal(
    case: Case,
    choice: Annotated[
        list[str] | None,
        typer.Argument(help="ISSUE=OPTION, as often as needed; the rest stays as it is today."),
    ] = None,
    find: Annotated[
        str, typer.Option("--find", "-f", help="Show the industries that a word finds: cars, dairy, union.")
    ] = "",
    scenario: Scenarios = None,
    without: Without = None,
) -> None:
    """Value one deal of a case, party by party and industry by industry."""
    from tradetalks.cli.deal import show_deal  # noqa: PLC0415

    show_deal(case, choice or [], find=find, switch_on=scenario or [], switch_off=without or [])


@app.command()
def advise(
    case: Case,
    party: Annotated[str, typer.Option("--for", help="The party to advise, by its id.")],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the brief as a page that prints on two sheets.")
    ] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help="Write the brief as a Word document.")] = None,
    json: JsonFile = None,
    scenario: Scenarios = None,
    without: Without = None,
    draws: Annotated[int, typer.Option("--draws", help="How many draws the chances are counted over.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same brief.")] = 0,
) -> None:
    """Advise one party: what to offer next, what to ask in return, what to hold back, when to walk away."""
    from tradetalks.cli.advise import advise_case  # noqa: PLC0415

    advise_case(
        case,
        party,
        html=html,
        docx=docx,
        json=json,
        draws=draws,
        seed=seed,
        switch_on=scenario or [],
        switch_off=without or [],
    )


@app.command()
def template(
    target: Annotated[Path, typer.Argument(help="The file to write, .csv or .xlsx; it must not be there yet.")],
) -> None:
    """Write a table of scores to fill in, for a negotiation without a trade model."""
    from tradetalks.files.negotiations.template import write_template  # noqa: PLC0415

    write_template(target)
    typer.echo(f"written: {target}")


@_question
def stability(study: Study, _: Progress) -> View:
    """Judge which deals hold once struck: who would leave each settlement, what deters it, and the way there.

    Issues with the largest stakes vary, up to 1,500 deals; the others stay as each settlement has them. A party can
    change an issue if the case says that it asked for one of its options other than today's (asked_by). The graph model
    judges: Nash, SEQ, GMR and SMR.
    """
    from tradetalks.report.views.stability import stability_view  # noqa: PLC0415

    return stability_view(study)


@_question
def timing(study: Study, _: Progress) -> View:
    """Play the talks out to the last deadline: who gives way when, what waiting costs, and concessions so far.

    Rounds come every seven days from the day of the case to its last deadline. The talks are played out once with each
    party having the last word, and once with proposers drawn by lot. Every party needs a patience in the case.
    """
    from tradetalks.report.views.timing import timing_view  # noqa: PLC0415

    return timing_view(study)


@_question
def weights(study: Study, _: Progress) -> View:
    """Read from dated moves how much each party cares for an issue, and which moves contradict each other.

    Moves up to the day of the case are read as comparisons. Ranges hold all weights that explain them: by strong
    inferences alone, and by all. A weight of 1 is as the case says.
    """
    from tradetalks.report.views.weights import weights_view  # noqa: PLC0415

    return weights_view(study)


@_question
def principle(study: Study, _: Progress) -> View:
    """Find what to agree in principle: the fewest issues to close, steps to each settlement, risks of signing early.

    A deal with issues left open is safe when every way to fill them is acceptable to all. The risk of signing is each
    party's worst payoff over all ways to fill the rest, against the settlement that it was promised.
    """
    from tradetalks.report.views.principle import principle_view  # noqa: PLC0415

    return principle_view(study)


@_question
def coalitions(study: Study, _: Progress) -> View:
    """Find what some parties can do without the others: partial deals, the core, leaving and joining later.

    Each coalition strikes the Nash settlement among its members, solved in equilibrium, while those outside have no
    deal with anyone. A deal of all is in the core if none of the deals found is better for all members of a coalition.
    """
    from tradetalks.report.views.coalitions import coalitions_view  # noqa: PLC0415

    return coalitions_view(study)


@app.command()
def robustness(
    case: Case,
    draws: Annotated[
        int, typer.Option("--draws", help="How many draws; the standard error of a chance is 0.5/sqrt(draws) at most.")
    ] = 200,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same draws.")] = 0,
    json: JsonFile = None,
    xlsx: Workbook = None,
    csv: Tables = None,
    scenario: Scenarios = None,
    without: Without = None,
) -> None:
    """Test how sure the answers are: chances of acceptance, how often settlements stay, and what moves payoffs.

    Every draw sets all that the case has a range for at once: elasticities, figures of clauses, scores, chances of no
    deal, and weights of issues.
    """
    from tradetalks.cli.view import show_view  # noqa: PLC0415
    from tradetalks.report.views.robustness import robustness_view  # noqa: PLC0415

    switches = {"switch_on": scenario or [], "switch_off": without or []}
    show_view(
        case,
        lambda study, progress: robustness_view(study, draws, seed, progress),
        json=json,
        xlsx=xlsx,
        csv=csv,
        **switches,
    )


@app.command(add_help_option=False)
def clause(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A kind of clause; none lists them all.")] = "",
    given: Annotated[
        list[str] | None, typer.Argument(help="KEY=VALUE, as often as needed; the rest keeps its default.")
    ] = None,
    world: Annotated[str, typer.Option("--world", "-w", help="An embedded world, or an archive.")] = "icio-2017",
    elasticities: Annotated[str, typer.Option("--elasticities", "-e", help="One of the world's sets.")] = "",
    json: JsonFile = None,
    tell: Annotated[
        bool, typer.Option("--help", "-h", help="Show this, or after a name the parameters of that clause.")
    ] = False,
) -> None:
    """Evaluate one clause alone, or list the kinds of clauses and their parameters."""
    from tradetalks.cli.clause import show_clause, show_clauses, show_parameters  # noqa: PLC0415

    if tell and not name:
        typer.echo(context.get_help())
    elif tell:
        show_parameters(name)
    elif name:
        show_clause(name, given or [], world=world, elasticities=elasticities, json_file=json)
    else:
        show_clauses()


@app.command("cases")
def list_cases() -> None:
    """List the embedded cases."""
    from tradetalks.cli.listings import show_cases  # noqa: PLC0415

    show_cases()


@app.command("worlds")
def list_worlds(
    world: Annotated[
        str, typer.Argument(help="One world, embedded or the path of an archive: the codes of its regions and sectors.")
    ] = "",
) -> None:
    """List the embedded worlds with their sources, licences and repairs, or the codes of one world."""
    from tradetalks.cli.worlds import show_codes, show_worlds  # noqa: PLC0415

    if world:
        show_codes(world)
    else:
        show_worlds()


@app.command()
def solve(
    world: Annotated[str, typer.Argument(help="An embedded world by name, or the path of an archive.")],
    tariff: Annotated[
        list[str] | None,
        typer.Option("--tariff", "-t", help="IMP:EXP:SECTOR=RATE; RATE as 0.25 or 25%; IMP, EXP may be *."),
    ] = None,
    trade_cost: Annotated[
        list[str] | None,
        typer.Option("--trade-cost", "-c", help="IMP:EXP:SECTOR=FACTOR; 1.02 is 2 % dearer."),
    ] = None,
    elasticities: Annotated[str, typer.Option("--elasticities", "-e", help="One of the world's sets.")] = "",
    balanced: Annotated[bool, typer.Option("--balanced", help="Set trade deficits to zero.")] = False,
    json: JsonFile = None,
) -> None:
    """Solve one counterfactual of a world and show who gains and loses."""
    from tradetalks.cli.solve import solve_world  # noqa: PLC0415

    solve_world(world, tariff or [], trade_cost or [], elasticities=elasticities, balanced=balanced, json_file=json)


@app.command()
def replicate(
    paper: Annotated[
        str, typer.Argument(help="caliendo-parro-2015, head-mayer-melitz-2024, ignatenko-2025 or ossa-2014.")
    ],
    data: Annotated[Path, typer.Option("--data", help="Folder of the papers' data sets.")] = Path("data"),
    json: JsonFile = None,
) -> None:
    """Put the published tables of a paper beside ours."""
    from tradetalks.cli.replicate import show_replication  # noqa: PLC0415

    show_replication(paper, data, json)


def main() -> None:
    """Run the command line; an error that we know is told without a traceback."""
    codecs.register_error(PLAIN, plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)
    try:
        app()
    except TradetalksError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(error.exit_status)
    except OSError as error:
        typer.echo(f"error: the output cannot be written ({error.strerror}) [output]", err=True)
        sys.exit(OutputError.exit_status)
