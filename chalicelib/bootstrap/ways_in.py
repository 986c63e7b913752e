"""What people say, and where it goes: customers by text, form and mail, members by mail and console."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores

if TYPE_CHECKING:
    from chalicelib.services.capture import Capture
    from chalicelib.services.commands import Commands
    from chalicelib.services.confirm import Confirm
    from chalicelib.services.contention import Contention
    from chalicelib.services.mails import Mails
    from chalicelib.services.staff import Staff
    from chalicelib.services.surveys import Surveys
    from chalicelib.services.texts import Texts


@cache
def contention() -> "Contention":
    """How a write that lost a race is tried again."""
    import random

    from chalicelib.services.contention import Contention

    return Contention(pause=core.pause, random=random.random)


@cache
def capture() -> "Capture":
    """First and further words."""
    from chalicelib.services.capture import Capture

    return Capture(
        stores.store(), stores.configurations(), core.new_reference, core.new_id, contention()
    )


@cache
def surveys() -> "Surveys":
    """How it went, as customers say it."""
    from chalicelib.services.surveys import Surveys

    return Surveys(stores.store(), stores.configurations())


@cache
def commands() -> "Commands":
    """Customers' commands."""
    from chalicelib.services.commands import Commands

    return Commands(
        stores.store(), stores.configurations(), stores.opt_outs(), capture(), surveys()
    )


@cache
def texts() -> "Texts":
    """Texts that arrive."""
    from chalicelib.services.texts import Texts

    return Texts(
        stores.store(),
        stores.configurations(),
        capture(),
        commands(),
        contention(),
        arrivals=stores.arrivals(),
    )


@cache
def staff() -> "Staff":
    """What members do."""
    from chalicelib.services.staff import Staff

    return Staff(stores.store(), stores.configurations())


@cache
def confirm() -> "Confirm":
    """Members' mails that wait for their word."""
    from chalicelib.services.confirm import Confirm

    return Confirm(stores.store(), stores.configurations(), staff())


@cache
def mails() -> "Mails":
    """Mails that arrive."""
    from chalicelib.services.answers import Answers
    from chalicelib.services.mails import Mails
    from chalicelib.store.mails import S3Mails

    originals = S3Mails(core.client("s3"), core.settings().required("mail_bucket"))
    answers = Answers(stores.store(), stores.configurations(), staff())
    return Mails(
        stores.store(),
        stores.configurations(),
        originals,
        capture(),
        answers,
        commands=commands(),
        arrivals=stores.arrivals(),
    )
