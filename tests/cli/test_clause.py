"""`tradetalks clause` as a user meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli.test_app import fails, tradetalks
from typer.testing import CliRunner

from tradetalks.clauses import CLAUSES
from tradetalks.cli.app import app
from tradetalks.cli.clause_examples import EXAMPLES, FILES, command

DUTY = ("clause", "tariff", "exporter=MEX", "importer=USA,CAN", "sector=C29", "add={value=0.02,low=0.01,high=0.05}")


def shown(*words: str) -> str:
    """What a call prints at 80 columns, in this process: a start of Python for every clause takes too long."""
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("name", CLAUSES)
def test_the_example_of_the_help_runs_and_fits_the_terminal(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if name in FILES:
        file, content = FILES[name]
        (tmp_path / file).write_text(content, encoding="utf-8")
    told = shown("clause", name, *EXAMPLES[name])
    assert told.startswith(f"{name} in icio-2017 (US$ of 2017, elasticities U4)")
    assert [line for line in told.splitlines() if len(line) > 80] == []
    assert "What it is worth" in told or "changes nothing" in told


@pytest.mark.parametrize("name", CLAUSES)
def test_help_shows_the_example(name: str) -> None:
    told = re.sub(r" *\\? *\n *", " ", shown("clause", name, "--help"))
    assert " ".join(command(name)) in told


def test_the_file_of_an_example_may_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file, content = FILES["tariff-list"]
    (tmp_path / file).write_text(content, encoding="utf-8")
    told = shown("clause", "tariff-list", f"file={file}", "importer=USA", "exporter=MEX", "as_of=2018-07-06")
    assert "puts 5 % to 25 %" in " ".join(told.split())


def test_the_kinds_are_listed_with_what_to_call_next() -> None:
    told = tradetalks("clause").stdout
    assert all(name in told for name in CLAUSES)
    assert all(words in told for words in ("clause NAME --help", "clause NAME KEY=VALUE", "tradetalks worlds"))


def test_help_without_a_name_is_that_of_the_command() -> None:
    told = tradetalks("clause", "--help").stdout
    assert all(words in told for words in ("--world", "none lists them all"))


def test_one_clause_says_what_to_whom_with_what_range_and_from_where() -> None:
    done = tradetalks(*DUTY)
    assert done.returncode == 0
    for words in ("pays 2 points more (1 to 5)", "2 flows, 109.0 bn US$ in 2017", "MEX to USA", "98.56", "Mexico"):
        assert words in done.stdout
    told = " ".join(done.stdout.split())
    assert "+2.00 +1.00 to +5.00" in told
    assert "add 0.02 (0.01 to 0.05)" in told
    assert "least most" in told


def test_the_world_and_its_elasticities_are_named() -> None:
    told = shown(*DUTY, "--world", "icio-2022", "--elasticities", "CP")
    assert told.startswith("tariff in icio-2022 (US$ of 2022, elasticities CP)")


def test_json_holds_the_clause_what_it_does_and_what_it_rests_on() -> None:
    told = json.loads(shown(*DUTY, "--json", "-"))
    assert told["with_years_after_end"] is None
    assert told["clause"]["add"] == {"value": 0.02, "low": 0.01, "high": 0.05}
    assert told["rests_on"] == [
        {
            "key": "add",
            "figure": "0.02 (0.01 to 0.05)",
            "meaning": "what is added to the tariff applied now, a fraction; this or rate",
            "known_from": "given",
        }
    ]
    assert told["elasticities"] == "U4"
    assert {row["importer"] for row in told["flows"]} == {"USA", "CAN"}
    least, value, most = (told["real_income_percent"]["MEX"][end] for end in ("least", "value", "most"))
    assert 0 > least > value > most


def test_what_touches_no_flow_says_so_and_shows_no_zeros() -> None:
    told = shown("clause", "enforcement", "rulings=advisory")
    assert "alone it changes nothing" in " ".join(told.split())
    assert "What it is worth" not in told
    assert "promise delivered" in told


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unknown-clause", ("tarif",)),
        ("unknown-clause", ("tarif", "--help")),
        ("extra-forbidden", (*DUTY[1:], "colour=red")),
        ("unknown-region", ("tariff", "exporter=MEXX", "importer=USA", "sector=C29", "add=0.1")),
        ("unknown-world", ("enforcement", "--world", "icio-1917")),
        ("file", ("tariff-table", "file=none.csv")),
        ("output", ("enforcement", "--json", "none/x.json")),
    ],
)
def test_bad_input_is_told_by_code(code: str, words: tuple[str, ...]) -> None:
    assert "remedy:" in fails(f"[{code}]", "clause", *words)


def test_an_end_is_valued_in_force_and_with_the_years_after_it() -> None:
    told = json.loads(shown("clause", "sunset", "term=5", "--json", "-"))
    held = told["equivalent_variation"]["CAN"]["value"]
    assert told["with_years_after_end"]["equivalent_variation"]["CAN"]["value"] < 5 * held < 0
    seen = " ".join(shown("clause", "sunset", "term=5").split())
    assert "while the agreement is in force" in seen
    assert "with the years after its end" in seen


def test_repaired_codes_are_a_note_without_a_place_in_our_source(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code,rate_pct\n101,5\n", encoding="utf-8")
    done = tradetalks("clause", "tariff-list", "file=a.csv", "importer=USA", "exporter=MEX", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith("note: a.csv: 1 code had lost its leading zero")
    assert "Warning" not in done.stderr
