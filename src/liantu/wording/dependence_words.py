"""Words of the dependence on makers elsewhere: of page and terminal alike."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.wording import NC_, Translator

TITLE = NC_("dependence", "Dependence and substitution")
HEADING = NC_(
    "dependence",
    "Products with a stated dependence: %(all)s; of %(few)s few makers can supply, without %(stopping)s of them lines "
    "here may stop; substituted in volume: %(volume)s",
)
#: How few can supply; the numbers are limits of the policy.
GROUPS = {
    "few": NC_("dependence", "Few: up to %(few)s makers"),
    "several": NC_("dependence", "Several: up to %(several)s makers"),
    "many": NC_("dependence", "Many: more than %(several)s makers"),
    "unknown": NC_("dependence", "Number of makers not known"),
}
SHORT_GROUPS = {
    "few": NC_("dependence", "few"),
    "several": NC_("dependence", "several"),
    "many": NC_("dependence", "many"),
    "unknown": NC_("dependence", "not known"),
}
HOW_FEW = NC_("dependence", "How few can supply")
BAR = NC_("dependence", "Bar: lines that run here and may stop without it")
STOPS = NC_("dependence", "%s may stop")
USED_NOT_STOPPED = NC_("dependence", "%s use it, judged replaceable")
NO_LINE = NC_("dependence", "no line here needs it")
#: What replaces it, and the meaning it is drawn in.
SUBSTITUTIONS = {
    "volume": NC_("dependence", "substituted: volume production stated"),
    "on_its_way": NC_("dependence", "substitution on its way"),
    "none": NC_("dependence", "no substitution stated"),
    "no_criterion": NC_("dependence", "no substitution stated, no criterion met"),
}
SUBSTITUTION_MEANINGS = {"volume": "made", "on_its_way": "short", "none": "missing", "no_criterion": "unknown"}
MAKERS = {
    "makers_world": NC_("dependence", "%s makers in the world"),
    "makers_abroad": NC_("dependence", "at least %s makers abroad"),
}
MAKERS_UNKNOWN = NC_("dependence", "makers not known")
NAMED = NC_("dependence", "sources name %s")
NOT_KNOWN = NC_("dependence", "not known")
COLUMNS = {
    "product": NC_("dependence", "Product"),
    "direct": NC_("dependence", "Lines here that need it"),
    "reached": NC_("dependence", "Of all lines here may stop"),
    "suppliers": NC_("dependence", "Makers in the world"),
    "makers_country": NC_("dependence", "Makers in the country"),
    "makers_here": NC_("dependence", "Makers that run here"),
    "import_share": NC_("dependence", "Share of imports"),
    "substitution": NC_("dependence", "Substitution"),
    "met": NC_("dependence", "Criteria met"),
    "not_met": NC_("dependence", "Criteria not met"),
    "open": NC_("dependence", "Criteria open"),
}
CLAIMS = NC_("dependence", "What documents say, by time")
CLAIM_COLUMNS = {
    "product": COLUMNS["product"],
    "measure": NC_("dependence", "What is said"),
    "figure": NC_("dependence", "Stated figure"),
    "period": NC_("dependence", "Time"),
    "citation": NC_("dependence", "Source, paragraph, quote"),
}
SOURCE = NC_("dependence", "Source")
SUBSTITUTION = COLUMNS["substitution"]
CRITERIA = NC_("dependence", "Criteria of a dependence")
CRITERION_COLUMNS = {
    "product": COLUMNS["product"],
    "measure": NC_("dependence", "Criterion"),
    "state": NC_("dependence", "Verdict"),
    "figure": CLAIM_COLUMNS["figure"],
    "limit": NC_("dependence", "Limit of ours"),
}
VERDICTS = {
    "met": NC_("dependence", "met: dependent"),
    "not_met": NC_("dependence", "not met"),
    "differs": NC_("dependence", "documents differ"),
    "unknown": NC_("dependence", "not known"),
}
VERDICT_MEANINGS = {"met": "missing", "not_met": "made", "differs": "short", "unknown": "unknown"}
ORIGINS = {
    "stated": NC_("dependence", "the district's documents alone"),
    "cited": NC_("dependence", "documents that the library read"),
    "computed": NC_("dependence", "computed from market figures of one source"),
}
ORIGIN = NC_("dependence", "Rests on")
STATE_WORDS = {"done": NC_("dependence", "%s, done"), "running": NC_("dependence", "%s, under way")}
HOW_READ = NC_(
    "dependence",
    "What stops is an upper bound: an input that nobody calls replaceable is taken as needed, stocks and other makers "
    "are left out. Of a product on which the district's documents say something they stand alone. Criteria are those "
    "of a published screening of dependencies; their limits are ours.",
)
JUDGED_REPLACEABLE = NC_(
    "dependence",
    "0 of the lines that need it: the library judges the input replaceable (table of essential inputs). What a "
    "document says of a cut supply stands below; the judgement may be changed.",
)
NOT_AMONG_THEM = NC_(
    "dependence",
    "Listed are products of the chains here, and those on which the district's documents say something. Products that "
    "the library has no entry for are not among them; a district adds its own as products with observations.",
)
RECALLED = NC_("dependence", "Recalled magnitudes, to be verified")
RECALLED_NOTE = NC_(
    "dependence",
    "Nobody has opened a document for these. They are bands, stand on this screen alone, are left out of print, and "
    "move neither picture nor criteria.",
)
SHOW_RECALLED = NC_("dependence", "Show recalled magnitudes")
HIDE_RECALLED = NC_("dependence", "Leave recalled magnitudes out")
BAND = NC_("dependence", "Share of imports, magnitude")


def find_substitution(stage: str | None, state: str | None, met: int) -> str:
    """The key of ``SUBSTITUTIONS`` of a stage, and of how many criteria of a dependence are met.

    >>> find_substitution("volume", "done", 2), find_substitution("volume", "running", 2)
    ('volume', 'on_its_way')
    >>> find_substitution(None, None, 2), find_substitution(None, None, 0)
    ('none', 'no_criterion')
    """
    if stage is None:
        return "none" if met else "no_criterion"
    return "volume" if (stage, state) == ("volume", "done") else "on_its_way"


def stops_text(row: Mapping[str, object], tr: Translator) -> str:
    """How many lines here may stop without it; an input that is judged replaceable stops none and is not unused."""
    if row["reached"] is None:
        return tr(NO_LINE)
    return tr(STOPS) % row["reached"] if row["reached"] else tr(USED_NOT_STOPPED) % row["direct"]


def makers_text(row: Mapping[str, object], tr: Translator) -> str:
    """How many can supply, of a row of ``rank_exposures``."""
    suppliers = row["suppliers"]
    return tr(MAKERS_UNKNOWN) if suppliers is None else tr(MAKERS[str(row["suppliers_basis"])]) % f"{suppliers:g}"


def country_text(row: Mapping[str, object], tr: Translator) -> str:
    """Makers that sources name, which are no count of all; not known where the district's documents stand alone."""
    return tr(NAMED) % row["named_country"] if row["named_country"] else tr(NOT_KNOWN)
