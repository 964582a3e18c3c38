"""Names for the shapes of kernel arrays.

For type checkers they are plain arrays. Where jaxtyping is installed, as it is for the tests, they carry their axes,
which beartype then checks at every call.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING or find_spec("jaxtyping") is None:
    ByRegion: TypeAlias = np.ndarray
    BySector: TypeAlias = np.ndarray
    ByCell: TypeAlias = np.ndarray
    ByFlow: TypeAlias = np.ndarray
    ByInput: TypeAlias = np.ndarray
    BatchByRegion: TypeAlias = np.ndarray
    BatchByCell: TypeAlias = np.ndarray
    BatchByFlow: TypeAlias = np.ndarray
    Unknowns: TypeAlias = np.ndarray
else:
    from jaxtyping import Inexact

    ByRegion = Inexact[np.ndarray, "region"]
    BySector = Inexact[np.ndarray, "sector"]
    ByCell = Inexact[np.ndarray, "sector region"]
    ByFlow = Inexact[np.ndarray, "sector region region"]
    ByInput = Inexact[np.ndarray, "region sector sector"]
    BatchByRegion = Inexact[np.ndarray, "shock region"]
    BatchByCell = Inexact[np.ndarray, "shock sector region"]
    BatchByFlow = Inexact[np.ndarray, "shock sector region region"]
    Unknowns = Inexact[np.ndarray, "shock unknown"]
