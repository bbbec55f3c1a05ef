"""链图 Liantu: what a district's chains make, need and lack, with every figure's account."""

from __future__ import annotations

from liantu.district import District, open_scheme
from liantu.district import open_district as open

__all__ = ["District", "open", "open_scheme"]
__version__ = "0.1.0"
