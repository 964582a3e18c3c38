"""One call of `tradetalks clause` for every kind of clause, as its help shows it."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "tariff": ("importer=USA,CAN", "exporter=MEX", "sector=C29", "add={value=2%,low=1%,high=5%}"),
    "tariff-table": ("file=duties.csv",),
    "tariff-list": ("file=section-301-list-1,section-301-list-2", "importer=USA", "exporter=CHN", "announced=50000"),
    "trade-cost": ("importer=USA", "exporter=CAN", "sector=goods", "factor={value=1.02,low=1.01,high=1.04}"),
    "preference": ("importer=USA", "exporter=CAN,MEX", "sector=C13T15", "dearer={value=0.8,low=0.5,high=1}"),
    "lapse": ("member=USA,CAN,MEX", "goods={value=1.04,low=1,high=1.12}", "services=1.02"),
    "regional-content": ("required=75%",),
    "national-content": ("required=50%",),
    "labour-value": ("required=40%", "required_trucks=45%"),
    "tariff-rate-quota": ("access=3.6%",),
    "vehicle-quota": ("exporter=MEX",),
    "metal-duties": ("exporter=MEX", "answered=false"),
    "procurement-cap": ("rule=opening",),
    "trade-remedies": ("review=lighter-panels",),
    "enforcement": ("rulings=advisory",),
    "sunset": ("term=16", "review=6", "non_renewal={value=0.05,low=0.01,high=0.15}"),
}
"""Words after the clause's name, by its name."""

FILES: dict[str, tuple[str, str]] = {
    "tariff-table": ("duties.csv", "importer,exporter,sector,add\nUSA,CHN,C26,0.10\nUSA,CHN,C28,0.25\n"),
    "tariff-list": ("list.csv", "code,rate_pct,from,until\n8703.23,25,2018-07-06,\n010121,5,2018-07-06,2019-05-10\n"),
}
"""A file that a clause may be given, its name and what is in it, by the clause's name."""


def command(name: str) -> tuple[str, ...]:
    """Return the words of a call; those that a shell would split or replace are in quotes."""
    return ("tradetalks", "clause", name, *(f'"{word}"' if "{" in word else word for word in EXAMPLES[name]))
