"""Slips in a case: each is told with its line and its remedy, and all at once."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from tradetalks import cases, load_talks
from tradetalks.errors import CaseError, UnknownNameError

EXAMPLE = Path(str(files("tradetalks"))) / "cases" / "nafta_2018"
DUTIES = Path(__file__).parents[2] / "examples" / "car-duties"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the embedded case that a test may spoil."""
    shutil.copytree(EXAMPLE, tmp_path / "case")
    return tmp_path / "case" / "case.toml"


@pytest.fixture
def duties(tmp_path: Path) -> Path:
    """A copy of the example, whose clauses are plain tariffs and trade costs, that a test may spoil."""
    shutil.copytree(DUTIES, tmp_path / "duties")
    return tmp_path / "duties" / "case.toml"


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
        ('sector = "C16"', 'sector = "C61"', "unknown-sector", "C26"),
        ('doubtful = "USA"', 'doubtful = "UAS"', "unknown-region", "USA"),
        ('party = "CAN"', 'party = "CAD"', "unknown-party", "CAN"),
        ('status_quo = "62.5"', 'status_quo = "62"', "unknown-option", "62.5"),
        ("credit = { low = 0.", "credit = { low = 9.", "range-order", "low <= value <= high"),
        ("goods = { low = 1.00,", "goods = { low = nan,", "finite-number", "not infinite or nan"),
        ("judgement = ", "judgment = ", "extra-forbidden", "judgement"),
    ],
)
def test_a_slip_is_told_with_its_line(copy: Path, old: str, new: str, code: str, remedy: str) -> None:
    told_nearby(copy, old, new, code, remedy)


def told_nearby(path: Path, old: str, new: str, code: str, remedy: str) -> None:
    (line,) = spoil(path, (old, new))
    found = mistakes_of(path)
    matching = [m for m in found if m[0] == code]
    assert matching, found
    assert any(remedy in m[2] for m in matching)
    assert any(abs(m[1] - line) <= 8 for m in matching)


@pytest.mark.parametrize(
    ("old", "new", "code", "remedy"),
    [
        ('sector = "C29"', 'sector = "C92"', "unknown-sector", "C29"),
        ('exporter = "USA"', 'exporter = "UAS"', "unknown-region", "USA"),
        ("factor = { low = 0.", "factor = { low = 9.", "range-order", "low <= value <= high"),
        ("factor = { low = 0.948,", "factor = { low = -0.948,", "trade-cost-factor", "1.02 is 2 % dearer"),
        ("add = { low = 0.", "add = { low = -1.", "tariff-rate", "0.25 is 25 %"),
        ("add = { low = 0.20,", "add = { low = nan,", "finite-number", "not infinite or nan"),
        ("add = { low", "add = 25 # { low", "percentage", '"25 %"'),
        ("add = { low", 'add = "2500 %" # { low', "tariff-rate", "0.25 is 25 %"),
        ('importer = "EU"', "importer = []", "too-short", "add what is missing"),
        ('importer = "EU"', 'importer = "USA"', "no-flow", "another exporter"),
    ],
)
def test_a_slip_in_a_plain_tariff_or_cost_is_told_with_its_line(
    duties: Path, old: str, new: str, code: str, remedy: str
) -> None:
    told_nearby(duties, old, new, code, remedy)


@pytest.mark.parametrize(
    ("old", "new", "code", "remedy"),
    [
        ('required = "70 %"', "required = 1", "percentage", 'write "1 %" or "100 %"'),
        ('required = "70 %"', "required = true", "percentage", 'such as "25 %"'),
        ('required = "70 %"', "required = 170", "less-than-equal", "a fraction not above 1"),
        ('required = "70 %"', 'required = "seventy"', "float-parsing", "write a number"),
        ("wage = 15.0", "wage = -15.0", "greater-than", "a figure above 0"),
        ('base = "regional-content"', 'base = "half-car"', "enum", "one of the words named"),
        ('access = "3.6 %"', 'access = "3 bushels"', "quota-unit", "million US$, t, kg"),
        ('access = "3.6 %"', "access = 3.6", "quota-unit", '"3.6 %"'),
        ('access = "3.6 %"', 'access = "much"', "quota-amount", '"50000 t"'),
        ('access = "3.6 %"', 'access = "50000 t"', "quota-price", "price = 900"),
        ('product = "dairy"', 'product = "diary"', "quota-product", "dairy, milk, butter"),
        ("years = 10", 'years = "ten"', "int-parsing", "a whole number"),
        ("years = 10", "years = 0", "greater-than-equal", "not below 1"),
        ("term = 16", "term = 4", "sunset-review", "review within the term"),
        ('doubtful = "USA"', 'doubtful = "CHN"', "no-member", "USA, CAN, MEX"),
        ("discount = 0.95", "discount = 1.2", "probability", "0.25 is 25 %"),
        ('end = "apart"', 'end = "elsewhere"', "enum", "one of the words named"),
        ('review = "court"', 'review = "king"', "enum", "one of the words named"),
        ('rulings = "advisory"', 'rulings = "soft"', "enum", "one of the words named"),
        ('rule = "opening"', 'rule = "cap"', "procurement-cap", "with the rule cap"),
        ('type = "metal-duties"', 'type = "metal-duties"\nexporter = "EU"', "metal-partner", "give one partner"),
        ('type = "metal-duties"', 'type = "metal-duties"\nsteel_rate = 25', "percentage", '"25 %"'),
        ('type = "metal-duties"', 'type = "metal-duty"', "union-tag-invalid", "metal-duties"),
        ('"section-301-list-1"', '"section-310-list-1"', "unknown-tariff-list", "section-301-list-1"),
        ('exporter = "CHN"', 'exporter = "CHN"\nlines = "us-2042"', "unknown-line-table", "us-2024"),
        ('exporter = "CHN"', 'exporter = "CHN"\nas_of = "someday"', "date-from-datetime-parsing", "2018-04-06"),
        ("announced = { low = 34000,", "announced = { low = 0,", "list-odds", "above zero"),
        ('member = ["USA", "CAN", "MEX"]', 'member = ["USA"]', "no-flow", "another member"),
    ],
)
def test_a_slip_in_a_provision_is_one_mistake_with_its_line(
    copy: Path, old: str, new: str, code: str, remedy: str
) -> None:
    (line,) = spoil(copy, (old, new))
    ((found, where, told),) = mistakes_of(copy)
    assert found == code
    assert remedy in told
    assert abs(where - line) <= 9


def test_dates_out_of_order_in_a_list_are_told_with_the_file_and_the_row(copy: Path) -> None:
    spoil(copy, ('"section-301-list-1", "section-301-list-2"', '"my-list.csv"'))
    rows = "code,rate,from,until\n8703,25 %,2018-07-06,\n8704,25 %,2018-07-06,2018-07-01\n"
    copy.with_name("my-list.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_talks(copy)
    (mistake,) = caught.value.mistakes
    assert mistake.code == "list-dates"
    assert mistake.place.endswith("my-list.csv:3")
    assert mistake.remedy == "give until on or after from"


def test_a_slip_in_the_value_itself_points_at_its_very_line(copy: Path) -> None:
    lines = spoil(copy, ('sector = "C16"', 'sector = "C61"'), ('evidence = "data"', 'evidence = "dreamt"'))
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
        ('sector = "C16"', 'sector = "C61"'),
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


def test_a_missing_list_is_told(copy: Path) -> None:
    spoil(copy, ('"section-301-list-1", "section-301-list-2"', '"my-list.csv"'))
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
    spoil(copy, ('world = "icio-2071"', 'world = "icio-2017"'), ('type = "enforcement"', 'type = "enforcements"'))
    ((code, _, remedy),) = mistakes_of(copy)
    assert code == "union-tag-invalid"
    assert "enforcement" in remedy


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('importer = "USA"', "importer = []", "too-short"),
        ('importer = "USA"', 'importer = "CAN"', "no-flow"),
        (
            'title = "62.5 %, as today"',
            'title = "62.5 %"\nscore = [{ party = "USA", bn = 1, judgement = "x" }]',
            "status-quo",
        ),
        ('required = "62.5 %"', 'required = "63 %"', "status-quo"),
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
    spoil(copy, ('"section-301-list-1", "section-301-list-2"', '"my-list.csv"'), ("announced = { low", "odds = { low"))
    copy.with_name("my-list.csv").write_text("code,rate\n8703,0.25\n", encoding="utf-8")
    files = load_talks(copy).files
    assert {path.name for path in files} >= {"case.toml", "positions.csv", "my-list.csv"}
    assert all(path.parent == copy.parent.resolve() for path in files)


def test_a_doubled_id_is_told_in_plain_words(copy: Path) -> None:
    spoil(copy, ('id = "china-answer"', 'id = "us-list-on-china"'))
    with pytest.raises(CaseError, match="scenario 'us-list-on-china' is there more than once") as caught:
        load_talks(copy)
    assert ": :" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ('{ "auto-content" = "85", sunset = "five" }', "no option 'five'"),
        ('{ "auto-content" = "85", sun = "none" }', "no issue 'sun'"),
        ('{ "auto-content" = "62.5", sunset = ["none", "five-year-end"] }', "the status quo is excluded"),
        ('{ sunset = "none" }', "at least 2"),
    ],
)
def test_exclusions_that_cannot_be_meant_are_told(copy: Path, options: str, told: str) -> None:
    text = copy.read_text(encoding="utf-8")
    copy.write_text(f'{text}\n[[exclude]]\noptions = {options}\njudgement = "a test"\n', encoding="utf-8")
    with pytest.raises(CaseError, match=told):
        load_talks(copy)


def test_every_end_of_the_agreement_has_the_same_tables_of_lines() -> None:
    """A clause that leaves its members to the default gets the tables of these members."""
    case = load_talks("nafta-2018").case
    parts = [option.clause for issue in case.issue for option in issue.option]
    parts += [outcome.clause for outcome in case.no_deal.outcome]
    ends = [clause for part in parts for clause in part if clause.type in {"sunset", "lapse"}]
    assert {clause.type for clause in ends} == {"sunset", "lapse"}
    assert {tuple(table.name for table in clause.tables) for clause in ends} == {("us-2024",)}


def test_a_slip_in_a_clause_and_in_its_list_are_told_together(copy: Path) -> None:
    spoil(
        copy, ('"section-301-list-1"', '"section-310-list-1"'), ("announced = { low = 34000,", "announced = { low = 0,")
    )
    assert sorted(code for code, _, _ in mistakes_of(copy)) == ["list-odds", "unknown-tariff-list"]
