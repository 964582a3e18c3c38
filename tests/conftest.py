"""Shapes of kernel arrays are checked at every call while the tests run."""

from __future__ import annotations

from jaxtyping import install_import_hook

KERNELS = ["tradetalks.equilibrium.system", "tradetalks.equilibrium.jacobian"]
install_import_hook(KERNELS, "beartype.beartype")
