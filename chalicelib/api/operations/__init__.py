"""Every operation of the staff API: its address, who may call it, what it takes and answers. Pure data.

Models are named, not imported, so that a customer's form does not wait for what only staff need. The
routes, the OpenAPI document, and the test that walks all routes as everyone are made from this table.
"""

from chalicelib.api.operations.administration import ADMINISTRATION
from chalicelib.api.operations.editing import EDITING
from chalicelib.api.operations.evidence import EVIDENCE
from chalicelib.api.operations.feedback import FEEDBACK
from chalicelib.api.operations.incidents import INCIDENTS
from chalicelib.api.operations.measured import MEASURED
from chalicelib.api.operations.operation import Operation
from chalicelib.api.operations.reconciled import RECONCILED
from chalicelib.api.operations.touchpoints import TOUCHPOINTS
from chalicelib.api.operations.webhooks import WEBHOOKS

OPERATIONS: tuple[Operation, ...] = (
    *FEEDBACK,
    *TOUCHPOINTS,
    *MEASURED,
    *RECONCILED,
    *EVIDENCE,
    *INCIDENTS,
    *ADMINISTRATION,
    *EDITING,
    *WEBHOOKS,
)

__all__ = ["OPERATIONS", "Operation"]
