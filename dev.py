"""Set up and run everything with nothing but Python 3.11 or newer: `python3 dev.py run`, `python3 dev.py test`."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
REPORT = ROOT / "out" / "nafta-2018.html"
OLDEST = (3, 11)
PYTEST = ("-m", "pytest", "-n", "auto", "--dist", "loadfile")
"""Test on all cores; tests of one file stay together, since they share what is slow to make."""
NEWER = ("3.14", "3.13", "3.12")


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    actions = {"run": run, "test": test, "test-newer": test_newer}
    parser.add_argument("action", choices=actions, help="run the main job, or set up and pass the tests")
    chosen = parser.parse_args().action
    if sys.version_info < OLDEST:
        sys.exit("tradetalks needs Python 3.11 or newer")
    actions[chosen]()


def run() -> None:
    """Install into .venv and analyse the embedded case, with a report in out/."""
    python = environment(sys.executable, ".venv", ".")
    REPORT.parent.mkdir(exist_ok=True)
    call([python.with_name("tradetalks"), "run", "nafta-2018", "--html", REPORT])


def test() -> None:
    """Install with the tools of development into .venv; lint, check types and test."""
    python = environment(sys.executable, ".venv", ".[dev]")
    call([python, "-m", "ruff", "check", "."])
    call([python, "-m", "ruff", "format", "--check", "."])
    call([python, "-m", "mypy"])
    call([python, *PYTEST])


def test_newer() -> None:
    """Run the tests once more on the newest other Python that this machine has."""
    found = newer_python()
    if found is None:
        sys.stdout.write("no Python newer than this one is here; its tests are left out\n")
        return
    call([environment(found, ".venv-newer", ".[dev]"), *PYTEST])


def environment(python: str, folder: str, target: str) -> Path:
    """Make a virtual environment, unless it is there, and install the package into it."""
    home = ROOT / folder
    inside = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not inside.exists():
        call([python, "-m", "venv", home])
    call([inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target])
    return inside


def newer_python() -> str | None:
    """Find a Python newer than the one that runs this, on the path or among pyenv's."""
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    versions = [version for version in NEWER if version != mine]
    candidates = [shutil.which(f"python{version}") for version in versions]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates += [str(path) for v in versions for path in sorted(root.glob(f"{v}.*/bin/python{v}"))]
    return next((path for path in candidates if path and works(path)), None)


def works(python: str) -> bool:
    """Whether an interpreter starts; a pyenv shim of a version that is not chosen does not."""
    return subprocess.run([python, "-c", "import venv"], capture_output=True, check=False).returncode == 0


def call(command: Sequence[str | Path]) -> None:
    """Run a command in the project's root and stop with its status if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
