"""Derive the embedded tariff lines and tariff lists from the official tables.

Writes to src/tradetalks/lines/data:

us-2024.csv.gz     US tariff lines of 8 digits: sector, MFN duty of 2017, imports of 2024 by partner (thousand US$)
china-2018.csv.gz  Chinese tariff lines of 8 digits: sector, MFN duty of 1 January 2018; no trade
lists.csv.gz       the Section 301 lists and China's answers: list, code, rate, dates

The same input gives the same rows. Registers of what each file is stand in index.csv, which is written by hand.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from worldbuild.concordance import is_good, read_concordance, sector_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REPOSITORY = Path(__file__).resolve().parents[1]
CONCORDANCE = REPOSITORY / "src/tradetalks/world/data/hs_sectors.csv"
OUT = REPOSITORY / "src/tradetalks/lines/data"
DIGITS = 8
PARTNERS = ("CAN", "MEX", "CHN")
SCHEDULE_DAY = "2017-06-30"
KINDS = {"0": "free", "7": "ad valorem", "4": "mixed", "5": "mixed", "6": "mixed", "1": "specific", "2": "specific"}
NOT_A_RATE = 9000.0
WAVES = {
    "d_2018_04_02_s232": "2018-04-02",
    "d_2018_07_06_s301_34b": "2018-07-06",
    "d_2018_08_23_s301_16b": "2018-08-23",
    "d_2018_09_24_s301_60b": "2018-09-24",
    "d_2019_01_01_auto_susp": "2019-01-01",
    "d_2019_06_01": "2019-06-01",
}

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read a CSV file, compressed or not, as one dictionary a row."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def packed(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as compressed CSV without a date, so that the same rows are the same file on one version of Python."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return gzip.compress(text.getvalue().encode("utf-8"), compresslevel=9, mtime=0)


def figure(number: float) -> str:
    """Write a fraction with what digits it needs."""
    return f"{number:.6f}".rstrip("0").rstrip(".") or "0"


def us_duties(schedule: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """Read (ad valorem rate, kind of duty) by code; of a code with two periods, that in force on the day."""
    duties = {}
    for row in schedule:
        if not row["begin_effect_date"] <= SCHEDULE_DAY <= row["end_effective_date"]:
            continue
        kind = KINDS.get(row["mfn_rate_type_code"], "specific")
        rate = float(row["mfn_ad_val_rate"] or NOT_A_RATE)
        known = kind in {"free", "ad valorem"} and rate < NOT_A_RATE
        duties[row["hts8"]] = (figure(rate) if known else "", kind)
    return duties


def imports_by_line(imports: Iterable[Row]) -> dict[str, dict[str, float]]:
    """Add up imports (US$) by partner and code of 8 digits."""
    value: dict[str, dict[str, float]] = {partner: defaultdict(float) for partner in PARTNERS}
    for row in imports:
        if row["partner"] in value:
            value[row["partner"]][row["hts10"][:DIGITS]] += float(row["customs_value_usd"])
    return value


def us_lines(data: Path, sectors: dict[str, str], listed: Iterable[str]) -> bytes:
    """Make the US table: every code of the schedule of 2017, of the imports of 2024 and of the lists."""
    duties = us_duties(read_rows(data / "htsus_2017/hts8_2017.csv"))
    value = imports_by_line(read_rows(data / "us_imports_2024/us_imports_2024_hts10.csv.gz"))
    codes = sorted(filter(is_good, {*duties, *listed, *(code for lines in value.values() for code in lines)}))
    rows = (
        [code, sector_of(code, sectors), *duties.get(code, ("", "unknown"))]
        + [f"{value[partner].get(code, 0.0) / 1e3:.0f}" for partner in PARTNERS]
        for code in codes
    )
    return packed(["code", "sector", "mfn", "duty", *PARTNERS], rows)


def china_lines(changes: Iterable[Row], sectors: dict[str, str]) -> bytes:
    """Make the Chinese table: codes of 8 digits with the mean MFN duty of the lines of 10 below each."""
    rates: dict[str, list[float]] = defaultdict(list)
    for row in changes:
        held = rates[row["hs10"][:DIGITS]]
        if row["mfn_2018_01_01"]:
            held.append(float(row["mfn_2018_01_01"]) / 100)
    rows = (
        [code, sector_of(code, sectors), figure(sum(held) / len(held)) if held else "", "ad valorem"]
        for code, held in sorted(rates.items())
    )
    return packed(["code", "sector", "mfn", "duty"], rows)


def us_lists(lists: Iterable[Row]) -> list[tuple[str, ...]]:
    """Read the Section 301 lists; one that was suspended ends on the day on which it was to begin."""
    rows = []
    for row in lists:
        day = row["effective"][:10]
        until = day if "suspended" in row["effective"] else ""
        rows.append((f"section-301-list-{row['list'].lower()}", row["hts8"], row["additional_rate_pct"], day, until))
    return sorted(rows)


def china_lists(changes: Iterable[Row]) -> list[tuple[str, ...]]:
    """Read China's answers: each day's change of the rate by code, in points; they add up."""
    found = set()
    for row in changes:
        for column, day in WAVES.items():
            points = float(row[column] or 0)
            if points:
                found.add((f"china-answer-{day}", row["hs10"][:DIGITS], f"{points:g}", day, ""))
    return sorted(found)


def build(data: Path, out: Path) -> None:
    """Write the three files."""
    sectors = read_concordance(CONCORDANCE)
    changes = read_rows(data / "china_retaliation/china_tariff_changes_2018_2019.csv")
    section_301 = us_lists(read_rows(data / "section301/section301_lists.csv"))
    lists = [*section_301, *china_lists(changes)]
    files = {
        "us-2024.csv.gz": us_lines(data, sectors, {row[1] for row in section_301}),
        "china-2018.csv.gz": china_lines(changes, sectors),
        "lists.csv.gz": packed(["list", "code", "rate_pct", "from", "until"], lists),
    }
    for name, content in files.items():
        (out / name).write_bytes(content)
        print(f"{name:20s} {len(content) / 1e3:8.1f} kB")


def main() -> None:
    """Build from the data folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    build(options.data, options.out)


if __name__ == "__main__":
    main()
