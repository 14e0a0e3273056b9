"""Charts as SVG text: the same bytes on a page and in a PDF."""
