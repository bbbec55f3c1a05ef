"""Words of proposals (项目谋划): of page, paper and terminal alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypedDict, cast

from liantu.model import schema
from liantu.wording import N_, NC_, Translator, translator
from liantu.wording.amounts import format_significant
from liantu.wording.innovation_words import MONEY_STATED
from liantu.wording.markets import amount_words
from liantu.wording.verdict_words import verdict_text

TITLE = N_("Projects to propose")
#: How the order is made, and what may not be done with the figures.
HOW_ORDERED = N_("Ordered by the sum of seven factors times their weights; the unknown gives no points.")
NO_SUM = N_("Bundles overlap: the same need, material or power stands in several, and nothing here may be added up.")
NOT_FORESIGHT = N_("Worked out from the tables and the library at the date alone.")
RECALLED_NATION = N_(
    "Figures of the country that are recalled are not shown and give no points; where they give reason to doubt, the "
    "project waits until its load is verified."
)
SUPPLY_FIRST = N_("Made or being built already: talk of supply first")
LISTED_MAKERS = N_(
    "Listed makers are cited from public pages, some of a later time than the date: each is to be verified. They "
    "change no place in the order. Within reach are the district's own city and places whose distance it states, as "
    "far as nearby supply reaches."
)
SUPPLY_TAG = N_("talk of supply first")
NOT_ADVISED = N_("What is not advised, and why")
LOAD_UNKNOWN = N_("To be verified first: how busy the country's plants are is not known, and no need here carries one")
ASK_FIRST = N_("To be asked about first: neither a need nor a material is known")
SUPPLY_CONTRACTS = N_("Needed here while the country's plants stand idle: agree on supply, build no new capacity")
#: What is to be done about such a product, and by which limit.
SUPPLY_ADVICE = N_(
    "The need here would carry a plant, but the country's plants run below the limit. Agree on supply with makers "
    "that exist, or have them move or branch capacity they have; new capacity is not advised, and these have no place "
    "in the order."
)
LOAD_LIMIT = N_("Limit at the date: %s %% of capacity (a default of this system; set your own).")
CAPACITY_LIMIT = N_(
    "Limit of capacity over consumption at the date: %s times (a default of this system; set your own)."
)
RATIO = N_("Capacity over consumption of the country")
CANDIDATES = N_("who makes it elsewhere")
LEFT_OUT = N_("Named by a chain, but no project is made of it")
STEPS = N_("The bundle as a chain")
TERMS = N_("Account: every figure is a sum of these rows")
FACTORS = N_("What decides the place in the order")
CLAUSES = N_("Clauses on its steps")
NEEDS = N_("What it fills, uses, sells and needs")
NOT_OF_A_YEAR = N_("Investment, jobs and land are of the whole project, not of a year.")
USED_HERE = N_("Taken from here")
OPEN = N_("What stays open")
NO_CLAUSE = N_(
    "No dated clause on a route is recorded for its steps; admission by product and place is to be verified."
)
#: Where a clause was read; one that was not read at the issuer is to be verified.
SURENESS: Mapping[str | None, str] = {
    "issuer": N_("read at the issuer"),
    "reprint": N_("to be verified: read in a reprint, not at the issuer"),
    None: N_("to be verified: recalled"),
}
ENDS = {"low": NC_("proposal", "low"), "typical": NC_("proposal", "typical"), "high": NC_("proposal", "high")}
BOOK = N_("Book of projects to invite for")
COLUMNS = {
    "rank": N_("No."),
    "name": N_("Project"),
    "chain": NC_("proposal", "Chain"),
    "advice": NC_("proposal", "Advice"),
    "approach": NC_("proposal", "First step"),
    "size": NC_("proposal", "Size"),
    "plants": N_("Usual plants"),
    "fill": NC_("proposal", "For the need here"),
    "share": NC_("proposal", "Of the need"),
    "sold": NC_("proposal", "Sold away"),
    "here": NC_("proposal", "Main inputs from here"),
    "value": N_("Output value"),
    "points": NC_("proposal", "Points"),
    "reason": NC_("proposal", "Why"),
    "unknown": N_("Factors unknown"),
    "need": NC_("proposal", "Need here"),
    "gap": NC_("proposal", "Still missing"),
    "makers": N_("Made already by"),
    "firms": N_("Candidate firms"),
    "nation": NC_("proposal", "The country's plants"),
}
TERM_LABELS = {
    "measure": NC_("proposal", "Measure"),
    "product": N_("Product"),
    "source": NC_("proposal", "From"),
    "step": NC_("proposal", "Step"),
    "amount": NC_("proposal", "Size of the step"),
    "factor": NC_("proposal", "Coefficient"),
    "value": NC_("proposal", "Amount"),
    "grade": N_("Reliability"),
}
A_YEAR = NC_("proposal", "Amount a year")
ITEM, SUM = NC_("proposal", "Item"), NC_("proposal", "Sum")
NEED_LABELS = {
    "power": (N_("Electricity"), "kWh"),
    "gas": (N_("Natural gas"), "m3"),
    "coal": (N_("Coal"), "tce"),
    "steam": (N_("Steam"), "t"),
    "water": (N_("Water"), "t"),
    "energy": (N_("Energy (calorific, gas as a raw material included)"), "tce"),
    "capital": (N_("Investment"), "CNY"),
    "jobs": (N_("Jobs"), "persons"),
}
#: The land that standards of investment per mu leave, and whose these are.
LAND = N_("Land at most (computed)")
_LAND_RANGE = N_("no more than %s mu")
LAND_BASIS = {
    "district": N_("Computed: investment over the investment per mu that the district's own standards ask for"),
    "elsewhere": N_(
        "Computed: investment over the investment per mu that other places ask for (%s); not the district's own, to be "
        "verified"
    ),
}
NOT_BUILT = N_("Main inputs that are not built too, and why")
PICTURE = {
    "project": N_("Project"),
    "materials": NC_("proposal", "Main inputs"),
    "chain": NC_("proposal", "What would be built"),
    "need": NC_("proposal", "Of the need here"),
    "value": N_("Output value"),
    "points": NC_("proposal", "Points"),
    "local": NC_("proposal", "to be had here"),
    "built": NC_("proposal", "to be built"),
    "barred": NC_("proposal", "restricted or forbidden by a clause"),
    "covered": NC_("proposal", "part of the need here that it covers"),
    "unknown": NC_("proposal", "unknown"),
    "more": NC_("proposal", "%s steps more"),
}
#: How proposals stand beside what came later.
SCORE, AMONG, COUNT, CAME = N_("Score"), N_("Among"), N_("Count"), N_("Came")
SCORES = {
    "came_later": N_("What came later and had a place in the order"),
    "not_advised": N_("What should not be advised (load below the limit, restricted or forbidden); has to be none"),
}
FIRST, ALL_RANKED, OF_COUNT = N_("the first %s"), N_("all with a place"), N_("%(count)s of %(of)s")
#: Of what is judged, and what could not be.
OF_JUDGED = N_("%(count)s of %(of)s judged; not judged, no load known: %(rest)s")
NONE_JUDGED = N_("none judged; no load known: %(rest)s")
JUDGED_BY = N_("The second judges by every figure that the library has to date, whatever was known on the day.")
NOT_LATER, NOT_NAMED = N_("%s, not after the date: not counted"), N_("not named")
SHOULD_NOT = {
    True: N_("should not be advised"),
    False: N_("load not below the limit"),
    None: N_("not judged, no load known"),
}
JUDGEMENT = NC_("proposal", "Judged to date")
NO_FORESIGHT = N_(
    "The two scores stand apart. The first measures foresight only of a district whose later years were unknown to "
    "those who made the library and the rules; of a district whose later projects are known it says nothing."
)
HUNDRED_MILLION = NC_("unit", "100 million CNY")
#: The same behind a figure in a sentence.
MONEY = MONEY_STATED
HEADLINE = N_("%(count)s projects may be proposed, first %(first)s; products with routes barred by clauses: %(barred)s")
#: What follows it, where there are any.
HEADLINE_IDLE = N_("with idle plants in the country: %(idle)s, of these needed here (agree on supply): %(talks)s")
HEADLINE_VERIFY = N_("whose national load is to be verified first: %s")
FIRST_CHAINS = N_("The first %s projects as chains, from what they take in to their product")
NO_PROPOSAL = N_("Nothing here may be proposed yet: neither a need nor a material is known")
ROUTES_HEADING = N_("%(name)s: routes %(count)s, of which a clause bars %(barred)s")
OF_NEED = N_("%(share)s %% of %(need)s")
FROM_HERE = N_("Here: %s")
FROM_ELSEWHERE = N_("Elsewhere: %s")
BARRED_STEP = N_("%(name)s [%(verdict)s]")
_BARRED = N_("%(name)s [%(verdict)s: %(step)s, %(act)s]")
_OF_PLANTS = N_("%(amount)s, usual plants: %(plants)s")
_BELOW = N_("load below the limit")
_ABOVE = N_("load not below the limit")
_LOAD = N_("load %(load)s %% (%(period)s, reliability %(grade)s)")
_RECALLED_LOAD = N_("load of the country unknown, for it is only recalled: to be verified")
_LATER_LOAD = N_("%(side)s (%(period)s)")
_UNKNOWN_LOAD = N_("load of the date unknown; %s: it gives no points, but a reason to advise or to verify")
_NO_LOAD = N_("load of the country unknown")
_LATER = N_("%s; of a later time than the date")
LATER_STATE = N_("%(name)s (%(period)s; of a later time than the date)")
_FROM_HERE = N_("%s (from here)")
_LISTED_INPUTS = N_("to be verified, a listed maker within reach: %s")
#: From this part on an amount is the whole.
_ALL = 0.995
_IDLE_STEP = N_("%(name)s: load below the limit (could be bought)")
_RATIO = N_("capacity %(ratio)s times consumption (%(period)s, reliability %(grade)s)")
_NO_RATIO = N_("capacity over consumption unknown")
_AMPLE = N_("capacity over consumption at the limit or above")
_SCARCE = N_("capacity over consumption below the limit")


class NamedStep(Protocol):
    """Where names are looked up."""

    def __call__(self, key: str, /) -> str:
        """The name of a product, process or firm."""
        ...


class BarredClause(TypedDict):
    """What a clause says of a step, as far as a title needs it."""

    step: str
    process: str
    verdict: str
    act_zh: str
    act_en: str
    number: str
    status: str


def chain_text(
    steps: Sequence[str],
    levels: Sequence[int],
    names: NamedStep,
    had_here: Mapping[str, float | None] | None = None,
    lang: str = "en",
) -> str:
    """The steps of a bundle from what it starts with to its product; what stands side by side is joined by a plus.

    ``had_here`` are the main inputs that it takes of what is made or left over here, each with the part of it by
    amount: they stand before its first step.

    >>> chain_text(["c", "a", "b"], [0, 1, 1], str.upper)
    'A + B → C'
    >>> chain_text(["c"], [0], str.upper, {"a": 1.0, "b": 0.07})
    'A (from here) + B 7 % (from here) → C'
    """
    parts = [" + ".join(map(names, group)) for group in group_levels(steps, levels)]
    tr = translator(lang)
    inputs = " + ".join(tr(_FROM_HERE) % part_text(names(key), part, tr) for key, part in (had_here or {}).items())
    return " → ".join(filter(None, [inputs, *parts]))


def part_text(name: str, part: float | None, tr: Translator) -> str:
    """A material, with the part of it by amount where the rest comes from elsewhere.

    >>> part_text("scrap", 0.065, str), part_text("scrap", 0.999, str), part_text("scrap", None, str)
    ('scrap 6 %', 'scrap', 'scrap')
    """
    return f"{name} {share_text(part, tr)}" if part is not None and 0 < part < _ALL else name


def parts_here(row: Mapping[str, object]) -> dict[str, float | None]:
    """The main inputs of a bundle that are to be had here, each with the part of it by amount."""
    products, parts = (cast("Sequence[str]", row["inputs_of_here"]), cast("Sequence[float]", row["inputs_parts"]))
    return dict(zip(products, parts, strict=True))


def listed_text(row: Mapping[str, object], names: NamedStep, tr: Translator) -> str:
    """The main inputs of a bundle of which a maker of a list is within reach, to be asked; nothing where there is none.

    >>> listed_text({"inputs_listed": ["strip"]}, str.upper, str)
    'to be verified, a listed maker within reach: STRIP'
    """
    listed = tr(", ").join(names(product) for product in cast("Sequence[str]", row["inputs_listed"]))
    return tr(_LISTED_INPUTS) % listed if listed else ""


def group_levels(steps: Sequence[str], levels: Sequence[int]) -> list[list[str]]:
    """The steps that stand side by side, the first level of the chain first.

    >>> group_levels(["c", "a", "b"], [0, 1, 1])
    [['a', 'b'], ['c']]
    """
    first = max(levels, default=0)
    pairs = [*zip(steps, levels, strict=True)]
    return [[step for step, level in pairs if level == wanted_level] for wanted_level in range(first, -1, -1)]


def title_text(name: str, clauses: Sequence[BarredClause], names: NamedStep, lang: str) -> str:
    """The name of a bundle, and in brackets what a clause restricts or forbids of it, to be verified or read.

    >>> clause = {"step": "methanol", "process": "M", "verdict": "forbidden", "act_zh": "政策", "act_en": "Policy"}
    >>> title_text("BDO", [{**clause, "number": "No. 15", "status": "unknown"}], str, "en")
    'BDO [forbidden, to be verified: M, Policy No. 15]'
    """
    tr, zh = translator(lang), lang.startswith("zh")
    text = name
    for clause in clauses:
        slots = {
            "name": text,
            "verdict": verdict_text(clause["verdict"], lang, to_verify=clause["status"] != "confirmed"),
            "step": names(clause["process"]),
            "act": f"{clause['act_zh' if zh else 'act_en']} {clause['number']}".strip(),
        }
        text = tr(_BARRED) % slots
    return text


def nation_text(row: Mapping[str, object], tr: Translator, lang: str) -> str:
    """How busy the country's plants are, as far as it may be told; that it is not known where nothing is."""
    period = str(row["load_period"])
    if row["load_recalled"]:
        return tr(_RECALLED_LOAD)
    if row["load_later"]:
        text = {"side": tr(_BELOW if row["idle_after"] else _ABOVE), "period": tr(_LATER) % period}
        return tr(_UNKNOWN_LOAD) % (tr(_LATER_LOAD) % text)
    if row["factor_load"] is None:
        return tr(_NO_LOAD)
    grade = schema.label_code("grade", str(row["load_grade"]), lang)
    return tr(_LOAD) % {"load": _percent(row["load"]), "period": period, "grade": grade}


def ratio_text(row: Mapping[str, object], tr: Translator, lang: str) -> str:
    """How many times what the country uses it could make, with time and grade; of a later time the limit's side."""
    ratio, ample, period = row["supply_ratio"], row["ample"], str(row["load_period"])
    if isinstance(ratio, float):
        grade = schema.label_code("grade", str(row["ratio_grade"]), lang)
        return tr(_RATIO) % {"ratio": f"{ratio:.2g}", "period": period, "grade": grade}
    if ample is None:
        return tr(_NO_RATIO)
    return tr(_LATER_LOAD) % {"side": tr(_AMPLE if ample else _SCARCE), "period": tr(_LATER) % period}


def country_text(row: Mapping[str, object], tr: Translator, lang: str) -> str:
    """How busy the country's plants are, and how many times its consumption they could make."""
    return tr("; ").join((nation_text(row, tr, lang), ratio_text(row, tr, lang)))


def idle_text(row: Mapping[str, object], names: NamedStep, tr: Translator, lang: str) -> str:
    """The country's plants of a bundle's product, and of which of its steps they stand idle."""
    steps = cast("Sequence[str]", row["idle_steps"])
    parts = [country_text(row, tr, lang), *(tr(_IDLE_STEP) % {"name": names(step)} for step in steps)]
    return tr("; ").join(part for part in parts if part)


def unknown_factors(row: Mapping[str, object], lang: str) -> str:
    """The factors of a bundle that nobody knows, by name: what would have to be asked to give it its points."""
    tr, key = translator(lang), "factor_"
    names = [name.removeprefix(key) for name, value in row.items() if name.startswith(key) and value is None]
    return tr(", ").join(schema.label_code("proposal_factor", name, lang) for name in names)


def size_text(row: Mapping[str, object], lang: str) -> str:
    """How large a bundle is, in its unit and in usual plants; the word for unknown where nobody knows."""
    size, plants = row["size"], row["plants"]
    words = amount_words(size if isinstance(size, float) else None, str(row["unit"]), lang)
    if not isinstance(plants, float) or not isinstance(size, float):
        return words
    return translator(lang)(_OF_PLANTS) % {"amount": words, "plants": f"{plants:.2g}"}


def land_text(row: Mapping[str, object], tr: Translator, lang: str) -> str:
    """The most land that standards leave, from the greatest standard to the least; the word for unknown."""
    low, high = row["land_low"], row["land_high"]
    if not isinstance(low, float) or not isinstance(high, float):
        return tr("unknown")
    ends = dict.fromkeys(format_significant(end, 2) for end in (low, high))
    return tr(_LAND_RANGE) % ("—" if lang.startswith("zh") else "–").join(ends)


def land_basis_text(basis: str | None, cited: Mapping[str, str | None], tr: Translator) -> str:
    """By whose standards the land is computed; empty where it is not."""
    if basis is None:
        return ""
    pairs = zip(*((cited[key] or "").split("；") for key in ("issuer", "number")), strict=False)
    names = tr("; ").join(f"{issuer} {number}" for issuer, number in pairs)
    return tr(LAND_BASIS[basis]) % names if basis == "elsewhere" else tr(LAND_BASIS[basis])


def share_text(share: object, tr: Translator) -> str:
    """A share in percent; the word for unknown."""
    return tr("unknown") if not isinstance(share, float) else f"{_percent(share)} %"


def _percent(share: object) -> str:
    return f"{share * 100:.0f}" if isinstance(share, float) else ""


#: The last page of the book.
SUPPLY_PAGE = N_("Products to agree on supply for")
SUPPLY_SECTION = N_("Needed here, no new capacity advised")
SUPPLY_NOTE = N_("Needs are computed, not confirmed by firms, and no promise to buy.")
#: The page of a project in the book, in the offices' order.
PAGE_SECTION = N_("The project")
PAGE_HEADS = (N_("Item"), N_("Content"))
PAGE_PLACE = N_("(%(place)s, as of %(day)s)")
PROJECT_NAME = N_("Project of %s")
OUTWARD = N_("Outward version")
PAGE_FIELDS = {
    "name": N_("Name of the project"),
    "content": N_("What is built, and its size"),
    "market": NC_("proposal", "Market"),
    "conditions": N_("Conditions of building"),
    "site": N_("Site and land"),
    "outlay": N_("Estimate of the investment"),
    "return": N_("Effects"),
    "cooperation": N_("Form of cooperation:"),
    "contact": N_("Office in charge:"),
}
BOXES = {
    "size": NC_("proposal", "Size"),
    "need": NC_("proposal", "Of the need here"),
    "capital": N_("Investment"),
    "value": N_("Output value"),
}
PAGE_OPEN = N_("To be settled first")
LEAD = N_("%(name)s, %(size)s. ")
LEAD_NEED = N_("Plants here need %(need)s, of which it covers %(share)s %%.")
LEAD_UNKNOWN = N_("How much plants here need is not known; its materials are to be had here.")
BUILT = N_("Computed sizes, usual plants: %s")
NEED_FILLED = N_(
    "For the need here %(fill)s; plants here need %(need)s in all (computed, not confirmed by firms, no promise to "
    "buy); "
)
SOLD_AWAY = N_("sold elsewhere %s %%. ")
NEED_UNKNOWN = N_("The need here is not known. ")
NATION_OPEN = N_("to be verified")
COUNTRY = N_("The country: %s. ")
COUNTRY_RATIO = N_("Capacity over consumption of the country: %s.")
CARRIAGE_OPEN = N_("carriage: to be verified with the project")
SITE_LAND = N_("Land: %(land)s. %(basis)s. By the firm's design. ")
SITE_UNKNOWN = N_("Land: not known, by the firm's design. ")
SITE_OPEN = N_("Admission by product, park and distance from rivers is to be verified before a site is chosen.")
OUTLAY = N_("About %s, by the library's figure a unit of capacity; to be verified")
RETURN = N_("Output value a year %(value)s; tax: not known; jobs about %(jobs)s")
