"""Draw the charts that pages of the documentation show, as SVG beside them.

`python scripts/draw_pictures.py` rewrites them; `--check` compares and fails if one is old.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from tradetalks import Study, load_talks, study
from tradetalks.charts.content_curve import content_curve
from tradetalks.charts.frontier import frontier_chart
from tradetalks.charts.payoffs import payoffs_chart
from tradetalks.charts.quota_regimes import quota_regimes_chart
from tradetalks.charts.sunset_paths import sunset_chart
from tradetalks.clauses.quantity import Quantity
from tradetalks.clauses.regional_content import RegionalContent
from tradetalks.clauses.sunset import Sunset
from tradetalks.clauses.tariff_rate_quota import TariffRateQuota

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs"
WIDTH = 720
LONG_NUMBER = re.compile(r"(-?\d+\.\d{2})\d+")


def content() -> Any:
    """Makers of cars in Mexico over the required content, at a duty of 2.5 %."""
    rule = RegionalContent(type="regional-content", required="75 %")
    return content_curve(rule.flows[0].after.makers, duty=0.025, marked=(0.625, 0.75), width=WIDTH)


def quotas() -> Any:
    """Canada's dairy quota, today and with 3.6 % of the market more."""
    clause = TariffRateQuota.model_validate({"type": "tariff-rate-quota", "product": "dairy", "access": "3.6 %"})
    market = clause.demand
    if market is None:
        sys.exit("the dairy quota has no market")
    return quota_regimes_chart(market, clause.quota_today(market), clause.quota_after(market), width=WIDTH)


def sunset() -> Any:
    """Three designs of an end, and the agreement of today."""
    designs = {
        "Five-year end": Sunset(term=5),
        "Five-year review": Sunset(review=5, non_renewal=Quantity(value=0.01, low=0.0, high=0.03)),
        "Sixteen years": Sunset(term=16, review=6, non_renewal=Quantity(value=0.05, low=0.01, high=0.15)),
    }
    return sunset_chart(designs, width=WIDTH)


@cache
def nine_deals() -> Study:
    """Study the example that is solved by hand."""
    return study(load_talks(ROOT / "examples" / "negotiations" / "nine-deals.csv"))


def nine_gains() -> Any:
    """Gains of the example under the four rules."""
    return payoffs_chart(nine_deals(), width=WIDTH)


def nine_frontier() -> Any:
    """Show the frontier of the example, a panel a pair of parties."""
    return frontier_chart(nine_deals(), width=WIDTH)


DRAWN: dict[str, Callable[[], Any]] = {
    "clauses/content": content,
    "clauses/quotas": quotas,
    "clauses/sunset": sunset,
    "how-to-read-gains": nine_gains,
    "how-to-read-frontier": nine_frontier,
}
"""Pictures by their place below docs; a page shows them whose name theirs begins with."""


def svg(chart: Any) -> str:
    """Draw a chart on white, with short numbers."""
    spec = chart.properties(background="white").to_dict()
    return re.sub(r"<[^>]*>", lambda tag: LONG_NUMBER.sub(r"\1", tag.group()), vl_convert.vegalite_to_svg(spec)) + "\n"


def stale() -> list[Path]:
    """List pictures that are missing or old."""
    fresh = {PAGES / f"{name}.svg": svg(draw()) for name, draw in DRAWN.items()}
    return [path for path, text in fresh.items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main() -> None:
    """Rewrite the pictures, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    if parser.parse_args().check:
        old = [path.name for path in stale()]
        sys.exit(f"{', '.join(old)}: run python scripts/draw_pictures.py" if old else 0)
    for name, draw in DRAWN.items():
        (PAGES / f"{name}.svg").write_text(svg(draw()), encoding="utf-8")


if __name__ == "__main__":
    main()
