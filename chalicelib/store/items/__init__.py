"""Facts as items of the table, and back. Pure; the only module that knows attribute names.

Items are in DynamoDB's JSON form (`{"S": "text"}`), written here by hand, because the general
serialiser of boto3 costs an import and several times the work. None is an attribute that is not
there. Instants are text in UTC with milliseconds, so that the order of texts is the order of time.
"""

from chalicelib.store.items.columns import Item, from_plain, plain
from chalicelib.store.items.customers import (
    RATED_FOR,
    opt_out_from_item,
    opt_out_to_item,
    rated_from_item,
    rated_to_item,
)
from chalicelib.store.items.feedback import (
    entry_from_item,
    entry_from_stream,
    entry_to_item,
    feedback_from_item,
    feedback_to_item,
    here_from_item,
    here_to_item,
    pending_from_item,
    pending_to_item,
)
from chalicelib.store.items.incidents import (
    incident_from_item,
    incident_to_item,
    task_from_item,
    task_to_item,
)
from chalicelib.store.items.messages import (
    ALONE_FOR,
    LARGEST_RENDERING,
    is_swept,
    message_from_item,
    message_from_stream,
    message_to_item,
)
from chalicelib.store.items.names import (
    APPLIED_AT,
    APPLIED_BY,
    ARRIVAL_ID,
    ARRIVED_AT,
    ATTEMPTS,
    AUDITED,
    COUNTED,
    DELIVERY,
    DOCUMENT,
    ENTITY,
    ENTRIES,
    FEEDBACK_ID,
    HERE_AT,
    INBOUND_KEYS,
    IS_ERASED,
    IS_LEAVING,
    MESSAGE_ID,
    OPTED_OUT,
    PARTS,
    RESULT,
    SAID_AT,
    SCHEMA,
    SECRETS,
    TEXT,
    VERSION,
)
from chalicelib.store.items.whole import LARGEST, item, pointer
