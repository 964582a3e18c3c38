"""Duties on steel and aluminium on grounds of national security (Section 232), and the answers to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from tradetalks.clauses.base import Mechanism, Regions
from tradetalks.clauses.metal_answers import Answer, MetalPartner, canada, mexico
from tradetalks.clauses.percent import Rate, percent
from tradetalks.clauses.quantity import Level, RegionName, SectorName, refuse
from tradetalks.clauses.results import Finding, Receipt
from tradetalks.equilibrium.shock import Shock
from tradetalks.world.world import World

Hit = tuple[int, int, np.ndarray, np.ndarray]
"""Exporter, importer, sectors (sector,) and the additions to their tariffs (sector,)."""


class MetalDuties(Mechanism):
    """Charge steel and aluminium of some exporters a duty; each may answer.

    A sector pays the duty times the share of its trade that is hit. `partner` holds those shares and the answers;
    `exporter` says which partners are hit, so that one may be spared.
    """

    literature: ClassVar[str] = "Proclamations 9704 and 9705 of March 2018 (25 % on steel, 10 % on aluminium)"

    outlasts: ClassVar[bool] = True

    type: Literal["metal-duties"] = "metal-duties"
    importer: RegionName = Field(default="USA", description="who charges the duties")
    exporter: Regions = Field(default=("CAN", "MEX"), description="whose metals pay")
    steel_rate: Rate = Field(default=0.25, ge=0, description="duty on steel mill products")
    aluminium_rate: Rate = Field(default=0.10, ge=0, description="duty on aluminium")
    steel_sector: SectorName = Field(default="C24A", description="sector that holds steel")
    aluminium_sector: SectorName = Field(default="C24B", description="sector that holds aluminium")
    answered: bool = Field(default=True, description="whether the partners answer")
    partner: tuple[MetalPartner, ...] = Field(
        default_factory=lambda: (canada(), mexico()), description="shares hit and answers, by partner"
    )

    @model_validator(mode="after")
    def _all_known(self) -> Self:
        known = [partner.region for partner in self.partner]
        for name in self.exporter:
            if name == self.importer:
                raise refuse("no-flow", f"{name} does not trade with itself", "name another exporter")
            if known.count(name) != 1:
                message = f"{name} is described {known.count(name)} times among the partners ({', '.join(known)})"
                raise refuse("metal-partner", message, "give one partner with steel_share and aluminium_share")
        return self

    def at(self, level: Level) -> Self:
        """Return the clause with the least or most of the trade hit, and answered.

        Duties and answers move together: no tariff is higher where the clause does less, so trade in both directions
        shrinks more from least to most. Real income need not fall in that order for who answers, since its own duties
        turn the terms of trade its way: for given duties it gains by answering more.
        """
        return self.model_copy(update={"partner": tuple(partner.at(level) for partner in self.partner)})

    @property
    def hit(self) -> tuple[MetalPartner, ...]:
        """The partners whose metals pay."""
        return tuple(partner for partner in self.partner if partner.region in self.exporter)

    def _duties(self, world: World, partner: MetalPartner) -> Iterator[Hit]:
        exporter, importer = world.region_positions((partner.region, self.importer))
        for name, rate in (
            (self.steel_sector, self.steel_rate * partner.steel_share.value),
            (self.aluminium_sector, self.aluminium_rate * partner.aluminium_share.value),
        ):
            sectors = world.sector_positions((name,))
            yield int(exporter), int(importer), sectors, np.full(len(sectors), rate)

    def _answer(self, world: World, partner: MetalPartner, answer: Answer) -> Hit:
        """Spread an answer over its sectors: rate times the share of their trade that is covered, at most all."""
        exporter, importer = world.region_positions((self.importer, partner.region))
        sectors = world.sector_positions(answer.sector)
        trade = float(world.trade[exporter, importer, sectors].sum())
        share = min(answer.covered.value / trade, 1.0) if trade > 0 else 0.0
        return int(exporter), int(importer), sectors, np.full(len(sectors), answer.rate * share)

    def _answers(self, world: World, partner: MetalPartner) -> list[Hit]:
        return [self._answer(world, partner, answer) for answer in partner.answer] if self.answered else []

    def shock(self, world: World) -> Shock:
        """Add to tariffs: t' = t + rate x share of the sector's trade that pays it."""
        tariff = np.array(world.tariff)
        for partner in self.hit:
            for exporter, importer, sectors, add in (*self._duties(world, partner), *self._answers(world, partner)):
                tariff[exporter, importer, sectors] += add
        return Shock(tariff=tariff)

    def receipts(self, world: World) -> tuple[Receipt, ...]:
        """List the duty on today's trade, by who collects it."""
        found = []
        for partner in self.hit:
            mine, theirs = (
                sum(_collected(world, hit) for hit in hits)
                for hits in (self._duties(world, partner), self._answers(world, partner))
            )
            found.append(Receipt(self.importer, f"duty on metals of {partner.region}", mine))
            found.append(Receipt(partner.region, f"duty in answer to {self.importer}", theirs))
        return tuple(found)

    def findings(self, world: World) -> tuple[Finding, ...]:
        """List the trade that is hit, what its sectors pay, and the trade that the answers hit."""
        found = []
        for partner in self.hit:
            for metal, hit, full in zip(
                ("steel", "aluminium"),
                self._duties(world, partner),
                (self.steel_rate, self.aluminium_rate),
                strict=True,
            ):
                about = f"{metal} from {partner.region} to {self.importer}"
                value = _collected(world, hit) / full if full else 0.0
                found.append(Finding("trade that pays the duty", value, "million US$", about))
                found.append(Finding("addition to the sector's tariff", float(hit[3].max()), "share", about))
            found += self._answer_findings(world, partner)
        return tuple(found)

    def _answer_findings(self, world: World, partner: MetalPartner) -> Iterator[Finding]:
        total = 0.0
        for answer, hit in zip(partner.answer, self._answers(world, partner), strict=False):
            about = f"{', '.join(answer.sector)} from {self.importer} to {partner.region}"
            total += _collected(world, hit) / answer.rate if answer.rate else 0.0
            yield Finding("addition to the tariff in answer", float(hit[3].max()), "share", about)
        yield Finding("trade that pays in answer", total, "million US$", f"{self.importer} to {partner.region}")

    def explain(self) -> str:
        """Say who pays what on how much of the trade, and who answers."""
        known = ("US imports by tariff line, US Census, 2024",) if any(p.is_measured for p in self.hit) else ()
        shares = "; ".join([*(partner.shares for partner in self.hit), *known])
        return (
            f"{self.importer} charges {percent(self.steel_rate)} on steel and {percent(self.aluminium_rate)} on "
            f"aluminium of {', '.join(self.exporter)}; they are this much of the sectors' trade ({shares}). "
            f"{self._answer_words}"
        )

    @property
    def _answer_words(self) -> str:
        answers = [
            f"{partner.region} on US${sum(answer.covered.value for answer in partner.answer) / 1000:.3g} bn"
            for partner in self.hit
            if partner.answer
        ]
        if not self.answered or not answers:
            return "Nobody answers."
        known = any(partner.answers_of_2018 for partner in self.hit)
        note = " (lists of 2018; the split by sector is judgement)" if known else ""
        return f"In answer duties fall on goods of {self.importer}: {', '.join(answers)}{note}."


def _collected(world: World, hit: Hit) -> float:
    exporter, importer, sectors, add = hit
    return float(world.trade[exporter, importer, sectors] @ add)
