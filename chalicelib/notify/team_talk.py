"""What was said about a feedback so far, and how a reply gets to its customer."""

from collections.abc import Mapping
from typing import Any

from chalicelib.model import Channel, Entry, What
from chalicelib.notify.letters import Said
from chalicelib.notify.mail import body_text, one_line
from chalicelib.notify.telling import Telling
from chalicelib.ordering import as_said, times_said

_WORDS_OF_CUSTOMER = {What.CAPTURED, What.CUSTOMER_WROTE, What.APPEALED}
_WORDS_OF_TEAM = {
    What.ANSWERED: "said_by_team",
    What.RESOLVED: "said_by_team",
    What.ASKED: "said_as_question",
    What.NOTED: "said_as_note",
}
"""What a team said, and the label above it."""


def reach(telling: Telling) -> str:
    """How a reply to this mail gets to the customer."""
    say, contacts = telling.words.say, telling.feedback.contacts
    if not contacts:
        return say("reach_nobody")
    return say(
        "reach_sms" if contacts[0].channel is Channel.SMS else "reach_email",
        address=one_line(contacts[0].address, 254),
        team=telling.team(),
        organisation=telling.organisation,
    )


def doubts(telling: Telling) -> tuple[str, ...]:
    """What is not certain of a text's belonging here: a mistyped reference, others of its number's.

    Of another team's, what the customer wrote is not shown.
    """
    say, data = telling.words.say, telling.data
    found = [say("mistyped", text=one_line(str(text), 20)) for text in data.get("mistyped", ())[:1]]
    if others := [_other(telling, one) for one in data.get("also", ())]:
        found.append(say("also", others="; ".join(others)))
    return tuple(found)


def _other(telling: Telling, one: Mapping[str, Any]) -> str:
    say, configuration = telling.words.say, telling.configuration
    touchpoint = configuration.place(one["touchpoint"])
    fields = {
        "reference": one["reference"],
        "place": one_line(touchpoint.name, 60) if touchpoint else say("value_no_place"),
        "state": say("state_open" if one["open"] else "state_answered"),
    }
    if telling.message.team in one["teams"]:
        return say("also_own", words=one_line(one["words"], 80), **fields)
    return say("also_other", team=telling.team(one["teams"][0]), **fields)


def conversation(telling: Telling) -> tuple[Said, ...]:
    """What the customer and the teams said, oldest first."""
    said = [_said(telling, entry) for entry in as_said(telling.timeline) if entry.words]
    return tuple(one for one in said if one is not None)


def _said(telling: Telling, entry: Entry) -> Said | None:
    say, at, words = telling.words.say, telling.at(entry.at), body_text(entry.words or "")
    if entry.data.get("repeats"):
        return None
    if entry.what in _WORDS_OF_CUSTOMER:
        if sender := entry.data.get("sender"):
            label = say("said_by_other", address=one_line(str(sender), 254), at=at)
            return Said(label=label, words=words)
        label, times = say("said_by_customer", at=at), times_said(entry, telling.timeline)
        return Said(
            label=say("said_times", label=label, times=times) if times > 1 else label, words=words
        )
    name = _WORDS_OF_TEAM.get(entry.what)
    if name is None:
        return None
    label = say(name, team=telling.team(entry.data["team"]), at=at)
    return Said(label=label, words=words, by_team=True, is_internal=entry.what is What.NOTED)
