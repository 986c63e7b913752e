"""Which stack an operator's command is about: the local one, or one in AWS."""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from boto3 import Session

LOCAL = "local"
_ROOT = Path(__file__).resolve().parent.parent


class StageError(Exception):
    """The stage cannot be used; the message says what to do."""


def local_state() -> Path:
    """The folder in which the local stack keeps its state."""
    return Path(os.environ.get("OUVIDO_STATE") or _ROOT / ".local" / "state").resolve()


@dataclass(frozen=True)
class Stage:
    """One deployed Ouvido."""

    name: str
    session: "Session"
    endpoint_url: str | None = None
    """Where AWS is; None is AWS itself."""

    @property
    def stack_name(self) -> str:
        """The CloudFormation stack's name."""
        return f"ouvido-{self.name}"

    @property
    def is_local(self) -> bool:
        """Whether this is the emulated stack."""
        return self.endpoint_url is not None

    def client(self, service: str, *, patience: int | None = None) -> Any:
        """A boto3 client of this stage. With `patience` it waits so many seconds, and asks once."""
        from botocore.config import Config

        # what is on this machine is there, or is not
        attempts = 1 if self.is_local or patience else 5
        return self.session.client(  # type: ignore[call-overload]
            service,
            endpoint_url=self.endpoint_url,
            config=Config(
                retries={"mode": "standard", "total_max_attempts": attempts},
                read_timeout=patience or 60,
            ),
        )

    @cached_property
    def outputs(self) -> dict[str, str]:
        """The stack's outputs by name. StageError where there is no such stack."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            stacks = self.client("cloudformation").describe_stacks(StackName=self.stack_name)
        except (BotoCoreError, ClientError) as error:
            raise StageError(f"the stack {self.stack_name} cannot be read: {error}") from error
        return {o["OutputKey"]: o["OutputValue"] for o in stacks["Stacks"][0].get("Outputs", [])}


def find(name: str = LOCAL) -> Stage:
    """The stage of that name: the one `make run` started, or AWS with the caller's credentials."""
    if name != LOCAL:
        from boto3 import Session

        # boto3 reads AWS_DEFAULT_REGION only; the other tools of AWS read this one first
        session = Session(region_name=os.environ.get("AWS_REGION") or None)
        if not session.region_name:
            raise StageError("no region: set AWS_REGION, or AWS_PROFILE to a profile that has one")
        return Stage(name, session)
    record = local_state() / "stack.json"
    try:
        running = json.loads(record.read_text())
    except (OSError, ValueError):
        raise StageError(
            f"nothing runs in {local_state()}: `make run` starts it, OUVIDO_STATE says where"
        ) from None
    return emulated(running["endpoint_url"])


def emulated(endpoint_url: str) -> Stage:
    """The local stage behind an emulator's address."""
    from boto3 import Session

    session = Session(
        aws_access_key_id="000000000000",  # the emulator takes an account's number for its key
        aws_secret_access_key=LOCAL,
        region_name=REGION,
    )
    return Stage(LOCAL, session, endpoint_url)


REGION = "eu-west-1"
"""The region that the emulator plays."""
