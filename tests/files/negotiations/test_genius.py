"""GENIUS XML: the reading of GENIUS itself, that of files which are normalised already, and slips."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.scored import mistakes, payoffs

from tradetalks import load_talks

DOMAIN = """<negotiation_template><utility_space><objective index="0" name="root">
<issue index="1" name="Cars" type="discrete"><item value="zero"/><item value="halved"/></issue>
<objective index="2" name="money">
<issue index="3" name="Fee" type="integer" lowerbound="-1" upperbound="1"/>
</objective>
</objective></utility_space></negotiation_template>
"""

SPACE = """<utility_space><objective index="0" name="root">
<issue index="1" name="Cars"><item value="zero" evaluation="8"/><item value="halved" evaluation="2"/></issue>
<weight index="1" value="0.6"/>
<objective index="2" name="money">
<weight index="3" value="0.4"/>
<issue index="3" name="Fee" type="integer" lowerbound="-1" upperbound="1">
<evaluator slope="0.75" offset="0.25"/></issue>
</objective>
</objective><discount_factor value="0.8"/><reservation value="0.3"/></utility_space>
"""


def folder(path: Path, *changes: tuple[str, str]) -> Path:
    """Write a domain and two equal spaces, the first of them spoilt."""
    space, domain = SPACE, DOMAIN
    for old, new in changes:
        assert old in space or old in domain
        space, domain = space.replace(old, new, 1), domain.replace(old, new, 1) if old not in space else domain
    for name, text in (("domain", domain), ("A", space), ("B", SPACE)):
        (path / f"{name}.xml").write_text(text, encoding="utf-8")
    return path


def test_utilities_are_those_of_genius(tmp_path: Path) -> None:
    talks = load_talks(folder(tmp_path))
    found = payoffs(talks)
    # 0.6 e / 8 + 0.4 min(max(0.25 + 0.75 (n + 1), 0), 1) - 0.3
    assert found["zero", "-1"] == pytest.approx((0.6 + 0.4 * 0.25 - 0.3,) * 2, abs=1e-12)
    assert found["halved", "0"] == pytest.approx((0.15 + 0.4 - 0.3,) * 2, abs=1e-12)
    assert found["halved", "1"] == pytest.approx((0.15 + 0.4 - 0.3,) * 2, abs=1e-12)
    assert talks.case.case.unit == "utility"
    assert talks.party_ids == ("A", "B")


def test_a_discount_factor_is_a_yearly_rate_that_says_what_it_assumes(tmp_path: Path) -> None:
    patience = load_talks(folder(tmp_path)).parties[0].patience
    assert patience is not None
    assert patience.discount.value == pytest.approx(1 / 0.8 - 1)
    assert "whole negotiation" in (patience.judgement or "")


@pytest.mark.parametrize("factor", ["1.0", "0.0", "1.5"])
def test_factors_that_genius_drops_mean_no_discount(tmp_path: Path, factor: str) -> None:
    talks = load_talks(folder(tmp_path, ('<discount_factor value="0.8"', f'<discount_factor value="{factor}"')))
    assert talks.parties[0].patience is None


def test_evaluations_that_are_normalised_as_written_are_not_divided_again(tmp_path: Path) -> None:
    """0.5 x 1.2 + 0.4 x 1 = 1: so the best deal is worth one without division."""
    scaled = ('evaluation="8"', 'evaluation="1.2"'), ('evaluation="2"', 'evaluation="0.2"')
    talks = load_talks(folder(tmp_path, ('value="0.6"', 'value="0.5"'), *scaled))
    assert payoffs(talks)["halved", "1"][0] == pytest.approx(0.5 * 0.2 + 0.4 - 0.3, abs=1e-12)
    assert [source.title.rpartition(", ")[2] for source in talks.case.source] == [
        "evaluations as written",
        "evaluations over the best of each",
    ]


def test_an_issue_whose_best_is_nothing_is_worth_nothing(tmp_path: Path) -> None:
    talks = load_talks(folder(tmp_path, ('evaluation="8"', 'evaluation="0"'), ('evaluation="2"', 'evaluation="-1"')))
    assert payoffs(talks)["zero", "1"][0] == payoffs(talks)["halved", "1"][0] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('value="zero" evaluation="8"', 'value="zeroo" evaluation="8"', ("unscored", "A.xml:2")),
        ('value="zero" evaluation="8"', 'value="zeroo" evaluation="8"', ("unknown-option", "A.xml:2")),
        ('evaluation="8"', 'evaluation="null"', ("unscored", "A.xml:2")),
        ('evaluation="8"', 'evaluation="NaN"', ("not-a-number", "A.xml:2")),
        ('value="halved" evaluation="2"', 'value="zero" evaluation="2"', ("doubled-option", "A.xml:2")),
        ('<issue index="1" name="Cars"><', '<issue index="1" name="Vans"><', ("unknown-issue", "A.xml:2")),
        ('<weight index="1" value="0.6"/>', "", ("weight", "A.xml:2")),
        ('<weight index="1" value="0.6"/>', '<weight index="1" value="-0.6"/>', ("weight", "A.xml:3")),
        ('<weight index="1" value="0.6"/>', '<weight index="1" value="6"/>', ("weights", "A.xml:1")),
        ('<evaluator slope="0.75" offset="0.25"/>', "", ("unscored", "A.xml:6")),
        (' offset="0.25"', "", ("missing", "A.xml:7")),
        ("<discount_factor", "<utility_function/><discount_factor", ("not-additive", "A.xml:9")),
        ('name="Cars" type="discrete"', 'name="Cars" type="real"', ("issue-type", "domain.xml:2")),
        ('<item value="halved"/>', "", ("single-option", "domain.xml:2")),
        ('<item value="halved"/>', '<item value="zero"/>', ("doubled-option", "domain.xml:2")),
        (
            'lowerbound="-1" upperbound="1"/>',
            'lowerbound="-1" upperbound="1e6"/>',
            ("too-many-options", "domain.xml:4"),
        ),
        ('lowerbound="-1" upperbound="1"/>', "/>", ("missing", "domain.xml:4")),
        ("</negotiation_template>", "", ("xml", "domain.xml:7")),
        ("<negotiation_template>", '<!DOCTYPE a [<!ENTITY b "c">]><negotiation_template>', ("xml", "domain.xml:1")),
        ("<negotiation_template>", "<a>" * 200 + "<negotiation_template>", ("xml", "domain.xml:1")),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: tuple[str, str]) -> None:
    found = [(code, place.removeprefix("/")) for code, place, _ in mistakes(folder(tmp_path, (old, new)))]
    assert told in found


def test_a_file_of_the_folder_stands_for_it(tmp_path: Path) -> None:
    folder(tmp_path)
    same = payoffs(load_talks(tmp_path))
    assert payoffs(load_talks(tmp_path / "domain.xml")) == payoffs(load_talks(tmp_path / "A.xml")) == same


def test_with_several_domains_the_file_must_be_given(tmp_path: Path) -> None:
    folder(tmp_path)
    shutil.copy(tmp_path / "domain.xml", tmp_path / "domain2.xml")
    assert [code for code, *_ in mistakes(tmp_path)] == ["domains"]
    assert load_talks(tmp_path / "domain.xml").name == "domain"


def test_spaces_alone_are_no_negotiation(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "domain.xml").unlink()
    assert [code for code, *_ in mistakes(tmp_path)] == ["domains"]


def test_a_single_space_is_too_few_parties(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "B.xml").unlink()
    assert [code for code, *_ in mistakes(tmp_path)] == ["too-few-parties"]


def test_an_external_entity_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{tmp_path / "secret"}">]><negotiation_template>&b;'
    found = mistakes(folder(tmp_path, ("<negotiation_template>", entity)))
    assert [code for code, *_ in found] == ["xml"]


@pytest.mark.parametrize("encoding", ["shift_jis", "no-such"])
def test_an_encoding_that_cannot_be_read_is_told(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "domain.xml").write_text(f'<?xml version="1.0" encoding="{encoding}"?><a/>', encoding="utf-8")
    assert [(code, remedy) for code, _, remedy in mistakes(tmp_path)] == [("xml", "save it as UTF-8")]
