"""What the documentation says is run, linked and current."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import build_docs
import tradetalks as tt
from tradetalks.cli.app import app
from tradetalks.errors import CaseError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "car-duties"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "examples/README.md", *ROOT.glob("docs/**/*.md")])
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)\s]+)\)")
ABSOLUTE = re.compile(r"(?:^|[\s\"'`(=])(/[A-Za-z]\w*/|~/|[A-Z]:\\)", re.MULTILINE)
NEEDS_MORE = re.compile(r"\b(?:replicate|CASE|DIR|WORLD|COMMAND|PAPER|my-case)\b")
MOST_COMMANDS = 20


def blocks(page: Path, *languages: str) -> list[str]:
    return [code for language, code in FENCE.findall(page.read_text(encoding="utf-8")) if language in languages]


def named(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def commands() -> list[str]:
    """Every command line of the pages that runs without more; one that another repeats with options runs there."""
    code = "\n".join(block for page in PAGES for block in blocks(page, "sh", "console"))
    lines = [line.strip().removeprefix("$ ") for line in code.splitlines()]
    wanted = {line for line in lines if line.startswith("tradetalks ") and not NEEDS_MORE.search(line)}
    return sorted(line for line in wanted if not any(other.startswith(f"{line} ") for other in wanted))


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the examples beside."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


PYTHON = [page for page in PAGES if blocks(page, "python")]


@pytest.mark.parametrize("page", PYTHON, ids=named(PYTHON))
def test_snippets_run_in_their_order(page: Path, here: Path) -> None:
    names: dict[str, object] = {}
    for number, code in enumerate(blocks(page, "python"), start=1):
        exec(compile(code, f"{page.name}, snippet {number}", "exec"), names)  # noqa: S102


@pytest.mark.parametrize("command", commands())
def test_commands_run(command: str, here: Path) -> None:
    words = shlex.split(command, comments=True)
    result = CliRunner().invoke(app, words[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    for flag, target in pairwise(words):
        if flag in {"--json", "--html", "--xlsx"} and target != "-":
            assert (here / target).stat().st_size > 0
        if (words[1], flag) == ("run", "--json"):
            assert untold(json.loads((here / target).read_text(encoding="utf-8"))) == set()


def untold(data: dict[str, Any]) -> set[str]:
    """Keys of the JSON of a study that the docs do not tell."""
    page = (ROOT / "docs" / "negotiation.md").read_text(encoding="utf-8")
    told = page[page.index("## The JSON of `run`") :]
    blockers = list(data["blockers"].values())
    lists = [data["frontier"], data["trades"], data["no_deal_sheet"], data["published"], blockers]
    groups = [data, data["status_quo"], *(b["fix"] or {} for b in blockers), *(part for some in lists for part in some)]
    groups += [option for blocker in blockers for option in blocker["options"]]
    return {key for group in groups for key in group if f"`{key}`" not in told}


def test_the_commands_of_the_docs_are_few_enough_to_run() -> None:
    assert 0 < len(commands()) <= MOST_COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=named(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=named(PAGES))
def test_no_page_names_a_place_of_one_machine(page: Path) -> None:
    assert not ABSOLUTE.findall(page.read_text(encoding="utf-8"))


def test_generated_parts_are_current() -> None:
    assert [page.name for page in build_docs.stale()] == []


def test_every_generated_part_stands_in_a_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert {name for name in build_docs.PARTS if f"<!-- generated {name} -->" not in text} == set()


def test_every_command_is_told() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"## `tradetalks {name}`" in text
        for param in command.params:
            assert all(opt in text for opt in param.opts if opt.startswith("-")), (name, param.name)


def test_the_map_names_every_page() -> None:
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [p.name for p in ROOT.glob("docs/*.md") if p.name != "index.md" and f"({p.name}" not in text] == []


@pytest.mark.parametrize("name", build_docs.CLAUSES)
def test_every_key_of_a_clause_is_told_on_its_page(name: str) -> None:
    kind, page = build_docs.told_clauses()[name]
    where = ROOT / "docs" / (page if page.endswith(".md") else "case-format.md")
    text = where.read_text(encoding="utf-8")
    fields = [key for key, field in kind.model_fields.items() if not field.exclude]
    keys = [key for key in fields if key not in build_docs.COMMON and (kind.__name__, key) not in build_docs.UNWRITTEN]
    assert [key for key in keys if f"`{key}`" not in text] == []


def test_fragments_of_toml_are_toml() -> None:
    for code in blocks(ROOT / "docs" / "case-format.md", "toml"):
        assert tomllib.loads(code)


def test_the_case_that_runs_runs(tmp_path: Path) -> None:
    whole = [code for code in blocks(ROOT / "docs" / "case-format.md", "toml") if code.startswith("[case]")]
    assert len(whole) == 1
    (tmp_path / "case.toml").write_text(whole[0], encoding="utf-8")
    assert tt.study(tt.load_talks(tmp_path)).deals == 2


def test_the_example_shows_every_part_and_has_all_to_talk_about() -> None:
    talks = tt.load_talks(EXAMPLE)
    study = tt.study(talks)
    assert talks.positions
    assert talks.case.scenario
    assert study.deals == 18
    assert 0 < study.acceptable < study.deals
    assert study.trades
    assert any(blocker.fix for blocker in study.blockers.values())
    assert study.max_residual <= 1e-10


def test_the_mistakes_shown_are_those_that_come(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8")
    text = (EXAMPLE / "case.toml").read_text(encoding="utf-8")
    spoilt = text.replace('"C29"', '"C92"', 1).replace("low = 0.4, value = 0.6", "low = 0.7, value = 0.6", 1)
    (tmp_path / "case.toml").write_text(spoilt, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        tt.load_talks(tmp_path)
    for mistake in caught.value.mistakes:
        assert f"{mistake.message} [{mistake.code}]\n  remedy: {mistake.remedy}" in page


def test_the_sample_of_the_readme_is_what_comes() -> None:
    """The figures in the README are those of the case as it stands."""
    result = tt.study(tt.load_talks("nafta-2018"))
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{result.acceptable:,} of the {result.deals:,} possible deals" in text
    for point in (result.shown["status_quo"], result.shown["nash"]):
        for gain in point.payoff.values():
            assert f"+{gain:.2f}" in text
