"""Pictures in files that people send: how large they would be, told before they are unpacked."""

from __future__ import annotations

from typing import IO

from liantu.model.problems import Problem

#: Bytes of a picture in a workbook, and dots of any.
LARGEST, DOTS = 20_000_000, 60_000_000


def count_pixels(stream: IO[bytes]) -> int | None:
    """Width times height by what a picture says of itself; None when it is of no kind that is known."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(stream) as image:
            return image.width * image.height
    except Image.DecompressionBombError:
        return DOTS + 1
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None


def picture_too_large(file: str, name: str) -> Problem:
    """The refusal of a picture in a file, or of one that is the file."""
    limit = f"{DOTS:,} px, {LARGEST / 1e6:.0f} MB"
    return Problem("huge_picture", file=file, value=name, slots={"limit": limit})
