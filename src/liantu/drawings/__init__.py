"""Server-made drawings: frames in, SVG text out."""
