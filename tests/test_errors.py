"""Wrong kinds of values are told in one way."""

from __future__ import annotations

import numpy as np
import pytest

from tradetalks.errors import InputError, expect, expect_names


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ((0, 1), "bounds is tuple (0, 1)"),
        (float, "bounds is the class float, not an object"),
        (np.zeros((9, 9)), "bounds is an object of the type ndarray"),
        (None, "bounds is NoneType None"),
    ],
)
def test_a_wrong_kind_is_told_with_its_remedy(value: object, message: str) -> None:
    with pytest.raises(InputError) as told:
        expect(value, float, "bounds", "give a fraction")
    assert (told.value.code, told.value.message, told.value.remedy) == ("wrong-type", message, "give a fraction")


def test_a_right_kind_passes() -> None:
    expect(0.5, (int, float), "bounds", "give a fraction")


@pytest.mark.parametrize(
    ("given", "remedy"),
    [("CAN", "give a list of names: ['CAN']"), (3, "give a list of names"), (["CAN", 3], "give a list of names")],
)
def test_what_is_no_list_of_names_is_refused(given: object, remedy: str) -> None:
    with pytest.raises(InputError) as told:
        expect_names(given, "regions")  # type: ignore[arg-type]
    assert told.value.remedy == remedy


def test_names_are_listed() -> None:
    assert expect_names(("CAN", "USA"), "regions") == ["CAN", "USA"]
    assert expect_names(None, "regions") is None
