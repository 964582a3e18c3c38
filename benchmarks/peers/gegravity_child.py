"""Answer requests with gegravity: one JSON object a line in, one out. Run by the Python that has it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import gegravity
import numpy as np
import pandas as pd

YEAR = "2017"
COSTS = "log_cost"
SETTLED = 1e-9
MOST_ROUNDS = 100


@dataclass(frozen=True)
class Gravity:
    """Flows of the baseline, costs to the power 1 - sigma in logs before and after, elasticity of substitution."""

    trade: np.ndarray
    before: np.ndarray
    after: np.ndarray
    sigma: float

    @classmethod
    def of(cls, request: dict[str, Any]) -> Gravity:
        """Read a request; costs of the baseline are those at which every multilateral resistance is 1."""
        trade, sigma = np.array(request["trade"]), request["sigma"]
        made, spent = trade.sum(axis=1), trade.sum(axis=0)
        before = np.log(trade * trade.sum() / np.outer(made, spent))
        return cls(trade, before, before + (1 - sigma) * np.log(np.array(request["cost"])), sigma)

    @property
    def names(self) -> list[str]:
        """Names of regions; the last one is the peer's reference importer."""
        return [f"R{n:04d}" for n in range(len(self.trade))]


def frame(gravity: Gravity, costs: np.ndarray, output: np.ndarray, spending: np.ndarray) -> pd.DataFrame:
    """Lay out flows as the peer takes them."""
    count = len(gravity.names)
    return pd.DataFrame(
        {
            "exporter": np.repeat(gravity.names, count),
            "importer": np.tile(gravity.names, count),
            "year": YEAR,
            "trade": gravity.trade.ravel(),
            "output": np.repeat(output, count),
            "spending": np.tile(spending, count),
            COSTS: costs.ravel(),
        }
    )


def built(gravity: Gravity, data: pd.DataFrame) -> gegravity.OneSectorGE:
    """Make the peer's model and solve for its multilateral resistances."""
    model = gegravity.OneSectorGE(
        gegravity.BaselineData(
            data,
            imp_var_name="importer",
            exp_var_name="exporter",
            year_var_name="year",
            trade_var_name="trade",
            expend_var_name="spending",
            output_var_name="output",
        ),
        year=YEAR,
        reference_importer=gravity.names[-1],
        sigma=gravity.sigma,
        cost_variables=[COSTS],
        cost_coeff_values=gegravity.CostCoeffs(
            pd.DataFrame([{"variable": COSTS, "value": 1.0}]), identifier_col="variable", coeff_col="value"
        ),
        quiet=True,
    )
    model.build_baseline()
    return model


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Build, simulate, and repeat where that is asked for; every part is timed."""
    gravity = Gravity.of(request)
    output, spending = gravity.trade.sum(axis=1), gravity.trade.sum(axis=0)
    base, after = (frame(gravity, costs, output, spending) for costs in (gravity.before, gravity.after))
    start = perf_counter()
    model = built(gravity, base)
    at_baseline = perf_counter()
    # Taken now, since simulate renames the reference importer; reading it is no work.
    scale = read(model, gravity, "factory_gate_price_param")
    model.define_experiment(after)
    model.simulate()
    simulated = perf_counter()
    price = read(model, gravity, "experiment_factory_price")
    real, rounds = price / read(model, gravity, "experiment_imr"), 1
    if request["repeat"]:
        real, more = repeated(gravity, scale, price)
        rounds += more
    return {
        "real_income": (100 * (real - 1)).tolist(),
        "rounds": rounds,
        "seconds": {
            "build": at_baseline - start,
            "simulate": simulated - at_baseline,
            "repeat": perf_counter() - simulated,
        },
    }


def repeated(gravity: Gravity, scale: np.ndarray, price: np.ndarray) -> tuple[np.ndarray, int]:
    """Give the peer the output and spending that its prices imply, and solve again, until prices stay.

    p_i^(1-sigma) = (Y_i / Y) Pi_i^(sigma-1) / beta_i, as in its own system, with Y_i = p_i times the quantity.
    """
    quantity, ratio = gravity.trade.sum(axis=1), gravity.trade.sum(axis=0) / gravity.trade.sum(axis=1)
    for rounds in range(1, MOST_ROUNDS + 1):
        output = price * quantity
        model = built(gravity, frame(gravity, gravity.after, output, ratio * output))
        resistance = read(model, gravity, "baseline_omr") ** (gravity.sigma - 1)
        new = (output / output.sum() * resistance / scale) ** (1 / (1 - gravity.sigma))
        moved = np.abs(np.log(new / price)).max()
        price = new
        if moved <= SETTLED:
            return price / read(model, gravity, "baseline_imr"), rounds
    raise SystemExit("prices have not settled")


def read(model: gegravity.OneSectorGE, gravity: Gravity, name: str) -> np.ndarray:
    """Read an attribute of all countries; before a simulation the reference importer has a name of its own."""
    held = model.country_set
    return np.array([getattr(held.get(region, held.get(f"ZZZ_{region}")), name) for region in gravity.names], float)


def main() -> None:
    """Answer until the input ends."""
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
