"""Words for every message: which purpose, to whom, on which channel, in which language."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.configuration import Configuration
from chalicelib.model import Channel, Entry, Feedback, Message, Purpose, Rendered
from chalicelib.notify.customer_mail import customer_mail
from chalicelib.notify.team_mail import team_mail
from chalicelib.notify.telling import Telling
from chalicelib.notify.texts import text_for
from chalicelib.notify.warning_mail import warning_mail
from chalicelib.ports import ConfigurationStore
from chalicelib.wording import lookup


class WordRenderer:
    """`ports.Renderer`: names and wording as they are now, facts from the timeline."""

    def __init__(self, configurations: ConfigurationStore, public_url: str) -> None:
        """`public_url` is where the pages are; mails hold no link where it is empty."""
        self._configurations = configurations
        self._public_url = public_url.rstrip("/")

    def render(
        self,
        message: Message,
        feedback: Feedback,
        timeline: Sequence[Entry],
        now: datetime,
        *,
        beside: Sequence[Message] = (),
    ) -> Rendered:
        """The message as it will leave.

        A mail of an organisation without a mail domain has no sender, which its transport refuses.
        NotFoundError: the timeline lacks its entry. ValueError: there is no such message.
        """
        configuration = self._configurations.current()
        organisation = configuration.organisation
        for_staff = message.purpose.is_for_staff
        telling = Telling(
            message=message,
            feedback=feedback,
            timeline=timeline,
            configuration=configuration,
            words=lookup(
                _staff_locale(message, configuration) if for_staff else feedback.locale,
                organisation.locale,
                configuration.wording,
            ),
            now=now,
            beside=beside,
        )
        keys = list(self._configurations.keys())
        if message.channel is Channel.SMS:
            return text_for(telling, keys, self._public_url)
        if message.purpose is Purpose.TEAM_WARNED:
            return warning_mail(telling, self._public_url)
        if for_staff:
            return team_mail(telling, keys, self._public_url)
        return customer_mail(telling, keys, self._public_url)


def _staff_locale(message: Message, configuration: Configuration) -> str:
    return (
        configuration.locale_of(message.team) if message.team else configuration.organisation.locale
    )
