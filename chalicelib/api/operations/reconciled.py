"""What came of comparing what arrived with what is stored."""

from chalicelib.access import WHO_OVERSEE
from chalicelib.api.operations.operation import GET, Operation

RECONCILED: tuple[Operation, ...] = (
    Operation(
        id="reconciliations",
        view="reconciled",
        method=GET,
        path="/v1/reconciliations",
        summary="Of each day: what the providers say arrived, what is stored, and what is missing.",
        roles=WHO_OVERSEE,
        query="ReconciliationsQuery",
        answer="Reconciliations",
    ),
)
