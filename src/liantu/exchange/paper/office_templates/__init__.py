"""Word templates that an office brings: checked when they are handed over, filled with a closed list of fields."""

from __future__ import annotations

from liantu.exchange.paper.office_templates.fields import BLOCK_FIELDS, DESCRIPTIONS, TEMPLATE_FIELDS, TEMPLATE_KINDS
from liantu.exchange.paper.office_templates.filling import fill_template
from liantu.exchange.paper.office_templates.safety import check_template
from liantu.exchange.paper.office_templates.standard import standard_template

__all__ = [
    "BLOCK_FIELDS",
    "DESCRIPTIONS",
    "TEMPLATE_FIELDS",
    "TEMPLATE_KINDS",
    "check_template",
    "fill_template",
    "standard_template",
]
