"""创新联合体组建方案: what a consortium is for, who is in it and who is missing, shares, milestones, terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph, Report, ReportTable, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model.problems import Problem, Problems
from liantu.papers.stated_rows import StatedRows, state_rows
from liantu.wording import consortium_words as say
from liantu.wording.days import day_text
from liantu.wording.innovation_words import MILESTONES, ROLE_MISSING, STANDINGS
from liantu.wording.sentences import PLACE_AND_DAY

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.tables import Row

_SHARES = ("cost_share", "gain_share", "risk_share")
#: Who could take one missing role: so many are named.
_NAMED = 4


def consortium_outline(district: District, consortium: str, language: str, notes: tuple[str, ...] = ()) -> Report:
    """The outline of a consortium. Raises Problems where there is none of that id."""
    row = district.tables.rows("consortia").get(consortium)
    if row is None:
        raise Problems([Problem("no_such_row", "consortia", value=consortium)])
    members = district.innovate.consortium_members().filter(consortium=consortium).to_dicts()
    steps = district.innovate.consortium_milestones().filter(consortium=consortium).to_dicts()
    stated = district.tables["consortium_milestones"].filter(consortium=consortium).to_dicts()
    words = state_rows(district, language, notes, [row, *members, *stated])
    outline = _Outline(words, row)
    tr = words.setting.tr
    parts = (
        ("aim", tr(say.AIM), outline.aim_blocks()),
        ("members", tr(say.MEMBERS_OF), outline.member_blocks(members)),
        ("roles", tr(say.CANDIDATES), outline.role_blocks()),
        ("milestones", tr(MILESTONES), outline.step_blocks(steps)),
        ("terms", tr(say.TERMS), outline.term_blocks()),
    )
    day = day_text(district.as_of, chinese=words.setting.chinese)
    return Report(
        title=tr(say.OUTLINE_OF) % words.pick(row),
        subtitle=tr(PLACE_AND_DAY) % {"place": words.setting.scope, "day": day},
        lead=(outline.headline(),),
        sections=tuple(Section(name, title, blocks) for name, title, blocks in parts if blocks),
        version=tr("Internal version"),
        foot_lines=tuple(foot_lines(words.setting, computed=False)),
        setting=words.setting,
        pages=1,
        tight=True,
    )


class _Outline:
    """The blocks of one outline."""

    def __init__(self, words: StatedRows, row: Row) -> None:
        self.words, self.row, self.tr = words, row, words.setting.tr
        self.room = words.district.innovate
        self.key = str(row["id"])

    def headline(self) -> Paragraph:
        """Its state, what it is formed around, and its agreement."""
        tr, words = self.tr, self.words
        standing = self.room.consortia().filter(id=self.key).row(0, named=True)
        agreed = words.period(standing["agreed"]) or tr(say.NO_AGREEMENT)
        state = words.code("consortium_state", standing["state"])
        text = tr(say.STANDS_AND_AGREED) % {"state": state, "agreed": agreed}
        missing = self._missing()
        strong = tr(say.ROLES_MISSING) % tr(", ").join(words.code("consortium_role", r) for r in missing)
        return Paragraph(text, tr(say.CONSORTIUM_STANDS), strong if missing else "")

    def _missing(self) -> list[str]:
        return self.room.consortium_roles().filter(consortium=self.key, missing=True)["role"].to_list()

    def aim_blocks(self) -> tuple[Block, ...]:
        """The need or product it is formed around with its indicators, and what is to come to market."""
        tr, words, row = self.tr, self.words, self.row
        about = [words.setting.name(row[name]) for name in ("need", "product") if row[name]]
        lines = [[tr(say.AROUND), tr(", ").join(about) or tr(say.NOT_STATED_YET)]]
        indicators = words.district.tables["need_indicators"].filter(need=row["need"] or "")
        goals = [
            f"{row['indicator']} {say.direction_sign(row['direction'])}{row['value'] or ''} "
            f"{row['indicator_unit'] or ''}".strip()
            for row in indicators.iter_rows(named=True)
        ]
        lines.append([tr(say.NEED_INDICATORS), tr("; ").join(goals) or tr(say.NOT_STATED_YET)])
        lines.append([tr("Results to market"), words.pick(row, "aim_") or tr(say.NOT_STATED_YET)])
        return (ReportTable("", (tr(say.FACT), tr(say.AS_STATED)), lines, (1.4, 5.0), "", (0, 1)),)

    def member_blocks(self, members: Sequence[Row]) -> tuple[Block, ...]:
        """The sum first, then each member; a share that nobody stated is to be agreed."""
        tr, words = self.tr, self.words
        if not members:
            return ()
        sums = self.room.consortium_shares().filter(consortium=self.key).row(0, named=True)
        first = [tr(say.SHARES_SUM), "", ""]
        first += ["—" if sums[name] is None else f"{sums[name]:g}" for name in _SHARES]
        rows = [
            [
                words.setting.name(row["member"]),
                words.code("consortium_role", row["role"]),
                words.pick(row, "task_"),
                *(str(row[name] or tr(say.TO_AGREE)) for name in _SHARES),
            ]
            for row in members
        ]
        heads = [tr("Member"), tr("Role"), tr("Task"), tr("Share of cost"), tr("Share of gain"), tr("Share of risk")]
        widths = (2.4, 0.95, 1.6, 0.87, 0.87, 0.87)
        return (ReportTable("", tuple(heads), [first, *rows], widths, "%", (0, 1, 2), total_first=True),)

    def role_blocks(self) -> tuple[Block, ...]:
        """Each missing role with who could take it and why."""
        tr, words = self.tr, self.words
        missing = self._missing()
        if not missing:
            return ()
        found, rows = self.room.consortium_candidates(self.key), []
        for role in missing:
            of_role = found.filter(pl.col("role") == role).head(_NAMED).to_dicts()
            texts = [f"{words.setting.name(row['member'])}{tr(' (%s)') % self._tell_ground(row)}" for row in of_role]
            rows.append([words.code("consortium_role", role), tr("; ").join(texts) or tr(say.NO_CANDIDATE)])
        return (ReportTable("", (tr(ROLE_MISSING), tr(say.COULD_JOIN)), rows, (1.2, 5.2), "", (0, 1)),)

    def _tell_ground(self, row: Row) -> str:
        ground = self.tr(say.GROUNDS[str(row["ground"])])
        return ground % self.words.setting.name(row["about"]) if "%s" in ground else ground

    def step_blocks(self, steps: Sequence[Row]) -> tuple[Block, ...]:
        """Milestones with stage and maturity where they are stated, due day and standing."""
        tr, words = self.tr, self.words
        if not steps:
            return ()
        rows = [
            [
                str(row["number"]),
                words.pick(row),
                words.code("result_stage", row["stage"]) or tr(say.NOT_STATED_YET),
                self._tell_maturity(row),
                words.period(row["due"]),
                tr(STANDINGS[str(row["standing"])]),
            ]
            for row in steps
        ]
        heads = (tr("No."), tr("Milestone"), tr("Stage"), tr("Maturity to reach"), tr("Due"), tr("State"))
        return (ReportTable("", heads, rows, (0.5, 1.9, 1.0, 1.7, 1.0, 0.9), "", (1, 2, 3, 4, 5)),)

    def _tell_maturity(self, row: Row) -> str:
        if not row["level"] or not row["scale"]:
            return self.tr(say.NOT_STATED_YET)
        scale = self.words.district.tables.rows("maturity_scales").get(str(row["scale"]))
        document = str(scale["document"] or self.words.pick(scale)) if scale else str(row["scale"])
        return self.tr(say.LEVEL_OF_SCALE) % {"level": row["level"], "scale": document}

    def term_blocks(self) -> tuple[Block, ...]:
        """Agreement, its end, terms of leaving; why it was refused; who signs."""
        tr, words, row = self.tr, self.words, self.row
        standing = self.room.consortia().filter(id=self.key).row(0, named=True)
        lines = [
            [tr(say.AGREEMENT_DAY), words.period(standing["agreed"]) or tr(say.NO_AGREEMENT)],
            [tr(say.AGREEMENT_END), words.period(row["ends"]) or tr(say.NOT_STATED_YET)],
            [tr("Terms of leaving"), words.pick(row, "exit_") or tr(say.NOT_STATED_YET)],
        ]
        if row["refusal_zh"]:
            lines.append([tr("Why refused"), words.pick(row, "refusal_")])
        lines.append([tr("Responsible office"), words.setting.name(row["office"]) or tr(say.NOT_STATED_YET)])
        table = ReportTable("", (tr(say.FACT), tr(say.AS_STATED)), lines, (1.4, 5.0), "", (0, 1))
        heads = tuple(tr(head) for head in say.SEALED_HEADS)
        signed = ReportTable("", heads, self._list_signing(), (1.0, 3.0, 2.4), "", (0, 1, 2), filled_in=True)
        return (table, Paragraph(tr(say.TERMS_NOTE)), signed)

    def _list_signing(self) -> list[list[str]]:
        """A row a member, and one for each role that is still to be taken."""
        words = self.words
        members = self.room.consortium_members().filter(consortium=self.key)
        signing = [(row["role"], words.setting.name(row["member"])) for row in members.iter_rows(named=True)]
        signing += [(role, "") for role in self._missing()]
        return [[words.code("consortium_role", role), name, ""] for role, name in signing]
