"""What erases personal data when its time is over."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores

if TYPE_CHECKING:
    from chalicelib.services.retain import Retain


@cache
def retain() -> "Retain":
    """Retention."""
    from chalicelib.services.erase import Erase
    from chalicelib.services.retain import Retain
    from chalicelib.store.mails import S3Mails

    originals = S3Mails(core.client("s3"), core.settings().required("mail_bucket"))
    erase = Erase(
        stores.store(), stores.records(), stores.files(), originals, stores.pending_moves()
    )
    return Retain(stores.configurations(), stores.records(), erase, stores.audit_log(), core.new_id)
