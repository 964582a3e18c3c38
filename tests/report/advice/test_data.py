"""The JSON of a brief has the figures of the advice, and the docs tell its keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.studies import agreeing, stuck

from tradetalks.report.advice.data import as_data, as_json
from tradetalks.talks.advice.brief import Brief, brief

DOCS = Path(__file__).parents[3] / "docs" / "advice.md"


@pytest.fixture(scope="module")
def told() -> Brief:
    return brief(agreeing(), "S", draws=6)


def test_figures_are_those_of_the_advice(told: Brief) -> None:
    data = json.loads(as_json(told))
    advice = told.advice
    assert (data["party"], data["no_deal"], data["walk_away"]) == ("S", advice.no_deal, advice.walk_away)
    for row, offer in zip(data["offers"], advice.offers, strict=True):
        assert (row["deal"], row["payoff"], row["accepts"]) == (offer.deal, offer.payoff, offer.accepts)
        assert (row["signed"], row["expected"]) == (offer.signed, offer.expected)
        assert row["aims"] == [aim.value for aim in offer.aims]
    for kind in ("gives", "asks"):
        rows = [(row["move"]["after"], row["rate"]) for row in data["chips"][kind]]
        assert rows == [(chip.move.after, chip.rate) for chip in getattr(advice.chips, kind)]
    assert [row["gain"] for row in data["exchanges"]] == [one.gain for one in advice.exchanges]
    assert data["firm"]["low"] == told.firm.low
    assert (data["draws"], data["seed"], data["terms"]["count"]) == (6, 0, 5)


def keys(data: Any, *, named: bool = True) -> set[str]:
    """Keys of a brief; those of parties, issues and the like are names and not keys."""
    if isinstance(data, list):
        return {key for one in data for key in keys(one)}
    if not isinstance(data, dict):
        return set()
    ours = set(data) if named else set()
    names = {
        "refuses",
        "gives",
        "deal",
        "payoff",
        "accepts",
        "worth",
        "gain",
        "closed",
        "best",
        "worst",
        "mean",
        "lacks",
        "lost",
    }
    return ours | {key for name, one in data.items() for key in keys(one, named=name not in names)}


@pytest.mark.parametrize("made", [agreeing, stuck])
def test_the_docs_tell_every_key(made: Any) -> None:
    page = DOCS.read_text(encoding="utf-8")
    found = keys(as_data(brief(made(), "N", draws=3)))
    assert {key for key in found if f"`{key}`" not in page} == set()


def test_an_empty_zone_is_told() -> None:
    data = as_data(brief(stuck(), "N", draws=3))
    assert data["offers"] == []
    assert data["opening"]["payable"] is False
    assert set(data["opening"]["lacks"]) <= {"N", "S", "E"}
