"""The provider's opt-out list: whatever is asked twice is done, and what cannot be done is told."""

from collections.abc import Iterator

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib.errors import UnavailableError
from chalicelib.notify.memory import MemoryOptOutList
from chalicelib.notify.opt_out_list import EndUserMessagingList
from chalicelib.ports import OptOutList
from tests.builders import PHONE

PUT, DELETE = "put_opted_out_number", "delete_opted_out_number"
ASKED = {"OptOutListName": "Default", "OptedOutNumber": PHONE}


@pytest.fixture
def stubber() -> Iterator[Stubber]:
    """The service as botocore's own model of it has it."""
    with Stubber(boto3.client("pinpoint-sms-voice-v2", region_name="eu-west-1")) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def the_list(stubber: Stubber) -> OptOutList:
    return EndUserMessagingList(stubber.client, "Default")


def test_a_number_is_put_on_the_list_and_taken_off(stubber: Stubber) -> None:
    stubber.add_response(PUT, {"OptedOutNumber": PHONE}, ASKED)
    stubber.add_response(DELETE, {"OptedOutNumber": PHONE}, ASKED)
    the_list(stubber).add(PHONE)
    the_list(stubber).remove(PHONE)


@pytest.mark.parametrize("code", ["ResourceNotFoundException", "ConflictException"])
def test_a_number_that_is_not_there_or_may_not_be_taken_off_is_left(
    stubber: Stubber, code: str
) -> None:
    stubber.add_client_error(DELETE, code, http_status_code=400)
    the_list(stubber).remove(PHONE)


@pytest.mark.parametrize("code", ["ThrottlingException", "InternalServerException", "AccessDenied"])
def test_what_cannot_be_done_now_is_told(stubber: Stubber, code: str) -> None:
    for operation in (PUT, DELETE):
        stubber.add_client_error(operation, code, http_status_code=500)
    with pytest.raises(UnavailableError):
        the_list(stubber).add(PHONE)
    with pytest.raises(UnavailableError):
        the_list(stubber).remove(PHONE)


def test_the_list_in_memory_keeps_the_same_promises() -> None:
    kept = MemoryOptOutList()
    kept.add(PHONE)
    kept.add(PHONE)
    kept.remove(PHONE)
    kept.remove(PHONE)
    assert kept.numbers == set()
    kept.fail_next()
    with pytest.raises(UnavailableError):
        kept.add(PHONE)
