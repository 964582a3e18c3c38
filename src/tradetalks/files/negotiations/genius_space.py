"""What options are worth to a party, in a `utility_space` of GENIUS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tradetalks.errors import Mistake
from tradetalks.files.negotiations.elements import Element
from tradetalks.files.negotiations.genius import INTEGER, number, text, whole_numbers
from tradetalks.files.negotiations.spaces import Space

NEGLIGIBLE = Fraction(1, 100_000)
"""GENIUS takes all options of an issue for worth nothing where the best evaluation is below this."""
ROUNDED = Fraction(1, 1_000_000)
"""How far the best utility may miss one in a file whose figures are rounded."""
SURPLUS = Fraction(102, 100)
"""GENIUS takes weights for normalised up to this sum."""
JOINT = ("utility_function", "utility", "ufun", "hyperRectangle")
PATIENCE = "The file's discount factor for the whole negotiation, read as for a year: rate = 1 / factor - 1."


@dataclass(frozen=True)
class Judged:
    """An issue of a utility space: its weight and the evaluations of its options."""

    name: str
    place: str
    weight: Fraction
    evaluation: Mapping[str, Fraction]
    scaled: bool

    @property
    def best(self) -> Fraction:
        """The highest evaluation."""
        return max(self.evaluation.values(), default=Fraction(0))

    def worth(self) -> dict[str, Fraction]:
        """Utilities: weight times evaluation over the best, w e / max e; whole-number issues are not divided."""
        if not self.scaled:
            return self.as_written()
        if self.best < NEGLIGIBLE:
            return dict.fromkeys(self.evaluation, Fraction(0))
        return {option: self.weight * value / self.best for option, value in self.evaluation.items()}

    def as_written(self) -> dict[str, Fraction]:
        """Utilities without division: w e."""
        return {option: self.weight * value for option, value in self.evaluation.items()}


def read_space(root: Element, path: Path, mistakes: list[Mistake]) -> Space:
    """Read a utility space: u(deal) = sum_i w_i e_i(option) / max e_i.

    Where the evaluations as written make the best deal worth one, sum_i w_i max e_i = 1, they are normalised already
    and not divided again; NegMAS writes such files.
    """
    joint = [element for element in root.walk() if element.tag in JOINT]
    if joint:
        remedy = "give utilities issue by issue, or score the combinations as options of one issue"
        message = "the utilities depend on several issues at once"
        mistakes.append(Mistake(joint[0].place, message, remedy, "not-additive"))
    judged = [_judged(issue, parent, mistakes) for parent in root.walk() for issue in parent.all("issue")]
    best = sum((one.weight * one.best for one in judged), start=Fraction(0))
    written = abs(best - 1) <= ROUNDED
    total = sum((one.weight for one in judged), start=Fraction(0))
    if not written and total > SURPLUS:
        message = f"the weights add up to {float(total):g}"
        mistakes.append(Mistake(root.place, message, "let them add up to 1", "weights"))
    rate = _rate(root, mistakes)
    return Space(
        path=path,
        worth={one.name: one.as_written() if written else one.worth() for one in judged},
        places={one.name: one.place for one in judged},
        no_deal=_value(root, "reservation", mistakes) or Fraction(0),
        source=f"GENIUS utility space {path.name}, evaluations {'as written' if written else 'over the best of each'}",
        discount=rate,
        patience=PATIENCE if rate is not None else "",
    )


def _judged(issue: Element, parent: Element, mistakes: list[Mistake]) -> Judged:
    name, index = text(issue, "name", mistakes), issue.attributes.get("index")
    whole = issue.attributes.get("type") == INTEGER
    evaluation = _of_numbers(issue, mistakes) if whole else _of_items(issue, name, mistakes)
    weights = [weight for weight in parent.all("weight") if weight.attributes.get("index") == index]
    weight = number(weights[0], "value", mistakes) if weights else None
    if not weights:
        remedy = f'add <weight index="{index}" value="..."/> beside it'
        mistakes.append(Mistake(issue.place, f"issue '{name}' has no weight", remedy, "weight"))
    if weight is not None and weight < 0:
        mistakes.append(Mistake(weights[0].place, f"the weight of '{name}' is below zero", "write 0 or more", "weight"))
    return Judged(name, issue.place, weight or Fraction(0), evaluation, not whole)


def _of_items(issue: Element, name: str, mistakes: list[Mistake]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for item in issue.all("item"):
        option = text(item, "value", mistakes)
        if item.attributes.get("evaluation") in (None, "null"):
            continue
        value = number(item, "evaluation", mistakes)
        if option in found:
            message = f"option '{option}' of issue '{name}' is scored twice"
            mistakes.append(Mistake(item.place, message, "keep one", "doubled-option"))
        found[option] = value or Fraction(0)
    return found


def _of_numbers(issue: Element, mistakes: list[Mistake]) -> dict[str, Fraction]:
    """Evaluate whole numbers by a line from the lower bound, kept within 0 and 1: offset + slope (n - low)."""
    numbers = whole_numbers(issue, mistakes)
    lines = issue.all("evaluator")
    if not lines:
        return {}
    offset, slope = (number(lines[0], key, mistakes) or Fraction(0) for key in ("offset", "slope"))
    values = {n: offset + slope * (n - numbers[0]) for n in numbers}
    return {str(n): min(max(value, Fraction(0)), Fraction(1)) for n, value in values.items()}


def _value(root: Element, tag: str, mistakes: list[Mistake]) -> Fraction | None:
    element = next((found for found in root.walk() if found.tag == tag), None)
    return number(element, "value", mistakes) if element else None


def _rate(root: Element, mistakes: list[Mistake]) -> Fraction | None:
    """Return the yearly rate of discount; factors of 0, 1 and beyond mean none, as in GENIUS."""
    factor = _value(root, "discount_factor", mistakes)
    return 1 / factor - 1 if factor is not None and 0 < factor < 1 else None
