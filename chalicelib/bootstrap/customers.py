"""What the customers' routes need."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import attached, core, stores, ways_in

if TYPE_CHECKING:
    from chalicelib.ports import ConfigurationStore
    from chalicelib.services.attachments import AttachmentLinks
    from chalicelib.services.capture import Capture
    from chalicelib.services.photos import Photos
    from chalicelib.services.status import StatusPage


@dataclass(frozen=True, slots=True, kw_only=True)
class WebServices:
    """What the routes need."""

    capture: "Capture"
    status: "StatusPage"
    configurations: "ConfigurationStore"
    public_url: str
    """Empty where only the request knows it."""

    def now(self) -> datetime:
        """This instant."""
        return core.now()

    def new_id(self) -> str:
        """An id that nobody can guess."""
        return core.new_id()

    def photos(self) -> "Photos":
        """Made when there is a photo: S3's client takes its time."""
        return attached.photos()

    def attachment_links(self) -> "AttachmentLinks":
        """Made when one is followed."""
        return attached.attachment_links()


@cache
def web_services() -> WebServices:
    """For the API."""
    from chalicelib.services.status import StatusPage

    return WebServices(
        capture=ways_in.capture(),
        status=StatusPage(stores.store(), stores.configurations()),
        configurations=stores.configurations(),
        public_url=core.settings().public_url,
    )
