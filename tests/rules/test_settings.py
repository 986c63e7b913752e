"""The environment of a Lambda, read."""

import pytest

from chalicelib.errors import ConfigurationError
from chalicelib.settings import Settings


def test_what_is_not_set_has_the_value_that_does_no_harm() -> None:
    settings = Settings.from_env({})
    assert (settings.call_tries, settings.call_seconds) == (4, 10)
    assert (settings.sms_max_price, settings.sms_valid_hours) == (None, 24)


def test_what_is_set_is_read() -> None:
    settings = Settings.from_env(
        {"CALL_TRIES": "2", "CALL_SECONDS": "3", "SMS_MAX_PRICE": "0.50", "SMS_VALID_HOURS": "6"}
    )
    assert (settings.call_tries, settings.call_seconds) == (2, 3)
    assert (settings.sms_max_price, settings.sms_valid_hours) == ("0.50", 6)


def test_every_wrong_number_is_named_at_once() -> None:
    with pytest.raises(ConfigurationError, match=r"CALL_TRIES.*; SMS_VALID_HOURS"):
        Settings.from_env({"CALL_TRIES": "0", "SMS_VALID_HOURS": "a day"})
