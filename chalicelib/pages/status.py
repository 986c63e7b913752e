"""A customer's private page: where their feedback stands, and the conversation about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.attachments import size_text
from chalicelib.configuration import Configuration
from chalicelib.instants import to_text
from chalicelib.intake.web import MAX_TEXT
from chalicelib.model import Feedback, Kind, Status
from chalicelib.pages import render
from chalicelib.pages.conversation import Said
from chalicelib.pages.render import Visit
from chalicelib.pages.wording import TEXTS
from chalicelib.promise import say_at, say_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How the customer rates a cycle on its own page."""

    token: str
    """Of the cycle's survey."""
    score: int | None
    """As it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What the private page takes, and what it leads to."""

    token: str
    """The page's own."""
    client_id: str
    link_to: Callable[[int, int], str]
    """Of an entry's number and a place among what came with it: the token of its file."""
    typed: str = ""
    """What could not be taken, to be put right."""
    problem: str | None = None
    """What is wrong with it."""
    photo_problem: str | None = None
    """Why the photo was not taken; `again` where the words have to be put right first."""


def page(
    visit: Visit,
    *,
    feedback: Feedback,
    holder: str,
    turns: Iterable[Said],
    now: datetime,
    appeal_token: str | None = None,
    rating: Rating | None = None,
    more: More | None = None,
) -> str:
    """Where a feedback stands, and the conversation about it. `holder` is the id of a team.

    `appeal_token` is this page's own where the customer may ask for the ombudsman, else None; the
    button stands on complaints only. `rating` where the customer may say how it went, `more` where they
    may add to it.
    """
    t = TEXTS[visit.locale]
    configuration = render.configuration_of(visit)
    zone = configuration.organisation.time_zone
    waits_until = feedback.waiting_until if feedback.is_open else None
    by = waits_until or feedback.promise_by
    is_late = feedback.is_open and not waits_until and by is not None and by < now
    has_button = appeal_token is not None and feedback.kind is Kind.COMPLAINT
    return render.page(
        "status.html",
        visit,
        place=render.place_name(visit, feedback),
        reference=feedback.reference,
        standing=_standing(feedback, t, is_late=is_late).format(
            by=say_by(by, now, zone, visit.locale) if by else ""
        ),
        is_late=is_late,
        team=configuration.team(holder).name if feedback.is_open and not waits_until else None,
        received=say_at(feedback.captured_at, now, zone, visit.locale),
        turns=[
            {
                "words": turn.words,
                "who": _who(turn, configuration, t),
                "is_ours": turn.team is not None,
                "instant": to_text(turn.at),
                "when": say_at(turn.at, now, zone, visit.locale),
                "files": [
                    (more.link_to(turn.entry, n), one.name, size_text(one.size))
                    for n, one in turn.attachments
                ]
                if more
                else [],
            }
            for turn in turns
        ],
        more=more,
        more_link=f"{visit.root}s/{more.token}/more" if more else None,
        text_problem=render.say_problem(more.problem, t) if more and more.problem else None,
        photo_problem=render.say_photo_problem(more.photo_problem if more else None, t),
        max_text=MAX_TEXT,
        appeal_link=f"{visit.root}s/{appeal_token}/appeal" if has_button else None,
        rating_link=f"{visit.root}r/{rating.token}" if rating else None,
        score=rating.score if rating else None,
        faces=render.faces(visit) if rating else [],
        form_link=render.form_link(visit, feedback),
    )


def _who(turn: Said, configuration: Configuration, t: Mapping[str, str]) -> str:
    if turn.team is None:
        return t["you_wrote"]
    name = "team_asked" if turn.is_question else "team_answered"
    return t[name].format(team=configuration.team(turn.team).name)


def _standing(feedback: Feedback, t: Mapping[str, str], *, is_late: bool) -> str:
    if feedback.unreached_at is not None:
        return t["status_unreached"]
    if feedback.resolved_at is not None:
        return t["status_resolved"]
    if feedback.status is not Status.OPEN:
        return t[f"status_{feedback.status}"]
    if feedback.waiting_until is not None:
        return t["status_asked"]
    if feedback.promise_by is None:
        return t["status_waiting"]
    return t["status_late" if is_late else "status_open"]
