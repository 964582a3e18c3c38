"""Head, Mayer and Melitz (2024): compliance, content, jobs and prices under rules of origin for vehicles.

"The Laffer curve for rules of origin", Journal of International Economics 150, 103911. Assembly stays where it is.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from tradetalks.clauses.content.calibration import MEASURED
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import Makers, Rule, constrained_share
from tradetalks.papers.replication import Cell, Published, Replication, Tables

NAME = "head-mayer-melitz-2024"
CALIBRATED = Makers(theta=4.0, eta=4.0, mu=0.11, sigma=0.18, assembly=0.15, concentration=3.0)
"""The paper's calibration (its Figure 10)."""

MODELS = {("CAN", "cars"): 36, ("MEX", "cars"): 59, ("USA", "cars"): 176}
MODELS |= {("CAN", "trucks"): 4, ("MEX", "trucks"): 15, ("USA", "trucks"): 37}
"""Number of models by country of assembly and kind, from the paper's table of the sample."""

DUTIES = {("CAN", "cars"): 0.03, ("MEX", "cars"): 0.025, ("USA", "cars"): 0.06}
DUTIES |= {("CAN", "trucks"): 0.25, ("MEX", "trucks"): 0.25, ("USA", "trucks"): 0.06}
"""Duty on sales to the partners, one rate for all: 2.5 and 25 % in the US, 6 % in Canada; 3 % is judged."""

ASSEMBLY_TO_PARTS = 0.647
"""Jobs in assembly per job in parts with no rule, from the authors' programs."""

REQUIRED = {"62.5 %": 0.625, "75 %": 0.75, "85 %": 0.85}
KINDS = ("cars", "trucks")
ALL = "all models"
STEPS = np.arange(0.70, 0.951, 0.01)

NOTE_EXPOSURE = (
    "The paper's duty index by model rests on sales that are not printed. Ours has four figures by country and kind: "
    "the parts of models none and all of whose sales bear the duty, and a Beta distribution for the rest. They are "
    "fitted to the printed prices, medians of the index and shares of models that comply by country and kind. Jobs, "
    "parts, content and its peak are checks. Judged: one duty for all markets of cars from Canada (3 %); duties in "
    "Mexico on vehicles from the US enter as larger exposure to that of Canada (6 %)."
)
NOTE_DRAWS = (
    "The paper's figures here are means over 32,280 random draws, ours over quantiles. A sample of that size moves "
    "shares of models by 0.3 points, content by 0.1 and the peak, where the curve is flat, by 0.7 (standard errors, "
    "scripts/measure_content_peak.py). The share that complies at a cost follows largely from the fitted compliance."
)
NOTE_TWICE = (
    "The printed prices, and with them jobs, follow when the share of parts in cost is applied twice, as the authors' "
    "programs do. Applied once, as the formula has it, prices are 6 to 11 % higher; the last column has them so."
)
NOTE_LEFT_OUT = "Tables with assembly that moves need the duty index of every place of assembly and are left out."


class PartsInCost(enum.Enum):
    """How often the share of parts in the cost of a vehicle enters what complying costs: the exponent on 1 - a."""

    ONCE = 0
    TWICE = 1


@dataclass(frozen=True)
class Outcome:
    """Changes against no rule, as factors: parts per vehicle, jobs in parts, sales, and the price index."""

    parts: float
    parts_jobs: float
    quantity: float
    price: float

    @property
    def total_jobs(self) -> float:
        """Jobs in parts and assembly."""
        return (ASSEMBLY_TO_PARTS * self.quantity + self.parts_jobs) / (1 + ASSEMBLY_TO_PARTS)


def makers(country: str, kind: str) -> Makers:
    """Makers of a kind of vehicle in a country."""
    exposure = getattr(MEASURED[country], kind)
    ends = {"never": exposure.never, "always": exposure.always}
    return replace(CALIBRATED, exposed=exposure.mean, alike=exposure.alike, **ends)


def choose(country: str, kind: str, required: float) -> Choices:
    """Let makers choose at a required content."""
    return Choices(makers(country, kind), Rule(required), DUTIES[country, kind])


def outcome(choices: Choices, counting: PartsInCost) -> Outcome:
    """Aggregate over models: q = p^-eta, price index of p; p = P^(1 - a), to the power 1 - a again if twice."""
    makers = choices.makers
    again = (1 - makers.assembly_part) ** counting.value
    paid = np.where(choices.paying, choices.cost_of_paying, choices.real_cost) ** again
    sold = np.where(choices.paying, choices.quantity, choices.real_cost ** (-makers.eta * again))
    power = 1 - makers.eta
    return Outcome(
        parts=float(choices.parts_made.mean()),
        parts_jobs=float((choices.parts_made * sold).mean()),
        quantity=float(sold.mean()),
        price=float((paid**power).mean() ** (1 / power)),
    )


def residual(choices: Choices) -> float:
    """Largest gap between the share of cost required and that of the parts that constrained makers choose."""
    makers, power = choices.makers, 1 + 1 / choices.makers.theta
    chi = constrained_share(choices.required, makers.delta, makers.theta)
    inside, outside = chi**power, makers.delta * (1 - chi) ** power
    return float(np.abs(np.where(choices.constrained, inside / (inside + outside) - choices.required, 0.0)).max())


def pooled(required: float) -> tuple[float, float, float]:
    """Average content, and the parts of models that comply freely and at a cost, over all models."""
    total = sum(MODELS.values())
    sums = np.zeros(3)
    for place, count in MODELS.items():
        choices = choose(*place, required)
        sums += count / total * np.array([choices.content, choices.freely.mean(), choices.constrained.mean()])
    content, freely, constrained = sums
    return float(content), float(freely), float(constrained)


def replicate(_: Mapping[str, np.ndarray], published: Tables) -> tuple[Replication, ...]:
    """Set the paper's figures beside ours; nothing but the package is needed."""
    worst = max(residual(choose(*place, required)) for place in MODELS for required in REQUIRED.values())
    return (
        _makers(published["makers"], worst),
        _jobs(published["jobs"], worst),
        _prices(published["prices"], worst),
    )


def _makers(published: Published, worst: float) -> Replication:
    _, freely, constrained = pooled(REQUIRED["62.5 %"])
    peak = max(STEPS, key=lambda step: pooled(float(step))[0])
    ours = {
        "comply with dearer parts, 62.5 %": constrained,
        "comply freely, 62.5 %": freely,
        "content, no rule": pooled(0.0)[0],
        "content, 62.5 %": pooled(REQUIRED["62.5 %"])[0],
        "content, 75 %": pooled(REQUIRED["75 %"])[0],
        "content at its peak": pooled(float(peak))[0],
        "requirement at that peak": float(peak),
    }
    cells = tuple(Cell("", row, ALL, published.get(("", row, ALL)), 100 * share) for row, share in ours.items())
    title = "Head, Mayer, Melitz (2024), Section 5: who complies, and average regional content"
    return Replication("makers", title, "%", 1, cells, (NOTE_EXPOSURE, NOTE_DRAWS), worst)


def _jobs(published: Published, worst: float) -> Replication:
    cells = []
    for kind in KINDS:
        for word, required in REQUIRED.items():
            found = {c: outcome(choose(c, kind, required), PartsInCost.TWICE) for c in ("CAN", "MEX", "USA")}
            if kind == "cars":
                found["NAFTA"] = _mean(found, kind)
            for country, one in found.items():
                group = f"{kind}, {word}"
                for column, factor in (
                    ("parts per vehicle", one.parts),
                    ("jobs in parts", one.parts_jobs),
                    ("jobs in all", one.total_jobs),
                ):
                    cells.append(
                        Cell(group, country, column, published.get((group, country, column)), 100 * (factor - 1))
                    )
    title = "Head, Mayer, Melitz (2024): jobs against no rule, assembly fixed"
    return Replication("jobs", title, "%", 1, tuple(cells), (NOTE_EXPOSURE, NOTE_TWICE, NOTE_LEFT_OUT), worst)


def _mean(found: Mapping[str, Outcome], kind: str) -> Outcome:
    weights = np.array([MODELS[country, kind] for country in found], dtype=float)
    rows = np.array([[one.parts, one.parts_jobs, one.quantity, one.price] for one in found.values()])
    return Outcome(*map(float, weights @ rows / weights.sum()))


def _prices(published: Published, worst: float) -> Replication:
    cells = []
    for kind in KINDS:
        for word, required in REQUIRED.items():
            for country in ("CAN", "MEX", "USA"):
                group, choices = f"{kind}, {word}", choose(country, kind, required)
                for column, counting in (("price", PartsInCost.TWICE), ("applied once", PartsInCost.ONCE)):
                    ours = 100 * (outcome(choices, counting).price - 1)
                    cells.append(Cell(group, country, column, published.get((group, country, column)), ours))
    title = "Head, Mayer, Melitz (2024): prices against no rule, assembly fixed"
    return Replication("prices", title, "%", 2, tuple(cells), (NOTE_EXPOSURE, NOTE_TWICE), worst)
