"""What the use cases need from the outside, as they see it. Adapters are in store, timers, notify."""

from chalicelib.ports.audit import AuditLog
from chalicelib.ports.configuration import Applied, ConfigurationArchive, ConfigurationStore
from chalicelib.ports.feedback import Due, FeedbackStore, Inbound, PendingMoves, Presence
from chalicelib.ports.files import Files, MailStore, MediaSource
from chalicelib.ports.incidents import IncidentStore
from chalicelib.ports.lists import Lists, QueuePlace, Ratings
from chalicelib.ports.measures import Episodes, Measured, MeasureStore
from chalicelib.ports.messages import (
    DigestRenderer,
    OptOutList,
    OptOuts,
    Renderer,
    Specimen,
    Specimens,
    Transport,
)
from chalicelib.ports.reconciliation import (
    Arrivals,
    ArrivalSource,
    DeadLetters,
    Plumbing,
    Reconciliations,
)
from chalicelib.ports.records import Record, Records
from chalicelib.ports.webhooks import (
    EventBus,
    Receivers,
    WebhookRenderer,
    WebhookSecrets,
    WebhookStore,
)
from chalicelib.ports.work import Queue, Ticker
