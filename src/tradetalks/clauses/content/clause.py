"""What the content rules have in common: what makers do under them, and the shock that this becomes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Self

from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.flow import Flow, Kind, figures
from tradetalks.clauses.content.meeting import Meeting
from tradetalks.clauses.content.population import Population
from tradetalks.clauses.percent import percent
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World


class ContentClause(Population):
    """A rule that vehicles must meet to cross a border free of duty; makers meet it, or pay."""

    @property
    @abstractmethod
    def what(self) -> str:
        """The rule in words."""

    @abstractmethod
    def origins(self) -> tuple[str, ...]:
        """Regions whose parts count."""

    @abstractmethod
    def choices(self, exporter: str, kind: Kind) -> tuple[Choices, Choices]:
        """Return what makers do today and under the rule."""

    @property
    def flows(self) -> tuple[Flow[Choices], ...]:
        """Cars and trucks of every exporter; computed anew each time."""
        return tuple(
            Flow(name, kind, getattr(self.vehicles[name], kind.value), *self.choices(name, kind))
            for name in self.exporter
            for kind in Kind
        )

    def shock(self, world: World) -> Shock:
        """Raise costs, charge those who do not comply, and turn to parts that count, as `Meeting.shock` says."""
        return self.joined((self,), world)

    @classmethod
    def solved_with(cls) -> type[ContentClause]:
        """Return the kind of clauses with which it is solved at once: other content rules find the same makers."""
        return ContentClause

    @classmethod
    def joined(cls, clauses: Sequence[Self], world: World) -> Shock:
        """Let the same makers meet all rules, or pay the duty once."""
        return Meeting(tuple(clauses), world).shock

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """List duties on what stops complying, resources that dearer parts take and higher pay, against today."""
        if self.is_today:
            return ()
        found: dict[tuple[str, str], float] = {}
        for exporter, importer, sector in zip(*self.cells(world), strict=True):
            home, abroad = world.regions[exporter], world.regions[importer]
            for flow in (flow for flow in self.flows if flow.exporter == home):
                trade, kind = float(world.trade[exporter, importer, sector]) * flow.part, flow.kind.value
                for key, million in (
                    ((abroad, f"duty on {kind} from {home} that do not comply"), trade * flow.duty_added),
                    ((home, f"dearer parts in {kind} that comply"), -trade * (flow.cost - 1)),
                    ((home, f"higher pay in making {kind}"), trade * flow.pay_added),
                ):
                    found[key] = found.get(key, 0.0) + million
        return tuple(Receipt(*key, million) for key, million in found.items() if million)

    def findings(self, world: World) -> tuple[Finding, ...]:  # noqa: ARG002  (the makers do not depend on the world)
        """List what makers do under the rule, by exporter and kind of vehicle."""
        return tuple(finding for flow in self.flows for finding in self.found(flow))

    def found(self, flow: Flow[Choices]) -> Iterator[Finding]:
        """List the figures of one flow."""
        leave = flow.after.leaving(self.kappa.value, self.omega.value)
        yield from figures(flow)
        yield Finding("would assemble outside", 100 * leave, "%", flow.about)

    def _spread(self, exporter: str) -> str:
        """Say how many makers of each kind do not comply, and what the rule costs."""
        cars, trucks = (flow for flow in self.flows if flow.exporter == exporter)
        cost = sum(flow.part * (flow.cost - 1) for flow in (cars, trucks))
        duty = sum(flow.part * flow.duty_added for flow in (cars, trucks))
        return (
            f"{percent(1 - cars.after.complying, 3)} of car makers and {percent(1 - trucks.after.complying, 3)} of "
            f"truck makers in {exporter} do not comply, and the sector's exports cost "
            f"{percent(cost, 3)} more to make and pay {percent(duty, 3)} more duty"
        )
