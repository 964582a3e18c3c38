"""Slips in a case: each is told with its line and its remedy, and all at once."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from tradetalks import cases, load_talks
from tradetalks.errors import CaseError, UnknownNameError

EXAMPLE = Path(str(files("tradetalks"))) / "cases" / "nafta_2018"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the embedded case that a test may spoil."""
    shutil.copytree(EXAMPLE, tmp_path / "case")
    return tmp_path / "case" / "case.toml"


def spoil(path: Path, *changes: tuple[str, str]) -> list[int]:
    """Replace the first occurrence of each text and return the lines touched."""
    text = path.read_text(encoding="utf-8")
    lines = []
    for old, new in changes:
        assert old in text
        lines.append(text[: text.index(old)].count("\n") + 1)
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return lines


def mistakes_of(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(CaseError) as caught:
        load_talks(path)
    assert all(mistake.remedy for mistake in caught.value.mistakes)
    assert caught.value.exit_status == 2
    return [(m.code, int(m.place.rsplit(":", 1)[1]), m.remedy) for m in caught.value.mistakes]


def test_embedded_cases_load() -> None:
    for name in cases():
        assert load_talks(name).name == name


def test_a_folder_or_a_file_is_a_case(copy: Path) -> None:
    assert load_talks(copy).name == load_talks(copy.parent).name == "nafta-2018"


def test_an_unknown_case_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_talks("nafta-2081")
    assert "nafta-2018" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "code", "remedy"),
    [
        ('sector = "C29"', 'sector = "C92"', "unknown-sector", "C29"),
        ('exporter = "MEX"', 'exporter = "MXE"', "unknown-region", "MEX"),
        ('party = "CAN"', 'party = "CAD"', "unknown-party", "CAN"),
        ('status_quo = "62.5"', 'status_quo = "62"', "unknown-option", "62.5"),
        ("factor = { low = 1.", "factor = { low = 9.", "range-order", "low <= value <= high"),
        ("add = { low = 0.", "add = { low = -1.", "tariff-rate", "0.25 is 25 %"),
        ("add = { low = 0.0001,", "add = { low = nan,", "finite-number", "not infinite or nan"),
        ("judgement = ", "judgment = ", "extra-forbidden", "judgement"),
    ],
)
def test_a_slip_is_told_with_its_line(copy: Path, old: str, new: str, code: str, remedy: str) -> None:
    (line,) = spoil(copy, (old, new))
    found = mistakes_of(copy)
    matching = [m for m in found if m[0] == code]
    assert matching, found
    assert any(remedy in m[2] for m in matching)
    assert any(abs(m[1] - line) <= 8 for m in matching)


def test_a_slip_in_the_value_itself_points_at_its_very_line(copy: Path) -> None:
    lines = spoil(copy, ('sector = "C29"', 'sector = "C92"'), ('evidence = "data"', 'evidence = "dreamt"'))
    assert sorted(m[1] for m in mistakes_of(copy)) == sorted(lines)


def test_probabilities_that_do_not_add_up_are_refused(copy: Path) -> None:
    text = copy.read_text(encoding="utf-8")
    start = text.index("[[no_deal.outcome]]")
    old = next(line for line in text[start:].splitlines() if line.startswith("probability"))
    spoil(copy, (old, "probability = 0.999"))
    assert any(code == "probability" for code, _, _ in mistakes_of(copy))


def test_all_mistakes_come_at_once_in_the_order_of_the_file(copy: Path) -> None:
    spoil(
        copy,
        ('sector = "C29"', 'sector = "C92"'),
        ('importer = "USA"', 'importer = "UAS"'),
        ('evidence = "data"', 'evidence = "dreamt"'),
        ('asked_by = ["USA"', 'asked_by = ["US"'),
    )
    found = mistakes_of(copy)
    assert len(found) == 4
    assert [line for _, line, _ in found] == sorted(line for _, line, _ in found)


def test_a_slip_of_toml_is_told_with_its_line(copy: Path) -> None:
    (line,) = spoil(copy, ('name = "nafta-2018"', 'name = "nafta-2018'))
    ((code, where, _),) = mistakes_of(copy)
    assert code == "toml"
    assert where == line


def test_an_unknown_world_or_elasticity_set_is_told_with_its_line(copy: Path) -> None:
    (line,) = spoil(copy, ('world = "icio-2017"', 'world = "icio-2071"'))
    found = mistakes_of(copy)
    assert ("unknown-world", line) in [m[:2] for m in found]
    spoil(copy, ('world = "icio-2071"', 'world = "icio-2017"'), ('elasticities = "U4"', 'elasticities = "U5"'))
    assert "unknown-elasticity-set" in [m[0] for m in mistakes_of(copy)]


def test_positions_are_checked_too(copy: Path) -> None:
    positions = copy.with_name("positions.csv")
    lines = positions.read_text(encoding="utf-8").splitlines()
    lines.append("2018-04-06,USA,auto-content,99,position,made up,hmm-2024,data")
    lines.append("someday,USA,auto-content,,position,made up,hmm-2024,data")
    positions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = mistakes_of(copy)
    assert {line for _, line, _ in found} == {len(lines) - 1, len(lines)}


def test_a_missing_table_is_told(copy: Path) -> None:
    copy.with_name("china-answer.csv").unlink()
    assert [code for code, _, _ in mistakes_of(copy)] == ["file"]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_talks(tmp_path / "case.toml")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('case = "x"', "model-type"),
        ("party = 3", "tuple-type"),
        ("[case]\n[case]", "toml"),
        ("[party]\nid = 1\n[party]\nid = 2", "toml"),
        ("", "missing"),
    ],
)
def test_what_is_hardly_a_case_is_told_too(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    assert code in [m[0] for m in mistakes_of(path)]


def test_one_slip_is_one_mistake(copy: Path) -> None:
    """An unknown world or a bad option does not draw others after it."""
    spoil(copy, ('world = "icio-2017"', 'world = "icio-2071"'))
    assert [m[0] for m in mistakes_of(copy)] == ["unknown-world"]
    spoil(copy, ('world = "icio-2071"', 'world = "icio-2017"'), ('type = "trade-cost"', 'type = "trade-costs"'))
    ((code, _, remedy),) = mistakes_of(copy)
    assert code == "union-tag-invalid"
    assert "trade-cost" in remedy


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('importer = "USA"', "importer = []", "too-short"),
        ('importer = "USA"', 'importer = "MEX"', "no-flow"),
        ("add = { low", "add = 25 # { low", "tariff-rate"),
        (
            'title = "62.5 %, as today"',
            'title = "62.5 %"\nscore = [{ party = "USA", bn = 1, judgement = "x" }]',
            "status-quo",
        ),
        ("as_of = 2018-04-06", 'as_of = "April"', "date-from-datetime-parsing"),
        ("probability = { low = 0.05", 'probability = "0.15" # { low = 0.05', "model-type"),
    ],
)
def test_more_slips(copy: Path, old: str, new: str, code: str) -> None:
    spoil(copy, (old, new))
    assert code in [m[0] for m in mistakes_of(copy)]


def test_lines_of_positions_hold_after_a_bad_row(copy: Path) -> None:
    positions = copy.with_name("positions.csv")
    lines = positions.read_text(encoding="utf-8").splitlines()
    lines[1:1] = ["", "2018-04-06,USA,auto-content,,position,made up,hmm-2024,data,surplus"]
    lines.append("2018-04-06,USA,auto-content,99,position,made up,hmm-2024,data")
    positions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [m[:2] for m in mistakes_of(copy)] == [("extra-forbidden", 3), ("unknown-option", len(lines))]


def test_an_embedded_name_wins_over_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nafta-2018").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_talks("nafta-2018").name == "nafta-2018"


def test_a_case_knows_its_files(copy: Path) -> None:
    files = load_talks(copy).files
    assert {path.name for path in files} >= {"case.toml", "positions.csv", "us-list-china.csv", "china-answer.csv"}
    assert all(path.parent == copy.parent.resolve() for path in files)


def test_a_doubled_id_is_told_in_plain_words(copy: Path) -> None:
    spoil(copy, ('id = "china-answer"', 'id = "us-list-on-china"'))
    with pytest.raises(CaseError, match="scenario 'us-list-on-china' is there more than once") as caught:
        load_talks(copy)
    assert ": :" not in str(caught.value)
