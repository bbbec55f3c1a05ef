"""What a district is asked about science and its use: the board of its science system, needs, results, consortia."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.access import permits_answer
from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.period_days import add_period_days, has_begun
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.dependences import Dependences
    from liantu.district.possible_consortia import PossibleConsortia, ScienceAnswers
    from liantu.innovate.board.criteria import Criterion
    from liantu.innovate.matching import Matching
    from liantu.innovate.postings.posting_states import PostingStep
    from liantu.model.change import Change

_CHECKLIST, _AHEAD = "innovate/national_zone", "innovate/renewals_ahead"


@dataclass(frozen=True)
class Board:
    """The board at a date: scheme, fields (field, direction, filing), places in their order, items, and how fields and
    places read (see ``liantu.innovate.board.readings``). The null place is elsewhere, or not stated."""

    scheme: str | None
    fields: pl.DataFrame
    places: Sequence[str]
    items: pl.DataFrame
    field_readings: pl.DataFrame
    place_readings: pl.DataFrame


@dataclass(frozen=True)
class InnovateRoom:
    """Where research is and where plants are, what is needed and offered, and who joins for it."""

    view: DistrictView

    # -- the board -------------------------------------------------------------------------------

    def board(self) -> Board:
        """Fields by places with institutes, platforms, results, projects, plants and firms, and what each line says.

        Of a district without a system of fields everything is empty.
        """
        return self.view.cache.once_for(self.view.tables, ("board", self.view.as_of), self._make_board)

    def institutes(self) -> pl.DataFrame:
        """Each institute with its state at the date: institute, stage (null: not stated), period, place."""
        from liantu.innovate.board.institutes import list_institute_states

        return list_institute_states(self.view.tables, self.view.as_of)

    def stated_institute_counts(self) -> pl.DataFrame:
        """Numbers of research bodies that sources state, side by side: id, subject, scope, value, period, source."""
        from liantu.innovate.board.institutes import list_stated_counts

        return list_stated_counts(self.view.tables, self.view.as_of)

    def research_shares(self) -> pl.DataFrame:
        """Research spending in revenue of firms where a document states it: firm, value, unit, period, source."""
        from liantu.innovate.board.institutes import list_research_shares

        return list_research_shares(self.view.tables, self.view.as_of)

    def checklist(self) -> list[Criterion]:
        """What a zone must show to become a national one, at the date, by policy ``innovate/national_zone``."""
        from liantu.innovate.board.criteria import Criterion
        from liantu.library.policy import read_policy_value

        return [Criterion(**item) for item in read_policy_value(_CHECKLIST, self.view.as_of)]

    def criteria(self, place: str | None = None) -> pl.DataFrame:
        """Where a zone stands with each criterion of the checklist; unknown where nobody said anything.

        Of the first place of the science system unless another is named. Raises Problems for an unknown place.
        """
        from liantu.innovate.board.criteria import list_criteria

        place = place or next(iter(self.board().places), None)
        if place is not None and place not in self.view.tables.rows("places"):
            raise Problems([Problem("no_such_zone", value=place)])
        return list_criteria(self.view.tables, place or "", self.checklist())

    # -- needs and results -----------------------------------------------------------------------

    def needs(self) -> pl.DataFrame:
        """Each need with where it stands and how far it can be matched: id, state, since, until, interest, readiness,
        questions (how many are open)."""
        from liantu.innovate.postings.posting_states import list_posting_states
        from liantu.innovate.postings.refinement import judge_readiness

        states = list_posting_states(self.view.tables, "need", self.view.as_of)
        readiness = judge_readiness(self.view.tables).rename({"need": "id"})
        return states.join(readiness, on="id", how="left", maintain_order="left")

    def results(self) -> pl.DataFrame:
        """Each result with where it stands: id, state, since, until, interest."""
        from liantu.innovate.postings.posting_states import list_posting_states

        return list_posting_states(self.view.tables, "result", self.view.as_of)

    def open_questions(self, need: str | None = None) -> pl.DataFrame:
        """What needs lack, or one of them, in the order that helps most: need, question, use, table, column, number.

        Raises Problems for a need that the district has not.
        """
        from liantu.innovate.postings.refinement import list_open_questions

        rows = list_open_questions(self.view.tables)
        return rows if need is None else rows.filter(need=self.find_need(need))

    def find_need(self, need: str) -> str:
        """The id of a need. Raises Problems for one that the district has not."""
        if need not in self.view.tables.rows("needs"):
            slots = {"nearest": suggest_nearest(need, self.view.tables["needs"]["id"])}
            raise Problems([Problem("no_such_need", value=need, slots=slots)])
        return need

    def matching(self) -> Matching:
        """What results may solve which need, with every factor and every indicator (``innovate.matching``).

        Results count that are published, or that nobody has posted yet; what was returned, ran out or was withdrawn is
        not offered.
        """
        return self.view.cache.once_for(self.view.tables, ("matching", self.view.as_of), self._match)

    def answer_questions(self, need: str, answers: Mapping[str, str]) -> Change:
        """The Change that writes answers to what a need still lacks (see ``district.need_changes``).

        Raises Problems for an unknown need, and where nothing is answered.
        """
        from liantu.district.need_changes import answer_questions

        return answer_questions(self.view.tables, self.open_questions(need), need, answers)

    def following_steps(self, state: str) -> list[PostingStep]:
        """The steps that may follow where a need or result stands, and what each takes."""
        from liantu.innovate.postings.posting_states import list_following

        return list_following(state)

    def post_step(self, side: str, key: str, fields: Mapping[str, str | None]) -> Change:
        """The Change that records a step of publication or an interest of a need or a result (``side``), if it may
        follow where that stands. Raises Problems."""
        from liantu.district.need_changes import build_posting

        states = self.needs() if side == "need" else self.results()
        found = states.filter(id=key)["state"]
        if found.is_empty():
            raise Problems([Problem(f"no_such_{side}", value=key, slots={"nearest": ""})])
        return build_posting(self.view.tables, side, key, found[0], fields)

    def decide_match(self, need: str, result: str, fields: Mapping[str, str | None]) -> Change:
        """The Change that records a decision on a need and a result with its reason. Raises Problems."""
        from liantu.district.need_changes import build_decision

        return build_decision(self.view.tables, self.find_need(need), result, fields)

    def acceptance(self) -> pl.DataFrame:
        """What became of matches by what their account said: rule, value, decided, accepted, refused, share."""
        from liantu.innovate.postings.acceptance import count_acceptance

        matching = self.matching()
        return count_acceptance(self.decisions(), matching.matches, matching.refused)

    def make_project(self, result: str) -> Change:
        """The Change that makes a result a project of the pipeline. Raises Problems where it is one already."""
        from liantu.district.need_changes import build_result_project

        return build_result_project(self.view.tables, result, self.view.as_of.isoformat())

    def decisions(self) -> pl.DataFrame:
        """What was decided on needs and results by the date, the latest first: the rows of ``match_decisions``."""
        rows = add_period_days(self.view.tables["match_decisions"]).filter(has_begun(self.view.as_of))
        return rows.sort("day", descending=True, nulls_last=True, maintain_order=True).drop("first", "last", "day")

    # -- consortia and ledgers -------------------------------------------------------------------

    def consortia(self) -> pl.DataFrame:
        """Consortia as they stand at the date: the rows, one that runs forming before its agreement, ended after it."""
        from liantu.innovate.consortia.roles import list_consortia

        return list_consortia(self.view.tables, self.view.as_of)

    def consortium_members(self) -> pl.DataFrame:
        """The members of the date, each with task and shares: the rows of ``consortium_members``."""
        from liantu.innovate.consortia.roles import list_members

        return list_members(self.view.tables, self.view.as_of)

    def needed_roles(self) -> list[str]:
        """The roles that a consortium needs, by policy ``innovate/consortium_roles``."""
        from liantu.district.possible_consortia import read_needed_roles

        return read_needed_roles(self.view)

    def consortium_roles(self) -> pl.DataFrame:
        """Roles of consortia, filled and missing, by policy ``innovate/consortium_roles``: consortium, role, members,
        missing."""
        from liantu.innovate.consortia.roles import list_roles

        return list_roles(self.view.tables, self.needed_roles(), self.view.as_of)

    def consortium_shares(self) -> pl.DataFrame:
        """What the shares stated add up to: consortium, cost_share, gain_share, risk_share."""
        from liantu.innovate.consortia.roles import sum_shares

        return sum_shares(self.view.tables, self.view.as_of)

    def possible_consortia(self) -> PossibleConsortia:
        """Who could form one around a need, a dependence or a missing link (see ``district.possible_consortia``).

        ``topics`` (filled and missing roles) and ``members`` (role, member, ground, the row that says so). Dependences
        are among them in the house alone.
        """
        from liantu.district.possible_consortia import find_possible_consortia

        key = ("possible_consortia", self.view.as_of, self.view.purpose)
        return self.view.cache.once_for(
            self.view.tables, key, lambda: find_possible_consortia(self.view, self._answer_science())
        )

    def possible_members(self, topic: str) -> pl.DataFrame:
        """Who could join for one topic: topic, role, member, ground, about. Raises Problems for an unknown one."""
        found = self.possible_consortia()
        if topic not in found.topics["topic"]:
            slots = {"nearest": suggest_nearest(topic, found.topics["topic"])}
            raise Problems([Problem("no_such_topic", value=topic, slots=slots)])
        return found.members.filter(topic=topic)

    def consortium_candidates(self, consortium: str) -> pl.DataFrame:
        """Who could take the roles that a consortium misses: role, member, ground, about.

        Raises Problems for a consortium that the district has not.
        """
        from liantu.district.possible_consortia import find_consortium_candidates

        if consortium not in self.view.tables.rows("consortia"):
            raise Problems([Problem("no_such_row", "consortia", value=consortium)])
        return find_consortium_candidates(self.view, self._answer_science(), consortium)

    def consortium_milestones(self) -> pl.DataFrame:
        """Milestones with stage, maturity, due day and standing at the date: done, late, open, undated."""
        from liantu.innovate.consortia.roles import list_milestones

        return list_milestones(self.view.tables, self.view.as_of)

    def challenges(self) -> pl.DataFrame:
        """Open challenges with the last step, the next one and whether it is late."""
        from liantu.innovate.consortia.ledgers import list_challenge_standings

        return list_challenge_standings(self.view.tables, self.view.as_of)

    def renewals(self) -> pl.DataFrame:
        """Titles and platforms to be renewed, within the days of policy ``innovate/renewals_ahead``."""
        from liantu.innovate.consortia.ledgers import list_renewals

        return list_renewals(self.view.tables, self.view.as_of, int(self.view.policy(_AHEAD)))

    def technology_contracts(self) -> pl.DataFrame:
        """Technology contracts by kind, in 万元: kind, contracts, registered, amount, technology_amount, unknown."""
        from liantu.innovate.consortia.ledgers import sum_technology_contracts

        return sum_technology_contracts(self.view.tables, self.view.as_of)

    def titles(self) -> pl.DataFrame:
        """Titles of science by the date: firm, step, standing (held, over, applied, lapsed), period, until."""
        from liantu.innovate.consortia.ledgers import list_titles

        return list_titles(self.view.tables, self.view.as_of)

    def platforms(self) -> pl.DataFrame:
        """Platforms recognised by the date, and those that state no day: the rows of ``platforms``."""
        from liantu.innovate.consortia.ledgers import list_platforms

        return list_platforms(self.view.tables, self.view.as_of)

    def stage_times(self) -> pl.DataFrame:
        """Results on their way from laboratory to plant: stages done, under way and next, and the months between."""
        from liantu.innovate.consortia.stage_times import list_stage_times

        return list_stage_times(self.view.tables, self.view.as_of)

    # -- dependence ------------------------------------------------------------------------------

    def dependence(self) -> Dependences:
        """Products on whose makers elsewhere the district depends (see ``district.dependences``), in the house alone.

        ``products`` (what stops here without each, how few can supply, what replaces it, criteria met), ``claims``,
        ``criteria`` (policy ``innovate/dependence``) and ``substitutions``. Raises Problems when it leaves the house.
        """
        from liantu.district.dependences import find_dependences

        self._check_house()
        return self.view.cache.once_for(
            self.view.tables, ("dependence", self.view.as_of), lambda: find_dependences(self.view)
        )

    def supplier_groups(self) -> tuple[int, int]:
        """Up to how many makers are few, and up to how many several, by policy ``innovate/dependence``."""
        from liantu.district.dependences import POLICY
        from liantu.library.policy import read_policy_value

        few, several = read_policy_value(POLICY, self.view.as_of)["supplier_groups"]
        return few, several

    def recalled_dependence(self) -> pl.DataFrame:
        """What is only recalled of imports and substitution, as bands: product, period, band_low, band_high, stage.

        No document was read for it: it stands on a screen alone. Raises Problems when it leaves the house.
        """
        from liantu.district.dependences import find_recalled_dependences

        self._check_house()
        return find_recalled_dependences(self.view)

    # -- beneath ---------------------------------------------------------------------------------

    def findings(self) -> list[Problem]:
        """Rows of criteria that the checklist has not."""
        from liantu.innovate.board.criteria import list_unlisted_criteria

        checklist = self.checklist()
        choices = ", ".join(item.id for item in checklist)
        return [
            Problem(
                "no_such_criterion", "zone_criteria", "zone_criteria.csv", line + 2, "criterion", name,
                {"choices": choices},
            )
            for line, name in list_unlisted_criteria(self.view.tables, checklist).iter_rows()
        ]  # fmt: skip

    def _check_house(self) -> None:
        if not permits_answer("dependence", self.view.reader, self.view.purpose):
            raise Problems([Problem("stays_in_house")])

    def _answer_science(self) -> ScienceAnswers:
        """What consortia are made of; the products that the chains depend on in the house alone."""
        from liantu.district.possible_consortia import ScienceAnswers
        from liantu.innovate.postings.posting_states import OPEN

        may_tell = permits_answer("dependence", self.view.reader, self.view.purpose)
        return ScienceAnswers(
            open_needs=self.needs().filter(pl.col("state").is_in(OPEN)).select(need="id"),
            dependences=self.dependence().products["product"] if may_tell else pl.Series("product", [], pl.String),
            items=self.board().items,
            matches=self.matching().matches.select("need", "result"),
        )

    def _match(self) -> Matching:
        from liantu.district.match_sides import make_sides
        from liantu.innovate.matching import make_language, match_results, read_rules
        from liantu.innovate.postings.posting_states import OFFERED
        from liantu.library.matching_words import read_background, read_concepts, read_relations, read_unit_words

        offered = self.results().filter(pl.col("state").is_in(OFFERED))["id"].to_list()
        language = make_language(read_concepts(), read_relations(), read_background(), read_unit_words())
        return match_results(*make_sides(self.view.tables, offered), language, read_rules(self.view.as_of))

    def _make_board(self) -> Board:
        from liantu.innovate.board.items import ITEMS, find_system, list_board_items, list_fields
        from liantu.innovate.board.places import list_system_places
        from liantu.innovate.board.readings import read_lines

        tables, scheme = self.view.tables, find_system(self.view.tables)
        fields = list_fields(tables, scheme or "")
        places = list_system_places(tables, scheme or "")
        items = list_board_items(tables, scheme, self.view.as_of) if scheme else pl.DataFrame(schema=ITEMS)
        return Board(
            scheme=scheme,
            fields=fields,
            places=places,
            items=items,
            field_readings=read_lines(items, fields["field"].to_list()),
            place_readings=read_lines(items, [*places, None], "place"),
        )
