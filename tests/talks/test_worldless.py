"""Cases that are scored option by option need no world; those with clauses do."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.cases import small_data

from tradetalks import load_talks
from tradetalks.errors import CaseError, InputError
from tradetalks.talks.economy import solve_economy
from tradetalks.talks.schema import CaseFile
from tradetalks.talks.talks import Talks

SCORED = """
[case]
name = "fee"
title = "A fee"
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

[[issue]]
id = "fee"
title = "Fee"
status_quo = "none"

[[issue.option]]
id = "none"
title = "none"

[[issue.option]]
id = "some"
title = "some"

[[issue.option.score]]
party = "A"
bn = 3.0
judgement = "why"

[no_deal]

[[no_deal.outcome]]
id = "calm"
title = "as today"
probability = 1.0
judgement = "why"
"""
CLAUSE = """
[[no_deal.outcome.clause]]
type = "tariff"
importer = "USA"
exporter = "CAN"
sector = "C29"
rate = 0.1
judgement = "why"
"""


def case(folder: Path, text: str) -> Path:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_scored_case_needs_no_world(tmp_path: Path) -> None:
    talks = load_talks(case(tmp_path, SCORED))
    assert talks.world is None
    assert talks.calibrated() is talks
    assert talks.files == tuple((tmp_path / name).resolve() for name in ("case.toml", "positions.csv"))


def test_its_economy_is_worth_nothing_and_has_no_equilibrium(tmp_path: Path) -> None:
    economy = solve_economy(load_talks(case(tmp_path, SCORED)), (), None)
    assert economy.value({"fee": "some"}).tolist() == [0, 0]
    assert economy.outcome_values.tolist() == [[0, 0]]
    assert (economy.solves, economy.max_residual) == (0, 0)
    for asked in (lambda: economy.today, lambda: economy.batch, lambda: economy.outcome(0)):
        with pytest.raises(InputError) as caught:
            asked()
        assert caught.value.code == "no-world"


@pytest.mark.parametrize("change", [(SCORED, SCORED + CLAUSE), ('unit = "points"', 'elasticities = "U4"')])
def test_clauses_or_elasticities_without_a_world_are_told(tmp_path: Path, change: tuple[str, str]) -> None:
    with pytest.raises(CaseError) as caught:
        load_talks(case(tmp_path, SCORED.replace(*change)))
    (mistake,) = caught.value.mistakes
    assert (mistake.code, mistake.place) == ("no-world", f"{tmp_path / 'case.toml'}:2")
    assert "icio-2017" in mistake.remedy


def test_talks_with_clauses_cannot_be_made_without_a_world() -> None:
    with pytest.raises(InputError) as caught:
        Talks(case=CaseFile.model_validate(small_data()), positions=(), world=None)
    assert caught.value.code == "no-world"
