"""What the rooms of the facade answer with, by name: for annotations of those who ask, never at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liantu.chain.account_rows import Account as Account
    from liantu.chain.account_rows import AccountFactor as AccountFactor
    from liantu.chain.account_rows import AccountTerm as AccountTerm
    from liantu.chain.account_rows import Citation as Citation
    from liantu.chain.account_rows import PriceTerm as PriceTerm
    from liantu.chain.account_rows import TaxTerm as TaxTerm
    from liantu.chain.account_rows import TermByproduct as TermByproduct
    from liantu.chain.account_rows import TermCapacity as TermCapacity
    from liantu.chain.account_rows import TermCoefficient as TermCoefficient
    from liantu.chain.account_rows import WideCoefficient as WideCoefficient
    from liantu.chain.account_sums import TermGroup as TermGroup
    from liantu.chain.gap_records import ListedGap as ListedGap
    from liantu.chain.gap_records import SplitGap as SplitGap
    from liantu.chain.leading_chain import ChainSummary as ChainSummary
    from liantu.chain.makers import PlantCounts as PlantCounts
    from liantu.chain.price_rows import KnownPrice as KnownPrice
    from liantu.chain.what_if_effects import ListEffects as ListEffects
    from liantu.deliver.applicability import ApplicableGraph as ApplicableGraph
    from liantu.deliver.baseline_comparison import BaselineComparison as BaselineComparison
    from liantu.deliver.cases.case_row import CaseRow as CaseRow
    from liantu.deliver.pipeline import ProjectRow as ProjectRow
    from liantu.deliver.remaining_schedule import RemainingSchedule as RemainingSchedule
    from liantu.deliver.schedule import Schedule as Schedule
    from liantu.deliver.schedule import ScheduledItem as ScheduledItem
    from liantu.deliver.schedule_dates import DatedSchedule as DatedSchedule
    from liantu.deliver.yearly_investment import InvestmentSum as InvestmentSum
    from liantu.exchange.loading.preview import LoadingPreview as LoadingPreview
    from liantu.land.entry_test import EntryVerdict as EntryVerdict
    from liantu.land.entry_test import PlannedProject as PlannedProject
    from liantu.library.approvals import Graph as Graph
    from liantu.library.approvals import Item as Item
    from liantu.library.approvals import Prerequisite as Prerequisite
    from liantu.library.calendar import Calendar as Calendar
    from liantu.library.policy import Policy as Policy
    from liantu.outlook.index.run import IndexRun as IndexRun
    from liantu.outlook.index.scheme import IndexScheme as IndexScheme
    from liantu.outlook.index.sensitivity import Sensitivity as Sensitivity
    from liantu.score.report.firm_sheet import FirmPrice as FirmPrice
    from liantu.score.report.firm_sheet import FirmSheet as FirmSheet
    from liantu.score.report.firm_sheet import SheetHead as SheetHead
    from liantu.score.report.firm_sheet import SheetItem as SheetItem
    from liantu.score.report.ranking import RunSummary as RunSummary
    from liantu.score.run.correction_outcome import CorrectionOutcome as CorrectionOutcome
    from liantu.score.run.evaluation import Evaluation as Evaluation
    from liantu.score.run.scored_firm import ScoredFirm as ScoredFirm
    from liantu.score.run.variant_effects import VariantEffects as VariantEffects
    from liantu.score.scheme.conditions import Condition as Condition
    from liantu.score.scheme.conditions import Conditions as Conditions
    from liantu.score.scheme.grading_rules import FirmClass as FirmClass
    from liantu.score.scheme.grading_rules import GradeAdjustment as GradeAdjustment
    from liantu.score.scheme.grading_rules import GradeLine as GradeLine
    from liantu.score.scheme.grading_rules import GradingStage as GradingStage
    from liantu.score.scheme.grading_rules import PointLimit as PointLimit
    from liantu.score.scheme.grading_rules import PointRule as PointRule
    from liantu.score.scheme.grading_rules import PointUnit as PointUnit
    from liantu.score.scheme.indicators import Benchmark as Benchmark
    from liantu.score.scheme.indicators import GroupIndicator as GroupIndicator
    from liantu.score.scheme.indicators import Indicator as Indicator
    from liantu.score.scheme.indicators import Substitute as Substitute
    from liantu.score.scheme.indicators import SumTerm as SumTerm
    from liantu.score.scheme.parameters import SchemeParameter as SchemeParameter
    from liantu.score.scheme.provenance import NamedPart as NamedPart
    from liantu.score.scheme.provenance import Provenance as Provenance
    from liantu.score.scheme.scheme import Group as Group
    from liantu.score.scheme.scheme import Scheme as Scheme
    from liantu.score.scheme.variant import SchemeVariant as SchemeVariant
    from liantu.store.commit import ChangeEntry as ChangeEntry
    from liantu.store.drafts import Draft as Draft
    from liantu.store.tasks import Task as Task
    from liantu.store.worker import Worker as Worker
    from liantu.store.workspace import Workspace as Workspace
