"""Views of what a member does with one feedback. Each is one move of `services.staff`."""

from datetime import timedelta
from typing import Any

from chalicelib.access import teams_of
from chalicelib.api.call import Call
from chalicelib.api.lines import line, waiting
from chalicelib.api.models import BackAgain, Changed, Waiting
from chalicelib.errors import DuplicateError, InvalidInputError, RefusedError
from chalicelib.model import Feedback, What
from chalicelib.services.pending import TakenBack, inbound_key
from chalicelib.services.staff import Said


def answer(call: Call) -> Changed:
    """Answer the customer."""
    return _said(call, What.ANSWERED)


def ask(call: Call) -> Changed:
    """Ask the customer."""
    return _said(call, What.ASKED)


def resolve(call: Call) -> Changed:
    """Tell the outcome."""
    return _said(call, What.RESOLVED)


def take_back(call: Call) -> BackAgain:
    """Take back what has not left yet. RefusedError `left` where it has."""
    feedback = call.feedback(to_act=True)
    became, words = call.services.hold.take_back(feedback, call.path["key"], call.person.email)
    if became is TakenBack.LEFT:
        raise RefusedError("left")
    return BackAgain(words=words)


def appeal(call: Call) -> Changed:
    """Ask for the ombudsman, as the customer wishes."""
    return _moved(call, lambda staff, one, said: staff.appeal(one, call.body.words, said, call.now))


def note(call: Call) -> Changed:
    """Note something for staff."""
    return _moved(call, lambda staff, one, said: staff.note(one, call.body.words, said, call.now))


def told(call: Call) -> Changed:
    """The customer was told on another way."""
    return _moved(call, lambda staff, one, said: staff.told(one, call.body.words, said, call.now))


def unreachable(call: Call) -> Changed:
    """There is no way to tell the customer."""
    return _moved(
        call, lambda staff, one, said: staff.unreachable(one, call.body.words, said, call.now)
    )


def hand_over(call: Call) -> Changed:
    """Hand it to another team."""
    body = call.body
    return _moved(
        call, lambda staff, one, said: staff.hand_over(one, body.to, body.reason, said, call.now)
    )


def correct(call: Call) -> Changed:
    """Correct what it was taken for."""
    body = call.body
    to = body.kind or body.severity
    if to is None or (body.kind and body.severity):
        raise InvalidInputError("say what it is", {"kind": "Either a kind or a severity."})
    return _moved(
        call, lambda staff, one, said: staff.correct(one, to, body.reason, said, call.now)
    )


def take(call: Call) -> Changed:
    """See to it, or give it back."""
    gives_back = call.body.gives_back
    return _moved(
        call, lambda staff, one, said: staff.take(one, said, call.now, gives_back=gives_back)
    )


def _said(call: Call, what: What) -> Changed:
    """Say it to the customer: at once, or once it cannot be taken back any more."""
    words = call.body.words
    if not call.body.hold:
        return _moved(call, lambda staff, one, said: staff.say(one, what, words, said, call.now))
    feedback = call.feedback(to_act=True)
    kept = call.services.hold.keep(
        feedback, what, words, _by(call, feedback), call.body.key,
        wait=timedelta(seconds=call.body.hold), now=call.now,
    )  # fmt: skip
    return _changed(call, feedback, waiting(kept, call) if kept else None)


def _by(call: Call, feedback: Feedback) -> Said:
    return Said(
        key=inbound_key(feedback.id, call.body.key),
        member=call.person.email,
        team=_team(call, feedback),
        at=call.now,
        channel=None,
        seen=getattr(call.body, "seen", None),
    )


def _moved(call: Call, move: Any) -> Changed:
    """Make the move; the same key again answers with what stands now."""
    feedback = call.feedback(to_act=True)
    said = _by(call, feedback)
    try:
        after = move(call.services.staff, feedback, said)
    except DuplicateError:
        after = call.services.store.get(feedback.id)
    except RefusedError:
        # The caller's own move, sent again because its answer was lost, is no colleague's.
        if call.services.store.by_inbound(said.key) is None:
            raise
        after = call.services.store.get(feedback.id)
    return _changed(call, after)


def _changed(call: Call, after: Feedback, held: Waiting | None = None) -> Changed:
    first = call.services.lists.entries([after.id]).get(after.id)
    return Changed(summary=line(after, first, call.configuration), waiting=held)


def _team(call: Call, feedback: Feedback) -> str:
    """The team that a member speaks for: who has it now, else its owner, where they are in it."""
    mine = teams_of(call.person, call.configuration, call.now)
    candidates = [feedback.holder, feedback.owner, *mine]
    return next((team for team in candidates if team in mine), feedback.owner)
