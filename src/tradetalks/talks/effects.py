"""What a deal does to industries: output, jobs, prices and trade by party and sector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tradetalks.equilibrium.solution import Solution

if TYPE_CHECKING:
    import pandas as pd

    from tradetalks.talks.talks import Talks


def effects(talks: Talks, after: Solution, before: Solution) -> pd.DataFrame:
    """Compare two equilibria industry by industry, one row a party and sector.

    Columns: `output` (at constant producer prices), `employment`, `producer_price`, `buyer_price`, all % changes,
    prices relative to the party's consumer prices; `exports` and `imports`, changes in million US$ at producer prices,
    world value added held constant; `output_value`, the baseline output in million US$; `industry` and `people` in
    plain words.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import, and not needed to solve)

    world = talks.baseline
    frames = []
    for party in talks.parties:
        position = world.regions.index(party.region)
        columns = _columns(after, before, position)
        frame = pd.DataFrame(columns, index=pd.Index(world.sectors, name="sector"))
        frame.insert(0, "industry", list(world.sector_names or world.sectors))
        frame.insert(1, "people", list(world.sector_people or world.sectors))
        frames.append(frame.assign(party=party.id).set_index("party", append=True))
    return pd.concat(frames).reorder_levels(["party", "sector"])


def _columns(after: Solution, before: Solution, n: int) -> dict[str, np.ndarray]:
    deflator = float(after.consumer_price.iloc[n] / before.consumer_price.iloc[n])
    price = after.cost_hat[:, n] / before.cost_hat[:, n]
    output = _ratio(after.produced[:, n], before.produced[:, n])
    wage = after.wage_hat[n] / before.wage_hat[n]
    sold, bought = _abroad(after, n)
    sold_before, bought_before = _abroad(before, n)
    return {
        "output": 100 * (output / price - 1),
        "employment": 100 * (output / wage - 1),
        "producer_price": 100 * (price / deflator - 1),
        "buyer_price": 100 * (after.price_hat[:, n] / before.price_hat[:, n] / deflator - 1),
        "exports": sold - sold_before,
        "imports": bought - bought_before,
        "output_value": before.produced[:, n],
    }


def _abroad(solution: Solution, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Sum exports and imports of a region by sector, own sales left out."""
    own = solution.flow[:, n, n]
    return solution.flow[:, :, n].sum(axis=1) - own, solution.flow[:, n, :].sum(axis=1) - own


def _ratio(new: np.ndarray, old: np.ndarray) -> np.ndarray:
    return np.divide(new, old, out=np.ones_like(old), where=old > 0)
