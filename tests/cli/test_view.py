"""The commands that answer one question of a case, as a user meets them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from tradetalks import load_talks, study
from tradetalks.cli.app import app
from tradetalks.errors import InputError

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "car-duties")
PAGES = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("commands.md", "robustness.md"))
COMMANDS = ("stability", "timing", "weights", "principle", "coalitions", "robustness")
FEW = {"robustness": ("--draws", "4")}

MOVE = "2018-07-20,EU,tests,accepted,position,Europe asks to accept tests,https://example.org/a,text seen"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example with patience for both parties, and a move that tells."""
    text = (Path(EXAMPLE) / "case.toml").read_text(encoding="utf-8")
    patience = '\n[party.patience]\ndiscount = 0.05\njudgement = "made up for a test"\n'
    if "[party.patience]" not in text:
        text = re.sub(r"(?m)^(\[\[party\]\]\n(?:(?!\[).*\n)+)", rf"\1{patience}\n", text)
    folder = tmp_path_factory.mktemp("case")
    (folder / "case.toml").write_text(text, encoding="utf-8")
    positions = (Path(EXAMPLE) / "positions.csv").read_text(encoding="utf-8")
    (folder / "positions.csv").write_text(f"{positions.rstrip()}\n{MOVE}\n", encoding="utf-8")
    return str(folder)


def run(*words: str) -> str:
    done = CliRunner(env={"COLUMNS": "80"}).invoke(app, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_a_view_prints_at_80_columns_and_writes_all_that_is_asked(command: str, case: str, tmp_path: Path) -> None:
    targets = {flag: tmp_path / name for flag, name in (("json", "v.json"), ("xlsx", "v.xlsx"), ("csv", "tables"))}
    out = run(
        command,
        case,
        *FEW.get(command, ()),
        *(word for flag, path in targets.items() for word in (f"--{flag}", str(path))),
    )
    printed = out.partition("written: ")[0]
    assert max(map(len, printed.splitlines())) <= 80
    told = json.loads(targets["json"].read_text(encoding="utf-8"))
    assert told["view"] == command
    assert told["findings"][0].split()[0] in printed
    names = load_workbook(targets["xlsx"], read_only=True).sheetnames
    assert {path.stem for path in targets["csv"].iterdir()} == {name.lower().replace(" ", "-") for name in names}
    with (targets["csv"] / "findings.csv").open(encoding="utf-8", newline="") as stream:
        assert [row[0] for row in csv.reader(stream)][1:] == told["findings"]


@pytest.mark.parametrize("command", COMMANDS)
def test_json_alone_goes_to_standard_output_and_every_key_is_told(command: str, case: str) -> None:
    told = json.loads(run(command, case, *FEW.get(command, ()), "--json", "-"))
    section = PAGES[PAGES.index(f"# The JSON of `{command}`") :].partition("\n#")[0]
    keys = set(told) - {"case", "view", "findings"}
    assert {key for key in keys if f"`{key}`" not in section} == set()


def test_scenarios_are_switched(case: str) -> None:
    off = json.loads(run("principle", case, "--json", "-", "--without", load_talks(case).case.scenario[0].id))
    on = json.loads(run("principle", case, "--json", "-", "--scenario", load_talks(case).case.scenario[0].id))
    assert off["smallest"]["worst"] != on["smallest"]["worst"]
    nash = study(load_talks(case), scenarios=()).settlements["nash"]
    assert nash is not None
    last = off["steps"]["nash"][-1]
    assert last["closed"].items() <= nash.deal.items()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unknown-case", ("stability", "nafta-2081")),
        ("unknown-scenario", ("timing", EXAMPLE, "--scenario", "storm")),
        ("draws", ("robustness", EXAMPLE, "--draws", "0")),
        ("output", ("principle", EXAMPLE, "--json", "none/v.json")),
        ("output", ("principle", EXAMPLE, "--json", "same", "--xlsx", "same")),
    ],
)
def test_bad_input_is_one_coded_error(code: str, words: tuple[str, ...], tmp_path: Path) -> None:
    done = CliRunner().invoke(app, words)
    assert isinstance(done.exception, InputError)
    assert done.exception.code == code
    assert done.exception.exit_status == 2
