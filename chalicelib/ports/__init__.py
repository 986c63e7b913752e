"""What the use cases need from the outside, as they see it. Adapters are in store, timers, notify.

A port is loaded when it is first asked for, since each Lambda has to do with few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_NAMES = {
    "audit": "AuditLog",
    "configuration": "Applied ConfigurationArchive ConfigurationStore",
    "feedback": "Due FeedbackStore Inbound PendingMoves Presence",
    "files": "Files MailStore MediaSource",
    "incidents": "IncidentStore",
    "lists": "Lists QueuePlace Ratings",
    "measures": "Episodes MeasureStore Measured",
    "messages": "DigestRenderer OptOutList OptOuts Renderer Specimen Specimens Transport",
    "reconciliation": "ArrivalSource Arrivals DeadLetters Plumbing Reconciliations",
    "records": "Record Records",
    "webhooks": "EventBus Receivers WebhookRenderer WebhookSecrets WebhookStore",
    "work": "Queue Ticker",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}

if not TYPE_CHECKING:  # a name that is not there is the type checker's to see

    def __getattr__(name: str) -> Any:
        """What one of the modules defines, from now on as if it were defined here."""
        if name not in _MODULES:
            raise AttributeError(f"there is no port {name}")
        found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = found
        return found
