"""Views about people."""

from chalicelib.access import teams_of
from chalicelib.api.call import Call
from chalicelib.api.models import Me, TeamName


def me(call: Call) -> Me:
    """Who is signed in."""
    person, configuration = call.person, call.configuration
    return Me(
        email=person.email,
        name=person.name,
        roles=sorted(person.roles),
        teams=[
            TeamName(id=team, name=configuration.team(team).name)
            for team in teams_of(person, configuration, call.now)
        ],
    )
