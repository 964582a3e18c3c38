"""GeniusWeb JSON: listed values and numbers, reservation bids, and slips."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.scored import mistakes, payoffs

from tradetalks import load_talks

DOMAIN = {
    "name": "car deal",
    "issuesValues": {
        "colour": {"values": ["red", "blue"]},
        "price": {"range": {"low": 1000, "high": 1700.0, "step": 300}},
    },
}
PROFILE: dict[str, Any] = {
    "name": "buyer",
    "issueUtilities": {
        "colour": {"DiscreteValueSetUtilities": {"valueUtilities": {"red": 1, "blue": 0.1}}},
        "price": {
            "NumberValueSetUtilities": {"lowValue": 1000, "lowUtility": 0.9, "highValue": 1700, "highUtility": 0.2}
        },
    },
    "issueWeights": {"colour": 0.3, "price": 0.7},
    "reservationBid": {"issuevalues": {"colour": "blue", "price": 1600.0}},
}


def folder(path: Path, *changes: tuple[str, str], domain: dict[str, Any] | None = None) -> Path:
    """Write a domain and two equal profiles, the first of them spoilt."""
    text = json.dumps({"LinearAdditiveUtilitySpace": PROFILE}, indent=0)
    spoilt = text
    for old, new in changes:
        assert old in spoilt
        spoilt = spoilt.replace(old, new, 1)
    (path / "A.json").write_text(spoilt, encoding="utf-8")
    (path / "B.json").write_text(text, encoding="utf-8")
    (path / "domain.json").write_text(json.dumps(domain or DOMAIN), encoding="utf-8")
    return path


def test_utilities_are_those_of_geniusweb(tmp_path: Path) -> None:
    talks = load_talks(folder(tmp_path))
    assert talks.case.case.title == "car deal"
    assert [option.title for option in talks.issues[1].option] == ["1000", "1300", "1600"]
    reserve = 0.3 * 0.1 + 0.7 * 0.3
    found = payoffs(talks)
    assert found["red", "1300"] == pytest.approx((0.3 + 0.7 * 0.6 - reserve,) * 2, abs=1e-12)
    assert found["blue", "1600"] == pytest.approx((0, 0), abs=1e-12)


def test_utilities_between_two_numbers_are_rounded_to_eight_places(tmp_path: Path) -> None:
    talks = load_talks(
        folder(tmp_path, ('"lowUtility": 0.9', '"lowUtility": 1.0'), ('"highUtility": 0.2', '"highUtility": 0.0'))
    )
    # 1 - 300 / 700 = 0.571428571... and 1 - 600 / 700 = 0.142857142...
    expected = 0.3 + 0.7 * 0.57142857 - (0.3 * 0.1 + 0.7 * 0.14285714)
    assert payoffs(talks)["red", "1300"][0] == pytest.approx(expected, abs=1e-12)


def test_without_a_reservation_bid_no_deal_is_worth_nothing(tmp_path: Path) -> None:
    folder(tmp_path)
    bare = {key: value for key, value in PROFILE.items() if key != "reservationBid"}
    (tmp_path / "A.json").write_text(json.dumps({"LinearAdditiveUtilitySpace": bare}), encoding="utf-8")
    assert payoffs(load_talks(tmp_path))["red", "1000"][0] == pytest.approx(0.3 + 0.63, abs=1e-12)


def test_older_names_of_the_kinds_are_known(tmp_path: Path) -> None:
    same = payoffs(load_talks(folder(tmp_path)))
    old = ("DiscreteValueSetUtilities", "discreteutils"), ("NumberValueSetUtilities", "numberutils")
    assert payoffs(load_talks(folder(tmp_path, *old))) == same


def test_a_domain_may_be_wrapped_or_stand_in_the_profiles(tmp_path: Path) -> None:
    same = payoffs(load_talks(folder(tmp_path)))
    assert payoffs(load_talks(folder(tmp_path, domain={"DomainImpl": DOMAIN}))) == same
    (tmp_path / "domain.json").unlink()
    held = json.dumps({"LinearAdditiveUtilitySpace": PROFILE | {"domain": DOMAIN}})
    (tmp_path / "A.json").write_text(held, encoding="utf-8")
    assert payoffs(load_talks(tmp_path)) == same


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"red": 1', '"rood": 1', ("unscored", "A.json: issueUtilities.colour")),
        ('"red": 1', '"rood": 1', ("unknown-option", "A.json: issueUtilities.colour")),
        ('"red": 1', '"red": "much"', ("decimal-parsing", "A.json: issueUtilities.colour.DiscreteValueSetUtilities")),
        ('"red": 1', '"red": NaN', ("not-a-number", "A.json")),
        ('"red": 1', '"red": 1e99999', ("not-a-number", "A.json: issueUtilities.colour")),
        ('"blue": 0.1', '"red": 0.1', ("doubled-key", "A.json")),
        ('"colour": 0.3', '"colour": 0.4', ("weights", "A.json: issueWeights")),
        ('"colour": 0.3', '"colour": -0.3', ("weight", "A.json: issueWeights")),
        ('"colour": 0.3,', "", ("weight", "A.json: issueWeights")),
        ('"highValue": 1700', '"highValue": 100', ("range-order", "A.json: issueUtilities.price")),
        ('"price": 1600.0', '"price": 1500', ("unknown-option", "A.json: reservationBid")),
        ('"issueWeights"', '"weights"', ("missing", "A.json: issueWeights")),
        ('"LinearAdditiveUtilitySpace"', '"SumOfGroupsUtilitySpace"', ("profile-kind", "A.json")),
        ("{", "", ("json", "A.json:2")),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: tuple[str, str]) -> None:
    found = [(code, place.removeprefix("/")) for code, place, _ in mistakes(folder(tmp_path, (old, new)))]
    assert any(code == told[0] and place.startswith(told[1]) for code, place in found), found


def test_profiles_of_another_kind_are_refused(tmp_path: Path) -> None:
    folder(tmp_path)
    other = {"SumOfGroupsUtilitySpace": {"domain": DOMAIN, "partUtilities": {}}}
    (tmp_path / "C.json").write_text(json.dumps(other), encoding="utf-8")
    assert [code for code, *_ in mistakes(tmp_path)] == ["profile-kind"]


@pytest.mark.parametrize(
    "steps", [{"low": 0, "high": 1, "step": 0}, {"low": 0, "high": 1e9, "step": 1}, {"low": 1, "high": 0, "step": 1}]
)
def test_a_range_must_give_some_options_and_not_too_many(tmp_path: Path, steps: dict[str, float]) -> None:
    issues = DOMAIN["issuesValues"] | {"price": {"range": steps}}  # type: ignore[operator]
    codes = [code for code, *_ in mistakes(folder(tmp_path, domain={"name": "d", "issuesValues": issues}))]
    assert codes[0] in ("greater-than", "too-many-options")


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "C.json").write_text("[" * 100_000, encoding="utf-8")
    assert [code for code, *_ in mistakes(tmp_path)] == ["json"]
