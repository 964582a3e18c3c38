"""Cars or trucks of one exporter under content rules, set beside today."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.outcome import Outcome
from tradetalks.clauses.results import Finding

Done = TypeVar("Done", bound=Outcome)


class Kind(enum.Enum):
    """Kinds of vehicles, which pay different duties."""

    CARS = "cars"
    TRUCKS = "trucks"


@dataclass(frozen=True)
class Flow(Generic[Done]):
    """Vehicles of one kind from one exporter: what makers do today and under the rules; `part` of the sector's flow."""

    exporter: str
    kind: Kind
    part: float
    before: Done
    after: Done

    @property
    def about(self) -> str:
        """Whose vehicles they are, in words."""
        return f"{self.kind.value} from {self.exporter}"

    @property
    def duty(self) -> float:
        """Duty on what does not comply."""
        return self.after.rate

    @property
    def cost(self) -> float:
        """Resources that the vehicles take, relative to today."""
        return self.after.flow_cost / self.before.flow_cost

    @property
    def duty_added(self) -> float:
        """Duty on all vehicles of the flow, less that of today, per value before duty."""
        return (self.after.flow_paying - self.before.flow_paying) * self.duty

    @property
    def pay_added(self) -> float:
        """Higher pay per value of the flow, less that of today."""
        return self.after.flow_pay_rise - self.before.flow_pay_rise


def figures(flow: Flow[Choices]) -> Iterator[Finding]:
    """List what makers of one flow do under one rule."""
    after, about = flow.after, flow.about
    yield Finding("comply freely", 100 * float(after.freely.mean()), "%", about)
    yield Finding("comply with dearer parts", 100 * float(after.constrained.mean()), "%", about)
    if after.flow_pay_rise:
        yield Finding("comply by raising pay", 100 * float(after.raising.mean()), "%", about)
        yield Finding("higher pay per value", 100 * after.flow_pay_rise, "%", about)
    yield Finding("do not comply", 100 * (1 - after.complying), "%", about)
    yield Finding("average content", 100 * after.content, "%", about)
    yield Finding("rise of cost against today", 100 * (flow.cost - 1), "%", about)
    yield Finding("average duty", 100 * after.flow_paying * flow.duty, "%", about)
    yield Finding("jobs in parts that count, against no rule", 100 * (after.parts_jobs - 1), "%", about)
    yield Finding(
        "jobs in parts that count, against today", 100 * (after.parts_jobs / flow.before.parts_jobs - 1), "%", about
    )
    yield Finding("price to buyers against today", 100 * (after.price / flow.before.price - 1), "%", about)
