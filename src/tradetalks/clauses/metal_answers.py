"""Who meets the duties on steel and aluminium, how much of their trade is hit, and how they answer."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator

from tradetalks.clauses.base import Sectors
from tradetalks.clauses.parameter import Parameter, refuse_beyond_one
from tradetalks.clauses.percent import Rate, percent
from tradetalks.clauses.quantity import Level, Quantity, RegionName, Strict, refuse

BILLION = 1000.0
"""Million US$."""

LINES_2024 = "US imports for consumption by tariff line, 2024 (US Census Bureau); the range is judgement"
CANADA_2018 = (
    "Canada's countermeasures of 1 July 2018 on C$16.6 bn; the split is judgement, 1.30 C$ per US$ from memory"
)
MEXICO_2018 = "Mexico's answer of 5 June 2018 on about US$3 bn; the split by sector is judgement"


class Answer(Strict):
    """A duty with which a partner answers, on some trade in some sectors, spread over them by trade."""

    sector: Sectors
    rate: Rate = Field(ge=0)
    covered: Quantity
    """Trade that pays it, million US$ a year."""

    @model_validator(mode="after")
    def _positive(self) -> Self:
        if self.covered.low < 0:
            raise refuse("metal-answer", "an answer on trade below 0", "give million US$ a year")
        return self

    def at(self, level: Level) -> Answer:
        """Return the answer on the least or most trade."""
        return self.model_copy(update={"covered": self.covered.fixed(level)})


class MetalPartner(Strict):
    """A region whose metals pay: the shares of the two sectors' trade that are hit, and its answer."""

    region: RegionName
    steel_share: Quantity
    aluminium_share: Quantity
    answer: tuple[Answer, ...] = ()

    @model_validator(mode="after")
    def _shares(self) -> Self:
        refuse_beyond_one(self, ("steel_share", "aluminium_share"), "metal-share")
        return self

    def __str__(self) -> str:
        covered = sum(answer.covered.value for answer in self.answer) / BILLION
        shares = f"{percent(self.steel_share.value)} and {percent(self.aluminium_share.value)}"
        return f"{self.region} ({shares} hit; answers on US${covered:.3g} bn)"

    @property
    def is_measured(self) -> bool:
        """Whether the shares are those of the trade by tariff line, not ones that a user gave."""
        return isinstance(self.steel_share, Parameter) and isinstance(self.aluminium_share, Parameter)

    @property
    def answers_of_2018(self) -> bool:
        """Whether an answer is one of those of 2018, not one that a user gave."""
        return any(isinstance(answer.covered, Parameter) for answer in self.answer)

    @property
    def shares(self) -> str:
        """The shares hit, in words."""
        given = "" if self.is_measured else ", as given"
        return (
            f"{self.region}: {percent(self.steel_share.value, 3)} and {percent(self.aluminium_share.value, 3)}{given}"
        )

    def at(self, level: Level) -> MetalPartner:
        """Return the partner with the least or most of its trade hit, and answering."""
        shares = {name: getattr(self, name).fixed(level) for name in ("steel_share", "aluminium_share")}
        return self.model_copy(update={**shares, "answer": tuple(answer.at(level) for answer in self.answer)})


def _share(value: float, low: float, high: float) -> Any:
    return Parameter(
        value=value, low=low, high=high, unit="share", evidence="computed", source=LINES_2024, milder=Level.LOW
    )


def _covered(value: float, low: float, high: float, source: str) -> Any:
    return Parameter(
        value=value, low=low, high=high, unit="million US$", evidence="judgement", source=source, milder=Level.LOW
    )


def canada() -> MetalPartner:
    """Canada as it stood in 2018: C$16.6 bn at 25 % on steel and 10 % on aluminium and other goods."""
    others = ("C10T12", "C17_18", "C20", "C27", "C31T33")
    return MetalPartner(
        region="CAN",
        steel_share=_share(0.7727, 0.64, 1.0),
        aluminium_share=_share(0.4078, 0.30, 0.55),
        answer=(
            Answer(sector=("C24A",), rate=0.25, covered=_covered(2950, 1475, 3688, CANADA_2018)),
            Answer(sector=("C24B",), rate=0.10, covered=_covered(2750, 1375, 4130, CANADA_2018)),
            Answer(sector=others, rate=0.10, covered=_covered(7070, 3320, 9950, CANADA_2018)),
        ),
    )


def mexico() -> MetalPartner:
    """Mexico as it stood in 2018: US$3 bn at 15 to 25 % on steel, pork, cheese, whiskey, apples and potatoes."""
    return MetalPartner(
        region="MEX",
        steel_share=_share(0.8009, 0.64, 1.0),
        aluminium_share=_share(0.0454, 0.03, 0.10),
        answer=(
            Answer(sector=("C24A",), rate=0.25, covered=_covered(1000, 480, 1800, MEXICO_2018)),
            Answer(sector=("C10T12",), rate=0.20, covered=_covered(1700, 770, 2300, MEXICO_2018)),
            Answer(sector=("A01",), rate=0.20, covered=_covered(300, 160, 540, MEXICO_2018)),
        ),
    )
