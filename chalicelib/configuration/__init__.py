"""An organisation's configuration, whole and validated: what feedback is captured and timed by.

Made from a document, the normalised form of the TOML file that `config apply` stores: durations are
seconds, holidays are dates, every key is there. Only `administration` makes documents.
"""

from chalicelib.configuration.documents import FORMAT, from_document
from chalicelib.configuration.parts import (
    ALWAYS,
    APPEAL_WITHIN,
    DIGEST_AT,
    SMS_WINDOW,
    STATUS_EXPIRES_AFTER,
    SURVEY_PAUSE,
    WAIT_AT_MOST,
    WEEKDAYS,
    WEEKLY_DIGEST_ON,
    EarlyWarning,
    Events,
    Level,
    Likeness,
    Limits,
    Organisation,
    Policy,
    ReplyTemplate,
    Survey,
    Target,
    Team,
    Touchpoint,
    Webhook,
)
from chalicelib.configuration.whole import MATCHABLE, Configuration
