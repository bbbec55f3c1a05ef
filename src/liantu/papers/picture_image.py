"""A picture as an image of dots, for who cannot take an SVG."""

from __future__ import annotations

#: Dots of the image for each of the drawing, and how long one of the drawing is.
_SHARPNESS, _MILLIMETRES = 2.0, 25.4 / 96


def make_picture_image(svg: str, width: float) -> bytes:
    """A drawing so many pixels wide as PNG, twice as sharp."""
    from liantu.exchange.paper.pdf_writer import drawing_to_png

    return drawing_to_png(svg, millimetres=width * _MILLIMETRES, ppi=96 * _SHARPNESS)
