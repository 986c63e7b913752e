"""Pictures and files that come with words: kept, and handed out by links that end."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores, ways_in

if TYPE_CHECKING:
    from chalicelib.services.attachments import AttachmentLinks, KeepAttachments
    from chalicelib.services.media import KeepMedia
    from chalicelib.services.photos import Photos


@cache
def keep_attachments() -> "KeepAttachments":
    """What mails brought along."""
    from chalicelib.services.attachments import KeepAttachments
    from chalicelib.store.mails import S3Mails

    originals = S3Mails(core.client("s3"), core.settings().required("mail_bucket"))
    return KeepAttachments(stores.store(), originals, stores.files())


@cache
def keep_media() -> "KeepMedia | None":
    """What texts brought along; None where they come with nothing but words."""
    from chalicelib.services.media import KeepMedia
    from chalicelib.store.twilio_media import TwilioMedia

    if core.settings().sms_transport != "twilio":
        return None
    source = TwilioMedia(stores.twilio_account())
    return KeepMedia(
        stores.store(), stores.configurations(), ways_in.capture(), source, stores.files()
    )


@cache
def attachment_links() -> "AttachmentLinks":
    """Links to attachments."""
    from chalicelib.services.attachments import AttachmentLinks

    return AttachmentLinks(stores.store(), stores.configurations(), stores.files())


@cache
def photos() -> "Photos":
    """Photos from the form and the private page."""
    from chalicelib.services.photos import Photos

    return Photos(ways_in.capture(), stores.configurations(), stores.files())
