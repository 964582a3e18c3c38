"""The words of a world's provenance: titles, sources, notes, and figures that need a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worldbuild.names import SECTOR_WORDS

if TYPE_CHECKING:
    from worldbuild.arrays import Floats
    from worldbuild.provenance import Report
    from worldbuild.us_mfn import WeightedRates

TITLES = {
    2017: "World economy of 2017, the year before the NAFTA talks of April 2018; 12 regions, 28 sectors",
    2022: "World economy of 2022; 12 regions, 28 sectors",
}
YEAR_NOTES = {
    2017: (
        "The European Union has 28 members, with the United Kingdom.",
        "Input shares are those of 2022 (weighted with output of 2017) on flows of 2017.",
        "Where input prices differed between 2017 and 2022, energy above all, value added of 2017 is off.",
        "US tariffs on China are those before Section 301.",
    ),
    2022: (
        "The European Union has 27 members; the United Kingdom is in the rest of the world.",
        "The source's tariffs leave out US Section 301 duties on China, China's answer, US duties on steel.",
        "So China and other MFN partners pay the United States the same rates.",
        "Clean food rates and the US schedule are those of 2017.",
    ),
}
NOTES = Path(__file__).with_name("notes.txt")
NO_DEMAND = 1e-9
MATCHES = {
    "8": "matched at 8 digits",
    "6": "no such code in 2017: mean of the 2017 lines of its 6-digit heading",
    "5": "no such code in 2017: mean of the 2017 lines with its first 5 digits",
    "4": "no such code in 2017: mean of the 2017 lines of its 4-digit heading",
    "2": "no such code in 2017: mean of the 2017 lines of its chapter",
    "special": "chapters 98 and 99 (returned goods, special provisions): left out of the weights",
    "prohibitive": "rate above 100 % (over-quota tobacco leaf, groundnuts): left out of the weights",
    "observed": "duty by quantity: counts as what was paid in 2024 on the value that claimed no preference",
    "specific": "duty only by quantity, none paid in 2024: takes the rate that China pays in its sector",
}


def sector_code(position: int) -> str:
    """Return the code of the sector at a position."""
    return list(SECTOR_WORDS)[position]


def add_sources(report: Report) -> None:
    """Record where the tables came from."""
    oecd, usitc = "OECD Inter-Country Input-Output tables", "US International Trade Commission"
    teti = "Teti, Global Tariff Database, mapped to the sectors as simple averages"
    seven = "published seven-region aggregate of ICIO 2017 with applied (AHS) rates"
    for row in (
        ("trade flows between 80 countries and the rest of the world", oecd, "CC BY 4.0", str(report.year)),
        ("input use by country, 50 sectors", f"{oecd}, 2025 release", "CC BY 4.0", "2022"),
        ("applied tariffs", teti, "not stated with the data: rates are facts, cite", str(report.year)),
        (
            "clean food tariffs of six importers",
            seven,
            "not stated with the data: rates are facts, cite",
            "2017",
        ),
        ("US tariff schedule, 8 digits", usitc, "public domain", "2017"),
        ("US imports and duty by tariff line and partner", "US Census Bureau", "public domain", "2024"),
        ("share of US imports that claimed the USMCA preference", usitc, "public domain", "2024"),
        ("trade elasticities, eight sets", "the papers named in the list of sets", "facts", "1993 to 2023"),
        ("tariff headings to sectors", "own table, hs_sectors.csv", "as this package", "2017"),
    ):
        report.source(*row)


def add_line_rates(report: Report, rates: dict[str, WeightedRates]) -> None:
    """Record how US MFN rates were weighted: rates and shares of value by match, per partner."""
    for partner, line in sorted(rates.items()):
        use = "" if partner != "CHN" else " (for information: this world keeps the source's rate for China)"
        mean = 100 * float((line.rate * line.value).sum() / line.value.sum())
        why = "the source's simple averages hide the lines that partners sell (25 % on trucks)"
        report.repair(f"US MFN rate on imports from {partner}, line-weighted{use}", why, mean, "% of goods value")
        report.repair(
            f"The same for {partner} by the usual shortcut",
            "all trade, duties by quantity and special provisions taken as free",
            100 * line.shortcut,
            "% of all value",
        )
        for key, words in MATCHES.items():
            report.repair(f"US lines from {partner}: share of value", words, 100 * line.shares.get(key, 0.0), "%")


def add_counts(report: Report, trade: Floats, collected: float, demand: Floats) -> None:
    """Record cells without output, purchases or final demand, and what tariffs collect after all repairs."""
    empty = int((trade.sum(axis=1) == 0).sum())
    idle = int((trade.sum(axis=0) == 0).sum())
    report.repair("Cells (region, sector) without output", "kept at zero", empty, "cells")
    report.repair("Cells (region, sector) without purchases", "kept at zero", idle, "cells")
    bare = int((demand <= NO_DEMAND * trade.sum(axis=0)).sum())
    report.repair("Cells (region, sector) left without final demand", "all purchases are inputs", bare, "cells")
    report.repair("Tariff revenue of the world after all repairs", "for comparison", collected, "bn US$")


def add_notes(report: Report, year: int) -> None:
    """Record what a reader of the figures must know."""
    for text in YEAR_NOTES[year]:
        report.note(text)
    for paragraph in NOTES.read_text(encoding="utf-8").split("\n\n"):
        report.note(" ".join(paragraph.split()))
