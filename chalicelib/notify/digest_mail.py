"""The daily digest as a mail: nothing in it can be answered, each feedback's own mail can."""

from datetime import datetime

from chalicelib import promise
from chalicelib.configuration import Configuration
from chalicelib.digest import Digest, Gap, Row
from chalicelib.model import Rendered
from chalicelib.notify.letters import Letter, Said, as_html, as_text
from chalicelib.notify.mail import AUTO_GENERATED, from_address, one_line
from chalicelib.ports import ConfigurationStore
from chalicelib.wording import Words, lookup

SUBJECT_LIMIT = 77
"""Characters, as in every mail to a team."""

_NAME_LIMIT = 80
_TEAM_IN_SUBJECT = 24
_WORDS_LIMIT = 160
"""Characters of the customer's first words: to know it again by, not to answer by."""


class DigestMail:
    """`ports.DigestRenderer`, with names and wording as they are now."""

    def __init__(self, configurations: ConfigurationStore) -> None:
        self._configurations = configurations

    def render(self, digest: Digest, now: datetime) -> Rendered:
        """The mail; without a sender, which its transport refuses, where there is no mail domain."""
        return _Writer(digest, self._configurations.current(), now).mail()


class _Writer:
    def __init__(self, digest: Digest, configuration: Configuration, now: datetime) -> None:
        self._digest = digest
        self._configuration = configuration
        self._organisation = configuration.organisation
        self._now = now
        locale = self._organisation.locale
        self._words: Words = lookup(locale, locale, configuration.wording)

    def mail(self) -> Rendered:
        say, summary = self._words.say, self._summary()
        organisation = one_line(self._organisation.name, _NAME_LIMIT)
        letter = Letter(
            locale=self._words.locale,
            title=summary[:1].upper() + summary[1:],
            paragraphs=(*self._paragraphs(), *map(self._gap, self._digest.gaps)),
            is_urgent=bool(self._digest.overdue),
            conversation=(
                *(self._row("digest_overdue_row", row) for row in self._digest.overdue),
                *(self._row("digest_today_row", row) for row in self._digest.today),
                *(self._row("digest_unreached_row", row) for row in self._digest.unreached),
            ),
            closing=(say("digest_how"),),
            signature=say(
                "team_footer", organisation=organisation, team=self._team(self._digest.team)
            ),
        )
        domain = self._organisation.mail_domain
        team = self._team(self._digest.team, _TEAM_IN_SUBJECT)
        return Rendered(
            text=as_text(letter),
            html=as_html(letter),
            subject=one_line(say("digest_subject", team=team, summary=summary), SUBJECT_LIMIT),
            sender=from_address(organisation, f"feedback@{domain}") if domain else None,
            headers=AUTO_GENERATED,
        )

    def _summary(self) -> str:
        """How much there is of each."""
        digest = self._digest
        counts = {
            "digest_overdue": len(digest.overdue) + digest.more_overdue,
            "digest_today": len(digest.today) + digest.more_today,
            "digest_unreached": len(digest.unreached),
            "digest_gaps": len(digest.gaps),
        }
        return ", ".join(self._words.say(name, count=n) for name, n in counts.items() if n)

    def _paragraphs(self) -> tuple[str, ...]:
        digest, say = self._digest, self._words.say
        found = [say("digest_oldest_first")] if digest.overdue else []
        if digest.more_overdue:
            found.append(say("digest_more_overdue", count=digest.more_overdue))
        if digest.more_today:
            found.append(say("digest_more_today", count=digest.more_today))
        return tuple(found)

    def _gap(self, gap: Gap) -> str:
        return self._words.say("digest_gap", team=self._team(gap.team), count=gap.overdue)

    def _row(self, name: str, row: Row) -> Said:
        say, feedback = self._words.say, row.feedback
        by = feedback.promise_by or self._now
        place = self._configuration.place(feedback.touchpoint)
        at = promise.say_at(by, self._now, self._organisation.time_zone, self._words.locale)
        left = promise.say_left(by, self._now, self._words.locale)
        label = say(
            name,
            reference=feedback.reference,
            place=one_line(place.name, _NAME_LIMIT) if place else say("value_no_place"),
            kind=say(f"kind_{feedback.kind}"),
            severity=say(f"severity_{feedback.severity}").lower(),
            **({"at": at, "left": left} if feedback.is_open else {}),
        )
        words = one_line(row.words[: 10 * _WORDS_LIMIT], _WORDS_LIMIT) or say("digest_no_words")
        return Said(label=label, words=words, by_team=name != "digest_overdue_row")

    def _team(self, team_id: str, limit: int = _NAME_LIMIT) -> str:
        return one_line(self._configuration.team(team_id).name, limit)
