"""The command line as a user meets it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tradetalks import load_talks, study

DATA = Path(__file__).parents[3] / "shared" / "data"
CONTRACT = {
    "case",
    "world",
    "parties",
    "deals",
    "acceptable",
    "solves",
    "max_residual",
    "no_deal",
    "frontier",
    "settlements",
    "blockers",
    "trades",
    "seconds",
}


def tradetalks(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "80", "PYTHONWARNINGS": "default"}
    return subprocess.run(
        [sys.executable, "-c", "from tradetalks.cli.app import main; main()", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
    )


def fails(code: str, *words: str, cwd: Path | None = None) -> str:
    done = tradetalks(*words, cwd=cwd)
    assert done.returncode == 2, done
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """One run of the embedded case with every output."""
    folder = tmp_path_factory.mktemp("run")
    done = tradetalks(
        "run", "nafta-2018", "--json", "n.json", "--html", "n.html", "--xlsx", "n.xlsx", "--csv", "n", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return done, folder


def test_run_tells_the_finding_first_and_fits_the_terminal(
    ran: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    out = ran[0].stdout
    assert out.index("deals") < out.index("Gain over no deal")
    assert max(map(len, out.splitlines())) <= 80
    for party in ("United States", "Canada", "Mexico"):
        assert party in out


def test_run_writes_what_is_asked_and_nothing_else(
    ran: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    assert sorted(path.name for path in ran[1].iterdir()) == ["n", "n.html", "n.json", "n.xlsx"]


def test_csv_holds_the_tables_of_the_workbook(ran: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    book = load_workbook(ran[1] / "n.xlsx", read_only=True)
    assert {path.stem for path in (ran[1] / "n").iterdir()} == {n.lower().replace(" ", "-") for n in book.sheetnames}
    with (ran[1] / "n" / "blockers.csv").open(encoding="utf-8", newline="") as stream:
        told = list(csv.reader(stream))
    written = list(book["Blockers"].iter_rows(values_only=True))
    assert len(told) == len(written) > 1
    for ours, theirs in zip(told, written, strict=True):
        for cell, value in zip(ours, theirs, strict=True):
            told_as = "" if value is None else str(value)
            assert (float(cell) == pytest.approx(value)) if isinstance(value, float) else cell == told_as


def test_json_keeps_its_promise(ran: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    told = json.loads((ran[1] / "n.json").read_text(encoding="utf-8"))
    assert set(told) >= CONTRACT
    assert told["parties"] == ["USA", "CAN", "MEX"]
    assert told["deals"] >= 10_000
    assert 0 < told["acceptable"] < told["deals"]
    assert told["max_residual"] < 1e-9
    assert set(told["settlements"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}
    for point in (*told["frontier"], *told["settlements"].values()):
        assert set(point["deal"]) == {issue.id for issue in load_talks("nafta-2018").issues}
        assert set(point["payoff"]) == set(told["parties"])
    assert set(told["no_deal"]) == set(told["blockers"]) == set(told["parties"])
    assert len(told["trades"]) == 3


def test_json_says_what_the_library_says(ran: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    told = json.loads((ran[1] / "n.json").read_text(encoding="utf-8"))
    result = study(load_talks("nafta-2018"))
    assert told["acceptable"] == result.acceptable
    assert told["no_deal"] == pytest.approx(result.no_deal)
    nash = result.settlements["nash"]
    assert nash is not None
    assert told["settlements"]["nash"]["deal"] == nash.deal


def test_json_to_standard_output_is_json_alone() -> None:
    done = tradetalks("run", "nafta-2018", "--json", "-", "--scenario", "us-list-on-china")
    assert done.returncode == 0
    assert json.loads(done.stdout)["scenarios"] == ["us-list-on-china"]


def test_a_deal_shows_who_accepts_and_finds_an_industry() -> None:
    done = tradetalks("deal", "nafta-2018", "auto-content=85", "--find", "union")
    assert done.returncode == 0
    assert "accepts" in done.stdout
    assert "Motor vehicles" in done.stdout


def test_listings_show_papers_and_options() -> None:
    cases = tradetalks("cases").stdout
    assert "supply-management" in cases
    worlds = tradetalks("worlds").stdout
    for word in ("icio-2017", "icio-2022", "CC BY 4.0", "tobacco"):
        assert word in worlds


def test_solve_shows_and_writes_one_counterfactual(tmp_path: Path) -> None:
    done = tradetalks("solve", "icio-2017", "-t", "USA:CHN:goods=25%", "--json", "s.json", cwd=tmp_path)
    assert done.returncode == 0
    assert "China" in done.stdout
    told = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert told["residual"] < 1e-9
    assert told["real_income_percent"]["CHN"] < 0
    parts = told["decomposition_percent"]["CHN"]
    assert parts["total"] == pytest.approx(told["real_income_percent"]["CHN"], abs=1e-6)


@pytest.mark.skipif(not (DATA / "cp2015").is_dir(), reason="the paper's data are not here")
def test_replicate_prints_both_and_agrees() -> None:
    done = tradetalks("replicate", "caliendo-parro-2015", "--data", str(DATA))
    assert done.returncode == 0
    assert done.stdout.startswith("caliendo-parro-2015: all 12 printed figures agree to their rounding.")
    assert "+0.007" in done.stdout


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unknown-case", ("run", "nafta-2081")),
        ("unknown-scenario", ("run", "nafta-2018", "--scenario", "storm")),
        ("unknown-issue", ("deal", "nafta-2018", "autos=75")),
        ("unknown-option", ("deal", "nafta-2018", "auto-content=76")),
        ("deal", ("deal", "nafta-2018", "auto-content")),
        ("deal", ("deal", "nafta-2018", "auto-content=75", "auto-content=85")),
        ("industry", ("deal", "nafta-2018", "--find", "unicorns")),
        ("scenario", ("run", "nafta-2018", "-s", "china-answer", "--without", "china-answer")),
        ("case-path", ("run", "examples/none")),
        ("empty", ("solve", "icio-2017")),
        ("no-flow", ("solve", "icio-2017", "-t", "USA:USA:goods=0.1")),
        ("shock-value", ("solve", "icio-2017", "-t", "USA:CHN:goods=25")),
        ("flow", ("solve", "icio-2017", "-c", "USA:CHN:goods=25%")),
        ("unknown-world", ("solve", "icio-2018")),
        ("unknown-region", ("solve", "icio-2017", "-t", "USA:CHM:goods=0.1")),
        ("unknown-sector", ("solve", "icio-2017", "-t", "USA:CHN:C92=0.1")),
        ("unknown-elasticity-set", ("solve", "icio-2017", "-e", "U5")),
        ("shock-value", ("solve", "icio-2017", "-t", "USA:CHN:goods=-100%")),
        ("shock-value", ("solve", "icio-2017", "-t", "USA:CHN:goods=nan")),
        ("shock-value", ("solve", "icio-2017", "-c", "USA:CHN:goods=0")),
        ("flow", ("solve", "icio-2017", "-t", "USA:CHN=0.1")),
        ("unknown-paper", ("replicate", "caliendo-parro-2051")),
        ("data-missing", ("replicate", "caliendo-parro-2015", "--data", ".")),
        ("output", ("run", "nafta-2018", "--json", "none/n.json")),
        ("output", ("run", "nafta-2018", "--json", "n", "--html", "n")),
    ],
)
def test_bad_input_is_one_coded_error(code: str, words: tuple[str, ...], tmp_path: Path) -> None:
    told = fails(f"[{code}]", *words, cwd=tmp_path)
    assert "remedy: " in told
    assert list(tmp_path.iterdir()) == []


def test_a_spoilt_case_leaves_old_results_alone(tmp_path: Path) -> None:
    import tradetalks as package

    home = Path(package.__file__).parent / "cases" / "nafta_2018"
    shutil.copytree(home, tmp_path / "case")
    case = tmp_path / "case" / "case.toml"
    case.write_text(case.read_text(encoding="utf-8").replace('sector = "C16"', 'sector = "C92"', 1), encoding="utf-8")
    (tmp_path / "old.json").write_text("old", encoding="utf-8")
    told = fails("unknown-sector", "run", str(case), "--json", "old.json", cwd=tmp_path)
    assert "case.toml:" in told
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == "old"


def test_a_result_never_overwrites_the_case(tmp_path: Path) -> None:
    import tradetalks as package

    shutil.copytree(Path(package.__file__).parent / "cases" / "nafta_2018", tmp_path / "case")
    before = (tmp_path / "case" / "case.toml").read_bytes()
    done = tradetalks("run", "case", "--json", "case/case.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert "part of the case" in done.stderr
    assert (tmp_path / "case" / "case.toml").read_bytes() == before


@pytest.mark.parametrize("word", ["cars", "dairy", "C29", "automobile"])
def test_industries_are_found_by_the_words_people_use(word: str) -> None:
    done = tradetalks("deal", "nafta-2018", "auto-content=85", "--find", word)
    assert done.returncode == 0
    row = "Food, drink" if word == "dairy" else "Motor vehicles"
    assert row in done.stdout
    assert "Aircraft" not in done.stdout


def test_a_terminal_without_our_signs_gets_plain_ones() -> None:
    environment = os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "cp1252"}
    script = "from tradetalks.cli.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "solve", "icio-2017", "-t", "USA:CHN:goods=25%"],
        capture_output=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert b"-0." in done.stdout
    assert b"?0." not in done.stdout


def test_help_comes_without_loading_the_model() -> None:
    script = (
        "import sys\n"
        "from tradetalks.cli.app import main\n"
        "sys.argv = ['tradetalks', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'scipy', 'pandas', 'xarray', 'altair', 'pydantic'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "replicate" in done.stdout
