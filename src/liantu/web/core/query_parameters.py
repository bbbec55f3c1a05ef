"""What the query parameters of the addresses mean, by name; ``<…>`` stands for any name."""

from __future__ import annotations

from collections.abc import Collection, Iterable

#: What every address takes: language, the two dates, assumptions switched off, and the lines of a what-if.
EVERYWHERE = ("lang", "as_of", "known_at", "off", "w", "why")
#: Parameters that may stand several times.
FACETS = "has.<field>"
REPEATED = {"off", "w", "s", "table", FACETS}
#: What a form of the what-if fills in.
WHAT_IF_FORM = (
    *("do", "source", "capacity", "amount", "unit", "self_use", "process", "plant", "utilisation"),
    *("product", "name", "firm", "place", "stage"),
    *("coefficient", "low", "typical", "high", "basis", "kind", "grade"),
)
#: What a list of the rows of a table may be asked.
TABLE = ("q", "f.<field>", FACETS, "sort", "page")

MEANINGS = {
    "lang": "Language: zh_CN or en.",
    "as_of": "State of the world, as 2023-12-31.",
    "known_at": "Only what was known by then.",
    "off": "An assumption that is switched off.",
    "why": "Why the what-if is supposed: it stands on every page and paper made under it.",
    "w": "A line of a what-if, as capacities:pulp-1;amount=5.",
    # -- what is looked for
    "q": "Words anywhere in a row.",
    "f.<field>": "A condition on a field: words, = for blank, * for filled, or a bound as >=5; in a form, its value.",
    FACETS: "A value of a facet of the list, = for blank: only rows that have it; several times for one of several.",
    "sort": "The field that orders the rows; a leading - turns it round.",
    "page": "Which page of the rows, from 1.",
    "fresh": "Leave a draft aside.",
    "table": "A table of the schema, by name.",
    "row": "The key of a row.",
    "tables": "Tables to look in, parted by |.",
    "of": "The parameter that holds the text.",
    "author": "Who made a change.",
    "from": "The number of a change, or a day.",
    "to": "The number of a change, or a day; on the page of the person, where to go on.",
    "filled": "yes: with the rows that there are.",
    "replace": "yes: rows that the file lacks are deleted.",
    "name": "The name of the file; in a what-if, of the new plant.",
    # -- clusters
    "subject": "What stops: a plant in a made-up district, a product in any other, by id.",
    "outside": "Which part of what could be bought here is bought elsewhere, from 0 to 1.",
    "series": "A series of figures: subject, indicator, scope and product, parted by |.",
    "use": "What energy is reckoned for: review, control or evaluation.",
    "index": "A composite index of the district, by the name of its file.",
    "time": "A time of its data; the last one unless given.",
    "region": "A region of a table of regions by industry, as it stands there; the district itself unless given.",
    "factor": "What the scheme says of electricity: calorific or equivalent.",
    # -- chains
    "since": "A day, as 2023-03-31: what changed after it is told, or a page compares with it; the earlier period.",
    "chain": "Only the needs of one chain, by id.",
    "only": "Of the links to fill named: those that a document names; plant: those that fill a usual plant.",
    "columns": "all: every column of the list or table.",
    "measure": "The number whose account is opened: gap, demand, supply; of regions, what is compared.",
    "product": "A product, by id.",
    "plant": "A plant, by id.",
    "capacity": "A capacity, by id.",
    "firm": "A firm, by id.",
    "place": "A place, by id.",
    "process": "A process, by id.",
    "amount": "An amount, as it is written.",
    "unit": "Its unit; the parameter that holds it; of an index, the district, park or firm looked at.",
    "self_use": "The share that the site uses itself.",
    "utilisation": "The share of the capacity that is used.",
    "version": "Of a brief: outward (names no firm) or internal.",
    "period": "A period, as 2023-Q1.",
    "month": "A month with returns, as 2023-11 or 2023-01..02; the last one unless given.",
    "part": "A part of what the rows are grouped by: an industry, park or firm; the whole unless given.",
    "event": "An event, by id.",
    "stage": "A stage of a project.",
    "source": "Who says so.",
    "do": "What the form does: resize, process, load, stop, start, add, coefficient.",
    "show": "Which state of a chain is drawn: now, built, goal; both maps where it is left out.",
    "induced": "1: with what filling a missing link would need in turn.",
    # -- investment promotion
    "recalled": "yes: with makers that are only recalled; on screen alone.",
    "candidate": "A candidate, by its key.",
    "lead": "A lead, by id.",
    "need": "A technology need, by id.",
    "consortium": "A consortium, by id.",
    "topic": "What a consortium could be formed around: need:… or product:…, as its list has it.",
    "firm_group": "The group of the firm that a lead is made of.",
    # -- evaluation and land
    "scheme": "An evaluation scheme, by id.",
    "elsewhere": "yes: the schemes of other provinces.",
    "year": "A year with returns.",
    "group": "A peer group.",
    "industry": "An industry, by code.",
    "park": "A park, by id.",
    "grade": "A grade; of coefficients A, B, C or all.",
    "coefficient": "A coefficient, as process/input/role.",
    "low": "Its low value, per unit of the product.",
    "typical": "Its typical value.",
    "high": "Its high value.",
    "basis": "What stands in the source.",
    "kind": "The kind of the source.",
    "unstable": "yes: only grades that are not stable.",
    "field": "A field of a return.",
    "value": "Another value.",
    "one": "The first kept run, by id.",
    "other": "The second kept run, by id.",
    "run": "A kept run, by id.",
    "cap": "Another cap of the points.",
    "rule": "Another rule.",
    "weight.<indicator>": "Another weight, by peer group and indicator.",
    "benchmark.<indicator>": "Another benchmark, by peer group and indicator.",
    "land": "Land, in mu.",
    "investment": "Investment.",
    "output": "Output a year.",
    "tax": "Tax a year.",
    "energy": "Energy a year.",
    # -- siting
    "home": "The place that others are compared with, by id.",
    "against": "The place whose difference to it is looked at closely, by id.",
    "rate": "Another discount rate, in % a year.",
    "years": "Another number of years of operation.",
    # -- projects
    "project": "A project, by id.",
    "case": "A case, by id.",
    "recipient": "To whom it goes: written down in the workspace beside what is told.",
    "office": "An office, by id.",
    "nature": "Nature of a project's works.",
    "tier": "A tier of projects.",
    "by": "What the rows are grouped by.",
    "day": "A day in the period.",
    "item": "An item of the approvals, or of yearly returns.",
    "how": "What is supposed of the item.",
    "start": "The first day.",
    "baseline": "A saved schedule of the project to compare with, by its name.",
    "s": "A line of a supposed schedule.",
    "q.<question>": "An answer to a question of the approvals.",
}


def list_unread_facets(names: Iterable[str], read: Collection[str]) -> list[str]:
    """The parameters of facets that no list of a page has, where it has any list.

    >>> list_unread_facets(["lang", "has.state", "has.nonsense"], {"has.state", "has.place"})
    ['has.nonsense']
    >>> list_unread_facets(["has.nonsense"], set())
    []
    """
    prefix = FACETS.partition("<")[0]
    return [name for name in dict.fromkeys(names) if read and name.startswith(prefix) and name not in read]


def list_unknown(names: Iterable[str], read: Iterable[str]) -> list[str]:
    """The parameters of an address that its page does not read.

    >>> list_unknown(["lang", "year", "has.state", "same_scope"], ["year", FACETS])
    ['same_scope']
    """
    known = [*EVERYWHERE, *read]
    prefixes = tuple(name.partition("<")[0] for name in known if "<" in name)
    return [name for name in dict.fromkeys(names) if name not in known and not (prefixes and name.startswith(prefixes))]
