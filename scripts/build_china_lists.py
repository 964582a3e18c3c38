"""Turn the tariff lists of the United States and China of April 2018 into tariffs by sector.

Each list is a set of customs lines at 25 %. The world has sectors, so a sector pays 25 % times the share of
its trade that is on the list. The shares come from lines (weights: the trade of 2024, or one line one vote
where no trade by line is at hand). One common factor lifts or lowers them all until the trade covered, in the
flows of the world, is the announced US$50 billion. A share never exceeds one.

Writes us-list-china.csv and china-answer.csv into the case `nafta-2018` and prints the coverage.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RATE = 0.25
ANNOUNCED = 50_000.0
"""Million US$ of trade that each side said its list covers."""

REPOSITORY = Path(__file__).resolve().parents[1]
CONCORDANCE = REPOSITORY / "src/tradetalks/world/data/hs_sectors.csv"
CASE = REPOSITORY / "src/tradetalks/cases/nafta_2018"
CHINA_WAVES = ("d_2018_07_06_s301_34b", "d_2018_08_23_s301_16b")


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file, compressed or not, as one dictionary a row."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            return list(csv.DictReader(packed))
    with path.open(encoding="utf-8", newline="") as plain:
        return list(csv.DictReader(plain))


def read_concordance(path: Path) -> dict[str, str]:
    """Read the concordance from the prefixes of customs codes to sectors."""
    return {row["hs"]: row["sector"] for row in read_rows(path)}


def sector_of(code: str, concordance: Mapping[str, str]) -> str | None:
    """Find the sector of a customs code: the entry of its longest prefix, or None."""
    for length in range(len(code), 0, -1):
        if code[:length] in concordance:
            return concordance[code[:length]]
    return None


def sector_sums(weights: Iterable[tuple[str, float]], concordance: Mapping[str, str]) -> dict[str, float]:
    """Add weights up by sector: s(j) = sum of w(l) over the lines l of sector j; other lines are dropped."""
    sums: defaultdict[str, float] = defaultdict(float)
    for code, weight in weights:
        sector = sector_of(code, concordance)
        if sector is not None:
            sums[sector] += weight
    return dict(sums)


def shares(covered: Mapping[str, float], everything: Mapping[str, float]) -> dict[str, float]:
    """Divide what is covered by all there is, sector by sector: c(j) = covered(j) / all(j)."""
    return {sector: covered.get(sector, 0.0) / total for sector, total in everything.items() if total > 0}


def covered_value(share: Mapping[str, float], flow: Mapping[str, float], factor: float) -> float:
    """Value the trade covered at a common factor: sum of min(1, k c(j)) X(j)."""
    return sum(min(1.0, factor * c) * flow.get(sector, 0.0) for sector, c in share.items())


def common_factor(share: Mapping[str, float], flow: Mapping[str, float], target: float) -> float:
    """Solve sum of min(1, k c(j)) X(j) = target for the factor k by bisection; the left side rises in k."""
    low, high = 0.0, 1.0
    while covered_value(share, flow, high) < target:
        if high > 1e6:  # noqa: PLR2004
            raise ValueError("the sectors on the list trade less than the announced value")
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if covered_value(share, flow, middle) < target else (low, middle)
    return high


def world_flow(path: Path, exporter: str, importer: str) -> dict[str, float]:
    """Read the goods trade of one pair of countries by sector, in million US$ of 2017."""
    tables = np.load(path)
    countries = [str(c) for c in tables["countries"]]
    trade = tables["X_exp_imp_sec"][countries.index(exporter), countries.index(importer)]
    return {
        str(sector): float(value) for sector, value in zip(tables["sectors"], trade, strict=True) if sector != "SVC"
    }


def us_shares(data: Path, concordance: Mapping[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Find the share of US imports from China on lists 1 and 2, by sector, with the facts on coverage.

    c(j) = imports of 2024 on listed 8-digit lines / all imports of 2024.
    """
    lines = read_rows(data / "section301/section301_lists.csv")
    listed = {row["hts8"] for row in lines if row["list"] in {"1", "2"}}
    imports = [
        (row["hts10"], float(row["customs_value_usd"]))
        for row in read_rows(data / "us_imports_2024/us_imports_2024_hts10.csv.gz")
        if row["partner"] == "CHN"
    ]
    on_list = [(code, value) for code, value in imports if code[:8] in listed]
    facts = {
        "lines on the list": float(len(listed)),
        "listed lines with imports in 2024": float(len({code[:8] for code, _ in on_list})),
        "imports of 2024 on the list, bn US$": sum(value for _, value in on_list) / 1e9,
        "all imports of 2024, bn US$": sum(value for _, value in imports) / 1e9,
    }
    return shares(sector_sums(on_list, concordance), sector_sums(imports, concordance)), facts


def china_shares(data: Path, concordance: Mapping[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Find the share of China's 10-digit lines that the waves of July and August 2018 hit, by sector.

    c(j) = number of listed lines / number of all lines.
    """
    lines = read_rows(data / "china_retaliation/china_tariff_changes_2018_2019.csv")
    listed = [row["hs10"] for row in lines if any(float(row[wave] or 0) > 0 for wave in CHINA_WAVES)]
    facts = {
        "10-digit lines on the list": float(len(listed)),
        "8-digit lines on the list": float(len({code[:8] for code in listed})),
        "10-digit lines in all": float(len(lines)),
    }
    covered = sector_sums(((code, 1.0) for code in listed), concordance)
    return shares(covered, sector_sums(((row["hs10"], 1.0) for row in lines), concordance)), facts


def write_table(path: Path, importer: str, exporter: str, rates: Mapping[str, float]) -> None:
    """Write one row for each sector that pays anything."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["importer", "exporter", "sector", "add"])
        writer.writerows([importer, exporter, j, f"{rate:.5f}"] for j, rate in rates.items() if rate > 0)


def build(
    name: str,
    pair: tuple[str, str],
    share: Mapping[str, float],
    flow: Mapping[str, float],
    facts: Mapping[str, float],
) -> None:
    """Scale the shares to the announced value, write t(j) = 25 % min(1, k c(j)) and print the coverage."""
    importer, exporter = pair
    factor = common_factor(share, flow, ANNOUNCED)
    scaled = {sector: min(1.0, factor * share.get(sector, 0.0)) for sector in flow}
    write_table(CASE / name, importer, exporter, {sector: RATE * s for sector, s in scaled.items()})
    print(f"\n{name}: {importer} on goods from {exporter}, {100 * RATE:g} % on every listed line")
    for what, figure in facts.items():
        print(f"  {what:38s} {figure:10,.1f}")
    raw = covered_value(share, flow, 1.0)
    print(f"  {'covered in the world unscaled, bn US$':38s} {raw / 1e3:10,.1f}")
    print(f"  {'covered in the world, bn US$':38s} {covered_value(share, flow, factor) / 1e3:10,.1f}")
    print(f"  {'goods flow in the world, bn US$':38s} {sum(flow.values()) / 1e3:10,.1f}")
    print(f"  {'common factor':38s} {factor:10.3f}")
    for sector, value in flow.items():
        if scaled[sector] > 0:
            rate = RATE * scaled[sector]
            print(f"    {sector:9s} {100 * scaled[sector]:6.1f} % of {value / 1e3:6.1f} bn US$, {rate:.4f}")


def main() -> None:
    """Build both tables from the data folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared/data")
    data: Path = parser.parse_args().data
    concordance = read_concordance(CONCORDANCE)
    icio = data / "icio2017/icio2017_81x28.npz"
    us_share, us_facts = us_shares(data, concordance)
    build("us-list-china.csv", ("USA", "CHN"), us_share, world_flow(icio, "CHN", "USA"), us_facts)
    china_share, china_facts = china_shares(data, concordance)
    build("china-answer.csv", ("CHN", "USA"), china_share, world_flow(icio, "USA", "CHN"), china_facts)


if __name__ == "__main__":
    main()
