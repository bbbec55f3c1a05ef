"""Needs and results: which result may solve which need, by visible factors with an account."""

from liantu.innovate.matching.language import MatchLanguage, make_language
from liantu.innovate.matching.ranking import MATCHES, Matching, match_results
from liantu.innovate.matching.rules import MatchRules, read_rules
from liantu.innovate.matching.sides import INDICATORS, NEEDS, RESULTS, Side

__all__ = [
    "INDICATORS",
    "MATCHES",
    "NEEDS",
    "RESULTS",
    "MatchLanguage",
    "MatchRules",
    "Matching",
    "Side",
    "make_language",
    "match_results",
    "read_rules",
]
