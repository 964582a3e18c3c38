"""Compute the figures of the Section 232 clauses that come from tariff lines.

For each partner: the share of the sectors C24A and C24B in US imports that is steel mill products and aluminium as
the proclamations 9704 and 9705 of March 2018 list them (codes from memory), and the shares of passenger vehicles
(8703) and trucks (8704) in C29. Values of 2024; US Census Bureau, public domain. Prints them and writes
metal_shares.csv beside this file; the defaults of the clauses `metal-duties` and `vehicle-quota` are rounded from it.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_lines import CONCORDANCE, read_rows
from worldbuild.concordance import is_good, read_concordance, sector_of

OUTPUT = Path(__file__).with_name("metal_shares.csv")
STEEL = (
    ("720610", "721650"),
    ("721699", "730110"),
    ("730210", "730210"),
    ("730240", "730290"),
    ("730410", "730690"),
)
"""Six-digit codes from and to, both included, of proclamation 9705."""

ALUMINIUM = ("7601", "7604", "7605", "7606", "7607", "7608", "7609", "7616995160", "7616995170")
"""Beginnings of codes, of proclamation 9704."""


def is_steel(code: str) -> bool:
    """Tell whether a line is a steel mill product."""
    return any(first <= code[:6] <= last for first, last in STEEL)


def is_aluminium(code: str) -> bool:
    """Tell whether a line is aluminium."""
    return code.startswith(ALUMINIUM)


def shares(rows: Iterable[Mapping[str, str]], concordance: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Share of each kind of goods in its sector's imports, by (partner, kind)."""
    kinds = {
        "steel in C24A": ("C24A", is_steel),
        "aluminium in C24B": ("C24B", is_aluminium),
        "passenger vehicles in C29": ("C29", lambda code: code.startswith("8703")),
        "trucks in C29": ("C29", lambda code: code.startswith("8704")),
    }
    part: defaultdict[tuple[str, str], float] = defaultdict(float)
    whole: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in filter(lambda row: is_good(row["hts10"]), rows):
        code, value = row["hts10"], float(row["customs_value_usd"])
        sector = sector_of(code, concordance)
        for kind, (wanted, belongs) in kinds.items():
            if sector == wanted:
                whole[row["partner"], kind] += value
                part[row["partner"], kind] += value if belongs(code) else 0.0
    return {key: part[key] / total for key, total in whole.items() if total > 0}


def main() -> None:
    """Read the imports, and print and write the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("imports", type=Path, help="us_imports_2024_hts10.csv.gz")
    found = shares(read_rows(parser.parse_args().imports), read_concordance(CONCORDANCE))
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("partner", "kind", "share"))
        for (partner, kind), share in sorted(found.items()):
            print(f"{partner} {kind}: {share:.4f}")
            writer.writerow((partner, kind, f"{share:.4f}"))


if __name__ == "__main__":
    main()
