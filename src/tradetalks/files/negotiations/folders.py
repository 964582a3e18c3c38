"""Folders of GENIUS XML or GeniusWeb JSON: one domain and a file a party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tradetalks.errors import Mistake
from tradetalks.files.negotiations import genius
from tradetalks.files.negotiations.elements import read_elements
from tradetalks.files.negotiations.genius_space import read_space
from tradetalks.files.negotiations.geniusweb import Reader, domain_of
from tradetalks.files.negotiations.json_files import fitted, read_json
from tradetalks.files.negotiations.scored import Scored
from tradetalks.files.negotiations.spaces import Domain, join
from tradetalks.files.negotiations.web_forms import DomainForm, ProfileForm

WEB_DOMAIN, WEB_WRAPPED, WEB_PROFILE = "issuesValues", "DomainImpl", "LinearAdditiveUtilitySpace"
OTHER_KINDS = ("UtilitySpace", "Ordering")
"""How GeniusWeb calls its profiles of other kinds, at the end of their names."""


def read_genius(path: Path, mistakes: list[Mistake]) -> Scored | None:
    """Read the domain and the utility spaces of a folder, the parties in the order of their files."""
    roots = {file: read_elements(file) for file in _beside(path, ".xml")}
    domains = {file: root for file, root in roots.items() if root.tag == genius.DOMAIN}
    spaces = {file: root for file, root in roots.items() if root.tag == genius.SPACE}
    chosen = _only(path, domains, f"a <{genius.DOMAIN}>", mistakes)
    if chosen is None:
        return None
    domain = genius.read_domain(domains[chosen], chosen, mistakes)
    return join(domain, [read_space(root, file, mistakes) for file, root in spaces.items()], mistakes)


def read_geniusweb(path: Path, mistakes: list[Mistake]) -> Scored | None:
    """Read the domain and the linear-additive profiles of a folder; without a domain, that of the first profile."""
    held = {file: data for file in _beside(path, ".json") if isinstance(data := read_json(file), dict)}
    domains = {file: data for file, data in held.items() if WEB_DOMAIN in data or WEB_WRAPPED in data}
    given = {file: _profile(data, file, mistakes) for file, data in held.items() if file not in domains}
    profiles = {file: form for file, form in given.items() if form is not None}
    domain = _web_domain(path, domains, profiles, mistakes)
    if domain is None:
        return None
    return join(domain, [Reader(domain, file, mistakes).space(form) for file, form in profiles.items()], mistakes)


def _web_domain(
    path: Path, domains: Mapping[Path, Any], profiles: Mapping[Path, ProfileForm], mistakes: list[Mistake]
) -> Domain | None:
    held = [(file, form.domain) for file, form in profiles.items() if form.domain]
    if held and not domains:
        return domain_of(held[0][1], held[0][0], mistakes)
    chosen = _only(path, domains, f'a domain, with "{WEB_DOMAIN}"', mistakes)
    if chosen is None:
        return None
    form = fitted(domains[chosen].get(WEB_WRAPPED, domains[chosen]), DomainForm, chosen, mistakes)
    return domain_of(form, chosen, mistakes) if form else None


def _profile(data: Mapping[str, Any], path: Path, mistakes: list[Mistake]) -> ProfileForm | None:
    """Read a profile; one of another kind is refused, and what is no profile at all is left alone."""
    if WEB_PROFILE in data:
        return fitted(data[WEB_PROFILE], ProfileForm, path, mistakes)
    kind = next((key for key, held in data.items() if isinstance(held, dict) and key.endswith(OTHER_KINDS)), None)
    if kind:
        remedy = f"give a {WEB_PROFILE}: utilities issue by issue, with weights"
        mistakes.append(Mistake(str(path), f"profiles of the kind {kind} cannot be read", remedy, "profile-kind"))
    return None


def _beside(path: Path, suffix: str) -> Sequence[Path]:
    folder = path if path.is_dir() else path.parent
    return sorted(file for file in folder.iterdir() if file.suffix.lower() == suffix)


def _only(path: Path, domains: Mapping[Path, object], what: str, mistakes: list[Mistake]) -> Path | None:
    """Return the domain that is meant: the file given, or the only one of the folder."""
    if path in domains:
        return path
    if len(domains) == 1:
        return next(iter(domains))
    if domains:
        message = f"the folder has several domains: {', '.join(sorted(file.name for file in domains))}"
        mistakes.append(Mistake(str(path), message, "give the file of one, or part them over folders", "domains"))
    else:
        message = f"none of the files is {what}"
        mistakes.append(Mistake(str(path), message, "put the domain beside the files of the parties", "domains"))
    return None
