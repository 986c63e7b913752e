"""Views about people."""

from chalicelib.access import sees_all, teams_of
from chalicelib.api.call import Call
from chalicelib.api.lines import team_name
from chalicelib.api.models import Me


def me(call: Call) -> Me:
    """Who is signed in."""
    person, configuration = call.person, call.configuration
    mine = teams_of(person, configuration, call.now)
    seen = [*configuration.teams] if sees_all(person) else mine
    return Me(
        email=person.email,
        name=configuration.names.get(person.email) or person.name,
        roles=sorted(person.roles),
        teams=[team_name(team, configuration) for team in mine],
        sees=[team_name(team, configuration) for team in seen],
    )
