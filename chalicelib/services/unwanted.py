"""Messages that their customer does not want: ours is the list that counts, the provider's follows it."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.intake.customer_commands import CustomerCommand
from chalicelib.model import Channel, Entry, Message, OptOut, Purpose
from chalicelib.ports import OptOutList, OptOuts

OPTED_OUT = "opted_out"
"""Why a message did not go out to somebody who wants none."""
UNTOLD = frozenset({Purpose.COMMAND_REPLY, Purpose.SURVEY})
"""What nobody hears of where it did not go out, and what goes to no other contact point then."""


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Knows who wants no messages, from us and from the provider."""

    opt_outs: OptOuts
    provider: OptOutList | None
    """None where the way out keeps no list that we can change."""

    def is_unwanted(self, message: Message, about: Entry | None) -> bool:
        """Whether a message must not go out; only the answer to STOP itself does."""
        if message.purpose.is_for_staff or _answers(message, about, CustomerCommand.STOP):
            return False
        said = self.opt_outs.of(contact_of(message))
        return said is not None and said.opted_out

    def before(self, message: Message, about: Entry | None) -> None:
        """What must be done before a message leaves. UnavailableError.

        The provider would refuse the answer to START to a number that still is on its list.
        """
        provider = self._list_of(message)
        if provider and _answers(message, about, CustomerCommand.START):
            provider.remove(message.to)

    def after(self, message: Message, about: Entry | None) -> None:
        """What must be done once a message is settled. UnavailableError.

        Sooner, the provider would refuse the answer to STOP.
        """
        provider = self._list_of(message)
        if provider is None or not _answers(message, about, CustomerCommand.STOP):
            return
        said = self.opt_outs.of(contact_of(message))
        if said is not None and said.opted_out:
            provider.add(message.to)

    def refused(self, message: Message, now: datetime) -> bool:
        """The provider does not send to a number that opted out; whether it is worth another try.

        It is, once, where we know that the person wants messages: then the provider's list is behind.
        """
        said, provider = self.opt_outs.of(contact_of(message)), self._list_of(message)
        if provider and said is not None and not said.opted_out and message.attempts == 1:
            provider.remove(message.to)
            return True
        word = OptOut(contact=contact_of(message), opted_out=True, at=now, by=f"sent:{message.id}")
        self.opt_outs.record(word)
        return False

    def _list_of(self, message: Message) -> OptOutList | None:
        """The provider's list that a message's recipient may be on."""
        return self.provider if message.channel is Channel.SMS else None


def contact_of(message: Message) -> str:
    """The contact point that a message goes to, as the stores know it."""
    return f"{message.channel}:{message.to}"


def _answers(message: Message, about: Entry | None, command: CustomerCommand) -> bool:
    if message.purpose is not Purpose.COMMAND_REPLY or about is None:
        return False
    return bool(about.data.get("command") == command)
