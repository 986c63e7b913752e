"""How the reader of a digest is spoken to: language and clock of their team, names, addresses of pages."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib import promise
from chalicelib.configuration import Configuration
from chalicelib.digest import Poor
from chalicelib.measures.rollups import NOWHERE
from chalicelib.model import Feedback, Rendered
from chalicelib.notify.mail import AUTO_GENERATED, body_text, from_address, one_line
from chalicelib.notify.sections import Quoted, Sectioned, as_html, as_text
from chalicelib.wording import Words, lookup

SUBJECT_LIMIT = 77
"""Characters, as in every mail to a team."""
WORDS_LIMIT = 160
"""Characters of a customer's first words: to know it again by, not to answer by."""

_NAME_LIMIT = 80
_WHY_LIMIT = 600
_TEAM_IN_SUBJECT = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever reads one team's digest."""

    team_id: str
    configuration: Configuration
    words: Words
    now: datetime
    public_url: str
    """Where the pages are; there are no links where it is empty."""

    def say(self, name: str, /, **fields: object) -> str:
        """A wording in the reader's language."""
        return self.words.say(name, **fields)

    def team(self, team_id: str, limit: int = _NAME_LIMIT) -> str:
        """A team's name."""
        return one_line(self.configuration.team(team_id).name, limit)

    @property
    def in_subject(self) -> str:
        """The reader's own team, as short as a subject has room for."""
        return self.team(self.team_id, _TEAM_IN_SUBJECT)

    def place(self, touchpoint: str | None) -> str:
        """A touchpoint's name, its id where there is none of that id any more, or that there is none."""
        if touchpoint is None or touchpoint == NOWHERE:
            return self.say("value_no_place")
        known = self.configuration.place(touchpoint)
        return one_line(known.name if known else touchpoint, _NAME_LIMIT)

    def named(self, feedback: Feedback) -> dict[str, str]:
        """What names a feedback in a line."""
        return {
            "reference": feedback.reference,
            "place": self.place(feedback.touchpoint),
            "kind": self.say(f"kind_{feedback.kind}"),
        }

    def at(self, at: datetime) -> str:
        """A moment on the clock of the reader's team."""
        zone = self.configuration.zone_of(self.team_id)
        return promise.say_at(at, self.now, zone, self.words.locale)

    def left(self, at: datetime) -> str:
        """How far away an instant is."""
        return promise.say_left(at, self.now, self.words.locale)

    def lasted(self, seconds: float) -> str:
        """A duration."""
        return promise.say_duration(seconds, self.words.locale)

    def first_words(self, words: str) -> str:
        """A customer's first words, cut to one line."""
        return one_line(words[: 10 * WORDS_LIMIT], WORDS_LIMIT) or self.say("digest_no_words")

    def why(self, words: str) -> str:
        """What a customer gave as the reason for a rating."""
        said = body_text(words).strip()
        cut = said if len(said) <= _WHY_LIMIT else f"{said[: _WHY_LIMIT - 1].rstrip()}…"
        return cut or self.say("digest_no_why")

    def poor(self, poor: Poor) -> Quoted:
        """What a customer was not content with, and why."""
        return Quoted(
            label=self.say("digest_poor_row", **self.named(poor.feedback), score=poor.score),
            words=self.why(poor.why),
            link=self.page(f"feedback/{poor.feedback.reference}"),
            is_urgent=True,
        )

    def page(self, path: str) -> str | None:
        """The address of a page of the console."""
        return f"{self.public_url}/console#/{path}" if self.public_url else None

    @property
    def signature(self) -> str:
        """Whom the mail is from, and to which team."""
        name = one_line(self.configuration.organisation.name, _NAME_LIMIT)
        return self.say("team_footer", organisation=name, team=self.team(self.team_id))

    def mail(self, subject: str, content: Sectioned) -> Rendered:
        """The mail; without a sender, which its transport refuses, where there is no mail domain."""
        organisation = self.configuration.organisation
        name, domain = one_line(organisation.name, _NAME_LIMIT), organisation.mail_domain
        return Rendered(
            text=as_text(content),
            html=as_html(content),
            subject=one_line(subject, SUBJECT_LIMIT),
            sender=from_address(name, f"feedback@{domain}") if domain else None,
            headers=AUTO_GENERATED,
        )


def reader(
    team_id: str, configuration: Configuration, now: datetime, public_url: str = ""
) -> Reader:
    """The reader of a team's digest."""
    organisation = configuration.organisation
    locale = configuration.locale_of(team_id)
    return Reader(
        team_id=team_id,
        configuration=configuration,
        words=lookup(locale, organisation.locale, configuration.wording),
        now=now,
        public_url=public_url.rstrip("/"),
    )


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent; what is not nothing, or not all, is not said to be.

    >>> percent(0.5), percent(0.999), percent(0.001), percent(1)
    ('50%', '99%', '1%', '100%')
    """
    if share in (0, 1):
        return f"{share * 100:.0f}%"
    return f"{min(max(round(share * 100), 1), 99)}%"
