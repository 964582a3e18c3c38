"""Fit the use of a preference to US imports of 2024 from Canada and Mexico, and print claims by margin.

u(m) = ub Phi((ln m - ln c) / s) for m > 0 and u(0) = 0, by least squares over lines weighted with imports. A line is
a code of 10 digits and a partner; its margin is the duty for all of 2017 of its code of 8 digits, where that duty is
ad valorem and the code still stood in 2024. Lines whose trade without a claim paid less than half of that duty count as
freed since 2017, and are left out: they have no margin. The ceiling ub is the claims above 10 %, where a margin is no
reason not to claim. Prints the parameters, R2, the share of trade that is matched, the fit with the freed lines
and a free ceiling for comparison, and value-weighted claims beside the curve.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from build_lines import DIGITS, read_rows, us_duties
from tradetalks.clauses.claiming.utilisation import Utilisation

REPOSITORY = Path(__file__).resolve().parents[1]
PARTNERS = {"1220": "CAN", "2010": "MEX"}
EDGES = (0.0, 0.01, 0.02, 0.03, 0.04, 0.10, 10.0)
START = (np.log(0.01), np.log(0.9), 0.95)
LARGE = 0.10
PAID = 0.5
"""Least part of the duty of 2017 that trade without a claim pays where that duty still stands.

Of the trade on lines with a duty, 4 % pays next to nothing without a claim and 88 % pays just the duty of 2017.
"""


@dataclass(frozen=True)
class Lines:
    """Lines with a known duty: partner, margin (fraction), claims (share), imports (US$), freed since, all (line,)."""

    partner: np.ndarray
    margin: np.ndarray
    claims: np.ndarray
    value: np.ndarray
    freed: np.ndarray

    def where(self, keep: np.ndarray) -> Lines:
        """Keep some lines."""
        return Lines(self.partner[keep], self.margin[keep], self.claims[keep], self.value[keep], self.freed[keep])


def read_lines(data: Path) -> tuple[Lines, dict[str, float]]:
    """Join imports, claims and duties; also the share of each partner's imports that is joined."""
    duties = us_duties(read_rows(data / "htsus_2017/hts8_2017.csv"))
    shares = {
        (PARTNERS[row["cty_code"]], row["hts10"]): float(row["usmca_share"])
        for row in read_rows(data / "usmca_utilisation/usmca_product_shares_2024.csv")
    }
    every = dict.fromkeys(PARTNERS.values(), 0.0)
    joined = []
    for row in read_rows(data / "us_imports_2024/us_imports_2024_hts10.csv.gz"):
        partner, code, value = row["partner"], row["hts10"], float(row["customs_value_usd"])
        if partner in every:
            every[partner] += value
            rate = duties.get(code[:DIGITS], ("", ""))[0]
            if rate and (partner, code) in shares:
                duty = float(row["calculated_duty_usd"])
                joined.append((code[:DIGITS], duty, partner, float(rate), shares[partner, code], value))
    code, duty, *columns = (np.array(column) for column in zip(*joined, strict=True))
    margin, claims, value = columns[1:]
    lines = Lines(*columns, freed=freed_since(code, duty, margin, (1 - claims) * value))
    matched = {p: float(lines.value[lines.partner == p].sum()) / total for p, total in every.items()}
    return lines, matched


def freed_since(code: np.ndarray, duty: np.ndarray, margin: np.ndarray, unclaimed: np.ndarray) -> np.ndarray:
    """Tell which lines pay less than half of their duty of 2017 where nobody claims, by code of 8 digits."""
    _, place = np.unique(code, return_inverse=True)
    paid, base = np.bincount(place, duty)[place], np.bincount(place, unclaimed)[place]
    return (margin > 0) & (base > 0) & (paid < PAID * margin * base)


def ceiling(lines: Lines) -> float:
    """Average claims where the margin is large."""
    large = claims_between(lines, LARGE, EDGES[-1])
    return float(np.average(large.claims, weights=large.value))


def fit(lines: Lines, most: float | None) -> tuple[Utilisation, float]:
    """Fit the curve to lines with a margin by weighted least squares, with a given or free ceiling; also R2."""
    dutiable = lines.where(lines.margin > 0)
    weight = np.sqrt(dutiable.value / dutiable.value.sum())

    def curve(theta: np.ndarray) -> Utilisation:
        return Utilisation(float(theta[2]) if most is None else most, float(np.exp(theta[0])), float(np.exp(theta[1])))

    start = START if most is None else START[:2]
    found = least_squares(lambda theta: weight * (curve(theta).share(dutiable.margin) - dutiable.claims), start)
    mean = np.average(dutiable.claims, weights=dutiable.value)
    variance = float((weight**2 * (dutiable.claims - mean) ** 2).sum())
    return curve(found.x), 1 - 2 * float(found.cost) / variance


def claims_between(lines: Lines, low: float, high: float) -> Lines:
    """Keep lines whose margin is above `low` and not above `high`."""
    return lines.where((lines.margin > low) & (lines.margin <= high))


def mean_claims(lines: Lines, curve: Utilisation) -> tuple[float, float, float]:
    """Average claims and the curve by value, and the plain mean of claims over lines."""
    fitted = np.average(curve.share(lines.margin), weights=lines.value)
    return float(np.average(lines.claims, weights=lines.value)), float(fitted), float(lines.claims.mean())


def show(lines: Lines, curve: Utilisation) -> None:
    """Print claims by margin: observed and fitted, by value, and observed without weights."""
    standing = lines.where(~lines.freed)
    classes = {"no margin": lines.where(lines.margin == 0), "freed since 2017": lines.where(lines.freed)}
    for low, high in pairwise(EDGES):
        classes[f"above {100 * low:g} to {100 * high:g} %"] = claims_between(standing, low, high)
    classes["2.5 % exactly"] = standing.where(np.isclose(standing.margin, 0.025))
    classes["all with a margin"] = standing.where(standing.margin > 0)
    classes["and freed"] = lines.where(lines.margin > 0)
    print(f"\n{'margin':22s} {'lines':>7s} {'bn US$':>8s} {'claims':>8s} {'curve':>8s} {'unweighted':>11s}")
    for name, group in classes.items():
        observed, fitted, plain = mean_claims(group, curve)
        value = group.value.sum() / 1e9
        print(f"{name:22s} {len(group.value):7,d} {value:8.1f} {observed:8.3f} {fitted:8.3f} {plain:11.3f}")


def told(name: str, lines: Lines, most: float | None) -> None:
    """Print a fit, with duty not claimed and resources spent at a margin of 2.5 %."""
    curve, fitness = fit(lines, most)
    margin = np.array([0.025])
    unclaimed = float((margin * (1 - curve.share(margin)))[0])
    rest = f"at 2.5 %: unclaimed {100 * unclaimed:.2f} %, spent {100 * curve.burden(margin)[0]:.2f} %"
    shape = f"ub {curve.ceiling:.3f}, c {100 * curve.cost:.3f} %, s {curve.spread:.2f}, R2 {fitness:.3f}"
    print(f"{name:32s} {shape}; {rest}")


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared/data")
    lines, matched = read_lines(parser.parse_args().data)
    print("share of imports joined:", ", ".join(f"{p} {share:.3f}" for p, share in matched.items()))
    standing = lines.where(~lines.freed)
    most = ceiling(standing)
    told("duties that still stand", standing, most)
    for partner in PARTNERS.values():
        told(f"  {partner}", standing.where(standing.partner == partner), most)
    told("with lines freed since, ub free", lines, None)
    show(lines, fit(standing, most)[0])


if __name__ == "__main__":
    main()
