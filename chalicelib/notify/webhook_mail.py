"""The mail that says that a webhook was disabled, in the organisation's language."""

from datetime import datetime
from urllib.parse import urlsplit

from chalicelib.configuration import Webhook
from chalicelib.events.records import Why
from chalicelib.events.trying import DISABLED_AFTER
from chalicelib.model import Rendered
from chalicelib.notify.letters import Letter, as_html, as_text
from chalicelib.notify.mail import AUTO_GENERATED, from_address, one_line
from chalicelib.ports import ConfigurationStore
from chalicelib.wording import lookup

_NAME_LIMIT = 80
_HOST_LIMIT = 120
_SUBJECT_LIMIT = 77


class WebhookMail:
    """ports.WebhookRenderer, with names and wording as they are now."""

    def __init__(self, configurations: ConfigurationStore) -> None:
        self._configurations = configurations

    def render(self, webhook: Webhook, why: Why, now: datetime) -> Rendered:  # noqa: ARG002
        """See the port. Its address is not quoted whole: the path of one may be a secret."""
        configuration = self._configurations.current()
        organisation = configuration.organisation
        words = lookup(organisation.locale, organisation.locale, configuration.wording)
        say = words.say
        name = one_line(organisation.name, _NAME_LIMIT)
        host = one_line(urlsplit(webhook.url).hostname or webhook.id, _HOST_LIMIT)
        if why is Why.GONE:
            reason = say("webhook_gone", host=host)
        else:
            reason = say("webhook_failing", host=host, days=DISABLED_AFTER.days)
        letter = Letter(
            locale=words.locale,
            title=say("webhook_title", webhook=webhook.id),
            paragraphs=(reason, say("webhook_missed")),
            is_urgent=True,
            closing=(say("webhook_how"),),
            signature=name,
        )
        subject = say("webhook_subject", webhook=webhook.id, organisation=name)
        domain = organisation.mail_domain
        return Rendered(
            text=as_text(letter),
            html=as_html(letter),
            subject=one_line(subject, _SUBJECT_LIMIT),
            sender=from_address(name, f"feedback@{domain}") if domain else None,
            headers=AUTO_GENERATED,
        )
