"""Results to disk: written beside the target, then renamed, so that a failure leaves nothing half-written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tradetalks.errors import OutputError


def check_writable(path: Path) -> None:
    """Refuse a target that cannot be written, before any work is done for it."""
    folder = path.parent
    if path.is_dir():
        raise OutputError("output", "this is a folder", "give the name of a file", str(path))
    if not folder.is_dir():
        raise OutputError("output", "the folder is not there", f"make the folder {folder}", str(path))
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise OutputError("output", "this may not be written", "choose another place", str(path))


def make_folder(folder: Path) -> None:
    """Make a folder for results where it is missing."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError("output", f"the folder cannot be made ({error})", "name another one", str(folder)) from None


def write(path: Path, content: str | bytes) -> None:
    """Write a whole file or nothing; what is no ordinary file, such as a pipe, is written to directly."""
    check_writable(path)
    data = content.encode() if isinstance(content, str) else content
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OutputError("output", f"writing failed ({error})", "choose another place", str(path)) from None


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and rename, so that a failure leaves the old file whole."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(beside).chmod(mode)
        Path(beside).replace(target)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
