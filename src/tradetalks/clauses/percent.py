"""Percentages as people write them: 62.5 %, 0.625 or 62.5, read where the meaning is clear and refused where not."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from tradetalks.clauses.quantity import Quantity, refuse

HUNDRED = 100.0
MOST_TIMES = 10.0
"""No rate reaches 1,000 %; over-quota rates reach about 300 %."""


def read_share(given: Any) -> Any:
    """Read a part of a whole: text with a per cent sign, a fraction below 1, or a percentage above 1."""
    number = _number(given)
    if number is None or (isinstance(given, str) and "%" in given):
        return given if number is None else number
    if number == 1:
        raise refuse("percentage", "1 may be meant as 1 % or as 100 %", 'write "1 %" or "100 %"')
    return number / HUNDRED if number > 1 else number


def read_rate(given: Any) -> Any:
    """Read a duty: text with a per cent sign, or a fraction; above 1 a bare number may be either, and is refused."""
    number = _number(given)
    if number is None or (isinstance(given, str) and "%" in given):
        return given if number is None else number
    if number > 1:
        raise refuse(
            "percentage",
            f"a rate of {number:g} may be meant as {number:g} % or as {HUNDRED * number:g} %",
            f'write "{number:g} %" or "{HUNDRED * number:g} %"',
        )
    return number


def read_duty(given: Any) -> Any:
    """Read a duty with or without a range, every figure as `read_rate` does."""
    return {key: read_rate(figure) for key, figure in given.items()} if isinstance(given, dict) else read_rate(given)


def _number(given: Any) -> float | None:
    """Read a number, or text that is one; per cent are divided by 100."""
    if isinstance(given, bool):
        raise refuse("percentage", f"{str(given).lower()} is no figure", 'write a percentage, such as "25 %"')
    if isinstance(given, int | float):
        return float(given)
    if not isinstance(given, str):
        return None
    text = given.strip()
    try:
        return float(text.removesuffix("%")) / (HUNDRED if text.endswith("%") else 1)
    except ValueError:
        return None


Share = Annotated[float, BeforeValidator(read_share), Field(ge=0, le=1)]
"""A part of a whole, 0 to 1."""

Rate = Annotated[float, BeforeValidator(read_rate), Field(gt=-1, le=MOST_TIMES)]
"""An ad valorem duty as a fraction of the price."""

Duty = Annotated[Quantity, BeforeValidator(read_duty)]
"""The same with a range."""


def percent(fraction: float, digits: int = 4) -> str:
    """Write a fraction as people read it: 62.5 %."""
    return f"{HUNDRED * fraction:.{digits}g} %"
