"""Write the generated parts of the documentation: keys of the case format, commands, codes of the embedded worlds.

    python scripts/build_docs.py            # rewrite them
    python scripts/build_docs.py --check    # fail when they are not current

A part stands in a page of docs/ between `<!-- generated NAME -->` and `<!-- end NAME -->`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import typer
from pydantic import BaseModel

from tradetalks.clauses import CLAUSES, AnyClause, Tariff, TariffTable, TradeCost
from tradetalks.clauses.base import Clause, Regions, Sectors
from tradetalks.clauses.quantity import PartyName, Quantity, RegionName, SectorName, Sourced, SourceName
from tradetalks.clauses.tariff_table import TariffRow
from tradetalks.cli.app import app
from tradetalks.files.worlds import load_world, worlds
from tradetalks.talks import schema
from tradetalks.world.world import World

DOCS = Path(__file__).resolve().parents[1] / "docs"
MARKED = re.compile(r"<!-- generated (\S+) -->\n.*?<!-- end \1 -->", re.DOTALL)
UNWRITTEN = {("TariffTable", "rows")}
COMMON = {
    "source": ("the id of a `[[source]]`; this or `judgement`, or both", '"hts-2017"'),
    "judgement": (
        "why you think so, where the figure is an assessment; this or `source`, or both",
        '"Half of the applied rate."',
    ),
}
FLOW = {
    "importer": ("who buys: one region of the world, or several", '"USA"'),
    "exporter": ("who sells: one region, or several", '["CAN", "MEX"]'),
    "sector": ("a sector code, several, or `goods`, `services`, `all`", '"C29"'),
}
SAID: dict[str, dict[str, tuple[str, str]]] = {
    "CaseFile": {
        "case": ("what the case is", "`[case]`"),
        "source": ("where figures and facts come from", "`[[source]]`"),
        "party": ("the governments at the table, two or more", "`[[party]]`"),
        "issue": ("what is negotiated, one or more", "`[[issue]]`"),
        "no_deal": ("what happens if talks fail", "`[no_deal]`"),
        "scenario": ("switches in the surroundings of the talks", "`[[scenario]]`"),
        "deadline": ("dates that matter", "`[[deadline]]`"),
        "exclude": ("options that cannot stand in one deal", "`[[exclude]]`"),
        "published": ("published figures to stand beside ours", "`[[published]]`"),
    },
    "Head": {
        "name": ("short name, shown while solving and in JSON", '"car-duties"'),
        "title": ("heading of every report", '"Duties on cars"'),
        "as_of": ("the day that the case describes", "2018-07-24"),
        "world": (
            "an embedded world, or an .npz archive, relative to the case; needed where there are clauses",
            '"icio-2017"',
        ),
        "elasticities": ('one of the elasticity sets of the world; `""` takes the default of the world', '"U4"'),
        "unit": ("what payoffs are counted in; with a world it is always billion US$ a year", '"points"'),
        "summary": ("what a reader must know, in a few sentences", '"""..."""'),
    },
    "Source": {
        "id": ("name by which figures refer to it, once in the file", '"hts-2017"'),
        "title": ("author, title, date, and what it says", '"USITC: tariff schedule of 2017"'),
        "url": ("its address", '"https://hts.usitc.gov"'),
        "evidence": ("whether you read it, computed from its data, or remember it", '"text seen"'),
    },
    "Party": {
        "id": ("short name, once in the file", '"USA"'),
        "name": ("plain name", '"United States"'),
        "region": ("the region of the world whose real income it answers for", '"USA"'),
        "interest": ("what it wants, in a sentence", '"Sales of food to Europe."'),
        "mandate": ("what its negotiators may accept", "`[party.mandate]`"),
        "patience": ("how it counts later gains", "`[party.patience]`"),
        "weight": ("how much it cares for issues, by issue", "`[party.weight.cars]`"),
    },
    "Patience": {
        "discount": ("the rate at which it discounts later gains, a fraction a year", "{ low = 0.02, value = 0.05 }"),
    },
    "Weight": {
        "times": ("factor on what options of the issue are worth to it; 1 is as told", "{ low = 0.5, value = 1.0 }"),
    },
    "Mandate": {
        "target": ("what it hopes for, bn US$ a year over no deal; not used in results", "5.0"),
        "acceptable": ("what would do, bn US$ a year over no deal; not used in results", "2.0"),
        "walk_away": ("the least gain over no deal that it accepts, bn US$ a year", "0.0"),
    },
    "Issue": {
        "id": ("short name, as in `issue=option` on the command line", '"cars"'),
        "title": ("plain name", '"Duties on cars"'),
        "about": ("what it is about and what its figures leave out", '"..."'),
        "status_quo": ("the option that stands today, the zero point: nothing is scored or changed", '"as-today"'),
        "binds": (
            "parties that it needs: a deal without one of them leaves it as today; none: any may settle it",
            '["USA", "CAN"]',
        ),
        "option": ("ways to settle it, two or more", "`[[issue.option]]`"),
    },
    "Option": {
        "id": ("short name, once in the issue", '"zero"'),
        "title": ("plain name", '"No duty on either side"'),
        "says": ("what the text would say", '"..."'),
        "asked_by": ("party or parties that asked for it", '["USA"]'),
        "source": ("id of the source that reports it", '"scroll-2018"'),
        "clause": ("what it does in the trade model", "`[[issue.option.clause]]`"),
        "score": ("what it is worth beyond the trade model", "`[[issue.option.score]]`"),
    },
    "Score": {
        "party": ("whose gain it is", '"USA"'),
        "bn": ("bn US$ a year; below zero it is a loss", "{ low = 0.2, value = 1.0, high = 2.0 }"),
    },
    "NoDeal": {
        "about": ("how no deal may come about", '"..."'),
        "outcome": ("what may happen, one or more", "`[[no_deal.outcome]]`"),
    },
    "Outcome": {
        "id": ("short name, once", '"lapse"'),
        "title": ("plain name", '"The agreement ends"'),
        "probability": (
            "its chance, a fraction; all `value`s add up to 1",
            "{ low = 0.05, value = 0.15, high = 0.30 }",
        ),
        "clause": ("what it does in the trade model", "`[[no_deal.outcome.clause]]`"),
        "score": ("what it is worth beyond the trade model", "`[[no_deal.outcome.score]]`"),
    },
    "Scenario": {
        "id": ("short name, as in `--scenario` on the command line", '"us-list-on-china"'),
        "title": ("plain name", '"The US list on China"'),
        "about": ("what it stands for", '"..."'),
        "on": ("whether it is on when nobody says otherwise", "false"),
        "clause": ("what it does, one or more", "`[[scenario.clause]]`"),
    },
    "Deadline": {
        "date": ("the day", "2018-07-25"),
        "party": ("for whom it matters", '["EU", "USA"]'),
        "title": ("what happens then", '"The presidents meet"'),
        "score": ("what it is worth, once, to have no deal by then", "`[[deadline.score]]`"),
    },
    "Exclude": {
        "options": ("by issue, the options that cannot meet", '{ cars = "zero", farms = ["open", "half"] }'),
    },
    "Published": {
        "title": ("study and what it measures", '"Steinberg 2020: welfare"'),
        "outcome": ("the outcome of no deal that it is about; this or `deal`", '"lapse"'),
        "deal": ("option by issue; issues left out stay as today; this or `outcome`", '{ cars = "zero" }'),
        "unit": ("what the figures are", '"percent"'),
        "figure": ("figure by party", "{ USA = -0.04, CAN = -0.12 }"),
        "differs": ("why ours may differ", '"Tariffs alone; ours adds other costs."'),
    },
    "Tariff": {
        **FLOW,
        "type": ("says which clause it is", '"tariff"'),
        "rate": ("the new tariff, a fraction above -1; this or `add`", "0.25"),
        "add": ("what is added to the applied tariff, a fraction; this or `rate`", "{ value = 0.1, high = 0.2 }"),
    },
    "TradeCost": {
        **FLOW,
        "type": ("says which clause it is", '"trade-cost"'),
        "factor": ("factor on the cost of delivery, above 0", "{ low = 1.0, value = 1.02, high = 1.05 }"),
    },
    "TariffTable": {
        "type": ("says which clause it is", '"tariff-table"'),
        "file": ("CSV file, relative to the case", '"us-list.csv"'),
    },
    "TariffRow": {
        "importer": ("region that charges the tariff", "CHN"),
        "exporter": ("region that pays it", "USA"),
        "sector": ("sector code or group", "A01"),
        "add": ("what is added to the applied tariff, a fraction", "0.25"),
    },
    "Position": {
        "date": ("the day of the move", "2018-06-22"),
        "party": ("who moved", "USA"),
        "issue": ("on which issue; one that the case does not hold is allowed", "cars"),
        "option": ("the option asked for or accepted, where it is one of the case", "zero"),
        "kind": ("what sort of move", "threat"),
        "fact": ("what happened, in a sentence", "The President threatens a duty of 20 %"),
        "source": ("id of a source of the case, or an address", "scroll-2018"),
        "evidence": ("as in `[[source]]`", "text seen"),
    },
}
PAGE_OF = {
    "tariff": "#type--tariff",
    "tariff-table": "#type--tariff-table",
    "trade-cost": "#type--trade-cost",
    "tariff-list": "clauses/tariff-lists.md",
    "preference": "clauses/preferences-and-lapse.md",
    "lapse": "clauses/preferences-and-lapse.md",
    "regional-content": "clauses/content.md",
    "national-content": "clauses/content.md",
    "labour-value": "clauses/content.md",
    "tariff-rate-quota": "clauses/quotas.md",
    "vehicle-quota": "clauses/quotas.md",
    "metal-duties": "clauses/metal-duties.md",
    "procurement-cap": "clauses/procurement.md",
    "trade-remedies": "clauses/dispute-settlement.md",
    "enforcement": "clauses/dispute-settlement.md",
    "sunset": "clauses/sunset.md",
}
KINDS: tuple[tuple[Any, str], ...] = (
    (RegionName, "region"),
    (Regions, "region, or list of them"),
    (SectorName, "sector"),
    (Sectors, "sector, or list of them"),
    (PartyName, "party"),
    (schema.PartyNames, "party, or list of them"),
    (schema.OptionNames, "text, or list of them"),
    (SourceName, "source id"),
    (AnyClause, "clause"),
    (Quantity, "quantity"),
    (str, "text"),
    (float, "number"),
    (bool, "true or false"),
    (dt.date, "date"),
)


def main() -> None:
    """Rewrite the generated parts, or say which pages are not current."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is not current")
    check = parser.parse_args().check
    old = stale()
    for page, text in old.items():
        print(f"{'not current' if check else 'written'}: {page.name}")
        if not check:
            page.write_text(text, encoding="utf-8")
    sys.exit(1 if check and old else 0)


def stale() -> dict[Path, str]:
    """Pages whose generated parts are not current, with the text that they should have."""
    found = {page: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}
    wanted = {page: MARKED.sub(_filled, text) for page, text in found.items()}
    return {page: text for page, text in wanted.items() if text != found[page]}


def _filled(marked: re.Match[str]) -> str:
    name = marked[1]
    return f"<!-- generated {name} -->\n{PARTS[name]()}\n<!-- end {name} -->"


# ---- keys of the case format


def keys(model: type[BaseModel]) -> str:
    """Table of the keys that a model takes: type, whether it is needed, meaning and example."""
    said = SAID[model.__name__] | (COMMON if issubclass(model, Sourced) else {})
    names = [name for name in model.model_fields if (model.__name__, name) not in UNWRITTEN]
    if set(said) != set(names):
        sys.exit(f"{model.__name__}: tell the meaning of exactly {sorted(names)}, not of {sorted(said)}")
    hints = get_type_hints(model, include_extras=True)
    rows = [_key(model, name, in_words(hints[name]), said[name]) for name in _ordered(model, names)]
    return table(("key", "type", "needed", "meaning", "example"), rows)


def _ordered(model: type[BaseModel], names: list[str]) -> list[str]:
    """Put the type first and what all sourced parts share last."""
    shared = list(COMMON) if issubclass(model, Sourced) else []
    return sorted(names, key=lambda name: (name in shared, name != "type"))


def _key(model: type[BaseModel], name: str, kind: str, said: tuple[str, str]) -> tuple[str, ...]:
    meaning, example = said
    either = "one of both" if "this or `" in meaning else "no"
    needed = "yes" if name == "type" or model.model_fields[name].is_required() else either
    return f"`{name}`", kind, needed, meaning, example if example.startswith("`") else f"`{example}`"


def in_words(hint: Any) -> str:
    """Name a type in words that a writer of a case understands."""
    known = next((words for kind, words in KINDS if hint == kind), None)
    if known:
        return known
    origin, inner = get_origin(hint), [part for part in get_args(hint) if part not in (Ellipsis, type(None))]
    if origin is Literal:
        return " or ".join(f"`{choice}`" for choice in inner)
    if origin is dict:
        return f"table of {in_words(inner[1])} by {in_words(inner[0])}"
    if origin is tuple:
        return f"list of {plural(in_words(inner[0]))}"
    if origin is not None:
        return in_words(inner[0])
    return "table"


def plural(words: str) -> str:
    """Write one thing as several."""
    return f"{words}s"


# ---- kinds of clauses


def clauses() -> str:
    """Table of the kinds of clauses, each with the page that tells its equations, parameters and sources."""
    rows = [(f"`{name}`", kind.sentence(), f"[{page}]({page})") for name, (kind, page) in told_clauses().items()]
    return table(("type", "what it does", "equations, parameters, sources"), rows)


def told_clauses() -> dict[str, tuple[type[Clause], str]]:
    """Kinds of clauses by name, each with the page that tells of it; fails when one has none."""
    untold = set(CLAUSES) - set(PAGE_OF)
    if untold:
        sys.exit(f"name the page of {sorted(untold)}")
    return {name: (kind, PAGE_OF[name]) for name, kind in CLAUSES.items()}


# ---- commands


def commands() -> str:
    """Describe every command: usage, what it does, and its arguments and options."""
    group: Any = typer.main.get_command(app)
    return "\n\n".join(_command(name, command) for name, command in group.commands.items())


def _command(name: str, command: Any) -> str:
    shown = [param for param in command.params if not getattr(param, "hidden", False)]
    parts = [f"## `tradetalks {name}`", command.help, f"```text\n{_usage(name, shown)}\n```"]
    if shown:
        parts.append(table(("argument or option", "needed", "default", "meaning"), [_param(p) for p in shown]))
    return "\n\n".join(parts)


def _usage(name: str, params: list[Any]) -> str:
    arguments = [_argument(param) for param in params if _is_argument(param)]
    options = [] if len(arguments) == len(params) else ["[OPTIONS]"]
    return " ".join(["tradetalks", name, *options, *arguments])


def _argument(param: Any) -> str:
    label = param.name.upper() + ("..." if param.nargs != 1 else "")
    return label if param.required else f"[{label}]"


def _is_argument(param: Any) -> bool:
    return str(param.param_type_name) == "argument"


def _param(param: Any) -> tuple[str, ...]:
    label = _argument(param).strip("[]") if _is_argument(param) else ", ".join(param.opts)
    told = isinstance(param.default, str | int | float | Path) and param.default not in {"", False}
    default = f"`{param.default}`" if told else ""
    return f"`{label}`", "yes" if param.required else "no", default, str(param.help)


# ---- codes of the embedded worlds


def _worlds_of_one_list() -> list[World]:
    found = [load_world(name) for name in worlds()]
    if len({(world.regions, world.sectors) for world in found}) > 1:
        sys.exit("the embedded worlds differ in their codes: write a table for each")
    return found


def region_codes() -> str:
    """Table of the regions of the embedded worlds."""
    world = _worlds_of_one_list()[0]
    return table(("code", "region"), [(f"`{code}`", world.name_of(code)) for code in world.regions])


def sector_codes() -> str:
    """Table of the sectors of the embedded worlds, with the words in which people look for their row."""
    world = _worlds_of_one_list()[0]
    rows = zip((f"`{code}`" for code in world.sectors), world.sector_names, world.sector_people, strict=True)
    return table(("code", "sector", "words that find it"), list(rows))


# ---- tables


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


TABLES: dict[str, type[BaseModel]] = {
    "file": schema.CaseFile,
    "head": schema.Head,
    "source": schema.Source,
    "party": schema.Party,
    "mandate": schema.Mandate,
    "patience": schema.Patience,
    "weight": schema.Weight,
    "issue": schema.Issue,
    "option": schema.Option,
    "score": schema.Score,
    "no-deal": schema.NoDeal,
    "outcome": schema.Outcome,
    "scenario": schema.Scenario,
    "deadline": schema.Deadline,
    "exclude": schema.Exclude,
    "published": schema.Published,
    "tariff": Tariff,
    "trade-cost": TradeCost,
    "tariff-table": TariffTable,
    "tariff-row": TariffRow,
    "position": schema.Position,
}


def _keys_of(model: type[BaseModel]) -> Callable[[], str]:
    return lambda: keys(model)


PARTS: dict[str, Callable[[], str]] = {
    "clauses": clauses,
    "commands": commands,
    "regions": region_codes,
    "sectors": sector_codes,
    **{f"keys-{name}": _keys_of(model) for name, model in TABLES.items()},
}

if __name__ == "__main__":
    main()
