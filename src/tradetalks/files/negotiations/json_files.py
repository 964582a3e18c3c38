"""JSON with exact numbers, each key once."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tradetalks.errors import CaseError, InputError, Mistake
from tradetalks.files.mistakes import mistakes_of
from tradetalks.files.texts import read_text

FormType = TypeVar("FormType", bound=BaseModel)


def read_json(path: Path) -> Any:
    """Read a JSON file; numbers are exact decimals.

    Raises
    ------
    CaseError
        `json`, when it is not JSON, or has a key twice.
    InputError
        `file`, when it cannot be read.
    """
    try:
        return json.loads(
            read_text(path), parse_float=Decimal, parse_int=Decimal, parse_constant=_refused, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        mistake = Mistake(f"{path}:{error.lineno}", f"this is not JSON: {error.msg}", "mend the line", "json")
    except RecursionError:
        mistake = Mistake(str(path), "the parts are nested too deep", "give a GeniusWeb domain or profile", "json")
    except InputError as error:
        mistake = Mistake(str(path), error.message, error.remedy, error.code)
    raise CaseError(str(path), [mistake])


def fitted(data: Any, form: type[FormType], path: Path, mistakes: list[Mistake]) -> FormType | None:
    """Read data in the shape that a form asks for; what does not fit is added to the mistakes."""
    try:
        return form.model_validate(data)
    except ValidationError as error:
        for place, mistake in mistakes_of(error):
            key = ".".join(str(step) for step in place)
            remedy = "write what GeniusWeb asks for: docs/import.md"
            mistakes.append(Mistake(f"{path}: {key}", mistake.message, remedy, mistake.code))
    return None


def _refused(constant: str) -> Any:
    raise InputError("not-a-number", f"{constant} is not a number", "write a finite number, such as 3.5")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        doubled = next(key for key in keys if keys.count(key) > 1)
        raise InputError("doubled-key", f"the key '{doubled}' is there twice in one part", "give each its own")
    return found
