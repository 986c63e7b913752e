"""The page on which a member looks at an unsure mail of theirs and sends what it says."""

from datetime import datetime

from chalicelib.model import Channel, Entry, What
from chalicelib.pages import render
from chalicelib.pages.render import Visit
from chalicelib.pages.wording import TEXTS
from chalicelib.promise import say_at
from chalicelib.services.confirm import MAX_WORDS, Preview, Standing

_OURS = {What.ANSWERED, What.ASKED, What.RESOLVED}


def page(
    visit: Visit,
    preview: Preview,
    *,
    token: str,
    words: str | None = None,
    refused: str | None = None,
    now: datetime,
) -> str:
    """What we would send, to whom, and what was said since; or that the link has done its work.

    `words` are what the member typed before, `refused` why they were not sent.
    """
    if preview.standing is not Standing.READY:
        return render.problem(visit, name=f"confirm_{preview.standing}", offers_form=False)
    t, configuration = TEXTS[visit.locale], visit.configuration
    if configuration is None:
        raise ValueError("this page needs the configuration")
    feedback, team = preview.feedback, configuration.team(preview.team).name
    contact = feedback.contacts[0] if feedback.contacts else None
    way = "page" if contact is None else "sms" if contact.channel is Channel.SMS else "email"
    zone = configuration.organisation.time_zone
    name = f"confirm_{refused}"
    return render.page(
        "confirm.html",
        visit,
        reference=feedback.reference,
        way=t[f"confirm_to_{way}"].format(address=contact.address if contact else "", team=team),
        words=preview.proposed if words is None else words,
        problem=t[name if name in t else "problem_again"] if refused else None,
        since=[
            {
                "who": _who(entry, visit),
                "words": entry.words or "",
                "is_ours": entry.what in _OURS,
                "when": say_at(entry.at, now, zone, visit.locale),
            }
            for entry in preview.since
        ],
        mail=preview.mail.words or "",
        seen=feedback.entries,
        action=f"{visit.root}c/{token}",
        max_words=MAX_WORDS,
    )


def _who(entry: Entry, visit: Visit) -> str:
    t, configuration = TEXTS[visit.locale], visit.configuration
    if entry.what not in _OURS or configuration is None:
        return t["confirm_customer"]
    name = "team_asked" if entry.what is What.ASKED else "team_answered"
    return t[name].format(team=configuration.team(str(entry.data["team"])).name)
