"""Shapes of kernel arrays are checked at every call while the tests run."""

from __future__ import annotations

from jaxtyping import install_import_hook

KERNELS = [
    f"tradetalks.equilibrium.{room}" for room in ("baseline", "policy", "system", "kernel", "jacobian", "own_region")
]
install_import_hook(KERNELS, "beartype.beartype")
