"""Views of what helps to write a reply."""

from chalicelib import reply_templates
from chalicelib.api import models
from chalicelib.api.call import Call


def templates(call: Call) -> models.Templates:
    """The reply templates for one feedback."""
    one = call.feedback(named=call.query.reference)
    team = one.holder or one.owner
    locale, found = reply_templates.for_feedback(one, team, call.configuration)
    return models.Templates(
        locale=locale,
        templates=[models.Template(id=each.id, name=each.name, text=each.text) for each in found],
    )
