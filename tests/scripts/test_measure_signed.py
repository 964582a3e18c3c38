"""What was signed in 2018 stands in the docs beside what the study finds."""

from __future__ import annotations

import sys

import pytest
from support.studies import nafta

import measure_signed


def test_the_page_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["measure_signed.py", "--check"])
    with pytest.raises(SystemExit) as caught:
        measure_signed.main()
    assert caught.value.code == 0


def test_one_option_blocks_alone_and_it_was_not_signed() -> None:
    """The end after five years: no deal with it is acceptable to all."""
    blocking = {one.issue: one.option for one in nafta().options if one.blocks}
    assert blocking == {"sunset": "five-year-end"}
    assert measure_signed.AS_SIGNED["sunset"] != blocking["sunset"]


def test_what_was_signed_names_every_issue_and_leaves_all_above_no_deal() -> None:
    assert set(measure_signed.AS_SIGNED) == set(nafta().space.issues)
    assert nafta().value(measure_signed.AS_SIGNED).acceptable
    assert nafta().value(measure_signed.AS_SIGNED | measure_signed.LATER).acceptable
