"""Everything behind `/dev`: what a person may do to, and see of, the stack on this machine."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.configuration import Configuration
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from infra.local.clock import clock
from infra.local.context import LocalStack
from infra.local.ingress import Destinations, Ingress
from infra.local.outbox import Log, Outbox
from infra.local.twilio import Webhooks

_TOUCHPOINTS = 50


class Desk:
    """The simulator's side of one stack. Every method may wait for the emulator."""

    def __init__(
        self,
        stack: LocalStack,
        outbox: Outbox,
        arrived: Log,
        now: Callable[[], datetime],
        webhooks: Webhooks,
    ) -> None:
        """Make the clients; nothing is called yet."""
        session = boto3.Session(
            aws_access_key_id="local",
            aws_secret_access_key="local",  # noqa: S106 - the emulator asks for none
            region_name=stack.region,
        )
        config = Config(retries={"max_attempts": 2}, connect_timeout=2, read_timeout=20)
        url = stack.endpoint_url
        table = session.client("dynamodb", endpoint_url=url, config=config)
        self._now = now
        self._configurations = DynamoConfigurationStore(
            table, stack.table_name, time.monotonic, max_age_seconds=2
        )
        self._store = DynamoFeedbackStore(table, stack.table_name)
        self.ingress = Ingress(
            stack=stack,
            sns=session.client("sns", endpoint_url=url, config=config),
            s3=session.client("s3", endpoint_url=url, config=config),
            cloudwatch=session.client("cloudwatch", endpoint_url=url, config=config),
            outbox=outbox,
            arrived=arrived,
            destinations=self.destinations,
            now=now,
            webhooks=webhooks if stack.texts_through_twilio else None,
        )

    def destinations(self) -> Destinations:
        """The organisation's own number and mail domain, as applied."""
        organisation = self._configurations.current().organisation
        return Destinations(organisation.sms_number, organisation.mail_domain)

    def clock(self) -> dict[str, Any]:
        """What is due next."""
        return clock(
            self._store,
            self._configurations.current(),
            self._configurations.version,
            self._now(),
        )

    def configuration(self) -> dict[str, Any]:
        """The applied configuration in a few words."""
        return summary(self._configurations.current())


def summary(configuration: Configuration) -> dict[str, Any]:
    """What a person must know of a configuration to play with it; at most 50 touchpoints."""
    organisation = configuration.organisation
    return {
        "version": configuration.version,
        "organisation": organisation.name,
        "locale": organisation.locale,
        "time_zone": organisation.time_zone,
        "sms_number": organisation.sms_number,
        "mail_domain": organisation.mail_domain,
        "touchpoints": [
            {"id": t.id, "name": t.name, "keyword": t.keyword, "owner": t.owner}
            for t in list(configuration.touchpoints.values())[:_TOUCHPOINTS]
        ],
        "more_touchpoints": max(len(configuration.touchpoints) - _TOUCHPOINTS, 0),
        "teams": [
            {
                "id": t.id,
                "name": t.name,
                "recipients": [t.mailbox] if t.mailbox else list(t.members),
            }
            for t in configuration.teams.values()
        ],
    }
