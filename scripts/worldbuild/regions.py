"""The twelve regions, which country belongs to which, and sums and means over them."""

from __future__ import annotations

import numpy as np

from worldbuild.arrays import Floats, ratio

REGIONS = {
    "CAN": "Canada",
    "MEX": "Mexico",
    "USA": "United States",
    "CHN": "China",
    "EU": "European Union",
    "JPN": "Japan",
    "KOR": "Korea",
    "IND": "India",
    "BRA": "Brazil",
    "OAS": "Other Asia",
    "OLA": "Other Latin America",
    "ROW": "Rest of world",
}
MEMBERS = {
    "EU": """AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU
        SVK SVN SWE""",
    "OAS": "BGD BRN HKG IDN KHM LAO MMR MYS PAK PHL SGP THA TWN VNM",
    "OLA": "ARG CHL COL CRI PER",
    "ROW": """AGO ARE AUS BLR CHE CIV CMR COD EGY GBR ISL ISR JOR KAZ MAR NGA NOR NZL RUS SAU SEN STP TUN TUR
        UKR ZAF ROW""",
}
HOME = {country: region for region, members in MEMBERS.items() for country in members.split()}
ALONE = tuple(region for region in REGIONS if region not in MEMBERS)
LAST_YEAR_WITH_GBR_IN_EU = 2020
UNKNOWN = "ROW"


def is_eu(country: str, year: int) -> bool:
    """Tell whether a country is in the EU customs union in a year (with GBR until 2020)."""
    return HOME.get(country) == "EU" or (country == "GBR" and year <= LAST_YEAR_WITH_GBR_IN_EU)


def region_of(country: str, year: int) -> str:
    """Return the region of a country in a year; an unlisted country is a mistake of the table."""
    if is_eu(country, year):
        return "EU"
    return country if country in ALONE else HOME[country]


def membership(countries: tuple[str, ...], year: int) -> Floats:
    """Return M (region, country), one where the country belongs to the region."""
    homes = [region_of(country, year) for country in countries]
    return np.array([[home == region for home in homes] for region in REGIONS], dtype=float)


def region_trade(trade: Floats, member: Floats) -> Floats:
    """Return flows between regions, sum of x(i,n,k) over members, million US$."""
    total: Floats = np.einsum("ai,bn,ink->abk", member, member, trade, optimize=True)
    return total


def region_tariff(tariff: Floats, weight: Floats, member: Floats) -> Floats:
    """Return trade-weighted mean rates between regions; the simple mean where the weights are zero.

    A pair with a negative weight is unknown and enters neither mean. Inside a region the rate is zero.
    """
    known = (weight >= 0).astype(float)
    heavy = np.maximum(weight, 0.0)
    weighted = ratio(region_trade(tariff * heavy, member), region_trade(heavy, member))
    simple = ratio(region_trade(tariff * known, member), region_trade(known, member))
    mean = np.where(region_trade(heavy, member) > 0, weighted, simple)
    mean[np.arange(len(member)), np.arange(len(member))] = 0.0
    return mean
