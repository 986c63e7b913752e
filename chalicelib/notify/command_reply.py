"""What a customer hears who asked the system itself: where it stands, what can be asked, stop and start."""

from collections.abc import Sequence

from chalicelib.addresses import status_token
from chalicelib.model import Status, What
from chalicelib.notify.letters import Letter
from chalicelib.notify.telling import Telling
from chalicelib.sms_text import cut, fitted, parts, shortest

_MOST_PARTS = 2
"""SMS that an answer may take; the address of the page is left out before it takes more."""


def command_reply_text(telling: Telling, keys: Sequence[bytes], public_url: str) -> str:
    """The answer as a text."""
    text = fitted(lambda name: _said(telling, len(name)).rstrip(), "x" * _longest(telling))
    if telling.data["command"] != "status" or _is_nothing(telling) or not public_url:
        return text
    with_link = shortest(f"{text}\n{public_url}/s/{status_token(keys, telling.feedback.id)}")
    return with_link if parts(with_link) <= _MOST_PARTS else text


def command_reply_letter(telling: Telling, link: tuple[str, str] | None) -> Letter:
    """The answer as a mail, whose signature is the organisation's name."""
    is_status = telling.data["command"] == "status" and not _is_nothing(telling)
    return Letter(
        locale=telling.words.locale,
        title=_said(telling, _longest(telling)).removesuffix(telling.organisation).rstrip(),
        link=link if is_status else None,
        signature=telling.organisation,
    )


def _said(telling: Telling, size: int) -> str:
    """The answer, with no name longer than `size`."""
    say, command = telling.words.say, telling.data["command"]
    organisation = cut(telling.organisation, size)
    if command != "status":
        return say(f"command_{command}", organisation=organisation)
    if _is_nothing(telling):
        return say("command_status_none", organisation=organisation)
    feedback, reference = telling.feedback, telling.reference
    if feedback.status is Status.CLOSED:
        return say("command_status_closed", reference=reference)
    if not feedback.is_open:
        return say("command_status_answered", reference=reference)
    if feedback.waiting_since is not None:
        return say("command_status_waiting", reference=reference)
    team = cut(telling.team(feedback.holder), size)
    if promise := telling.promised(feedback.promise_by):
        return say("command_status_promise", reference=reference, team=team, promise=promise)
    return say("command_status_open", reference=reference, team=team)


def _longest(telling: Telling) -> int:
    return max(len(telling.organisation), len(telling.team(telling.feedback.holder)))


def _is_nothing(telling: Telling) -> bool:
    """Whether who asks never sent us anything else."""
    return all(entry.what is What.COMMANDED for entry in telling.timeline[:1])
