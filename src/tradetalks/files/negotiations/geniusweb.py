"""GeniusWeb JSON: a domain and a linear-additive profile for every party.

u(deal) = sum_i w_i u_i(option of i), weights adding up to one; no deal is worth what the reservation bid is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from tradetalks.errors import InputError, Mistake
from tradetalks.files.negotiations.figures import exact
from tradetalks.files.negotiations.spaces import MOST_OPTIONS, Domain, Space, Topic
from tradetalks.files.negotiations.web_forms import ByNumber, DomainForm, ProfileForm, Steps, Utilities, Values

EIGHT_PLACES = Decimal("1e-8")
"""GeniusWeb rounds utilities between two numbers to this, halves up."""
ROUNDED = Fraction(1, 1_000_000)


def domain_of(form: DomainForm, path: Path, mistakes: list[Mistake]) -> Domain:
    """Read the issues of a domain and their options; numbers by steps are options."""
    topics = tuple(
        Topic(name, f"{path}: issuesValues.{name}", _options(name, values, path, mistakes))
        for name, values in form.issues_values.items()
    )
    return Domain(form.name, path, topics)


def _options(name: str, values: Values, path: Path, mistakes: list[Mistake]) -> tuple[str, ...]:
    if values.range is None:
        return values.values
    try:
        count = _count(values.range)
    except InputError as error:
        mistakes.append(Mistake(f"{path}: issuesValues.{name}", error.message, error.remedy, error.code))
        return ()
    return tuple(plain(values.range.low + number * values.range.step) for number in range(count))


def _count(steps: Steps) -> int:
    low, high, step = (exact(str(value)) for value in (steps.low, steps.high, steps.step))
    count = int((high - low) // step) + 1
    if not 0 < count <= MOST_OPTIONS:
        remedy = f"take steps that give 1 to {MOST_OPTIONS:,} options"
        raise InputError("too-many-options", f"the range has {max(count, 0):,} options", remedy)
    return count


def plain(value: str | Decimal) -> str:
    """Write a number without an exponent and without zeros at its end; text stays as it is."""
    return value if isinstance(value, str) else f"{value.normalize():f}"


@dataclass(frozen=True)
class Reader:
    """Reads a profile over a domain; what is wrong is added to the mistakes."""

    domain: Domain
    path: Path
    mistakes: list[Mistake]

    def space(self, form: ProfileForm) -> Space:
        """Return what options are worth: w_i u_i(option)."""
        weights = {name: self._weight(name, value) for name, value in form.issue_weights.items()}
        total = sum(weights.values(), start=Fraction(0))
        if abs(total - 1) > ROUNDED:
            message = f"the weights add up to {float(total):g}"
            self.mistakes.append(Mistake(self._place("issueWeights"), message, "let them add up to 1", "weights"))
        for name in form.issue_utilities.keys() - weights.keys():
            message = f"issue '{name}' has no weight"
            self.mistakes.append(Mistake(self._place("issueWeights"), message, "add its weight", "weight"))
        worth = {
            name: {option: weights.get(name, Fraction(0)) * value for option, value in self._read(name, own).items()}
            for name, own in form.issue_utilities.items()
        }
        places = {name: self._place(f"issueUtilities.{name}") for name in worth}
        bid = form.reservation_bid.issuevalues if form.reservation_bid else {}
        return Space(self.path, worth, places, self._value(bid, worth), f"GeniusWeb profile {self.path.name}")

    def _place(self, key: str) -> str:
        return f"{self.path}: {key}"

    def _weight(self, name: str, value: Decimal) -> Fraction:
        weight = self._exact(f"issueWeights.{name}", value)
        if weight < 0:
            message = f"the weight of '{name}' is below zero"
            self.mistakes.append(Mistake(self._place("issueWeights"), message, "write 0 or more", "weight"))
        return weight

    def _exact(self, key: str, value: Decimal) -> Fraction:
        try:
            return exact(str(value))
        except InputError as error:
            self.mistakes.append(Mistake(self._place(key), error.message, error.remedy, error.code))
            return Fraction(0)

    def _read(self, name: str, utilities: Utilities) -> dict[str, Fraction]:
        key = f"issueUtilities.{name}"
        if utilities.listed is not None:
            return {option: self._exact(key, u) for option, u in utilities.listed.value_utilities.items()}
        options = next((topic.options for topic in self.domain.topics if topic.name == name), ())
        if utilities.numbers is None or not options:
            return {}
        try:
            return _on_line(utilities.numbers, options)
        except InputError as error:
            self.mistakes.append(Mistake(self._place(key), error.message, error.remedy, error.code))
            return {}

    def _value(self, bid: Mapping[str, str | Decimal], worth: Mapping[str, Mapping[str, Fraction]]) -> Fraction:
        """Value a reservation bid; an issue that it leaves out adds nothing."""
        found = Fraction(0)
        for issue, option in bid.items():
            name = plain(option)
            if name not in worth.get(issue, {}):
                message = f"the reservation bid has '{name}' for issue '{issue}', which is not scored"
                remedy = "take an option of the domain"
                self.mistakes.append(Mistake(self._place("reservationBid"), message, remedy, "unknown-option"))
            found += worth.get(issue, {}).get(name, Fraction(0))
        return found


def _on_line(line: ByNumber, options: tuple[str, ...]) -> dict[str, Fraction]:
    """Utilities on a line, nothing beyond its ends: u = u_low + (u_high - u_low) (x - low) / (high - low)."""
    low, high = exact(str(line.low_value)), exact(str(line.high_value))
    start, end = exact(str(line.low_utility)), exact(str(line.high_utility))
    if high <= low:
        raise InputError("range-order", "the highest value is not above the lowest", "write lowValue < highValue")
    found = {}
    for option in options:
        number = exact(option)
        value = start + (end - start) * (number - low) / (high - low)
        found[option] = _rounded(value) if low <= number <= high else Fraction(0)
    return found


def _rounded(value: Fraction) -> Fraction:
    return Fraction((Decimal(value.numerator) / value.denominator).quantize(EIGHT_PLACES, ROUND_HALF_UP))
