"""An end date or a review of an agreement: the years without it, and the investment that the chance of them costs."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses import uncertainty
from tradetalks.clauses.base import Mechanism, Regions, Sectors
from tradetalks.clauses.claiming.tables import Tables
from tradetalks.clauses.lapse import Lapse
from tradetalks.clauses.parameter import parameter, refuse_beyond_one
from tradetalks.clauses.percent import percent
from tradetalks.clauses.quantity import Factor, Level, Quantity, refuse
from tradetalks.clauses.results import Finding
from tradetalks.clauses.uncertainty import Chain
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

HORIZONS = (5, 10, 16, 25)
ABL = "Auer, Bonadio, Levchenko (2018), BIS Working Paper 739, imply 9 to 13 % where all is undone, 0 for tariffs alone"
Years = Annotated[int, Field(ge=1, le=200)]


class Renewal(enum.StrEnum):
    """Whose consent prolongs the agreement: that of every member, or of any one."""

    ALL = "all"
    ANY = "any"


class End(enum.StrEnum):
    """Whether the years without the agreement are part of a deal's value, or an outcome of their own."""

    HERE = "here"
    APART = "apart"


class Sunset(Mechanism):
    """Let the agreement end after its term unless it is renewed, or have it reviewed.

    Today's has neither: any member may leave at short notice, a small hazard a year that is the zero point. The shock
    is what uncertainty costs while the agreement lasts; `lapse_share` is how much of the time it is gone, and `lapse`
    is what then holds.
    """

    literature: ClassVar[str] = (
        "Handley and Limão (2015), Trade and Investment under Policy Uncertainty, American Economic Journal: Economic "
        "Policy 7 (formula from memory); the chain of reviews follows from the legal terms"
    )

    type: Literal["sunset"] = "sunset"
    member: Regions = Field(default=("USA", "CAN", "MEX"), description="members of the agreement")
    sector: Sectors = Field(default=("goods",), description="sectors whose exporters sink costs")
    term: Years | None = Field(default=None, description="years after which it ends unless renewed; none: no end date")
    review: Years | None = Field(default=None, description="years between reviews; with a term alone, at its end")
    renewal: Renewal = Field(default=Renewal.ALL, description="whose consent renews it: all members, or any one")
    doubtful: Regions = Field(default=("USA",), description="members who might refuse; the others always consent")
    non_renewal: Quantity = parameter(
        "chance that a doubtful member refuses at a review",
        0.20,
        0.05,
        0.40,
        evidence="judgement",
        source="About 1 in 4 saw a withdrawal coming (WSJ, November 2017), 4 of 45 economists (Reuters, January 2018); "
        "for a review without an end .01 (0 to .03), for one that leaves ten years .05 (.01 to .15)",
        unit="a review",
    )
    mending: Quantity = parameter(
        "chance a year that members prolong the agreement after all, while it runs out",
        0.0,
        0.0,
        0.2,
        evidence="judgement",
        source="Article 34.7(4) of the agreement of 2018 allows it any year (text seen); how often is not known",
        unit="a year",
        milder=Level.HIGH,
    )
    withdrawal: Quantity = parameter(
        "hazard of plain withdrawal, today and with the clause",
        0.01,
        0.005,
        0.032,
        evidence="judgement",
        source="High: 3.2 % for China's US status, Alessandria and others (2024), Journal of International Economics",
        unit="a year",
        milder=Level.HIGH,
    )
    threatened: Quantity | None = Field(
        default=None,
        description="hazard of withdrawal a year, as under a threat; none, or less than today's: as today",
    )
    end: End = Field(default=End.HERE, description="where the value of the years without it is counted: here, or apart")
    discount: Quantity = parameter(
        "discount factor", 0.95, 0.93, 0.97, evidence="judgement", source="3 to 7 % a year", unit="a year"
    )
    substitution: Quantity = parameter(
        "elasticity of substitution sigma: it sets how far profits fall and how many then stay out",
        4.0,
        3.0,
        5.0,
        evidence="judgement",
        source="usual in the literature; above theta + 1 entry does not respond",
        milder=Level.HIGH,
    )
    sunk: Quantity = parameter(
        "part of trade that rests on new sunk investment",
        0.5,
        0.25,
        1.0,
        evidence="judgement",
        source="what is already sunk stays; over the years all is new",
    )
    goods: Factor = parameter(
        "factor on costs of goods after a lapse", 1.04, 1.0, 1.12, evidence="judgement", source=ABL
    )
    services: Factor = parameter(
        "factor on costs of services after a lapse", 1.02, 1.0, 1.05, evidence="judgement", source="no figure was found"
    )
    power: Factor | None = Field(
        default=None,
        description="tariff power after a lapse over today's, the same everywhere; none: from the duties of a lapse "
        "and the two factors",
    )

    tables: Tables = ()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if len({*self.member}) == 1:
            raise refuse("no-flow", f"{self.member[0]} has no agreement with itself", "name another member")
        if self.term and self.review and self.review > self.term:
            raise refuse("sunset-review", "the first review comes after the end of the term", "review within the term")
        chances = ("non_renewal", "mending", "withdrawal", "threatened", "sunk", "discount")
        refuse_beyond_one(self, chances, "probability")
        if self.discount.high == 1 or self.substitution.low <= 1:
            raise refuse("sunset-value", "discount or substitution is 1", "give discount < 1 and substitution > 1")
        if {*self.doubtful} - {*self.member}:
            raise refuse("no-member", "a doubtful party is no member", f"choose from {', '.join(self.member)}")
        return self

    @property
    def refusal(self) -> float:
        """Probability that a review does not prolong: members refuse independently, and one or all must consent.

        P = 1 - (1 - p)^k where all must; p^k where one is enough and all k members are doubtful; else 0.
        """
        chance, doubtful = self.non_renewal.value, len({*self.doubtful})
        if self.renewal is Renewal.ALL:
            return float(1 - (1 - chance) ** doubtful)
        return float(chance**doubtful) if doubtful == len({*self.member}) else 0.0

    @property
    def chain(self) -> Chain:
        """The life of the agreement with the clause; a refusal leaves what remains of the term, without one nothing."""
        review = self.review or self.term
        grace = self.term - review if self.term and review else 0
        return Chain(self.hazard, review, self.refusal, grace, self.mending.value)

    @property
    def hazard(self) -> float:
        """Hazard of withdrawal a year with the clause: the threat adds to today's, so it is never below it.

        The two are uncertain apart, and where the clause does least today's hazard is high and the threat's low.
        """
        return max(self.withdrawal.value, self.threatened.value if self.threatened else 0.0)

    @property
    def today(self) -> Chain:
        """The life of the agreement as it stands: plain withdrawal alone."""
        return Chain(self.withdrawal.value)

    def share_without(self) -> float:
        """Return the expected discounted share of years without the agreement, B."""
        return self.chain.share_without(self.discount.value)

    def lapse_share(self, member: str | None = None) -> float:
        """Return the weight of the lapse in the value of a deal, against a status quo that counts as lasting.

        b = (B - B0)/(1 - B0): V = (1 - b) V(deal, in force) + b V(lapse). Value is (1 - B) V(in force) + B V(lapse),
        today's is B0 V(lapse); their difference over 1 - B0, which scales everything else alike, is V. For a named
        member only what the others refuse counts: its own refusal is its choice, and costs it nothing by its lights.
        """
        if self.end is End.APART:
            return 0.0
        others = self.model_copy(update={"doubtful": tuple(name for name in self.doubtful if name != member)})
        share, now = (chain.share_without(self.discount.value) for chain in (others.chain, self.today))
        return max((share - now) / (1 - now), 0.0)

    def lapse(self) -> Lapse:
        """Return what holds once the agreement is gone, for the value of a lapse."""
        return Lapse(
            type="lapse",
            member=self.member,
            goods=self.goods,
            services=self.services,
            tables=self.tables,
            judgement="the sunset's",
        )

    def profit(self, world: World) -> np.ndarray:
        """Operating profit after a lapse over today's, omega, (exporter, importer, sector)."""
        if self.power is not None:
            tariff, cost = np.full_like(world.trade, self.power.value), np.ones_like(world.trade)
        else:
            lapsed = self.lapse().shock(world)
            tariff, cost = (1 + lapsed.tariff_in(world)) / (1 + world.tariff), lapsed.trade_cost_in(world)
        return uncertainty.profit_after_lapse(tariff, cost, self.substitution.value)

    def equivalent(self, world: World) -> np.ndarray:
        """Factor on trade costs that is charged, (exporter, importer, sector): 1 but between members."""
        sigma, theta, profit = self.substitution.value, world.elasticity, self.profit(world)
        now, today = (
            uncertainty.iceberg_equivalent(
                uncertainty.entry_cutoff(chain.share_without(self.discount.value), profit, sigma), theta, sigma
            )
            for chain in (self.chain, self.today)
        )
        return np.where(self._touched(world), uncertainty.charged(now, today, self.sunk.value, theta), 1.0)

    def _touched(self, world: World) -> np.ndarray:
        members, sectors = world.region_positions(self.member), world.sector_positions(self.sector)
        touched = np.zeros(world.trade.shape, dtype=bool)
        touched[np.ix_(members, members, sectors)] = True
        touched[members, members] = False
        return touched

    def shock(self, world: World) -> Shock:
        """Raise the trade costs among members by the tariff-uncertainty equivalent over today's."""
        return Shock(trade_cost=self.equivalent(world))

    def findings(self, world: World) -> tuple[Finding, ...]:
        """Years without the agreement, its survival and life, and the iceberg equivalent by sector with its range."""
        return (*self._life(), *self._costs(world))

    def _life(self) -> Iterator[Finding]:
        share, now = self.share_without(), self.today.share_without(self.discount.value)
        alive, alive_today = (chain.survival(max(HORIZONS)) for chain in (self.chain, self.today))
        yield Finding("years without the agreement", share, "share", "discounted")
        yield Finding("years without the agreement over today", share - now, "share", "discounted")
        yield Finding("weight of the lapse", self.lapse_share(), "share", "of a year with today's agreement")
        for years in HORIZONS:
            yield Finding(f"in force after {years} years", float(alive[years]), "share")
            yield Finding(f"in force after {years} years, today", float(alive_today[years]), "share")
        yield Finding("expected life", self.chain.expected_life, "years")
        yield Finding("expected life, today", self.today.expected_life, "years")

    def _costs(self, world: World) -> Iterator[Finding]:
        ends = {"least": Level.LOW, "": Level.VALUE, "most": Level.HIGH}
        weight = np.where(self._touched(world), world.trade, 0.0)
        total = weight.sum(axis=(0, 1))
        costs = {name: self.at(level).equivalent(world) for name, level in ends.items()}
        for sector in np.flatnonzero(total):
            for name, cost in costs.items():
                mean = (weight[:, :, sector] * (cost[:, :, sector] - 1)).sum() / total[sector]
                label = f"rise of trade costs, {name}" if name else "rise of trade costs"
                yield Finding(label, float(mean), "share", world.sectors[sector])

    def explain(self) -> str:
        """Say when the agreement may end, how much of the time it is gone, and how trade is charged."""
        share, now = (percent(c.share_without(self.discount.value), 3) for c in (self.chain, self.today))
        move = f"rise from {now} to {share}" if share != now else f"stay at {now}"
        return (
            f"{self._terms()}{self._chances()}: "
            f"{percent(float(self.chain.survival(10)[-1]), 3)} of paths are in force after ten years, and discounted "
            f"years without the agreement {move}. "
            f"The part of trade that rests on new sunk investment ({percent(self.sunk.value, 3)}) bears the "
            "iceberg equivalent of this uncertainty over today's (Handley and Limão 2015, formula from memory; the "
            "chances are judged)."
        )

    def _chances(self) -> str:
        yearly = f"a chance of withdrawal of {percent(self.hazard, 3)} a year"
        if self.chain.review is None:
            return f", and {yearly}"
        return f", with a chance of {percent(self.refusal, 3)} of refusal on top of {yearly}"

    def _terms(self) -> str:
        members = ", ".join(self.member)
        who = "all consent" if self.renewal is Renewal.ALL else "one of them consents"
        if self.term is None and self.review is None:
            return f"The agreement of {members} has neither end nor review"
        if self.term is None:
            return f"The agreement of {members} is reviewed every {self.review} years and goes on if {who}"
        left = f", leaving {self.chain.grace} years if refused" if self.chain.grace else ""
        return (
            f"The agreement of {members} ends after {self.term} years unless {who} at a review every "
            f"{self.chain.review} years{left}"
        )
