"""The facts: a feedback's state, its timeline, and the messages about it. Nothing acts here.

Every record is frozen; a change is a new record. Instants are aware UTC datetimes.
"""

from chalicelib.model.feedback import (
    ContactPoint,
    Feedback,
    Here,
    MailThread,
    OptOut,
    PendingMove,
    Rated,
)
from chalicelib.model.incidents import Incident, IncidentTask
from chalicelib.model.kinds import Channel, Difficulty, Kind, Severity, Status
from chalicelib.model.messages import Delivery, Message, Purpose, Rendered
from chalicelib.model.timeline import Attachment, Entry, What
