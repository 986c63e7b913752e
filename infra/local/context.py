"""What the local front must know of the stack that stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStack:
    """One deployed stack on the emulator."""

    endpoint_url: str
    """Where the emulator speaks every AWS API, such as `http://127.0.0.1:4599`."""
    region: str
    api_url: str
    """Base address of the deployed API's stage, without a slash at its end."""
    sms_topic_arn: str
    mail_topic_arn: str
    receipt_topic_arn: str
    mail_bucket: str
    table_name: str
    texts_through_twilio: bool = False
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Every output of the CloudFormation stack."""
