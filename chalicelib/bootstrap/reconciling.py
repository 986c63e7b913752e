"""What compares what the providers say arrived with what is stored."""

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, measuring, stores

if TYPE_CHECKING:
    from chalicelib.ports import ArrivalSource, DeadLetters
    from chalicelib.services.inspect import Inspect
    from chalicelib.services.reconcile import Reconcile, Way
    from chalicelib.store.dead_letters import IdOf


@cache
def reconcile() -> "Reconcile":
    """Reconciles days."""
    from chalicelib.services.reconcile import Reconcile, Way
    from chalicelib.store.lists import DynamoLists
    from chalicelib.store.plumbing import AwsPlumbing

    chosen = core.settings()
    plumbing = AwsPlumbing(
        core.client("sqs"), core.client("cloudwatch"), chosen.dead_letters, chosen.stream_readers
    )
    return Reconcile(
        ways=(_mails(), _texts(), Way(source=_posts())),
        arrivals=stores.arrivals(),
        lists=DynamoLists(*stores.table()),
        inspect=_inspect(),
        plumbing=plumbing,
        results=stores.reconciliations(),
        on_its_way=_on_its_way(),
    )


def _on_its_way() -> timedelta:
    return timedelta(seconds=core.settings().arrival_seconds)


def _inspect() -> "Inspect":
    from chalicelib.services.inspect import Inspect
    from chalicelib.store.records import DynamoRecords

    return Inspect(
        store=stores.store(),
        records=DynamoRecords(*stores.table()),
        configurations=stores.configurations(),
        files=stores.files(),
        measure=measuring.measure(),
        attachments_queue=stores.queue("attachments_queue_url"),
        on_its_way=_on_its_way(),
    )


def _mails() -> "Way":
    from chalicelib.intake.retold import mail_letter
    from chalicelib.services.reconcile import Way
    from chalicelib.store.provider_mails import BucketOfMails

    source = BucketOfMails(core.client("s3"), core.settings().required("mail_bucket"), _domain)
    letters = _letters("InboundMail", "inbound_mail_queue_url", mail_letter)
    return Way(source=source, letters=letters, queue=stores.queue("inbound_mail_queue_url"))


def _domain() -> str:
    return stores.configurations().current().organisation.mail_domain or ""


def _texts() -> "Way":
    from chalicelib.intake.retold import text_letter
    from chalicelib.services.reconcile import Way

    letters = _letters("InboundSms", "inbound_sms_queue_url", text_letter)
    queue = stores.queue("inbound_sms_queue_url")
    return Way(source=_provider_of_texts(), letters=letters, queue=queue)


def _provider_of_texts() -> "ArrivalSource":
    from chalicelib.store.provider_texts import TopicOfTexts, TwilioTexts

    chosen = core.settings()
    if chosen.sms_transport == "twilio":
        return TwilioTexts(stores.twilio_account())
    return TopicOfTexts(core.client("cloudwatch"), chosen.required("inbound_sms_topic"))


def _posts() -> "ArrivalSource":
    from chalicelib.store.provider_posts import LogOfPosts

    return LogOfPosts(core.client("logs"), core.settings().required("api_log_group"))


def _letters(source: str, queue: str, id_of: "IdOf") -> "DeadLetters":
    from chalicelib.store.dead_letters import SqsDeadLetters

    chosen = core.settings()
    return SqsDeadLetters(
        core.client("sqs"),
        dead=chosen.dead_letters[source],
        queue=chosen.required(queue),
        id_of=id_of,
    )
