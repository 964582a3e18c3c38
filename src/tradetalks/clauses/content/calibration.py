"""Two calibrations of the makers of vehicles in North America, which cannot both be right about everything."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from tradetalks.clauses.percent import Share
from tradetalks.clauses.quantity import Strict

PAPER = "Head, Mayer and Melitz (2024), Journal of International Economics 150, 103911"


class Vehicles(Strict):
    """Parts of an exporter's flow of the sector that are cars, and trucks for goods."""

    cars: Share = Field(description="Cars, heading 8703, per value of the sector's flow")
    trucks: Share = Field(description="Trucks for goods, heading 8704, per value of the sector's flow")


class Exposure(Strict):
    """How much of a maker's sales bear the duty: none or all for some, for the rest Beta with a mean and n `alike`."""

    mean: float = Field(default=1.0, gt=0, le=1)
    alike: float = Field(default=3.0, gt=0)
    never: float = Field(default=0.0, ge=0, lt=0.5, description="Part of makers none of whose sales bear the duty")
    always: float = Field(default=0.0, ge=0, lt=0.5, description="Part of makers all of whose sales bear it")


class Exposures(Strict):
    """Exposure of the makers of cars and of trucks; 1 is a maker that sells to the importer only."""

    cars: Exposure = Exposure()
    trucks: Exposure = Exposure()


VEHICLES: Mapping[str, Vehicles] = {
    "MEX": Vehicles(cars=0.326, trucks=0.243),
    "CAN": Vehicles(cars=0.544, trucks=0.138),
}
"""US imports for consumption of 2024 (Census Bureau) by scripts/measure_vehicle_shares.py; all that counts as C29."""

MEASURED: Mapping[str, Exposures] = {
    "CAN": Exposures(
        cars=Exposure(mean=0.820, alike=3.28, never=0.048, always=0.155),
        trucks=Exposure(mean=0.466, alike=10.81, never=0.049, always=0.282),
    ),
    "MEX": Exposures(
        cars=Exposure(mean=0.596, alike=1.19, never=0.143, always=0.046),
        trucks=Exposure(mean=0.831, alike=2.57, never=0.150, always=0.039),
    ),
    "USA": Exposures(
        cars=Exposure(mean=0.118, alike=17.56, never=0.031, always=0.127),
        trucks=Exposure(mean=0.118, alike=20.71, never=0.014, always=0.201),
    ),
}
"""Fitted to the paper's prices, compliance and medians by scripts/fit_duty_exposure.py; the index is not printed."""


class Calibration(enum.Enum):
    """Which facts the makers are made to fit."""

    DATA = "data"
    PAPER = "paper"

    def __str__(self) -> str:
        return str(self.value)

    @property
    def about(self) -> str:
        """What it fits, in words."""
        return _ABOUT[self]

    @property
    def figures(self) -> Mapping[str, Any]:
        """Fields of a content clause that it sets where they are not given."""
        return _FIGURES[self]


_ABOUT = {
    Calibration.DATA: "30 % of Mexican vehicles below 62.5 % (Guajardo), 8.2 % not complying at 75 % (USTR 2023)",
    Calibration.PAPER: "parts by model as the paper fits them, and sales that bear the duty as its prices imply",
}
_FIGURES: Mapping[Calibration, Mapping[str, Any]] = {
    Calibration.DATA: {},
    Calibration.PAPER: {"mu": {"value": 0.11, "low": 0.10, "high": 0.17}, "exposure": MEASURED},
}
