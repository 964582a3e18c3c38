"""The baseline economy: regions, sectors, trade, tariffs, input use and trade elasticities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from tradetalks.errors import UnknownNameError
from tradetalks.world import checks
from tradetalks.world.provenance import Provenance

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

GROUPS = ("goods", "services", "all")


@dataclass(frozen=True, eq=False, repr=False)
class World:
    """A balanced, frozen baseline economy.

    Shapes: `trade` and `tariff` (exporter, importer, sector); `input_share` (region, input, output);
    `value_added_share`, `final_share` (region, sector); `elasticity` (sector,); `deficit` (region,).
    Money is in million US$ of the base year unless the source says otherwise; tariffs are fractions.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    trade: np.ndarray
    tariff: np.ndarray
    input_share: np.ndarray
    value_added_share: np.ndarray
    elasticity: np.ndarray
    market: str
    deficit: np.ndarray
    final_share: np.ndarray
    layers: Mapping[str, np.ndarray] = field(default_factory=dict)
    elasticity_sets: Mapping[str, np.ndarray] = field(default_factory=dict)
    region_names: tuple[str, ...] = ()
    sector_names: tuple[str, ...] = ()
    sector_people: tuple[str, ...] = ()
    services: tuple[str, ...] = ("SVC",)
    provenance: Provenance = field(default_factory=Provenance)

    @classmethod
    def from_arrays(
        cls,
        *,
        regions: Sequence[str],
        sectors: Sequence[str],
        trade: ArrayLike,
        tariff: ArrayLike,
        input_share: ArrayLike,
        value_added_share: ArrayLike,
        elasticity: ArrayLike,
        market: str = "perfect",
        deficit: ArrayLike | None = None,
        final_share: ArrayLike | None = None,
        **described: Any,
    ) -> World:
        """Make a world from flows and shares, checking every identity that they must meet.

        Parameters
        ----------
        regions, sectors
            Names, each once.
        trade
            (exporter, importer, sector), producer prices before tariff, own sales included, >= 0.
        tariff
            (exporter, importer, sector), ad valorem fraction > -1; own sales pay none.
        input_share
            (region, input, output), share of gross output; adds up to 1 with `value_added_share`.
        value_added_share
            (region, sector), above 0.
        elasticity
            (sector,), trade elasticity theta > 0.
        market
            "perfect": perfect competition as in Caliendo and Parro (2015). "monopolistic": monopolistic
            competition with a fixed number of firms as in Ossa (2014), sigma = theta + 1; profits are 1/sigma of
            sales and income of the region; sectors use no inputs.
        deficit, final_share
            Implied by the flows when left out. Where they are given and disagree with the flows, the world is
            not yet an equilibrium (`imbalance` says by how much): solve it first without a policy change.
        **described
            `layers`, `elasticity_sets`, `region_names`, `sector_names`, `sector_people`, `provenance`, and
            `services`: the sectors that are services (default SVC, where there is one); the others are goods.

        Raises
        ------
        WorldError
            When shapes, signs or accounts are wrong; it names the array, the cell and the remedy.
        """
        flows = {
            "trade": checks.numbers("trade", trade),
            "tariff": checks.numbers("tariff", tariff),
            "input_share": checks.numbers("input_share", input_share),
            "value_added_share": checks.numbers("value_added_share", value_added_share),
            "elasticity": checks.numbers("elasticity", elasticity),
        }
        names = (tuple(map(str, regions)), tuple(map(str, sectors)))
        checks.check_market(market)
        checks.check_names(*names)
        checks.check_arrays(*names, flows)
        checks.check_inputs(market, flows["input_share"])
        flows["value_added_share"] = _close_costs(flows)
        implied_deficit, implied_share = _implied(flows)
        world = cls(
            regions=names[0],
            sectors=names[1],
            trade=flows["trade"],
            tariff=flows["tariff"],
            input_share=flows["input_share"],
            value_added_share=flows["value_added_share"],
            elasticity=flows["elasticity"],
            market=market,
            deficit=implied_deficit if deficit is None else checks.numbers("deficit", deficit),
            final_share=implied_share if final_share is None else checks.numbers("final_share", final_share),
            **described,
        )
        checks.check_closure(world)
        checks.check_described(world)
        return world._freeze()

    def __repr__(self) -> str:
        size = f"{len(self.regions)} regions, {len(self.sectors)} sectors"
        return f"<World {self.provenance.name}: {size}, {self.market} competition>"

    def _freeze(self) -> World:
        arrays = (self.trade, self.tariff, self.input_share, self.value_added_share, self.elasticity)
        for array in (*arrays, self.deficit, self.final_share, *self.layers.values()):
            array.flags.writeable = False
        return self

    @cached_property
    def expenditure(self) -> np.ndarray:
        """Spending at prices with tariff, (region, sector): X_nj = sum_i (1 + t_inj) trade_inj."""
        return ((1 + self.tariff) * self.trade).sum(axis=0)

    @cached_property
    def output(self) -> np.ndarray:
        """Gross output, (region, sector): Y_ij = sum_n trade_inj."""
        return self.trade.sum(axis=1)

    @cached_property
    def trade_share(self) -> np.ndarray:
        """Share of the exporter in the importer's spending, (exporter, importer, sector); columns add to 1."""
        share = (1 + self.tariff) * self.trade
        total = self.expenditure
        np.divide(share, total, out=share, where=total > 0)
        unbought = np.nonzero(total <= 0)
        share[unbought[0], unbought[0], unbought[1]] = 1.0
        return share

    @cached_property
    def revenue(self) -> np.ndarray:
        """Tariff revenue, (region,): R_n = sum_ij t_inj trade_inj."""
        return (self.tariff * self.trade).sum(axis=(0, 2))

    @cached_property
    def value_added(self) -> np.ndarray:
        """Value added, (region,): sum_j va_nj Y_nj, wages and profits."""
        return (self.value_added_share * self.output).sum(axis=1)

    @cached_property
    def labour_share(self) -> np.ndarray:
        """Wages per sales, (region, sector): value added, or theta/(theta + 1) of it where the rest is profit."""
        if self.market == checks.PERFECT:
            return self.value_added_share
        return self.value_added_share * self.elasticity / (self.elasticity + 1)

    @cached_property
    def labour_income(self) -> np.ndarray:
        """Wage income, (region,): w_n L_n."""
        return (self.labour_share * self.output).sum(axis=1)

    @cached_property
    def income(self) -> np.ndarray:
        """Income spent on final goods, (region,): value added, tariff revenue and deficit."""
        return self.value_added + self.revenue + self.deficit

    @cached_property
    def imbalance(self) -> float:
        """Largest disagreement of given shares and deficits with the flows, relative to a region's income."""
        final = self.expenditure - _use(self.input_share, self.output)
        gap = np.abs(final - self.final_share * self.income[:, None])
        return float((gap / self.income[:, None]).max())

    def layer(self, name: str) -> np.ndarray:
        """Return a named tariff layer, such as `mfn`: what reverts when preferences end."""
        if name == "applied":
            return self.tariff
        if name not in self.layers:
            raise UnknownNameError("tariff-layer", name, ["applied", *self.layers])
        return self.layers[name]

    def with_elasticity(self, name: str) -> World:
        """Return this world with another of its named elasticity sets."""
        if name not in self.elasticity_sets:
            raise UnknownNameError("elasticity-set", name, self.elasticity_sets)
        return replace(self, elasticity=self.elasticity_sets[name])

    def region_positions(self, names: Sequence[str]) -> np.ndarray:
        """Positions of the named regions."""
        return np.array([_position("region", name, self.regions) for name in names])

    def sector_positions(self, names: Sequence[str]) -> np.ndarray:
        """Positions of the named sectors; "goods", "services" and "all" stand for many."""
        return np.unique(np.array([p for name in names for p in self._sector_group(name)], dtype=int))

    def _sector_group(self, name: str) -> list[int]:
        if name not in GROUPS:
            if name not in self.sectors and (meant := self._sectors_called(name)):
                error = UnknownNameError("sector", name, meant)
                error.remedy = f"did you mean {' or '.join(meant)}?"
                raise error
            return [_position("sector", name, (*self.sectors, *GROUPS))]
        service = [sector in self.services for sector in self.sectors]
        wanted = {"all": {True, False}, "goods": {False}, "services": {True}}[name]
        return [p for p, is_service in enumerate(service) if is_service in wanted]

    def _sectors_called(self, word: str) -> list[str]:
        """Sectors with a word in their name, or in what people call them: as it is, else as a beginning."""
        names = list(zip(self.sector_names or self.sectors, self.sector_people or self.sectors, strict=True))
        stem = re.escape(word.lower().removesuffix("s"))
        for pattern in (rf"\b{stem}s?\b", rf"\b{stem}"):
            found = [p for p, texts in enumerate(names) if re.search(pattern, " ".join(texts).lower())]
            if found:
                return [f"{self.sectors[p]} ({names[p][0]})" for p in found]
        return []

    def name_of(self, region: str) -> str:
        """Plain name of a region."""
        return self.region_names[self.regions.index(region)] if self.region_names else region


def _position(kind: str, name: str, known: Sequence[str]) -> int:
    try:
        return known.index(name)
    except ValueError:
        raise UnknownNameError(kind, name, known) from None


def _close_costs(flows: Mapping[str, np.ndarray]) -> np.ndarray:
    """Put the rounding of costs, which the checks bound, on value added, so that accounts add up exactly."""
    active = flows["trade"].sum(axis=1) > 0
    return np.where(active, 1 - flows["input_share"].sum(axis=1), flows["value_added_share"])


def _use(input_share: np.ndarray, output: np.ndarray) -> np.ndarray:
    return np.einsum("nkj,nj->nk", input_share, output)


def _implied(flows: Mapping[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Deficit and final-demand shares that make the flows an equilibrium.

    F_nk = X_nk - sum_j gamma_nkj Y_nj;  D_n = sum_k F_nk - w_n L_n - R_n;  alpha_nk = F_nk / sum_k F_nk.
    """
    trade, tariff = flows["trade"], flows["tariff"]
    output = trade.sum(axis=1)
    final = ((1 + tariff) * trade).sum(axis=0) - _use(flows["input_share"], output)
    income = final.sum(axis=1)
    earned = (flows["value_added_share"] * output).sum(axis=1) + (tariff * trade).sum(axis=(0, 2))
    return income - earned, final / income[:, None]
