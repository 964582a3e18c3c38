"""Trade war: tariffs of which none is worth changing while the others stand (Nash; Ossa 2014)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.shock import numbers
from tradetalks.games.certificate import FLIP_GAIN, Certificate, Looked
from tradetalks.games.checks import check_proof
from tradetalks.games.choice import BOUNDS, DISCRIMINATORY, Bounds, TariffRule
from tradetalks.games.flips import ROUNDS, SECTOR_FLIPS, Proof
from tradetalks.games.market import rows_of
from tradetalks.games.outcome import Outcome
from tradetalks.games.search import Found, search, stand
from tradetalks.games.setting import Setting
from tradetalks.games.slopes import Planner, Rivals
from tradetalks.world.world import World

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True, eq=False, repr=False)
class TradeWar(Outcome):
    """A trade war's end; `payoffs` are changes from factual tariffs, %."""

    certificate: Certificate


def trade_war(
    world: World,
    players: Sequence[str] | None = None,
    *,
    sectors: Sequence[str] | None = None,
    start: np.ndarray | None = None,
    bounds: Bounds = BOUNDS,
    weights: ArrayLike | None = None,
    rule: TariffRule = DISCRIMINATORY,
    proof: Proof = SECTOR_FLIPS,
) -> TradeWar:
    """Find tariffs that are every player's best answer to those of all others; the rest keep the factual ones.

    All players answer at once, in closed form (see `optimal_tariffs`), with Anderson acceleration on the whole.

    Parameters
    ----------
    world, sectors, bounds, weights, rule, proof
        As in `optimal_tariffs`; flips are tried for every player against the others' tariffs at the end.
    players
        Who fights; all regions when left out.
    start
        Tariffs (exporter, importer, sector), fractions, that the search begins from; factual when left out. Of regions
        that do not play, of sectors that are not chosen and where there is no trade they are not looked at.

    Raises
    ------
    InputError
        When names, bounds, weights or kinds of values are wrong, before any search.
    ConvergenceError
        When the certificate does not hold.
    """
    check_proof(proof)
    begun = None if start is None else numbers("start", start)
    setting = Setting.of(world, players, sectors=sectors, bounds=bounds, weights=weights, rule=rule)
    return fight(setting, proof, begun)


def fight(setting: Setting, proof: Proof, start: np.ndarray | None = None) -> TradeWar:
    """Play the war of a setting."""
    market, choice, aims = setting.market, setting.jointly(), Rivals(setting.governments)
    tariff = setting.entered(choice, setting.factual if start is None else setting.started(choice, start))
    found, looked = _settled(setting, search(market, aims, choice, tariff), proof)
    here = stand(market, aims, choice, found.tariff)
    before, _ = market.kernel.find(market.policy(setting.factual))
    certificate = Certificate.of(here, float(found.change.max()), looked)
    certificate.demand("trade war")
    return TradeWar(setting, found.tariff[0], here.state, before, certificate)


def _settled(setting: Setting, found: Found, proof: Proof) -> tuple[Found, Looked]:
    """Let every player look for a better branch against the others; fight on from there while one is found."""
    market, alone = setting.market, setting.alone()
    own = Planner(setting.governments, np.eye(market.regions)[setting.players])
    each = np.zeros(len(setting.players), dtype=int)
    for _ in range(ROUNDS):
        value = own.value(rows_of(market.kernel.find(market.policy(found.tariff))[0], each))
        single = Found(found.tariff[each], value, found.change[each], found.sweeps[each])
        better, looked = proof.improve(market, own, alone, single)
        added = 100 * np.expm1(better.value - value)
        if not (added > FLIP_GAIN).any():
            return found, looked
        tariff = found.tariff.copy()
        for row in np.flatnonzero(added > FLIP_GAIN):
            tariff[0, :, setting.players[row]] = better.tariff[row, :, setting.players[row]]
        found = search(market, Rivals(setting.governments), setting.jointly(), tariff)
    return found, replace(looked, gain=float(added.max()))
