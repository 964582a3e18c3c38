"""NumPy archives."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from tradetalks.errors import InputError


def read_arrays(path: Path) -> dict[str, np.ndarray]:
    """Read every array of an archive; nothing in it is executed."""
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {key: archive[key] for key in archive.files}
    except FileNotFoundError:
        raise InputError("archive", "the file is not there", "give the path of a NumPy archive", str(path)) from None
    except (OSError, ValueError, BadZipFile) as error:
        raise InputError(
            "archive", f"the file is no NumPy archive ({error})", "write it with numpy.savez", str(path)
        ) from None
