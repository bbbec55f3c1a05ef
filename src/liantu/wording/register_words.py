"""Words of firm registers, for page and terminal alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from liantu.model.problems import Problem
from liantu.wording import N_

TITLE = N_("Firm registers")
FIELDS = {
    "code": N_("Unified social credit code"),
    "name": N_("Name of the firm"),
    "province": N_("Province"),
    "region": N_("Region"),
    "address": N_("Address"),
    "industry": N_("Class of GB/T 4754"),
    "capital": N_("Registered capital"),
    "founded": N_("Founded"),
    "status": N_("Registration status"),
    "scope": N_("Business scope"),
    "staff": N_("Staff"),
    "tags": N_("Marks of recognition"),
}
ROLES = {
    "makes": N_("makes it by its own word"),
    "trades": N_("trades in it"),
    "serves": N_("serves it"),
    "unknown": N_("names it only"),
}
#: How many firms make a link by their own word.
SELLERS = {"several": N_("several firms"), "one": N_("one firm"), "none": N_("no firm")}
STATES = {
    "half": N_("half imported: run the import again"),
    "ready": N_("imported"),
    "matched": N_("imported, matches kept"),
}
IMPORTED = N_("Register {register}: {firms} firms of {rows} rows.")
MATCHED = N_("Register {register}: {count} matches kept.")
PERSONS_LEFT = N_("Columns of persons, not taken: {columns}")
OTHERS_LEFT = N_("Columns that are no field of a register: {columns}")
NOTE = N_("{count} rows, the first in row {line}: {what}")
HEADING = N_("For {made} of {links} missing links the registers name firms that make them")
HEADING_NONE = N_("No firm of the registers names a missing link")
PROVINCES_HEADING = N_("{firms} firms in the registers, most of them in {province}")
NO_FIRMS = N_("The registers hold no firm")
MAKERS_AND_TRADERS = N_("{makes} make it, {trades} trade in it")
LINK = N_("Missing link")
LINKS_TITLE = N_("Firms of the registers by missing link and role")
PROVINCES_TITLE = N_("Firms of the registers by province")
REGISTERS_TITLE = N_("Registers beside this district")
FIRMS = N_("firms")
REGISTER = N_("Register")
AS_OF = N_("State as of")
STATE = N_("How far it is")
SET_ASIDE = N_("rows set aside")
NOTES = N_("What was set aside or could not be read")
SHOWS = N_("Which firms elsewhere make what is missing here, by their own word: from registers of firms.")
LOAD = N_("Import a register")
FILE = N_("Register file")
PERSONS_NEVER = N_("Columns of persons (representatives, telephones, mail, shareholders) are never taken.")
ID_NOTE = N_("small letters, figures and hyphens, as hubei-2024")
COLUMNS = N_("Columns that their headings do not tell")
COLUMNS_NOTE = N_("one a line, as scope=heading; they are remembered for files of the same headings")
BY_COMMAND = N_("Files too large for a form, of any size, are imported on the command line:")
MAY = N_("A business scope says what a firm may do, not that it does: to be verified.")


def find_state(finished: bool, matched: str) -> str:
    """How far a register is: half, ready or matched."""
    if not finished:
        return "half"
    return "matched" if matched else "ready"


def list_notes(
    counts: Mapping[str, int], lines: Mapping[str, int], values: Mapping[str, str], tr: Callable[[str], str]
) -> list[str]:
    """What was set aside or could not be read, a sentence a kind with its number, its first row and what stands there
    (``lines``, ``values``)."""
    lang = "zh_CN" if tr(TITLE) != TITLE else "en"
    return [
        tr(NOTE).format(
            count=f"{count:,}",
            line=lines.get(code, 0),
            what=Problem(code, value=values.get(code) or "…").message(lang),
        )
        for code, count in counts.items()
    ]
