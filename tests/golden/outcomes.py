"""The messages of the outcome, and of how it went."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.model import Channel, Entry, Kind, Purpose, Rendered, Status, What
from tests.builders import HOUR, NOON, entry, mail_address
from tests.golden.cases import SAID, render

_RATED_WHY = {
    "en-GB": "Nobody said sorry,\nand it took a day.",
    "pt-BR": "Ninguém pediu desculpas,\ne demorou um dia.",
    "es": "Nadie se disculpó,\ny tardó un día.",
}


def outcomes(locale: str) -> Iterator[tuple[str, Rendered]]:
    """Each with its name."""
    said, _, words = SAID[locale]
    before = [entry(words=said)]
    told = _entry(What.RESOLVED, words=words, data={"team": "coaches"})
    asked = _entry(What.SURVEY_ASKED, actor="system", data={"recommend": False})
    over: dict[str, Any] = {
        "status": Status.CLOSED,
        "answered_at": NOON + HOUR,
        "resolved_at": NOON + HOUR,
        "closed_at": NOON + HOUR,
        "now": NOON + HOUR,
        "before": before,
    }
    by_mail: dict[str, Any] = {"channel": Channel.EMAIL, "contacts": (mail_address(),)}
    for by, how in ((Channel.SMS, {}), (Channel.EMAIL, by_mail)):
        facts = {"by": by, **how, **over}
        yield f"resolution.{by}", render(locale, Purpose.RESOLUTION, told, **facts)
        yield (
            f"resolution.{by}.enquiry",
            render(locale, Purpose.RESOLUTION, told, kind=Kind.ENQUIRY, **facts),
        )
        bare = replace(told, words=None)
        yield f"resolution.{by}.bare", render(locale, Purpose.RESOLUTION, bare, **facts)
        long_ago = facts | {"answered_at": NOON - timedelta(days=29), "now": NOON + HOUR}
        yield f"resolution.{by}.bare-soon", render(locale, Purpose.RESOLUTION, bare, **long_ago)
        yield f"survey.{by}", render(locale, Purpose.SURVEY, asked, **facts)
        with_more = replace(asked, data={"recommend": True})
        yield f"survey.{by}.recommend", render(locale, Purpose.SURVEY, with_more, **facts)
    history = {**over, "before": [*before, told]}
    bad = _entry(What.RATED, number=3, data={"score": 1, "recommend": None, "tell": "coaches"})
    yield "team_rated", render(locale, Purpose.TEAM_RATED, bad, **history)
    why = replace(bad, words=_RATED_WHY[locale])
    yield "team_rated.why", render(locale, Purpose.TEAM_RATED, why, **history)


def _entry(what: What, **said: Any) -> Entry:
    facts = {"number": 2, "at": NOON + HOUR, "actor": "ana@example.com", "words": None}
    return entry(what=what, **(facts | said))
