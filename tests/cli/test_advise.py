"""`advise` as a user meets it: the brief on the terminal, files, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tradetalks.cli.advise import advise_case
from tradetalks.errors import InputError, UnknownNameError

HEAD = """
[case]
name = "two"
title = "Two [talk]"
as_of = 2018-04-06
unit = "points"
summary = "For tests."

[[party]]
id = "A"
name = "Ours"
region = "anywhere"

[[party]]
id = "B"
name = "Theirs"
region = "anywhere"

[no_deal]

[[no_deal.outcome]]
id = "calm"
title = "as today"
probability = 1.0
judgement = "why"
"""
ISSUE = """
[[issue]]
id = "{id}"
title = "Issue {id}"
status_quo = "none"

[[issue.option]]
id = "none"
title = "none"

[[issue.option]]
id = "some"
title = "some"
score = [{{ party = "A", bn = {ours}, judgement = "why" }}, {{ party = "B", bn = {theirs}, judgement = "why" }}]
"""


def case(folder: Path, *worth: tuple[str, str]) -> str:
    issues = [ISSUE.format(id=f"i{n}", ours=ours, theirs=theirs) for n, (ours, theirs) in enumerate(worth)]
    (folder / "case.toml").write_text(HEAD + "".join(issues), encoding="utf-8")
    return str(folder)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A gives on the first issue and asks on the second; what the first is worth to B is not known well."""
    monkeypatch.setenv("COLUMNS", "80")
    return case(tmp_path, ("-1.0", "{ low = 1.0, value = 3.0, high = 4.0 }"), ("4.0", "-2.0"))


def advise(where: str, party: str = "A", **asked: Any) -> None:
    told = {"html": None, "docx": None, "json": None, "switch_on": [], "switch_off": [], "draws": 40, "seed": 0}
    advise_case(where, party, **(told | asked))


def test_the_brief_fits_80_columns_and_has_all_its_parts(two: str, capsys: pytest.CaptureFixture[str]) -> None:
    advise(two)
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    heads = ["Two [talk]", "What to offer", "What to ask in return", "What to hold back", "When to walk away"]
    places = [out.index(head) for head in [*heads, "If you sign in principle", "What this rests on"]]
    assert places == sorted(places)
    assert "40 draws (seed 0)" in " ".join(out.split())


def test_files_are_written_and_named(two: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {kind: tmp_path / f"brief.{kind}" for kind in ("html", "docx", "json")}
    advise(two, **files)
    assert "written:" in capsys.readouterr().out
    data = json.loads(files["json"].read_text(encoding="utf-8"))
    assert data["party"] == "A"
    (best,) = [offer for offer in data["offers"] if "best" in offer["aims"]]
    assert best["deal"] == {"i0": "some", "i1": "some"}
    assert best["payoff"] == {"A": 3, "B": 1}
    assert 0 < best["signed"] == best["accepts"]["B"] < 1
    assert f"{100 * best['signed']:.0f}\u00a0%" in files["html"].read_text(encoding="utf-8")
    assert files["docx"].read_bytes()[:2] == b"PK"


def test_json_to_standard_output_is_all_there_is(two: str, capsys: pytest.CaptureFixture[str]) -> None:
    advise(two, json=Path("-"))
    assert json.loads(capsys.readouterr().out)["case"] == "two"


def test_the_same_seed_gives_the_same_brief(two: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for seed in (1, 1, 2):
        advise(two, seed=seed, json=Path("-"))
        printed.append(json.loads(capsys.readouterr().out)["offers"])
    assert printed[0] == printed[1] != printed[2]


def test_an_unknown_party_is_refused_before_any_work(two: str) -> None:
    with pytest.raises(UnknownNameError, match="party 'a'") as caught:
        advise(two, "a")
    assert caught.value.code == "unknown-party"
    assert "A" in caught.value.remedy


def test_an_unknown_scenario_is_refused(two: str) -> None:
    with pytest.raises(UnknownNameError, match="scenario 'storm'"):
        advise(two, switch_on=["storm"])


def test_word_without_python_docx_is_refused_before_any_work(two: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradetalks.report.advice.word.find_spec", lambda _: None)
    with pytest.raises(InputError) as caught:
        advise(two, docx=Path(two) / "x.docx")
    assert caught.value.code == "no-word"


def test_too_many_deals_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        advise(case(tmp_path, *[("1.0", "1.0")] * 24), draws=2)
    assert caught.value.code == "too-many-deals"


def test_an_empty_zone_says_what_is_empty_and_what_would_open_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = case(tmp_path, ("5.0", "-3.0"))
    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    mandate = '\n[party.mandate]\nwalk_away = 1.0\njudgement = "why"\n\n[no_deal]'
    (tmp_path / "case.toml").write_text(text.replace("\n[no_deal]", mandate), encoding="utf-8")
    advise(where)
    out = " ".join(capsys.readouterr().out.split())
    assert "None of the 2 possible deals gives every party what it needs to sign." in out
    assert "Short of what they need to sign are Theirs" in out
