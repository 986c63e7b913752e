"""What a deployment decides, from the environment. Read once, by `bootstrap` alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.errors import ConfigurationError

_WHOLE_NUMBERS = {
    "TICK_SECONDS": 60,
    "SWEEP_SECONDS": 300,
    "CALL_TRIES": 4,
    "CALL_SECONDS": 10,
    "SMS_VALID_HOURS": 24,
    "HOLD_BACK_SECONDS": 8,
    "ARRIVAL_SECONDS": 900,
    "CONFIGURATION_SECONDS": 15,
}
_SMS_TRANSPORTS = ("eum", "sns", "twilio")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of one Lambda. Each is only given what it needs; the rest is None."""

    table_name: str | None
    act_queue_url: str | None
    send_queue_url: str | None
    wheel_arn: str | None
    tick_seconds: int
    sweep_seconds: int
    configuration_seconds: int
    """How old the configuration may be that a Lambda goes by."""
    call_tries: int
    """How often a call to AWS is tried, where trying again does no harm."""
    call_seconds: int
    """How long each try waits for its answer."""
    mail_bucket: str | None
    attachments_bucket: str | None
    attachments_queue_url: str | None
    events_queue_url: str | None
    webhook_queue_url: str | None
    event_bus: str | None
    """Name of the stage's own bus."""
    webhook_secrets: str | None
    """Folder of the encrypted parameters that hold webhooks' secrets, without a slash at its end."""
    allows_local_webhooks: bool
    """Whether webhooks may be on this very machine: on the local stack."""
    inbound_mail_queue_url: str | None
    inbound_sms_queue_url: str | None
    inbound_sms_topic: str | None
    """Its name, not its ARN."""
    api_log_group: str | None
    arrival_seconds: int
    """How long what arrived may be on its way before it is missed."""
    dead_letters: Mapping[str, str]
    """Addresses of every queue of dead letters, by what they come from."""
    stream_readers: tuple[str, ...]
    """Functions that read the table's stream."""
    public_url: str
    """Without a slash at the end; empty where only a request knows it."""
    sms_transport: str
    """`eum`: AWS End User Messaging. `sns`: Amazon SNS. `twilio`: Twilio, and its texts come in too."""
    sms_origination: str | None
    """Phone number, pool or their ARN, with Twilio a number or the id of a messaging service; None lets
    the configuration's number stand."""
    sms_configuration_set: str | None
    sms_max_price: str | None
    """The most that one text may cost, in US dollars, such as `0.50`; None sets no limit."""
    sms_opt_out_list: str | None
    """Of End User Messaging; None where its list is left alone."""
    hold_back_seconds: int
    """How long a team's mail about a text waits for more of them."""
    sms_valid_hours: int
    """How long the carrier tries to hand a text over."""
    twilio_account: str | None
    """Its SID."""
    twilio_token_parameter: str | None
    """Name of the encrypted parameter that holds the account's auth token."""
    twilio_url: str
    """Of the API, without a slash at the end."""
    mail_configuration_set: str | None
    sign_in_parameter: str | None
    """Name of the parameter in which the stack wrote where people sign in."""
    tracing: bool
    """Whether X-Ray segments are written; then Powertools' own layer must be there."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """The settings; ConfigurationError names every variable that is wrong at once."""
        wrong = [
            f"{name} must be a whole number above 0, not {env[name]!r}"
            for name in _WHOLE_NUMBERS
            if name in env and not (env[name].isdecimal() and int(env[name]) > 0)
        ]
        transport = env.get("SMS_TRANSPORT") or "eum"
        if transport not in _SMS_TRANSPORTS:
            wrong.append(f"SMS_TRANSPORT must be one of {_SMS_TRANSPORTS}, not {transport!r}")
        if wrong:
            raise ConfigurationError("; ".join(wrong))
        number = {name: int(env.get(name, default)) for name, default in _WHOLE_NUMBERS.items()}
        return cls(
            table_name=env.get("TABLE_NAME") or None,
            act_queue_url=env.get("ACT_QUEUE_URL") or None,
            send_queue_url=env.get("SEND_QUEUE_URL") or None,
            wheel_arn=env.get("WHEEL_ARN") or None,
            tick_seconds=number["TICK_SECONDS"],
            sweep_seconds=number["SWEEP_SECONDS"],
            configuration_seconds=number["CONFIGURATION_SECONDS"],
            call_tries=number["CALL_TRIES"],
            call_seconds=number["CALL_SECONDS"],
            mail_bucket=env.get("MAIL_BUCKET") or None,
            attachments_bucket=env.get("ATTACHMENTS_BUCKET") or None,
            attachments_queue_url=env.get("ATTACHMENTS_QUEUE_URL") or None,
            events_queue_url=env.get("EVENTS_QUEUE_URL") or None,
            webhook_queue_url=env.get("WEBHOOK_QUEUE_URL") or None,
            event_bus=env.get("EVENT_BUS") or None,
            webhook_secrets=env.get("WEBHOOK_SECRETS") or None,
            allows_local_webhooks=env.get("LOCAL_WEBHOOKS") == "true",
            inbound_mail_queue_url=env.get("INBOUND_MAIL_QUEUE_URL") or None,
            inbound_sms_queue_url=env.get("INBOUND_SMS_QUEUE_URL") or None,
            inbound_sms_topic=env.get("INBOUND_SMS_TOPIC") or None,
            arrival_seconds=number["ARRIVAL_SECONDS"],
            api_log_group=env.get("API_LOG_GROUP") or None,
            dead_letters=_pairs(env.get("DEAD_LETTERS", "")),
            stream_readers=tuple(env.get("STREAM_READERS", "").split()),
            public_url=env.get("PUBLIC_URL", "").rstrip("/"),
            sms_transport=transport,
            sms_origination=env.get("SMS_ORIGINATION") or None,
            sms_configuration_set=env.get("SMS_CONFIGURATION_SET") or None,
            sms_max_price=env.get("SMS_MAX_PRICE") or None,
            sms_opt_out_list=env.get("SMS_OPT_OUT_LIST") or None,
            hold_back_seconds=number["HOLD_BACK_SECONDS"],
            sms_valid_hours=number["SMS_VALID_HOURS"],
            twilio_account=env.get("TWILIO_ACCOUNT") or None,
            twilio_token_parameter=env.get("TWILIO_TOKEN_PARAMETER") or None,
            twilio_url=(env.get("TWILIO_URL") or "https://api.twilio.com").rstrip("/"),
            mail_configuration_set=env.get("MAIL_CONFIGURATION_SET") or None,
            sign_in_parameter=env.get("SIGN_IN_PARAMETER") or None,
            tracing=env.get("POWERTOOLS_TRACE_DISABLED", "true").lower() in ("false", "0"),
        )

    def required(self, name: str) -> str:
        """A setting that this Lambda cannot do without. ConfigurationError where it is missing."""
        value = getattr(self, name)
        if not value:
            raise ConfigurationError(f"{name.upper()} is not set")
        return str(value)


def _pairs(text: str) -> dict[str, str]:
    """What is written as `name=value name=value`."""
    return dict(one.split("=", 1) for one in text.split() if "=" in one)
