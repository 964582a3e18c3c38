"""One function a chart, one Vega-Lite specification for report, notebook and web."""
