"""What the staff API takes and answers, by subject. Operations name models of this module.

Fields are named as in `chalicelib.model`; instants are UTC.
"""

from chalicelib.api.models.administration import (
    Apply,
    CheckedText,
    ConfigurationOf,
    ConfigurationQuery,
    DraftText,
    Explained,
    Restore,
    Version,
    Versions,
    VersionsQuery,
    WhatIf,
)
from chalicelib.api.models.editing import (
    ApplyEdits,
    ReplyDraft,
    SpecimenMessages,
    TriedEdits,
    TryEdits,
    WordingDraft,
    Wordings,
    WordingsQuery,
    Written,
)
from chalicelib.api.models.evidence import (
    EvidenceDocument,
    EvidenceFile,
    EvidenceFinding,
    EvidenceQuery,
    EvidenceTable,
)
from chalicelib.api.models.exports import Export, ExportQuery
from chalicelib.api.models.feedback import (
    ClockStep,
    ContactPoint,
    Delivered,
    Feedback,
    FeedbackQuery,
    File,
    Other,
    Others,
    Picture,
    Presence,
    Turn,
    Waiting,
)
from chalicelib.api.models.incidents import (
    ChangeIncident,
    CloseIncident,
    DismissIncident,
    Incident,
    IncidentPreview,
    IncidentReach,
    IncidentRefusal,
    Incidents,
    IncidentSample,
    IncidentSuggestion,
    IncidentSuggestions,
    IncidentSummary,
    IncidentTask,
    Nothing,
    OpenIncident,
    PreviewToAll,
    SuggestionsQuery,
    WordsToAll,
)
from chalicelib.api.models.measured import Pulse, Report, ReportQuery, RisingWords, WordsQuery
from chalicelib.api.models.moves import BackAgain, Changed, Correction, HandOver, Take, Words
from chalicelib.api.models.people import Me, MemberName, TeamName
from chalicelib.api.models.queue import Line, Queue, QueueQuery
from chalicelib.api.models.reconciled import (
    CheckedChannel,
    LackingFeedback,
    MissingArrival,
    ReconciledDay,
    Reconciliations,
    ReconciliationsQuery,
)
from chalicelib.api.models.recording import Recorded, Recording
from chalicelib.api.models.replies import (
    Preview,
    PreviewedMessage,
    PreviewOf,
    SmsCharge,
    Template,
    Templates,
    TemplatesQuery,
)
from chalicelib.api.models.touchpoints import (
    Link,
    LinkQuery,
    Place,
    PlaceName,
    Places,
    PlacesQuery,
    Poster,
    PosterQuery,
)
from chalicelib.api.models.warnings import TouchpointWarning, Warnings
from chalicelib.api.models.webhooks import (
    EventDeliveries,
    EventDeliveriesQuery,
    EventDelivery,
    Replay,
    Replayed,
    WebhookStanding,
    WebhookStandings,
)
