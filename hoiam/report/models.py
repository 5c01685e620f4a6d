"""A report and all that was added to it, room by room; here Django finds it, and whoever needs a row imports it
from here. A state is a row.
"""

from __future__ import annotations

from hoiam.report.bundle.models import Acknowledged as Acknowledged
from hoiam.report.bundle.models import Cosignature as Cosignature
from hoiam.report.bundle.models import LedgerFault as LedgerFault
from hoiam.report.bundle.models import Peer as Peer
from hoiam.report.bundle.models import SentBundle as SentBundle
from hoiam.report.bundle.models import TakenIn as TakenIn
from hoiam.report.duties.models import REASON_MAX as REASON_MAX
from hoiam.report.duties.models import Correction as Correction
from hoiam.report.duties.models import Duty as Duty
from hoiam.report.duties.models import DutyExtension as DutyExtension
from hoiam.report.duties.models import DutyRule as DutyRule
from hoiam.report.duties.models import Explanation as Explanation
from hoiam.report.duties.models import Relief as Relief
from hoiam.report.duties.models import Submission as Submission
from hoiam.report.duties.models import TakenBack as TakenBack
from hoiam.report.duties.models import Verdict as Verdict
from hoiam.report.editing.models import SentenceEdit as SentenceEdit
from hoiam.report.facts.models import Fact as Fact
from hoiam.report.facts.models import FactBook as FactBook
from hoiam.report.files.models import Job as Job
from hoiam.report.files.models import JobItem as JobItem
from hoiam.report.issuing.models import IssuedReport as IssuedReport
from hoiam.report.issuing.models import NumberedReport as NumberedReport
from hoiam.report.issuing.models import SignedReport as SignedReport
from hoiam.report.kinds.models import LONGEST_TITLE as LONGEST_TITLE
from hoiam.report.kinds.models import Theme as Theme
from hoiam.report.periods.models import CouncilSession as CouncilSession
from hoiam.report.periods.models import WeekStart as WeekStart
from hoiam.report.sections.models import LONGEST_REASON as LONGEST_REASON
from hoiam.report.sections.models import LONGEST_TASK as LONGEST_TASK
from hoiam.report.sections.models import MAX_NARRATIVE as MAX_NARRATIVE
from hoiam.report.sections.models import Narrative as Narrative
from hoiam.report.sections.models import PlannedTask as PlannedTask
from hoiam.report.sections.models import Section as Section
from hoiam.report.sections.models import SectionOwner as SectionOwner
from hoiam.report.sections.models import SentSection as SentSection
from hoiam.report.sections.models import TaskResult as TaskResult
from hoiam.report.sections.models import TaskState as TaskState
from hoiam.report.typed.models import LONGEST_PAPER as LONGEST_PAPER
from hoiam.report.typed.models import LONGEST_SOURCE as LONGEST_SOURCE
from hoiam.report.typed.models import LONGEST_UNKNOWN as LONGEST_UNKNOWN
from hoiam.report.typed.models import Target as Target
from hoiam.report.typed.models import TypedValue as TypedValue
from hoiam.report.versions.models import Frozen as Frozen
from hoiam.report.versions.models import FrozenFigure as FrozenFigure
from hoiam.report.versions.models import Published as Published
from hoiam.report.versions.models import Report as Report
