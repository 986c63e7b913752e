"""Where each thing stands in the table. Pure; the only module that knows key and index names.

| thing | pk | sk |
|---|---|---|
| state of a feedback | `F#<id>` | `STATE` |
| timeline entry | `F#<id>` | `E#000001` |
| message | `F#<id>` | `M#<message id>` |
| what a member said that has not left | `F#<id>` | `P#<key>` |
| somebody who has it open | `F#<id>` | `HERE#<mail address>` |
| inbound marker | `IN#<key>` | `IN` |
| reference | `REF#<reference>` | `REF` |
| newest feedback of a contact point | `CONTACT#<contact>` | `CONTACT` |
| each feedback of a contact point | `CONTACT#<contact>` | `AT#<captured at>#<id>` |
| incident | `I#<id>` | `INCIDENT` |
| what is to be done with each feedback of an incident | `I#<id>` | `T#000001` |
| what became of that with one feedback | `I#<id>` | `S#000001#<feedback id>` |
| feedback that is no incident | `APART#<touchpoint>` | hash of the ids |
| the newest episode of a touchpoint | `EPISODE#<touchpoint>` | `EPISODE` |
| opt-out of a contact point | `OPTOUT#<contact>` | `OPTOUT` |
| message that left, by its provider's id | `SENT#<provider id>` | `SENT` |
| how a webhook does | `HOOK#<webhook>` | `LANE` |
| an event for a webhook, and what became of it | `HOOK#<webhook>` | `D#<at>#<event>` |
| that it waits for its next attempt | `HOOK#<webhook>` | `Q#<next at>#<event>` |
| counter | `COUNT#<key>` | `COUNT` |
| what an entry or message changes in the measurements | `F#<id>` | `X#<source>` |
| sums of one dimension's value in a day or month | `ROLLUP#<dimension>#<period>` | the value |
| copy of the sums of every value of a dimension in a month | `BOARD#<dimension>#<month>` | `PART#000` |
| something that was taken in | `ARRIVED#<channel>#<day>#<shard>` | the provider's id |
| what came of comparing a day | `RECONCILED` | the day |
| that feedback of a team was rated | `RATED#<team>` | `<at>#<id>#000001` |
| what was done with the data as a whole | `AUDIT#<month>` | `<at>#<id>` |
| configuration in force | `CONFIG` | `CURRENT` |
| a version of the configuration | `CONFIG#<version>` | `PART#000` |
| the text that it was made from, and by whom | `CONFIG#<version>` | `TEXT` |
| signing keys | `KEYS` | `KEYS` |

What needs a look at some instant also has `due_shard` and `wake_at`, the keys of the sparse index
`due`. The work list is split over shards because one partition takes 1,000 writes a second; and in
two, because a tick must not wade through what only the sweep looks for.

The state of an open feedback, or one whose answer reached nobody, also has `queue` and `queue_by`, the keys
of the sparse index `queue`: what a team has to answer, the oldest promise first, then what nothing was
promised for, then what waits for the customer. Every state with a touchpoint stands in the index `place` for
good, by when it was captured.
"""

from chalicelib.store.keys.configuration import (
    PARTS,
    configuration_part,
    configuration_pk,
    configuration_text,
    current_configuration,
    signing_keys,
)
from chalicelib.store.keys.feedback import (
    CAPTURED,
    ENTRIES,
    FACTS,
    HERE,
    MESSAGES,
    PENDING,
    STATE,
    contact,
    contact_pk,
    counter,
    entry,
    facts,
    feedback_of,
    feedback_pk,
    here,
    inbound,
    is_newest,
    message,
    of_contact,
    opt_out,
    pending,
    reference,
    sent,
    state,
)
from chalicelib.store.keys.incidents import (
    INCIDENTS,
    SHARES,
    TASKS,
    apart,
    apart_pk,
    episode,
    episodes_of,
    incident,
    incident_pk,
    incidents_of,
    share,
    shares,
    task,
)
from chalicelib.store.keys.indexes import (
    CAPTURED_AT,
    DUE_INDEX,
    DUE_SHARD,
    PLACE_INDEX,
    QUEUE,
    QUEUE_BY,
    QUEUE_INDEX,
    SHARDS,
    SWEPT_SHARDS,
    TOUCHPOINT,
    WAKE_AT,
    due_from,
    due_key,
    queue_by,
    shard,
)
from chalicelib.store.keys.places import is_place
from chalicelib.store.keys.primary import EXPIRES_AT, PK, SK, Key, from_place, key, to_place
from chalicelib.store.keys.sums import (
    BOARDS,
    RECONCILED,
    ROLLUPS,
    arrival,
    arrivals,
    audit,
    audit_months,
    board,
    bookmark,
    rated,
    rated_pk,
    reconciliation,
    rollup,
    rollup_pk,
)
from chalicelib.store.keys.webhooks import (
    EVENTS,
    LANE,
    WAITING,
    WEBHOOKS,
    event_delivery,
    lane,
    waiting,
    webhook_pk,
)
