"""The view of early warning."""

from chalicelib import early_warning
from chalicelib.access import sees_all, teams_of
from chalicelib.api import models
from chalicelib.api.call import Call
from chalicelib.api.lines import team_name
from chalicelib.api.models import PlaceName
from chalicelib.early_warning import Episode


def warnings(call: Call) -> models.Warnings:
    """What is unusual at my teams' touchpoints, or at all for who sees all."""
    mine = teams_of(call.person, call.configuration, call.now)
    teams = [*call.configuration.teams] if sees_all(call.person) else mine
    since = call.now - early_warning.OVER_AFTER
    found = [one for team in teams for one in call.services.episodes.of_team(team, since)]
    found.sort(key=lambda one: (one.last_at, one.touchpoint), reverse=True)
    states = call.services.lists.states([one.feedback_id for one in found])
    references = {one.id: one.reference for one in states}
    return models.Warnings(
        items=[_warning(one, references.get(one.feedback_id), call) for one in found],
        as_of=call.now,
    )


def _warning(episode: Episode, reference: str | None, call: Call) -> models.TouchpointWarning:
    place = call.configuration.place(episode.touchpoint)
    return models.TouchpointWarning(
        touchpoint=PlaceName(
            id=episode.touchpoint, name=place.name if place else episode.touchpoint
        ),
        team=team_name(episode.team, call.configuration),
        sort=episode.sort,
        count=episode.count,
        usual=episode.usual,
        within_seconds=int(episode.within.total_seconds()),
        began_at=episode.began_at,
        told_at=episode.told_at,
        last_at=episode.last_at,
        reference=reference,
    )
