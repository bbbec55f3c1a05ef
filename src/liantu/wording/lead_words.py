"""Words of leads and agreements: of page, paper and terminal alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from liantu.wording import N_, NC_, Translator

LEADS = N_("Investment leads")
MAKE_LEAD = N_("Make a lead")
#: Where nobody has said yet who works here.
NAME_FOR_LEADS = N_("Your name, kept with each lead that you make in the list below")
#: In its place where the group is talked to already.
TO_OPEN_LEAD = N_("its open lead")
#: What a lead does not state yet.
STILL_ASKED = N_("Still to be asked: %s.")
AGREEMENTS = N_("Agreements with firms")
#: The sheet on which offices say what they found of a lead: 研判会商单.
CONSIDERATION = N_("Consideration of a lead")
#: The page for those who meet its firm: 会见参阅.
MEETING = N_("For a meeting")
CLAUSES = N_("Clauses")
FIRST_TALK = N_("First talk")
OPINIONS = N_("Opinions of offices")
#: Where the protection of a first talk stands.
PROTECTIONS: Mapping[str, str] = {
    "protected": N_("protected"),
    "over": N_("protection over"),
    "not_stated": N_("no protection stated"),
}
#: Where an opinion stands.
OPINION_STATES: Mapping[str, str] = {
    "answered": NC_("opinion", "answered"),
    "late": NC_("opinion", "late"),
    "waiting": NC_("opinion", "not due yet"),
    "not_given_out": NC_("opinion", "given to no office"),
}
#: Where the reviews of an agreement stand.
REVIEW_STATES: Mapping[str, str] = {
    "refused": N_("not to be issued"),
    "signed_before_review": N_("signed without review"),
    "to_review": N_("to be reviewed"),
    "exception_over": N_("exception over or without end"),
    "may_be_signed": N_("reviewed, may be signed"),
    "reviewed": N_("signed after review"),
    "not_known": N_("rule of that day not known"),
}
#: What a clause lacks or must not promise.
CLAUSE_FAULTS: Mapping[str, str] = {
    "refused_benefit": N_("promises what it must not"),
    "suspected_benefit": N_("may promise what it must not"),
    "no_basis": N_("no legal basis: cannot be sent for approval"),
    "not_on_record": N_("the document of its legal basis is not on record"),
    "unquoted_amount": N_("its quoted legal basis does not say"),
    "no_funding": N_("funding not stated"),
    "no_end": N_("no end stated"),
}
IN_HOUSE = N_("Leads, what offices say of them, and agreements stay in the house.")
NO_VERDICT = N_("no verdict yet")
FROZEN = N_("Demand as of %s")
FROZEN_NOTE = N_(
    "The demand is that of the day on which the lead was made and stays so; what the list says now stands beside it."
)
ONE_GROUP_ONCE = N_("One group of firms is talked to once: another open lead of the group was reported before.")
VERDICT_NOTE = N_("A verdict is what a person gave with a source; none is computed, and silence is no consent.")
NOT_OFFERED = N_(
    "Refunds or rewards tied to tax paid, the return of land prices, prices of power or gas for one firm, and buying "
    "or registering here as a condition are not offered as clauses."
)
REVIEW_NOTE = N_(
    "An agreement is reviewed as a whole for fair competition before it is signed, by the rule of the day of signing; "
    "the rules were read in reprints and are to be verified."
)
VERDICT_OF_WHOLE = N_("Verdict on the whole: ")
AGAINST_ON = N_("An office is against it: %s. ")
AS_STATED = NC_("lead", "As stated")
NOT_STATED = NC_("lead", "not stated")
ANSWERED = NC_("opinion", "Answered, or how it stands")
OPINION = NC_("opinion", "Opinion")
FOUND = NC_("opinion", "Finding, with its source")
NO_PLACE = N_("no place is chosen yet")
#: What the page for a meeting says.
MAY_BE_PROMISED = N_(
    "Of %(all)s clauses of the agreement %(may)s may be promised as written; verdict of the offices: %(verdict)s."
)
WHY_NOT = N_("Why not")
REFUSED_BY = N_("no kind that is offered; %s, read in reprints")
REFUSED_WITHOUT_RULE = N_("no kind that is offered; the rule of that day is not known")
QUOTAS = N_("Quotas of %s")
QUOTA_UNKNOWN = N_("%(place)s: %(word)s, nobody has stated what is free")
ADMISSION_OF = N_("Admission of %s")
NOT_PROMISED = N_("not to be promised: %s")
PROMISED_LATER = N_("to be verified before it is promised: %s")
CLAUSE_OVER = N_("its end is past")
#: Kinds of benefit that no clause offers, by their key in the policy.
REFUSED_KINDS: Mapping[str, str] = {
    "tax": N_("refunds or rewards tied to tax paid"),
    "land_price": N_("the return of land prices"),
    "energy_price": N_("prices of power or gas for one firm"),
    "local": N_("buying or registering here as a condition"),
}


def list_clause_reasons(
    faults: Sequence[str], words: Sequence[str], review: str, tr: Translator, *, is_over: bool
) -> str:
    """Why a clause may not be promised: what it lacks, that its end is past, where its agreement's review stands."""
    quoted = {fault: tr(NC_("quote", "“%s”")) % word for fault, word in zip(faults, words, strict=True) if word}
    parts = [tr(CLAUSE_FAULTS[fault]) + quoted.get(fault, "") for fault in faults]
    parts += [tr(CLAUSE_OVER)] if is_over else []
    if review not in ("may_be_signed", "reviewed"):
        parts.append(tr(REVIEW_STATES[review]))
    return tr("; ").join(parts)
