"""Titles, headings and notes of by-products on offer: of page, paper and terminal alike."""

from __future__ import annotations

from liantu.wording import N_

OFFERED = N_("By-products offered here")
PAIRS = N_("Who could give by-products to whom")
NO_PAIRS = N_(
    "No by-product here meets a need here yet: a pair appears when the plant that gives and the plant that takes both"
    " have amounts."
)
STREAMS = N_("By-products, and which of them are on offer")
PRODUCT_GIVEN = N_("Product given")
GIVER = N_("Given by")
TAKER = N_("Taken by")
PLACE = N_("Place")
STATUS = N_("Status")
SAME_PLACE = N_("Same park")
AMOUNT = N_("Could pass")
GIVER_LEFT = N_("Offer left")
TAKER_LEFT = N_("Need left")
STANDARD = N_("Sold by standard")
STANDING = N_("Standing")
GIVEN_OFF = N_("Given off, less own use")
PAIRING = N_(
    "Pairs in one park first, then those that could exchange most; each takes what offer and need have left, and both"
    " are at full load where the load is unknown. A pair is a proposal: nobody has agreed to it."
)
STANDINGS = N_(
    "Only what is on offer covers a need: sold by a named standard, carried by lorry, no waste. The rest stands here"
    " with the reason and is not counted."
)
