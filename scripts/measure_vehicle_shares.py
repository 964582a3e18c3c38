"""Measure cars and trucks per value of the sector's flow from US customs data.

`python scripts/measure_vehicle_shares.py us_imports_2024_hts10.csv.gz` prints, for Mexico and Canada, headings 8703
(cars) and 8704 (trucks for goods) over all lines that the concordance counts as the sector C29: a clause turns costs
and duties of the whole sector, so the whole sector is the base. Of vehicles and parts alone (8703, 8704, 8708)
the shares would be larger; they stand beside. Data: US Census Bureau, imports for consumption 2024, public domain.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from build_lines import CONCORDANCE, read_rows
from worldbuild.concordance import is_good, read_concordance, sector_of

SECTOR = "C29"
CARS, TRUCKS, PARTS = "8703", "8704", "8708"


def sums(path: Path, partner: str) -> dict[str, float]:
    """Add up US$ of the sector and of three headings."""
    concordance, found = read_concordance(CONCORDANCE), defaultdict[str, float](float)
    for row in read_rows(path):
        if row["partner"] == partner and is_good(row["hts10"]):
            value, heading = float(row["customs_value_usd"]), row["hts10"][:4]
            found[heading] += value
            if sector_of(row["hts10"], concordance) == SECTOR:
                found[SECTOR] += value
    return {key: found[key] for key in (SECTOR, CARS, TRUCKS, PARTS)}


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("imports", type=Path, help="partner, hts10, customs_value_usd; one line a row")
    path = parser.parse_args().imports
    for partner in ("MEX", "CAN"):
        found = sums(path, partner)
        listed = found[CARS] + found[TRUCKS] + found[PARTS]
        for base, total in (("of the sector", found[SECTOR]), ("of vehicles and parts", listed)):
            print(f"{partner} cars {found[CARS] / total:.3f} trucks {found[TRUCKS] / total:.3f} {base}")


if __name__ == "__main__":
    main()
