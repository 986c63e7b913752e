"""Messages out, and what became of them."""

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores
from chalicelib.model import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.ports import OptOutList, Renderer, Transport
    from chalicelib.services.deliver import Deliver
    from chalicelib.services.receipts import Receipts
    from chalicelib.services.undelivered import Undelivered


@cache
def renderer() -> "Renderer":
    """Words for messages."""
    from chalicelib.notify.render import WordRenderer

    return WordRenderer(stores.configurations(), core.settings().public_url)


@cache
def deliver() -> "Deliver":
    """Messages out."""
    from chalicelib.services.deliver import Deliver
    from chalicelib.services.settle import Settle
    from chalicelib.services.unwanted import Unwanted

    unwanted = Unwanted(stores.opt_outs(), _opt_out_list())
    return Deliver(
        stores.store(),
        stores.configurations(),
        renderer(),
        _transports(),
        Settle(stores.store(), stores.ticker(), undelivered(), unwanted),
        unwanted,
    )


def _opt_out_list() -> "OptOutList | None":
    """The list of the SMS provider, where there is one that can be changed."""
    from chalicelib.notify.opt_out_list import EndUserMessagingList

    chosen = core.settings()
    if chosen.sms_transport != "eum" or not chosen.sms_opt_out_list:
        return None
    return EndUserMessagingList(core.client("pinpoint-sms-voice-v2"), chosen.sms_opt_out_list)


def _transports() -> "Mapping[Channel, Transport]":
    from chalicelib.notify.ses import SesMail
    from chalicelib.notify.sms import EndUserMessaging, SnsPublish

    chosen = core.settings()
    mail = SesMail(
        core.client("sesv2", retries=False), configuration_set=chosen.mail_configuration_set
    )
    sms: Transport
    if chosen.sms_transport == "twilio":
        sms = _twilio_messages()
    elif chosen.sms_transport == "eum":
        sms = EndUserMessaging(
            core.client("pinpoint-sms-voice-v2", retries=False),
            origination=chosen.sms_origination,
            configuration_set=chosen.sms_configuration_set,
            max_price=chosen.sms_max_price,
            valid_for=timedelta(hours=chosen.sms_valid_hours),
        )
    else:
        sms = SnsPublish(core.client("sns", retries=False))
    return {Channel.EMAIL: mail, Channel.SMS: sms}


def _twilio_messages() -> "Transport":
    from chalicelib.notify.twilio import TwilioMessages

    chosen = core.settings()
    return TwilioMessages(
        stores.twilio_account(),
        receipts_url=f"{chosen.required('public_url')}/twilio/status",
        origination=chosen.sms_origination,
        valid_for=timedelta(hours=chosen.sms_valid_hours),
    )


@cache
def undelivered() -> "Undelivered":
    """What reached nobody."""
    from chalicelib.services.undelivered import Undelivered

    return Undelivered(stores.store(), stores.configurations())


@cache
def receipts() -> "Receipts":
    """What became of messages."""
    from chalicelib.services.receipts import Receipts

    return Receipts(stores.store(), undelivered())
