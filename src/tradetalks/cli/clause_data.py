"""What a clause does alone, as data for JSON."""

from __future__ import annotations

from typing import Any

from tradetalks.clauses.alone import Alone
from tradetalks.cli.clause_fields import figures


def as_data(result: Alone, elasticities: str) -> dict[str, Any]:
    """Return the clause, the figures that it rests on, the flows that it touches and what it is worth."""
    clause, expected = result.clause, result.expected
    return {
        "clause": clause.model_dump(mode="json", exclude_none=True),
        "explain": clause.explain(),
        "literature": getattr(clause, "literature", ""),
        "rests_on": [
            {"key": row.key, "figure": row.figure, "meaning": row.meaning, "known_from": row.known}
            for row in figures(clause)
        ],
        "world": result.world.provenance.name,
        "elasticities": elasticities,
        "findings": [vars(finding) for finding in clause.findings(result.world)],
        "receipts": [vars(receipt) for receipt in clause.receipts(result.world)],
        "flows": result.flows.reset_index().to_dict(orient="records"),
        **_worth(result),
        "with_years_after_end": None if expected is None else _worth(expected),
    }


def _worth(result: Alone) -> dict[str, Any]:
    return {
        "real_income_percent": result.real_income.to_dict(orient="index"),
        "equivalent_variation": result.equivalent_variation.to_dict(orient="index"),
    }
