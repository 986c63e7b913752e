"""The reports, and early warning."""

from chalicelib.access import EVERYONE, WHO_MEASURE
from chalicelib.api.operations.operation import GET, Operation

MEASURED: tuple[Operation, ...] = (
    Operation(
        id="reports",
        view="measured",
        method=GET,
        path="/v1/reports",
        summary="How long answers took, promises kept, escalations, CSAT and NPS of some days.",
        roles=WHO_MEASURE,
        query="ReportQuery",
        answer="Report",
    ),
    Operation(
        id="pulse",
        view="measured",
        method=GET,
        path="/v1/pulse",
        summary="How today goes, and what is open this minute.",
        roles=WHO_MEASURE,
        answer="Pulse",
    ),
    Operation(
        id="words",
        view="measured",
        method=GET,
        path="/v1/words",
        summary="Words that customers write more often these seven days than in the four weeks before.",
        roles=WHO_MEASURE,
        query="WordsQuery",
        answer="RisingWords",
    ),
    Operation(
        id="warnings",
        view="warnings",
        method=GET,
        path="/v1/warnings",
        summary="Touchpoints of my teams that get unusually many feedback, or of all for who sees all.",
        roles=EVERYONE,
        answer="Warnings",
    ),
)
