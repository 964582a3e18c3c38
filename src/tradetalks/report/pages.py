"""How pages are made of templates: text of a case never becomes code, and a name that is not there is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def environment() -> Environment:
    """Make an environment for the templates of this room."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  (only a page needs it)

    loader = PackageLoader("tradetalks.report", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
