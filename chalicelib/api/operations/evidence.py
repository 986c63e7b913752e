"""Evidence, and data out."""

from chalicelib.access import WHO_EXPORT, WHO_MEASURE
from chalicelib.api.operations.operation import GET, Operation

EVIDENCE: tuple[Operation, ...] = (
    Operation(
        id="evidence",
        view="evidence",
        method=GET,
        path="/v1/evidence",
        summary="What some days show of ISO 10002 and ISO 10004, clause by clause, in words.",
        roles=WHO_MEASURE,
        query="EvidenceQuery",
        answer="EvidenceDocument",
    ),
    Operation(
        id="evidence_file",
        view="evidence",
        method=GET,
        path="/v1/evidence/file",
        summary="The same as PDF.",
        roles=WHO_MEASURE,
        query="EvidenceQuery",
        answer="EvidenceFile",
    ),
    Operation(
        id="export",
        view="exports",
        method=GET,
        path="/v1/export",
        summary="Feedback, timelines, facts or surveys as rows, a part at a time; kept who asked for it.",
        roles=WHO_EXPORT,
        query="ExportQuery",
        answer="Export",
    ),
)
