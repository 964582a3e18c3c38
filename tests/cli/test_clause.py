"""`tradetalks clause` as a user meets it."""

from __future__ import annotations

import json

import pytest
from cli.test_app import fails, tradetalks

from tradetalks.clauses import CLAUSES

DUTY = ("clause", "tariff", "exporter=MEX", "importer=USA,CAN", "sector=C29", "add={value=0.02,low=0.01,high=0.05}")


def test_the_kinds_are_listed() -> None:
    told = tradetalks("clause").stdout
    assert all(name in told for name in CLAUSES)


@pytest.mark.parametrize("name", CLAUSES)
def test_help_after_a_name_tells_its_parameters(name: str) -> None:
    done = tradetalks("clause", name, "--help")
    assert done.returncode == 0
    fields = CLAUSES[name].model_fields.keys() - {"type", "source", "judgement"}
    untold = [key for key in fields if key not in done.stdout and not CLAUSES[name].model_fields[key].exclude]
    assert untold == []
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_help_without_a_name_is_that_of_the_command() -> None:
    told = tradetalks("clause", "--help").stdout
    assert all(words in told for words in ("--world", "none lists them all"))


def test_one_clause_is_evaluated_alone() -> None:
    done = tradetalks(*DUTY)
    assert done.returncode == 0
    for words in ("pays 2 points more (1 to 5)", "98.56", "+2.000", "Mexico"):
        assert words in done.stdout


def test_json_holds_the_clause_and_what_it_does() -> None:
    told = json.loads(tradetalks(*DUTY, "--json", "-").stdout)
    assert told["clause"]["add"] == {"value": 0.02, "low": 0.01, "high": 0.05}
    assert {row["importer"] for row in told["flows"]} == {"USA", "CAN"}
    least, value, most = (told["real_income_percent"]["MEX"][end] for end in ("least", "value", "most"))
    assert 0 > least > value > most


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unknown-clause", ("tarif",)),
        ("missing", ("tariff", "exporter=MEX")),
        ("clause", ("tariff", "exporter")),
        ("clause", ("tariff", "add=1", "add=2")),
        ("extra-forbidden", (*DUTY[1:], "colour=red")),
        ("unknown-region", ("tariff", "exporter=MEXX", "importer=USA", "sector=C29", "add=0.1")),
    ],
)
def test_bad_input_is_told_by_code(code: str, words: tuple[str, ...]) -> None:
    fails(f"[{code}]", "clause", *words)


def test_an_end_is_valued_in_force_and_with_the_years_after_it() -> None:
    done = tradetalks("clause", "sunset", "term=5", "--json", "-")
    told = json.loads(done.stdout)
    held = told["equivalent_variation"]["CAN"]["value"]
    assert told["with_years_after_end"]["equivalent_variation"]["CAN"]["value"] < 5 * held < 0
    shown = " ".join(tradetalks("clause", "sunset", "term=5").stdout.split())
    assert "while the agreement is in force" in shown
    assert "with the years after its end" in shown
    assert json.loads(tradetalks(*DUTY, "--json", "-").stdout)["with_years_after_end"] is None
