"""What provisions of an agreement do alone, in the embedded world: one short function a mechanism.

python examples/clauses/provisions.py                 # all of them
python examples/clauses/provisions.py quotas panels   # some
"""

from __future__ import annotations

import sys

import tradetalks as tt
from tradetalks.clauses.alone import alone
from tradetalks.clauses.base import Clause
from tradetalks.clauses.enforcement import Enforcement
from tradetalks.clauses.labour_value import LabourValue
from tradetalks.clauses.lapse import Lapse
from tradetalks.clauses.metal_duties import MetalDuties
from tradetalks.clauses.national_content import NationalContent
from tradetalks.clauses.preference import Preference
from tradetalks.clauses.procurement import ProcurementCap
from tradetalks.clauses.quantity import Quantity
from tradetalks.clauses.regional_content import RegionalContent
from tradetalks.clauses.remedies import TradeRemedies
from tradetalks.clauses.sunset import Sunset
from tradetalks.clauses.tariff_list import TariffList
from tradetalks.clauses.tariff_rate_quota import TariffRateQuota
from tradetalks.files.attach import attached

WORLD = tt.load_world("icio-2017")
THREE = ("USA", "CAN", "MEX")


def worth(name: str, clause: Clause, regions: tuple[str, ...] = THREE) -> None:
    """Print what a clause is worth to some regions, and the range of its figures."""
    gain = alone(clause, WORLD).equivalent_variation / 1000
    gain = gain.round(3) + 0.0  # no minus before a zero
    cells = [f"{r} {gain.value[r]:+.3f} ({gain.least[r]:+.3f}; {gain.most[r]:+.3f})" for r in regions]
    print(f"  {name}: {', '.join(cells)} bn US$ a year")


def content_rules() -> None:
    """Cars need parts from the region, from one country, or from plants that pay well."""
    for required in ("70 %", "75 %", "85 %"):
        rule = RegionalContent(type="regional-content", required=required)
        paying = next(one.value for one in rule.findings(WORLD) if one.name == "do not comply")
        worth(f"{required} from the region, {paying:.0f} % of makers of Mexican cars pay the duty", rule)
    worth("50 % from the United States", NationalContent(type="national-content", required="50 %"))
    worth("40 % at US$16 an hour", LabourValue(type="labour-value", required="40 %", required_trucks="45 %"))


def quotas() -> None:
    """Canada's dairy quota is widened, or lifted at once or over ten years."""
    for name, terms in (
        ("3.6 % of the market", {"access": "3.6 %"}),
        ("lifted", {"access": "unlimited"}),
        ("lifted over ten years", {"access": "unlimited", "years": 10}),
    ):
        quota = TariffRateQuota.model_validate({"type": "tariff-rate-quota", "product": "dairy", **terms})
        path = quota.path
        change = "" if path is None else f" (price at home {path.today.wedge:.2f} to {path.mean('wedge'):.2f})"
        worth(f"{name}{change}", quota)


def lists() -> None:
    """Charge the first US lists of Chinese goods, by customs line."""
    first = TariffList(
        type="tariff-list",
        importer="USA",
        exporter="CHN",
        file=["section-301-list-1", "section-301-list-2"],
        announced=50_000,
    )
    worth("25 % on US$50 bn of Chinese goods", attached(first), ("USA", "CHN"))


def panels() -> None:
    """Courts in place of panels for duties on lumber; and how much of a promise is kept."""
    worth("lumber reviewed in court", TradeRemedies())
    worth("by lighter panels", TradeRemedies(review="lighter-panels"))
    for rulings in ("binding", "advisory"):
        print(f"  rulings {rulings}: {Enforcement(rulings=rulings).relative:.3f} of what is delivered today")


def sunset() -> None:
    """Three designs of an end, and how long they live."""
    designs = {
        "five years": Sunset(term=5),
        "review every five": Sunset(review=5, non_renewal=Quantity(value=0.01, low=0.0, high=0.03)),
        "sixteen years": Sunset(term=16, review=6, non_renewal=Quantity(value=0.05, low=0.01, high=0.15)),
    }
    for name, design in designs.items():
        alive, gone = design.chain.survival(25)[-1], design.lapse_share("CAN")
        print(f"  {name}: in force after 25 years {100 * alive:.0f} %, weight of years without it {100 * gone:.1f} %")
        worth("    fear of the end", design)


def procurement() -> None:
    """Partners may win no more contracts than they give; or they may win more."""
    worth("dollar for dollar", ProcurementCap())
    worth("more opening", ProcurementCap(rule="opening"))


def metals() -> None:
    """Duties on steel and aluminium, answered or not."""
    worth("answered", MetalDuties.model_validate({"type": "metal-duties"}))
    worth("not answered", MetalDuties.model_validate({"type": "metal-duties", "answered": False}))


def preferences() -> None:
    """Make a preference easier to claim; let all of them lapse."""
    easier = Preference(type="preference", importer="USA", exporter=("CAN", "MEX"), sector="C13T15", dearer=0.5)
    worth("clothing, proof of origin at half its cost", attached(easier))
    worth("a lapse, tariffs alone", attached(Lapse(type="lapse", member=THREE, goods=1.0, services=1.0)))
    worth("and 4 and 2 % of other costs", attached(Lapse(type="lapse", member=THREE, goods=1.04, services=1.02)))


SHOWN = {
    "content-rules": content_rules,
    "quotas": quotas,
    "lists": lists,
    "panels": panels,
    "sunset": sunset,
    "procurement": procurement,
    "metals": metals,
    "preferences": preferences,
}


def main(names: list[str]) -> None:
    """Show the mechanisms that are named, or all."""
    if unknown := [name for name in names if name not in SHOWN]:
        sys.exit(f"no {', '.join(unknown)}; choose from {', '.join(SHOWN)}")
    for name in names or SHOWN:
        show = SHOWN[name]
        print(f"{name}: {show.__doc__}")
        show()


if __name__ == "__main__":
    main(sys.argv[1:])
