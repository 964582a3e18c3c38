"""Read the raw tables as they came; nothing is repaired here."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from worldbuild.arrays import SERVICES, Floats

if TYPE_CHECKING:
    from pathlib import Path

ELASTICITY_NAMES = ("U4", "IS", "CP", "BSY", "GYY", "Shap", "FGO", "LL")
CLEAN_FOOD_SECTOR = 6
CENSUS_CODES = {"1220": "CAN", "2010": "MEX"}


@dataclass(frozen=True)
class Flows:
    """Trade (million US$, basic prices) and tariffs (fraction) by exporter, importer and sector."""

    year: int
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    trade: Floats
    tariff: Floats
    elasticities: Floats


class Entry(NamedTuple):
    """US imports under a ten-digit code: value and duty (US$), share that claimed a preference."""

    partner: str
    code: str
    value: float
    duty: float
    claimed: float | None


@dataclass(frozen=True)
class Use:
    """Inputs used by 80 countries in 2022 (country, input, output), million US$ at basic prices."""

    countries: tuple[str, ...]
    total: Floats
    domestic: Floats
    output: Floats


def read_flows(data: Path, year: int) -> Flows:
    """Read the inter-country flows and tariffs of a year (OECD ICIO; Teti, Global Tariff Database)."""
    file, trade, tariff = {
        2017: ("icio2017/icio2017_81x28.npz", "X_exp_imp_sec", "tariff_exp_imp_sec_teti"),
        2022: ("icio2022/icio2022_trade_tariff_81x28.npz", "trade_exp_imp_sec", "tariff_exp_imp_sec"),
    }[year]
    with np.load(data / file) as box:
        sectors = (*(str(s) for s in box["sectors"][:-1]), SERVICES)
        thetas = np.array([box[f"theta_{name}"] for name in ELASTICITY_NAMES], dtype=float)
        countries = tuple(str(c) for c in box["countries"])
        return Flows(year, countries, sectors, box[trade].astype(float), box[tariff].astype(float), thetas)


def read_use(data: Path, sectors: tuple[str, ...]) -> Use:
    """Read the 2022 use tables and add their 50 sectors up to `sectors` (OECD ICIO, 2025 release)."""
    with np.load(data / "icio2022/icio2022_use_80x50.npz") as box:
        fine = [str(s) for s in box["sectors"]]
        merge = np.array([[(f if f in sectors else SERVICES) == s for s in sectors] for f in fine], dtype=float)
        total, domestic = (
            np.einsum("nij,ik,jl->nkl", box[key].astype(float), merge, merge, optimize=True)
            for key in ("use_country_input_output", "domestic_use")
        )
        return Use(tuple(str(c) for c in box["countries"]), total, domestic, box["gross_output"] @ merge)


def read_clean_food(data: Path) -> dict[tuple[str, str], float]:
    """Read food tariffs by (exporter, importer) of the seven-region set, fraction (ICIO 2017, AHS rates)."""
    with (data / "tariffs_7x44_2017/tariff_prewar2017.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if int(row["indcode"]) == CLEAN_FOOD_SECTOR]
    return {(row["iso_o"], row["iso_d"]): float(row["AHS_simple"]) for row in rows}


def read_tariff_schedule(data: Path) -> list[dict[str, str]]:
    """Read the rows of the US tariff schedule of 2017, eight digits (USITC, public domain)."""
    with (data / "htsus_2017/hts8_2017.csv").open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def read_claims(data: Path) -> dict[tuple[str, str], float]:
    """Read the share of value that claimed the USMCA preference in 2024, by (partner, code) (USITC)."""
    with (data / "usmca_utilisation/usmca_product_shares_2024.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        return {(CENSUS_CODES[r["cty_code"]], r["hts10"].zfill(10)): float(r["usmca_share"]) for r in rows}


def read_us_imports(data: Path) -> list[Entry]:
    """Read US imports for consumption in 2024 (Census) with the share that claimed a preference."""
    claims = read_claims(data)
    path = data / "us_imports_2024/us_imports_2024_hts10.csv.gz"
    with gzip.open(path, "rt", newline="", encoding="utf-8-sig") as file:
        return [_entry(row, claims) for row in csv.DictReader(file)]


def _entry(row: dict[str, str], claims: dict[tuple[str, str], float]) -> Entry:
    partner, code = row["partner"], row["hts10"].zfill(10)
    value, duty = float(row["customs_value_usd"]), float(row["calculated_duty_usd"])
    return Entry(partner, code, value, duty, claims.get((partner, code)))
