"""The house rules that a machine can check."""

from __future__ import annotations

import ast
from pathlib import Path

import tradetalks

SOURCE = Path(tradetalks.__file__).parent
INWARD = {
    "world": set(),
    "equilibrium": {"world"},
    "lines": set(),
    "clauses": {"lines", "equilibrium", "world"},
    "talks": {"clauses", "equilibrium", "world"},
    "games": {"equilibrium", "world"},
    "papers": {"clauses", "games", "equilibrium", "world", "files"},
    "files": {"talks", "clauses", "lines", "equilibrium", "world"},
    "charts": {"talks", "clauses", "equilibrium", "world"},
    "report": {"charts", "talks", "clauses", "equilibrium", "world"},
    "cli": {"charts", "report", "papers", "files", "talks", "clauses", "equilibrium", "world"},
}
PUBLIC = {
    "Balanced",
    "Bounds",
    "Certificate",
    "Discriminatory",
    "EqualGains",
    "FirstOrder",
    "FromFreeTrade",
    "FromNash",
    "FromStatusQuo",
    "Given",
    "Gradient",
    "Linear",
    "MostFavouredNation",
    "NashProduct",
    "OptimalTariffs",
    "PathIntegral",
    "PoliticalWeights",
    "RealIncome",
    "SectorFlips",
    "ShareOfWorld",
    "Shock",
    "Solution",
    "Stationary",
    "Study",
    "Talks",
    "TradeTalks",
    "TradeWar",
    "TradetalksError",
    "World",
    "__version__",
    "cases",
    "gradient",
    "load_talks",
    "load_world",
    "optimal_tariffs",
    "political_weights",
    "solve",
    "solve_many",
    "study",
    "trade_talks",
    "trade_war",
    "worlds",
}


def rooms_imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tradetalks."):
            found.add((node.module or "").split(".")[1])
    return found - {"errors", "_version"}


def test_imports_point_inward() -> None:
    for room, allowed in INWARD.items():
        for path in (SOURCE / room).glob("**/*.py"):
            assert rooms_imported(path) <= allowed | {room}, path


def test_every_room_is_in_the_drawing() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms == set(INWARD)


def test_only_files_touches_the_disk() -> None:
    for path in SOURCE.glob("**/*.py"):
        if path.parent.name == "files":
            continue
        calls = {
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        assert not calls & {"open", "write_text", "write_bytes", "read_bytes", "mkdir", "unlink"}, path


def test_the_public_surface_is_pinned() -> None:
    assert set(tradetalks.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(tradetalks, name) is not None


def test_nothing_runs_or_is_imported_early() -> None:
    """The command line shows help without loading what it does not need."""
    text = (SOURCE / "cli" / "app.py").read_text(encoding="utf-8")
    top = {node.module for node in ast.parse(text).body if isinstance(node, ast.ImportFrom)}
    assert {module for module in top if module and module.startswith("tradetalks.")} <= {
        "tradetalks._version",
        "tradetalks.cli.plain",
        "tradetalks.errors",
    }
