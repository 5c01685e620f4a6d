"""How the office answers, room by room; here Django finds all of it, and whoever needs a row imports it from here.

A state is a row with who and when. ``stage``, ``due_on`` and ``ended_on`` repeat what the rows say, for lists; only
acts write them, and a test recounts them from the rows.
"""

from __future__ import annotations

from hoiam.answer.approval.models import APPROVING as APPROVING
from hoiam.answer.approval.models import Delegation as Delegation
from hoiam.answer.approval.models import FormCheck as FormCheck
from hoiam.answer.approval.models import Route as Route
from hoiam.answer.clock.models import Decision as Decision
from hoiam.answer.clock.models import DueChange as DueChange
from hoiam.answer.clock.models import Extension as Extension
from hoiam.answer.clock.models import Inquiry as Inquiry
from hoiam.answer.clock.models import LetterResult as LetterResult
from hoiam.answer.clock.models import Moved as Moved
from hoiam.answer.clock.models import Return as Return
from hoiam.answer.clock.models import StepDone as StepDone
from hoiam.answer.clock.models import StepOpened as StepOpened
from hoiam.answer.clock.models import WhyBack as WhyBack
from hoiam.answer.information.models import CostWaived as CostWaived
from hoiam.answer.information.models import Entitlement as Entitlement
from hoiam.answer.information.models import InformationTerms as InformationTerms
from hoiam.answer.information.models import RefusalGround as RefusalGround
from hoiam.answer.issuing.models import IssuedPaper as IssuedPaper
from hoiam.answer.joining.models import Deflection as Deflection
from hoiam.answer.joining.models import MeToo as MeToo
from hoiam.answer.joining.models import Twin as Twin
from hoiam.answer.matter.models import Assignment as Assignment
from hoiam.answer.matter.models import Cooperation as Cooperation
from hoiam.answer.matter.models import KindChange as KindChange
from hoiam.answer.matter.models import Matter as Matter
from hoiam.answer.matter.models import Note as Note
from hoiam.answer.page.models import KeptForm as KeptForm
from hoiam.answer.rating.models import Rating as Rating
from hoiam.answer.rating.models import Reopening as Reopening
from hoiam.answer.rating.models import Satisfaction as Satisfaction
from hoiam.answer.reply.models import INFORMED as INFORMED
from hoiam.answer.reply.models import REFUSAL as REFUSAL
from hoiam.answer.reply.models import Outcome as Outcome
from hoiam.answer.reply.models import Reply as Reply
from hoiam.answer.reply.models import ReplyFile as ReplyFile
from hoiam.answer.reply.models import ReplyTemplate as ReplyTemplate
from hoiam.answer.reply.models import outcome_words as outcome_words
from hoiam.answer.reply.models import reply_words as reply_words
from hoiam.answer.sender.models import ASKED as ASKED
from hoiam.answer.sender.models import Call as Call
from hoiam.answer.sender.models import CallResult as CallResult
from hoiam.answer.sender.models import Erasure as Erasure
from hoiam.answer.sender.models import Opening as Opening
from hoiam.answer.sender.models import OpeningReason as OpeningReason
