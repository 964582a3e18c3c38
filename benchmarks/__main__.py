"""Run with one BLAS thread unless the environment says otherwise; this must be settled before NumPy is loaded."""

from __future__ import annotations

import os

THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

if __name__ == "__main__":
    for variable in THREADS:
        os.environ.setdefault(variable, "1")

    from benchmarks.cli import main

    main()
