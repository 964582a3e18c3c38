"""Shapes of kernel arrays are checked at every call while the tests run."""

from __future__ import annotations

from hypothesis import settings
from jaxtyping import install_import_hook

# How long an example takes says more about what else the machine does than about the law.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

KERNELS = [
    f"tradetalks.equilibrium.{room}" for room in ("baseline", "policy", "system", "kernel", "jacobian", "own_region")
]
install_import_hook(KERNELS, "beartype.beartype")
