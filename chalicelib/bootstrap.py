"""The one place that wires: settings, clock, ids, AWS clients, services.

Each function makes one thing, once in the life of a Lambda, and imports what it needs itself, so that a
Lambda loads nothing that it does not use. Everything is made when first asked for.
"""

import os
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib import reference
from chalicelib.model import Channel
from chalicelib.ports import (
    ConfigurationArchive,
    ConfigurationStore,
    FeedbackStore,
    Files,
    IncidentStore,
    Lists,
    MeasureStore,
    OptOutList,
    OptOuts,
    PendingMoves,
    Queue,
    Renderer,
    Ticker,
    Transport,
)
from chalicelib.settings import Settings

if TYPE_CHECKING:
    import urllib3

    from chalicelib.services.act import Acting
    from chalicelib.services.attachments import AttachmentLinks, KeepAttachments
    from chalicelib.services.capture import Capture
    from chalicelib.services.commands import Commands
    from chalicelib.services.confirm import Confirm
    from chalicelib.services.contention import Contention
    from chalicelib.services.deliver import Deliver
    from chalicelib.services.digests import Digests
    from chalicelib.services.incidents import Incidents
    from chalicelib.services.mails import Mails
    from chalicelib.services.measure import Measure
    from chalicelib.services.media import KeepMedia
    from chalicelib.services.pending import Hold
    from chalicelib.services.photos import Photos
    from chalicelib.services.presence import Presence
    from chalicelib.services.preview import Preview
    from chalicelib.services.queue import Queue as WorkQueue
    from chalicelib.services.react import React
    from chalicelib.services.receipts import Receipts
    from chalicelib.services.recording import Recording
    from chalicelib.services.staff import Staff
    from chalicelib.services.status import StatusPage
    from chalicelib.services.surveys import Surveys
    from chalicelib.services.texts import Texts
    from chalicelib.services.undelivered import Undelivered
    from chalicelib.services.wake import Sweep, Wake
    from chalicelib.signin import Provider
    from chalicelib.store.secrets import Secret

_CONNECT_SECONDS = 2


def now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id that nobody can guess: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def new_reference() -> str:
    """A random reference; the store says whether it is free."""
    return reference.from_number(secrets.randbelow(reference.SPACE))


@cache
def settings() -> Settings:
    """What this deployment decided."""
    return Settings.from_env(os.environ)


@cache
def _session() -> Any:
    """What makes the clients: boto3's are the same ones, after an import that a cold start waits for."""
    import botocore.session

    return botocore.session.get_session()


@cache
def _client(service: str, *, retries: bool = True) -> Any:
    """A boto client. Without retries for what sends: a second try may be a second message.

    It gives up in time for its Lambda to say so: a Lambda that is ended says nothing.
    """
    from botocore.config import Config

    chosen = settings()
    config = Config(
        retries={"mode": "standard", "total_max_attempts": chosen.call_tries if retries else 1},
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=chosen.call_seconds,
        signature_version="s3v4" if service == "s3" else None,
        parameter_validation=False,  # half a millisecond a call, to find what tests and types find
    )
    return _session().create_client(service, config=config)


@cache
def store() -> FeedbackStore:
    """The table."""
    from chalicelib.store.dynamo import DynamoFeedbackStore

    return DynamoFeedbackStore(_client("dynamodb"), settings().required("table_name"))


@cache
def configurations() -> ConfigurationArchive:
    """The configuration, kept for some seconds."""
    from chalicelib.store.configuration import DynamoConfigurationStore

    return DynamoConfigurationStore(
        _client("dynamodb"), settings().required("table_name"), time.monotonic
    )


def _queue(name: str) -> Queue:
    from chalicelib.store.queue import SqsQueue

    return SqsQueue(_client("sqs"), settings().required(name))


@cache
def ticker() -> Ticker:
    """The wheel."""
    from chalicelib.timers import StepFunctionsTicker

    return StepFunctionsTicker(
        _client("stepfunctions"), settings().required("wheel_arn"), settings().tick_seconds
    )


@cache
def capture() -> "Capture":
    """First and further words."""
    from chalicelib.services.capture import Capture

    return Capture(store(), configurations(), new_reference, new_id, contention())


@cache
def surveys() -> "Surveys":
    """How it went, as customers say it."""
    from chalicelib.services.surveys import Surveys

    return Surveys(store(), configurations())


@cache
def contention() -> "Contention":
    """How a write that lost a race is tried again."""
    import random

    from chalicelib.services.contention import Contention

    return Contention(pause=time.sleep, random=random.random)


@cache
def opt_outs() -> OptOuts:
    """Who wants no more messages."""
    from chalicelib.store.opt_outs import DynamoOptOuts

    return DynamoOptOuts(_client("dynamodb"), settings().required("table_name"))


@cache
def commands() -> "Commands":
    """Customers' commands."""
    from chalicelib.services.commands import Commands

    return Commands(store(), configurations(), opt_outs(), capture(), surveys())


@cache
def texts() -> "Texts":
    """Texts that arrive."""
    from chalicelib.services.texts import Texts

    return Texts(store(), configurations(), capture(), commands(), contention())


@cache
def staff() -> "Staff":
    """What members do."""
    from chalicelib.services.staff import Staff

    return Staff(store(), configurations())


@cache
def confirm() -> "Confirm":
    """Members' mails that wait for their word."""
    from chalicelib.services.confirm import Confirm

    return Confirm(store(), configurations(), staff())


@cache
def mails() -> "Mails":
    """Mails that arrive."""
    from chalicelib.services.answers import Answers
    from chalicelib.services.mails import Mails
    from chalicelib.store.mails import S3Mails

    originals = S3Mails(_client("s3"), settings().required("mail_bucket"))
    answers = Answers(store(), configurations(), staff())
    return Mails(store(), configurations(), originals, capture(), answers, commands=commands())


@cache
def react() -> "React":
    """What follows from an entry."""
    from chalicelib.services.react import React

    return React(
        store(),
        configurations(),
        ticker(),
        _queue("send_queue_url"),
        timedelta(seconds=settings().hold_back_seconds),
        attachments_queue=_queue("attachments_queue_url"),
    )


@cache
def measures() -> MeasureStore:
    """What was measured."""
    from chalicelib.store.measures import DynamoMeasureStore

    return DynamoMeasureStore(_client("dynamodb"), settings().required("table_name"))


@cache
def measure() -> "Measure":
    """The measurements."""
    from chalicelib.services.measure import Measure

    return Measure(store(), configurations(), measures())


@cache
def files() -> Files:
    """Attachments. Their addresses are signed for the bucket's own region, in the only way it takes."""
    from chalicelib.store.attachments import S3Files

    return S3Files(_client("s3"), settings().required("attachments_bucket"))


@cache
def keep_attachments() -> "KeepAttachments":
    """What mails brought along."""
    from chalicelib.services.attachments import KeepAttachments
    from chalicelib.store.mails import S3Mails

    originals = S3Mails(_client("s3"), settings().required("mail_bucket"))
    return KeepAttachments(store(), originals, files())


@cache
def keep_media() -> "KeepMedia | None":
    """What texts brought along; None where they come with nothing but words."""
    from chalicelib.services.media import KeepMedia
    from chalicelib.store.twilio_media import TwilioMedia

    chosen = settings()
    if chosen.sms_transport != "twilio":
        return None
    source = TwilioMedia(
        http(),
        url=chosen.twilio_url,
        account=chosen.required("twilio_account"),
        tokens=_twilio_token().values,
    )
    return KeepMedia(store(), configurations(), capture(), source, files())


@cache
def attachment_links() -> "AttachmentLinks":
    """Links to attachments."""
    from chalicelib.services.attachments import AttachmentLinks

    return AttachmentLinks(store(), configurations(), files())


@cache
def photos() -> "Photos":
    """Photos from the form and the private page."""
    from chalicelib.services.photos import Photos

    return Photos(capture(), configurations(), files())


@cache
def acting() -> "Acting":
    """What is due."""
    from chalicelib.services.act import Acting
    from chalicelib.services.incident_tasks import IncidentTasks
    from chalicelib.services.pending import Leave

    send_queue = _queue("send_queue_url")
    leave = Leave(store(), pending_moves(), staff())
    act_queue = _queue("act_queue_url")
    tasks = IncidentTasks(incident_store(), store(), configurations(), staff(), act_queue)
    return Acting(
        store(), configurations(), react(), send_queue, opt_outs(), leave=leave, tasks=tasks
    )


@cache
def incident_store() -> IncidentStore:
    """Incidents."""
    from chalicelib.store.incidents import DynamoIncidents

    return DynamoIncidents(_client("dynamodb"), settings().required("table_name"))


@cache
def pending_moves() -> PendingMoves:
    """What members said that has not left yet."""
    from chalicelib.store.pending import DynamoPendingMoves

    return DynamoPendingMoves(_client("dynamodb"), settings().required("table_name"))


@cache
def wake() -> "Wake":
    """Finds what is due."""
    from chalicelib.services.wake import Wake

    return Wake(store(), _queue("act_queue_url"))


@cache
def sweep() -> "Sweep":
    """Repairs what an arrow lost."""
    from chalicelib.services.wake import Sweep

    return Sweep(wake(), ticker(), timedelta(seconds=settings().sweep_seconds))


@cache
def undelivered() -> "Undelivered":
    """What reached nobody."""
    from chalicelib.services.undelivered import Undelivered

    return Undelivered(store(), configurations())


@cache
def receipts() -> "Receipts":
    """What became of messages."""
    from chalicelib.services.receipts import Receipts

    return Receipts(store(), undelivered())


@cache
def renderer() -> Renderer:
    """Words for messages."""
    from chalicelib.notify.render import WordRenderer

    return WordRenderer(configurations(), settings().public_url)


@cache
def deliver() -> "Deliver":
    """Messages out."""
    from chalicelib.services.deliver import Deliver
    from chalicelib.services.unwanted import Unwanted

    return Deliver(
        store(),
        configurations(),
        renderer(),
        _transports(),
        ticker(),
        undelivered(),
        Unwanted(opt_outs(), _opt_out_list()),
    )


def _opt_out_list() -> OptOutList | None:
    """The list of the SMS provider, where there is one that can be changed."""
    from chalicelib.notify.opt_out_list import EndUserMessagingList

    chosen = settings()
    if chosen.sms_transport != "eum" or not chosen.sms_opt_out_list:
        return None
    return EndUserMessagingList(_client("pinpoint-sms-voice-v2"), chosen.sms_opt_out_list)


@cache
def digests() -> "Digests":
    """Daily digests out. They are about no feedback, so no receipt of theirs would find a message."""
    from chalicelib.notify.digest_mail import DigestMail
    from chalicelib.notify.ses import SesMail
    from chalicelib.services.digests import Digests

    mail = SesMail(_client("sesv2", retries=False))
    return Digests(store(), configurations(), DigestMail(configurations()), mail)


def _transports() -> Mapping[Channel, Transport]:
    from chalicelib.notify.ses import SesMail
    from chalicelib.notify.sms import EndUserMessaging, SnsPublish

    chosen = settings()
    mail = SesMail(_client("sesv2", retries=False), configuration_set=chosen.mail_configuration_set)
    sms: Transport
    if chosen.sms_transport == "twilio":
        sms = _twilio_messages()
    elif chosen.sms_transport == "eum":
        sms = EndUserMessaging(
            _client("pinpoint-sms-voice-v2", retries=False),
            origination=chosen.sms_origination,
            configuration_set=chosen.sms_configuration_set,
            max_price=chosen.sms_max_price,
            valid_for=timedelta(hours=chosen.sms_valid_hours),
        )
    else:
        sms = SnsPublish(_client("sns", retries=False))
    return {Channel.EMAIL: mail, Channel.SMS: sms}


def _twilio_messages() -> Transport:
    from chalicelib.notify.twilio import TwilioMessages

    chosen = settings()
    return TwilioMessages(
        http(),
        url=chosen.twilio_url,
        account=chosen.required("twilio_account"),
        tokens=_twilio_token().values,
        receipts_url=f"{chosen.required('public_url')}/twilio/status",
        origination=chosen.sms_origination,
        valid_for=timedelta(hours=chosen.sms_valid_hours),
    )


@cache
def _twilio_token() -> "Secret":
    from chalicelib.store.secrets import Secret

    return Secret(_client("ssm"), settings().required("twilio_token_parameter"), time.monotonic)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioServices:
    """What Twilio's webhooks need."""

    texts: "Texts"
    receipts: "Receipts"
    tokens: Callable[[], Sequence[str]]
    """The account's auth tokens. UnavailableError, ConfigurationError."""
    public_url: str
    """Empty where only the request knows it."""

    def now(self) -> datetime:
        """This instant."""
        return now()


@cache
def twilio_services() -> TwilioServices | None:
    """For Twilio's webhooks; None where texts do not go through Twilio."""
    if settings().sms_transport != "twilio":
        return None
    return TwilioServices(
        texts=texts(),
        receipts=receipts(),
        tokens=_twilio_token().values,
        public_url=settings().public_url,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WebServices:
    """What the routes need."""

    capture: "Capture"
    status: "StatusPage"
    configurations: ConfigurationStore
    public_url: str
    """Empty where only the request knows it."""

    def now(self) -> datetime:
        """This instant."""
        return now()

    def new_id(self) -> str:
        """An id that nobody can guess."""
        return new_id()

    def photos(self) -> "Photos":
        """Made when there is a photo: S3's client takes its time."""
        return photos()

    def attachment_links(self) -> "AttachmentLinks":
        """Made when one is followed."""
        return attachment_links()


@cache
def web_services() -> WebServices:
    """For the API."""
    from chalicelib.services.status import StatusPage

    return WebServices(
        capture=capture(),
        status=StatusPage(store(), configurations()),
        configurations=configurations(),
        public_url=settings().public_url,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffServices:
    """What the console and the staff API need."""

    store: FeedbackStore
    lists: Lists
    configurations: ConfigurationStore
    opt_outs: OptOuts
    measures: MeasureStore
    archive: ConfigurationArchive
    staff: "Staff"
    queue: "WorkQueue"
    preview: "Preview"
    recording: "Recording"
    incidents: "Incidents"
    presence: "Presence"
    hold: "Hold"
    files: Callable[[], Files]
    """Made when a picture is looked at: S3's client takes its time."""

    def now(self) -> datetime:
        """This instant."""
        return now()

    def new_id(self) -> str:
        """An id that nobody can guess."""
        return new_id()

    def new_key(self) -> bytes:
        """A signing key, for the case that there is none yet."""
        return secrets.token_bytes(32)


@cache
def staff_services() -> StaffServices:
    """For the console and the staff API."""
    from chalicelib.services.incidents import Incidents
    from chalicelib.services.pending import Hold
    from chalicelib.services.presence import Presence
    from chalicelib.services.preview import Preview
    from chalicelib.services.queue import Queue as WorkQueue
    from chalicelib.services.recording import Recording
    from chalicelib.store.lists import DynamoLists
    from chalicelib.store.presence import DynamoPresence

    lists = DynamoLists(_client("dynamodb"), settings().required("table_name"))
    there = DynamoPresence(_client("dynamodb"), settings().required("table_name"))
    return StaffServices(
        store=store(),
        lists=lists,
        configurations=configurations(),
        opt_outs=opt_outs(),
        measures=measures(),
        archive=configurations(),
        staff=staff(),
        queue=WorkQueue(lists),
        preview=Preview(store(), configurations(), renderer()),
        recording=Recording(store(), capture()),
        incidents=Incidents(incident_store(), lists, configurations(), _queue("act_queue_url")),
        presence=Presence(there),
        hold=Hold(store(), pending_moves(), staff(), _queue("act_queue_url")),
        files=files,
    )


@cache
def provider() -> "Provider":
    """Where people sign in."""
    from chalicelib import identity

    return identity.provider(_client("ssm"), settings().required("sign_in_parameter"))


@cache
def http() -> "urllib3.PoolManager":
    """For what is no call to AWS."""
    import urllib3

    return urllib3.PoolManager(timeout=urllib3.Timeout(_CONNECT_SECONDS, settings().call_seconds))
