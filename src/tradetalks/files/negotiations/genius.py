"""GENIUS XML: a domain (`negotiation_template`) and a `utility_space` for every party.

The reading is that of GENIUS 10.4 (`AdditiveUtilitySpace`, `EvaluatorDiscrete`, `EvaluatorInteger`), without its cut
of utilities at one.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from tradetalks.errors import InputError, Mistake
from tradetalks.files.negotiations.elements import Element
from tradetalks.files.negotiations.figures import exact
from tradetalks.files.negotiations.spaces import MOST_OPTIONS, Domain, Topic

DOMAIN, SPACE = "negotiation_template", "utility_space"
DISCRETE, INTEGER = "discrete", "integer"


def read_domain(root: Element, path: Path, mistakes: list[Mistake]) -> Domain:
    """Read the issues of a domain and their options; whole numbers within bounds are options."""
    issues = [element for element in root.walk() if element.tag == "issue"]
    topics = tuple(Topic(text(issue, "name", mistakes), issue.place, _options(issue, mistakes)) for issue in issues)
    return Domain(path.stem, path, topics)


def _options(issue: Element, mistakes: list[Mistake]) -> tuple[str, ...]:
    kind = issue.attributes.get("type", DISCRETE)
    if kind == DISCRETE:
        return tuple(text(item, "value", mistakes) for item in issue.all("item"))
    if kind == INTEGER:
        return tuple(map(str, whole_numbers(issue, mistakes)))
    remedy = 'make it type="discrete" and list the values that matter as items'
    message = f"issue '{issue.attributes.get('name', '')}' is of the type {kind}, which has no list of options"
    mistakes.append(Mistake(issue.place, message, remedy, "issue-type"))
    return ()


def whole_numbers(issue: Element, mistakes: list[Mistake]) -> range:
    """Return the whole numbers within the bounds of an issue, which it has itself or in its range."""
    holder = next(iter(issue.all("range")), issue)
    low, high = (number(holder, key, mistakes) for key in ("lowerbound", "upperbound"))
    if low is None or high is None:
        return range(0)
    found = range(-int(-low // 1), int(high // 1) + 1)
    if len(found) > MOST_OPTIONS:
        message = f"issue '{issue.attributes.get('name', '')}' has {len(found):,} options"
        remedy = f"list the values that matter, at most {MOST_OPTIONS:,}, as items of a discrete issue"
        mistakes.append(Mistake(issue.place, message, remedy, "too-many-options"))
        return range(0)
    return found


def text(element: Element, key: str, mistakes: list[Mistake]) -> str:
    """Return an attribute that an element must have."""
    if key not in element.attributes:
        message = f"the element {element.tag} has no {key}"
        mistakes.append(Mistake(element.place, message, f'add {key}="..."', "missing"))
    return element.attributes.get(key, "").strip()


def number(element: Element, key: str, mistakes: list[Mistake]) -> Fraction | None:
    """Return an attribute that must be a number."""
    written = text(element, key, mistakes)
    try:
        return exact(written) if key in element.attributes else None
    except InputError as error:
        message = f"{key} of the element {element.tag}: {error.message}"
        mistakes.append(Mistake(element.place, message, error.remedy, error.code))
    return None
