"""Records of the model as the staff API shows them."""

from chalicelib.api import models
from chalicelib.api.call import Call
from chalicelib.api.models import MemberName, PlaceName, TeamName
from chalicelib.configuration import Configuration
from chalicelib.model import Entry, Feedback, PendingMove

_SNIPPET = 200


def team_name(team_id: str, configuration: Configuration) -> TeamName:
    """A team with its name of today; its id where it is gone."""
    team = configuration.teams.get(team_id)
    return TeamName(id=team_id, name=team.name if team else team_id)


def member_name(email: str, configuration: Configuration) -> MemberName:
    """A member with what colleagues call them."""
    return MemberName(email=email, name=configuration.name_of(email))


def waiting(move: PendingMove, call: Call) -> models.Waiting:
    """What has not left yet."""
    return models.Waiting(
        key=move.key,
        what=move.what.value,  # type: ignore[arg-type]  # only these three are ever held
        words=move.words,
        member=move.member,
        leaves_at=move.leaves_at,
        is_mine=move.member == call.person.email,
    )


def line(feedback: Feedback, first: Entry | None, configuration: Configuration) -> models.Line:
    """One feedback in a list."""
    place = configuration.place(feedback.touchpoint)
    words = " ".join((first.words or "").split()) if first else ""
    return models.Line(
        reference=feedback.reference,
        kind=feedback.kind,
        severity=feedback.severity,
        difficulty=feedback.difficulty,
        channel=feedback.channel,
        status=feedback.status,
        level=feedback.level,
        cycle=feedback.cycle,
        touchpoint=PlaceName(id=place.id, name=place.name) if place else None,
        owner=team_name(feedback.owner, configuration),
        holder=team_name(feedback.holder, configuration) if feedback.holder else None,
        assignee=member_name(feedback.assignee, configuration) if feedback.assignee else None,
        incident=feedback.incident,
        name=feedback.name,
        locale=feedback.locale,
        rating=feedback.rating,
        captured_at=feedback.captured_at,
        cycle_at=feedback.cycle_at,
        respond_by=feedback.respond_by,
        promise_by=feedback.promise_by,
        waiting_until=feedback.waiting_until,
        unreached_at=feedback.unreached_at,
        words=words[:_SNIPPET],
        entries=feedback.entries,
    )
