"""What residents sent, room by room; here Django finds all of it, and whoever needs a row imports it from here.

Words and place as sent are sealed (vault.text); only masked copies lie in plain. Who the sender is stands in the
vault, tied by the number alone. No model relates many messages to one resident.
"""

from __future__ import annotations

from hoiam.listen.files.models import Attachment as Attachment
from hoiam.listen.form.models import Draft as Draft
from hoiam.listen.imports.models import ColumnMap as ColumnMap
from hoiam.listen.imports.models import ImportFile as ImportFile
from hoiam.listen.mailbox.models import MailRound as MailRound
from hoiam.listen.message.models import OPEN as OPEN
from hoiam.listen.message.models import RESTRICTED_KINDS as RESTRICTED_KINDS
from hoiam.listen.message.models import Channel as Channel
from hoiam.listen.message.models import Kind as Kind
from hoiam.listen.message.models import Message as Message
from hoiam.listen.message.models import Part as Part
from hoiam.listen.message.models import Stage as Stage
from hoiam.listen.publicity.models import PublicCopy as PublicCopy
from hoiam.listen.reception.models import Reception as Reception
from hoiam.listen.reception.models import ReceptionDay as ReceptionDay
from hoiam.listen.restricted.models import Concerned as Concerned
from hoiam.listen.restricted.models import RestrictedReader as RestrictedReader
from hoiam.listen.restricted.models import Restriction as Restriction
from hoiam.listen.restricted.models import Sealing as Sealing
from hoiam.listen.withholding.models import Appeal as Appeal
from hoiam.listen.withholding.models import Ground as Ground
from hoiam.listen.withholding.models import HowEnded as HowEnded
from hoiam.listen.withholding.models import ReviewOutcome as ReviewOutcome
from hoiam.listen.withholding.models import Withholding as Withholding
