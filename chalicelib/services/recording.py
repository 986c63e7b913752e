"""What a customer said to a member of staff, recorded by hand: a call, a visit, a letter, a post."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.errors import ConflictError, DuplicateError, InvalidInputError
from chalicelib.instants import to_text
from chalicelib.intake.web import Submission
from chalicelib.model import Channel
from chalicelib.ports import FeedbackStore
from chalicelib.services.capture import Capture, Captured
from chalicelib.services.words import Words, typed_contacts


class CameAt(StrEnum):
    """What is wrong with when it came, as `intake.web.Problem`."""

    IN_FUTURE = "is in the future"
    TOO_LONG_AGO = "is too long ago"


CHANNELS = (Channel.PHONE, Channel.IN_PERSON, Channel.LETTER, Channel.SOCIAL)
OLDEST = timedelta(days=90)
"""What came longer ago is no feedback that a clock could still be fair to."""
AHEAD = timedelta(minutes=2)
"""How far a member's clock may be before ours."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Recording:
    """Begins feedback that members heard."""

    store: FeedbackStore
    capture: Capture

    def record(
        self,
        said: Submission,
        *,
        channel: Channel,
        came_at: datetime,
        member: str,
        key: str,
        now: datetime,
    ) -> Captured:
        """Begin a feedback whose clocks start when the customer said it, not when it was typed in.

        A contact point is unproven, since a member may mistype it: automatic messages to it are capped
        as for a form. The same key of the same member again answers the same and stores nothing.
        InvalidInputError: it came in the future, or too long ago.
        """
        if came_at > now + AHEAD:
            raise InvalidInputError("this has not happened yet", {"came_at": CameAt.IN_FUTURE})
        if came_at < now - OLDEST:
            raise InvalidInputError("this was too long ago", {"came_at": CameAt.TOO_LONG_AGO})
        words = Words(
            key=f"record:{member}:{key}",
            channel=channel,
            text=said.text,
            received_at=min(came_at, now),
            contacts=typed_contacts(said),
            touchpoint=said.touchpoint,
            locale=said.locale,
            kind=said.kind,
            rating=said.rating,
            name=said.name,
            written_by=member,
            data={
                "consent_contact": said.consent_contact,
                "consent_survey": said.consent_survey,
                "recorded_at": to_text(now),
            },
        )
        for _ in range(_TRIES):
            try:
                return self.capture.open(words, now)
            except DuplicateError:
                found = self.store.by_inbound(words.key)
                if found is not None:
                    return Captured(feedback=self.store.get(found), is_new=False)
            except ConflictError:  # its twin is being written at this very moment
                continue
        raise ConflictError("this is being recorded by another request")
