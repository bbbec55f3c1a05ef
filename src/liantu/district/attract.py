"""What a district is asked when it invites investment: proposals, registers, candidates, siting, leads, agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.access import Purpose
from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.attract.agreements.refused_benefits import RefusedBenefits
    from liantu.attract.agreements.reviews import ReviewState
    from liantu.attract.proposals.proposals import Proposals
    from liantu.attract.proposals.records import BundleRecord
    from liantu.attract.proposals.score import ProposalScore
    from liantu.district.candidates import Candidates
    from liantu.district.siting import SitingAccount
    from liantu.model.change import Change
    from liantu.registers.journal import Journal


@dataclass(frozen=True)
class AttractRoom:
    """From a missing link to a project worth proposing, and to the firms worth inviting."""

    view: DistrictView

    # -- proposals -------------------------------------------------------------------------------

    def proposals(self) -> Proposals:
        """What is worth proposing (项目谋划): bundles in their order with terms, steps, clauses and partners.

        Partners (已有或在建，先谈供货) make here or nearby what a bundle makes or takes, by `find_partners`.
        Bundles overlap and are never added; what rests on recalled figures of markets says on which side of a limit it
        lies, and no more.
        """
        from liantu.district.proposals import list_proposals

        view = self.view
        return view.cache.once_for(view.tables, ("proposals",), lambda: list_proposals(view))

    def choose_proposals(self, product: str | None = None, *, everything: bool = False) -> pl.DataFrame:
        """The rows of ``proposals().bundles`` with a rank, all of them, or the routes of one product.

        Raises Problems for a product that the library and the district do not know.
        """
        rows = self.proposals().bundles
        if product is None:
            return rows if everything else rows.filter(pl.col("rank").is_not_null())
        if product not in self.view.tables.rows("products"):
            slots = {"nearest": suggest_nearest(product, self.view.tables["products"]["id"])}
            raise Problems([Problem("unknown_product", value=product, slots=slots)])
        return rows.filter(pl.col("product") == product)

    def supply_talks(self) -> pl.DataFrame:
        """Products that needs here would carry a plant of while the country's plants stand idle, by points: supply is
        agreed on with makers that exist, or capacity of theirs moved or branched; none of them has a rank.
        """
        rows = self.proposals().bundles
        talks = rows.filter((pl.col("advice") == "supply_contracts") & (pl.col("bundle") == pl.col("leads")))
        return talks.sort(-pl.col("points"), "product")

    def load_limit(self) -> float:
        """The load of the country's plants in percent below which no new capacity is advised, at the date, by policy
        ``attract/national_load``.
        """
        return self.view.policy_map("attract/national_load")["least"]

    def capacity_limit(self) -> float:
        """How many times what the country uses it may be able to make before the factor of it gives nothing."""
        return self.view.policy_map("attract/national_load")["capacity"] / 100

    def land_standards_elsewhere(self) -> Mapping[str, str | None]:
        """Whose standards of investment per mu bound the land where the district has none: issuer, number, clause."""
        from liantu.library.policy import read_policy

        return read_policy("attract/investment_per_mu").reference

    def compare_proposals(self, later: pl.DataFrame) -> ProposalScore:
        """How these proposals stand beside products that came later (product, date, source, began): two scores apart.

        It measures foresight only of a district whose later years those did not know who made library and rules.
        """
        from liantu.district.proposals import compare_proposals

        return compare_proposals(self.view, later, self.load_limit() / 100)

    def proposal_weights(self) -> dict[str, float]:
        """The factors that order proposals, each with its weight, by policy ``attract/proposal_weights``."""
        return self.view.policy_map("attract/proposal_weights")

    def bundle_terms(self, bundle: str) -> pl.DataFrame:
        """The account of a bundle: the terms that its figures are sums of. Raises Problems for an unknown bundle."""
        found = self.proposals()
        if bundle not in found.bundles["bundle"]:
            slots = {"nearest": suggest_nearest(bundle, found.bundles["bundle"])}
            raise Problems([Problem("no_such_row", "proposals", value=bundle, slots=slots)])
        return found.terms.filter(pl.col("bundle") == bundle)

    def proposal_records(self, found: pl.DataFrame | None = None) -> list[BundleRecord]:
        """Proposals as JSON writes them: all, or those of some rows of ``proposals().bundles``."""
        from liantu.attract.proposals.records import build_records

        return build_records(self.proposals(), found)

    # -- registers of firms ----------------------------------------------------------------------

    def registers(self) -> list[Journal]:
        """The firm registers beside the district, by id, those that are half imported among them."""
        from liantu.district.registers import list_district_registers

        return [register.journal for register in list_district_registers(self.view)]

    def import_register(
        self,
        source: Path,
        id: str,
        as_of: str = "",
        columns: Mapping[str, str] | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Journal:
        """Import a file as a register beside the district; the same call goes on where one was interrupted.

        ``columns`` names the headings of fields that the headings themselves do not tell. Raises Problems.
        """
        from liantu.district.registers import import_file

        return import_file(self.view, source, id, as_of, columns or {}, progress)

    def firms_by_province(self, register: str) -> pl.DataFrame:
        """How many firms of a register stand in each province: province (null = not known), firms. Raises Problems."""
        from liantu.district.registers import find_register

        return find_register(self.view, register).count_by_province()

    def match_register(
        self, register: str, engine: str = "ahocorasick_rs", progress: Callable[[int, int], None] = lambda d, t: None
    ) -> int:
        """Store what the firms of a register say of all products of district and library; how many matches.

        Raises Problems. ``matches`` reads them, and stores them itself where no others did.
        """
        from liantu.district.registers import match_whole_register

        return match_whole_register(self.view, register, engine, progress)

    def matches(self, products: Iterable[str]) -> pl.DataFrame:
        """Where scopes and names of the registers' firms name some products: a row a match, with its firm.

        Of the match: product, matched (the name), field (scope, name), start and end (characters), contained (inside a
        longer name), role (makes, trades, serves, unknown), negated, permitted (general, licensed, approval), strength
        (0 to 1), phrase. Of the firm: code, name, province, region, address, industry, capital_yuan, founded, status,
        staff, tags, register. A scope says what a firm may do, not that it does. Raises Problems.
        """
        from liantu.district.registers import find_product_matches

        return find_product_matches(self.view, products)

    # -- candidates --------------------------------------------------------------------------------

    def candidates(self, products: str | Iterable[str] | None = None, recalled: bool = False) -> pl.DataFrame:
        """Who makes what is missing here, suppliers first, then whom to invite: a row a candidate and product.

        ``products`` are one or several products, such as those of a bundle; every link to fill unless given. Columns of
        ``list_candidates`` with the names of product and region (product_zh, region_zh, …) and the last refusal.
        Recalled makers only on screen, and where ``recalled`` asks for them. Raises Problems for an unknown product.
        """
        from liantu.district.candidates import name_regions

        chosen_products = self._read_products(products)
        rows = name_regions(self.view, self._candidates(chosen_products, recalled).rows)
        names = self.view.tables["products"].select(
            pl.col("id").alias("product"), pl.col("zh").alias("product_zh"), pl.col("en").alias("product_en"), "unit"
        )
        chosen = rows.filter(pl.col("product").is_in(chosen_products)) if products is not None else rows
        return chosen.join(names, on="product", how="left", maintain_order="left")

    def factors_of(self, product: str, recalled: bool = False) -> pl.DataFrame:
        """The factors of every candidate for a product, in their order (columns TERMS). Raises Problems."""
        found = self._candidates(self._read_products(product), recalled)
        return found.terms.filter(pl.col("product") == product)

    def candidate_factors(self, candidate: str, product: str, recalled: bool = False) -> pl.DataFrame:
        """The factors of a candidate for a product, in their order: factor, value, weight, points and what says so.

        The points add up to those of its row in ``candidates``.
        """
        from liantu.attract.candidates.candidate_list import explain_candidate

        found = self._candidates(self._read_products(product), recalled)
        return explain_candidate(found.terms, candidate, product)

    def candidate_evidence(self, candidate: str, recalled: bool = False) -> pl.DataFrame:
        """All that is known of what a candidate makes, a row a statement: columns EVIDENCE of the engine."""
        return self._candidates([], recalled).evidence.filter(pl.col("candidate") == candidate)

    def introducers(self, recalled: bool = False) -> pl.DataFrame:
        """Firms elsewhere that are tied to one here or coming, which could introduce them: firm, candidate, resident,
        predicate, basis, source, row.
        """
        return self._candidates([], recalled).ties

    def followings(self) -> pl.DataFrame:
        """Who came after whom, here or elsewhere (以商招商): leader, follower, basis, source, row.

        Beside them leader_id and follower_id, where it is a firm of the district.
        """
        from liantu.attract.candidates.followers import list_followings
        from liantu.district.candidates import list_named_relations
        from liantu.district.resident_names import add_resident_ids

        found = list_followings(list_named_relations(self.view.tables, recalled=False, known_at=self.view.known_at))
        return add_resident_ids(found, self.view.tables, ("leader", "follower"))

    def group_tree(self, recalled: bool = False) -> pl.DataFrame:
        """Who belongs to whom, as far as it is known: parent, child, basis, source; by ties of firms, and by the groups
        that lists of makers name."""
        from liantu.attract.company_names.firm_groups import list_group_tree
        from liantu.district.candidate_makers import list_known_makers
        from liantu.district.candidates import list_maker_groups

        links = self._candidates([], recalled).links.select("parent", "child", "basis", "source")
        products, on_screen = self.view.tables["products"]["id"], self.view.purpose is Purpose.ON_SCREEN
        groups = list_maker_groups(list_known_makers(self.view, products, {}, recalled and on_screen))
        return list_group_tree(pl.concat([links, groups.select(links.columns)]))

    def names_to_review(self) -> pl.DataFrame:
        """Pairs of names that a person should judge, without a score: pair, key, key_other, written, written_other.

        Raises Problems where the extra ``registers`` is not installed.
        """
        from liantu.district.name_reviews import list_names_to_review

        return self.view.cache.once(("names to review",), lambda: list_names_to_review(self.view))

    def confused_characters(self) -> pl.DataFrame:
        """Characters that are taken for each other, with those that decisions on names taught: one, other, likeness."""
        from liantu.district.name_reviews import list_confused_characters

        return list_confused_characters(self.view.tables)

    def _candidates(self, products: Sequence[str], recalled: bool) -> Candidates:
        from liantu.district.candidates import build_candidates
        from liantu.district.registers import find_readable_matches

        view, registers = self.view, tuple((r.label, r.matched, r.firms) for r in self.registers())
        key = ("candidates", tuple(products), recalled, registers)
        return view.cache.once(
            key, lambda: build_candidates(view, products, partial(find_readable_matches, view), recalled)
        )

    def _read_products(self, products: str | Iterable[str] | None) -> list[str]:
        from liantu.district.candidates import require_products

        return require_products(self.view.tables, [products] if isinstance(products, str) else [*(products or ())])

    # -- siting ----------------------------------------------------------------------------------

    def siting(
        self,
        case: str | None = None,
        *,
        product: str | None = None,
        home: str | None = None,
        against: str | None = None,
        discount_rate: float | None = None,
        years: int | None = None,
    ) -> SitingAccount:
        """What a case costs in full in each place compared (算大账); the first case unless one is named, or a product
        at its usual scale. ``discount_rate`` in % a year. Raises Problems."""
        from liantu.district.siting import SitingQuestion, build_siting_account

        question = SitingQuestion(case, product, home, against, discount_rate, years)
        key = ("siting", *question)
        return self.view.cache.once(key, lambda: build_siting_account(self.view, question))

    def siting_cases(self) -> pl.DataFrame:
        """The cases whose place is to be chosen: id, zh, en, product."""
        from liantu.district.siting import list_siting_cases

        return list_siting_cases(self.view)

    # -- leads and agreements ----------------------------------------------------------------------

    def leads(self) -> pl.DataFrame:
        """Every lead with its stage, its first talk, and how many opinions came: ``first_talks`` beside ``stage``,
        ``since``, answered, late, waiting, not_given_out, against, verdict."""
        from liantu.attract.leads.opinions import sum_opinions
        from liantu.deliver.pipeline import find_current_stages

        stages = find_current_stages(self.view.tables, self.view.as_of)
        stages = stages.select("project", "stage", "course", pl.col("period").alias("since"))
        rows = self.first_talks().join(stages, on="project", how="left", maintain_order="left")
        counts = sum_opinions(self.lead_opinions())
        return rows.join(counts, on="lead", how="left", maintain_order="left")

    def first_talks(self) -> pl.DataFrame:
        """Who talks first to each group of firms and until when that is protected (首报首谈), lead by lead."""
        from liantu.attract.leads.first_talks import list_first_talks
        from liantu.deliver.pipeline import find_current_stages

        stages = find_current_stages(self.view.tables, self.view.as_of)
        off = stages.filter((pl.col("course") == "off") & (pl.col("stage") != "paused"))["project"]
        return list_first_talks(self.view.tables, off, self.view.as_of)

    def lead_opinions(self, lead: str | None = None) -> pl.DataFrame:
        """Who is to say what of a lead by when, and what was said: every matter, those given to nobody too."""
        from liantu.attract.leads.opinions import list_opinions

        rows = list_opinions(self.view.tables, self.view.as_of)
        return rows if lead is None else rows.filter(pl.col("lead") == lead)

    def make_lead(self, product: str, firm: str, **about: str) -> Change:
        """The Change that makes a lead of a firm and a missing link, with the demand of the district's day.

        ``about``: credit_code, firm_group, introduced_by, reported, office, source; without a group the one that
        makers, registers and decisions on names give. Raises Problems with all faults.
        """
        from liantu.district.chain import ChainRoom
        from liantu.district.leads import build_lead

        gaps = ChainRoom(self.view).gaps("all")
        if not about.get("firm_group") and (group := self._find_group(product, firm)):
            about["firm_group"] = group
        return build_lead(self.view, gaps, self.first_talks(), product, firm, about)

    def _find_group(self, product: str, firm: str) -> str | None:
        """The group of a candidate for a product, by its name; None where it is none or has none."""
        if product not in self.view.tables["products"]["id"]:
            return None
        rows = self._candidates([product], recalled=False).rows
        of_firm = rows.filter((pl.col("name") == firm) | (pl.col("short") == firm)).drop_nulls("group")
        group = of_firm["group"].first()
        return None if group is None or group == firm else str(group)

    def agreement_reviews(self) -> list[ReviewState]:
        """Where the reviews for fair competition of each agreement stand, by the rule of the day of its signing."""
        from liantu.attract.agreements.reviews import list_review_states

        return list_review_states(self.view.tables, self.view.as_of)

    def clause_faults(self) -> pl.DataFrame:
        """What clauses lack before their agreement may be sent for approval, and what they must not promise."""
        from liantu.attract.agreements.clause_checks import list_clause_faults

        return list_clause_faults(self.view.tables, self.view.as_of)

    def promises(self, projects: Iterable[str]) -> pl.DataFrame:
        """Which clauses of the agreements of some projects may be promised: complete, and reviewed as that day asks."""
        from liantu.attract.agreements.promises import list_promises

        view = self.view
        return list_promises(view.tables, self.clause_faults(), self.agreement_reviews(), [*projects], view.as_of)

    def refused_benefits(self) -> RefusedBenefits:
        """Which benefits no clause may promise, and the clause that forbids them."""
        from liantu.attract.agreements.refused_benefits import read_refused_benefits

        return read_refused_benefits(self.view.as_of)

    def findings(self) -> list[Problem]:
        """Groups that are talked to twice, agreements signed before their review, clauses without a basis."""
        from liantu.attract.agreements.clause_checks import find_clause_problems
        from liantu.attract.agreements.reviews import find_review_problems
        from liantu.attract.leads.first_talks import find_second_leads

        tables, as_of = self.view.tables, self.view.as_of
        return [
            *find_second_leads(tables, self.first_talks()),
            *find_review_problems(tables, as_of),
            *find_clause_problems(tables, as_of),
        ]

    def register_provinces(self) -> pl.DataFrame:
        """How many firms of all finished registers stand in each province, most first: province (null = not known),
        firms, zh, en. A firm in two registers counts twice."""
        from liantu.district.registers import count_provinces

        return count_provinces(self.view)

    def firms_by_role(self, products: Iterable[str]) -> pl.DataFrame:
        """How many firms of the registers make, trade, serve or only name each product: product, role, firms.

        A firm counts once a product, by the strongest of its roles; what it leaves out, and what is only a part of a
        longer name, does not count. Raises Problems.
        """
        from liantu.district.registers import count_roles, find_readable_matches

        return count_roles(find_readable_matches(self.view, products))

    def unread_registers(self) -> list[Problem]:
        """Registers that candidates and roles are counted without: the extra ``registers`` is not installed (what was
        matched and stored with it before is read all the same), or they are later than the day of knowledge."""
        from liantu.district.registers import list_unread_registers

        return list_unread_registers(self.view)

    def later_firms(self, products: Iterable[str]) -> int:
        """How many firms of the registers name some products and were founded after the day of knowledge: none of them
        counts."""
        from liantu.district.registers import count_later_firms

        return count_later_firms(self.view, products)

    def missing_link_roles(self) -> pl.DataFrame:
        """Of every link to fill how many firms of the registers have each role: product, zh, en, makes, trades, serves,
        unknown; those that most make first."""
        from liantu.district.chain import ChainRoom
        from liantu.district.registers import spread_roles

        links = ChainRoom(self.view).gaps().select("product", "zh", "en")
        return spread_roles(links, self.firms_by_role(links["product"]))

    def queue_register(
        self, content: bytes, name: str, id: str, as_of: str, columns: Mapping[str, str], author: str
    ) -> str:
        """Have a file imported in the background; the id of the task. Raises Problems."""
        from liantu.district.register_queue import queue_import

        return queue_import(self.view, content, name, id, as_of, columns, author)

    def set_aside(self, register: str) -> bytes:
        """What of a register was set aside or could not be read, as CSV: line, problem, value. Raises Problems."""
        from liantu.district.registers import read_set_aside

        return read_set_aside(self.view, register)
