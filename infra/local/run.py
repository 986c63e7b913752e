"""Everything on this machine: package, front, emulator, stack, configuration, in this order."""

import fcntl
import hashlib
import json
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chalicelib.store.configuration import DynamoConfigurationStore
from infra import package
from infra.configfile import check_file
from infra.configuration.force import put_in_force
from infra.deploy import DeploymentError, deploy
from infra.local import twilio
from infra.local.context import LocalStack
from infra.local.emulator import Emulator, EmulatorError
from infra.local.front import Front
from infra.people import DEMO_PASSWORD, DemoUser, demo_users, invite
from infra.stage import REGION, Stage, emulated

_WATCH_SECONDS = 0.5
PARAMETERS = {
    "Stage": "local",
    "Emulated": "true",
    "TickSeconds": "1",
    "SweepMinutes": "1",
    "RetrySeconds": "5",
    "SmsTransport": "eum",
    "HoldBackSeconds": "2",
    "ArrivalSeconds": "5",
    "ConfigurationSeconds": "1",
}
"""Template parameters of the local stack: everything comes soon."""


SMS_PROVIDERS: dict[str, dict[str, str]] = {
    "aws": {},
    "twilio": {"SmsTransport": "twilio", "TwilioAccount": twilio.ACCOUNT},
}
"""Whom texts go through on this machine, and the parameters that say so to the template."""


class CannotRunError(Exception):
    """The local stack cannot be started; the message says what to do."""


def run(*, port: int, config: Path, state: Path, sms_provider: str = "aws") -> int:
    """Start, stay until SIGINT or SIGTERM, stop in order; the exit code."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    try:
        with started(
            port=port, config=config, state=state, stopping=stopping, sms_provider=sms_provider
        ) as stack:
            if stack is None:
                return 0
            return _stay(stack, stopping)
    except (CannotRunError, EmulatorError, DeploymentError, package.PackagingError) as error:
        print(error, file=sys.stderr)
        return 1


class Running:
    """A started local stack."""

    def __init__(
        self,
        front: Front,
        emulator: Emulator,
        stage: Stage,
        stack: LocalStack,
        users: list[DemoUser],
    ) -> None:
        """The parts, and who may sign in."""
        self.front = front
        self.emulator = emulator
        self.stage = stage
        self.stack = stack
        self.users = users


@contextmanager
def started(
    *,
    port: int,
    config: Path,
    state: Path,
    stopping: threading.Event,
    sms_provider: str = "aws",
) -> Iterator[Running | None]:
    """The local stack, ready; stopped in order at the end. None where `stopping` came first.

    `sms_provider` is one of SMS_PROVIDERS.
    CannotRunError, EmulatorError, DeploymentError, PackagingError.
    """
    if sms_provider not in SMS_PROVIDERS:
        known = " or ".join(SMS_PROVIDERS)
        raise CannotRunError(f"texts go through {known}, not {sms_provider}: OUVIDO_SMS_PROVIDER")
    began = time.monotonic()
    with ExitStack() as parts:
        parts.enter_context(_alone(state))
        front = Front(port=port, state=state, config_path=config)
        parts.callback(front.stop)
        try:
            front.start()
        except OSError as error:
            raise CannotRunError(
                f"port {port} cannot be used ({error.strerror}): PORT=8001 make run"
            ) from error
        build = package.build("local")
        emulator = Emulator(state, front.egress_url)
        parts.callback(emulator.stop)
        emulator.start()
        stage = emulated(emulator.endpoint_url)
        front.emulator(emulator.endpoint_url)
        parameters = {**PARAMETERS, **SMS_PROVIDERS[sms_provider], "PublicUrl": front.url}
        outputs = deploy(stage, build, parameters, _say)
        _keep_twilio_token(stage)
        _publish_api(stage)
        document = _configure(stage, config, state)
        users = _let_in(stage, document)
        stack = _known(stage, sms_provider)
        record = state / "stack.json"
        record.write_text(json.dumps({"endpoint_url": stage.endpoint_url, "url": front.url}))
        parts.callback(lambda: record.unlink(missing_ok=True))
        # timers that ran when the stack was stopped are gone: the sweep arms them again
        stage.client("lambda").invoke(FunctionName=outputs["SweepFunction"])
        if stopping.is_set():
            yield None
            return
        front.ready(stack)
        _say(f"ready after {time.monotonic() - began:.0f} s")
        yield Running(front, emulator, stage, stack, users)


def _say(line: str) -> None:
    print(line, flush=True)


def _stay(running: Running, stopping: threading.Event) -> int:
    url = running.front.url
    people = "\n".join(f"    {user.role:<12} {user.email}" for user in running.users)
    _say(
        f"\n  feedback form    {url}/\n  simulator        {url}/dev"
        f"\n  staff console    {url}/console, with the password {DEMO_PASSWORD} as\n{people}"
        f"\n  AWS, emulated    {running.emulator.endpoint_url} ({REGION})"
        f"\n  logs             {running.emulator.log}\n\nCtrl-C stops everything."
    )
    while not stopping.wait(_WATCH_SECONDS):
        if not running.emulator.is_running():
            raise EmulatorError(f"the emulator has ended by itself; see {running.emulator.log}")
    _say("\nstopping")
    return 0


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """Two runs must not share a state folder."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotRunError(
                f"another run uses {state}: stop it, or say OUVIDO_STATE=… PORT=… make run"
            ) from None
        yield


def _publish_api(stage: Stage) -> None:
    """Let the API answer with our gateway responses: the emulator reads them when it deploys."""
    stage.client("apigateway").create_deployment(
        restApiId=stage.outputs["RestAPIId"], stageName="api"
    )


def _configure(stage: Stage, config: Path, state: Path) -> dict[str, Any]:
    """Put the configuration in force, and let SES send for its domain.

    Not where this very file was put in force by an earlier run: what `config apply` made of it since
    stays.
    """
    now = datetime.now(UTC)
    checked = check_file(config, now.date())
    if checked.document is None:
        raise CannotRunError("\n".join(checked.lines()))
    store = DynamoConfigurationStore(
        stage.client("dynamodb"), stage.outputs["TableName"], time.monotonic
    )
    digest, record = hashlib.sha256(config.read_bytes()).hexdigest(), state / "configuration"
    if not record.exists() or record.read_text() != digest:
        lines: list[str] = []
        put_in_force(checked.document, store, now, lines.append, config.read_text())
        _say(lines[-1])
        record.write_text(digest)
    domain = checked.document["organisation"]["mail_domain"]
    if domain:
        ses = stage.client("sesv2")
        known = {one["IdentityName"] for one in ses.list_email_identities()["EmailIdentities"]}
        if domain not in known:
            ses.create_email_identity(EmailIdentity=domain)
    return checked.document


def _let_in(stage: Stage, document: dict[str, Any]) -> list[DemoUser]:
    """Users of the console, one for each role."""
    client, pool = stage.client("cognito-idp"), stage.outputs["PeoplePoolId"]
    users = demo_users(document)
    for user in users:
        invite(
            client,
            pool,
            email=user.email,
            name=user.name,
            roles=[user.role],
            password=DEMO_PASSWORD,
        )
    return users


def _keep_twilio_token(stage: Stage) -> None:
    """As an operator does on AWS; it is read only where texts go through Twilio."""
    stage.client("ssm").put_parameter(
        Name=f"/{stage.stack_name}/twilio-token",
        Value=twilio.TOKEN,
        Type="SecureString",
        Overwrite=True,
    )


def _known(stage: Stage, sms_provider: str) -> LocalStack:
    outputs = stage.outputs
    return LocalStack(
        endpoint_url=str(stage.endpoint_url),
        region=REGION,
        api_url=f"{stage.endpoint_url}/_aws/execute-api/{outputs['RestAPIId']}/api",
        sms_topic_arn=outputs["SmsTopicArn"],
        mail_topic_arn=outputs["MailTopicArn"],
        receipt_topic_arn=outputs["ReceiptTopicArn"],
        mail_bucket=outputs["MailBucketName"],
        table_name=outputs["TableName"],
        texts_through_twilio=sms_provider == "twilio",
        outputs=outputs,
    )
