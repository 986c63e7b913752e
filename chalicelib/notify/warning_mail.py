"""A warning that a touchpoint gets unusually many feedback: each one's own mail can be answered, not it."""

from datetime import timedelta

from chalicelib.instants import from_text
from chalicelib.model import Rendered
from chalicelib.notify.letters import Letter, Said, as_html, as_text
from chalicelib.notify.mail import AUTO_GENERATED, one_line
from chalicelib.notify.telling import Telling

SUBJECT_LIMIT = 77
"""Characters, as in every mail to a team."""

_NAME_LIMIT = 80
_PLACE_IN_SUBJECT = 32
_WORDS_LIMIT = 80
_SAID_LIMIT = 280
"""Characters of the newest feedback's words: to know what it is about."""
_LONGEST_IN_MINUTES = 90


def warning_mail(telling: Telling, public_url: str) -> Rendered:
    """The mail to one member or mailbox of the touchpoint's owner."""
    say, data = telling.words.say, telling.data
    listed = [(str(reference), from_text(at)) for reference, at in data["listed"]]
    left_out = _came(telling) - len(listed)
    letter = Letter(
        locale=telling.words.locale,
        title=say(f"team_warned_title_{data['sort']}", place=_place(telling, _NAME_LIMIT)),
        paragraphs=(
            _how_many(telling),
            *_speak_of(telling),
            say("team_warned_incident"),
        ),
        is_urgent=True,
        conversation=_newest(telling),
        files_label=say("team_warned_newest"),
        files=(
            *(
                (f"{reference}, {telling.at(at)}", _address(public_url, reference))
                for reference, at in listed
            ),
            *([(say("team_warned_more", count=left_out), None)] if left_out > 0 else []),
        ),
        closing=(say(f"team_warned_once_{data['sort']}"), say("team_warned_how")),
        signature=say("team_footer", organisation=telling.organisation, team=telling.team()),
    )
    subject = say(
        f"team_warned_subject_{data['sort']}",
        place=_place(telling, _PLACE_IN_SUBJECT),
        count=data["count"],
    )
    return Rendered(
        text=as_text(letter),
        html=as_html(letter),
        subject=one_line(subject, SUBJECT_LIMIT),
        sender=telling.sender(telling.organisation),
        headers=AUTO_GENERATED,
    )


def _came(telling: Telling) -> int:
    """How many came at all: of serious ones it is not known here, and those listed are not all theirs."""
    return int(telling.data["count"]) if telling.data["sort"] == "more" else 0


def _how_many(telling: Telling) -> str:
    say, data = telling.words.say, telling.data
    usual = int(data["usual"])
    return say(
        f"team_warned_count_{data['sort']}",
        count=data["count"],
        within=say_span(timedelta(seconds=data["within"])),
        since=telling.at(from_text(data["since"])),
        usual=say("team_warned_usual", usual=usual) if usual else say("team_warned_usual_none"),
    )


def _speak_of(telling: Telling) -> tuple[str, ...]:
    words = one_line(", ".join(telling.data["words"]), _WORDS_LIMIT)
    return (telling.words.say("team_warned_words", words=words),) if words else ()


def _newest(telling: Telling) -> tuple[Said, ...]:
    """The words with which it became unusual."""
    words = one_line((telling.timeline[0].words or "")[: 10 * _SAID_LIMIT], _SAID_LIMIT)
    return (Said(label=telling.reference, words=words),) if words else ()


def _place(telling: Telling, limit: int) -> str:
    place = telling.configuration.place(telling.data["touchpoint"])
    return one_line(place.name if place else telling.data["touchpoint"], limit)


def _address(public_url: str, reference: str) -> str | None:
    return f"{public_url}/console#/feedback/{reference}" if public_url else None


def say_span(span: timedelta) -> str:
    """How long a time is, alike in every language.

    >>> say_span(timedelta(hours=1)), say_span(timedelta(hours=6))
    ('60 min', '6 h')
    """
    minutes = round(span.total_seconds() / 60)
    return f"{minutes} min" if minutes <= _LONGEST_IN_MINUTES else f"{round(minutes / 60)} h"
