"""A team's digests as mails: nothing in them can be answered, each feedback's own mail can."""

from datetime import datetime, timedelta

from chalicelib import promise
from chalicelib.digest import Digest, Row
from chalicelib.model import Rendered
from chalicelib.notify.arrival_lines import arrival_section
from chalicelib.notify.digest_reader import Reader, reader
from chalicelib.notify.mail import one_line
from chalicelib.notify.sections import Quoted, Section, Sectioned
from chalicelib.notify.week_mail import week_mail
from chalicelib.ports import ConfigurationStore
from chalicelib.week_digest import WeekDigest

_TITLE_LIMIT = 80


class DigestMail:
    """`ports.DigestRenderer`, with names and wording as they are now."""

    def __init__(self, configurations: ConfigurationStore, public_url: str = "") -> None:
        """`public_url` is where the pages are; mails hold no link where it is empty."""
        self._configurations = configurations
        self._public_url = public_url

    def of_day(self, digest: Digest, now: datetime) -> Rendered:
        """See the port."""
        to = reader(digest.team, self._configurations.current(), now, self._public_url)
        return _DayMail(digest, to).mail()

    def of_week(self, digest: WeekDigest, now: datetime) -> Rendered:
        """See the port."""
        to = reader(digest.team, self._configurations.current(), now, self._public_url)
        return week_mail(digest, to)


class _DayMail:
    def __init__(self, digest: Digest, to: Reader) -> None:
        self._digest = digest
        self._to = to
        self._until = promise.say_day(digest.last, to.words.locale)

    def mail(self) -> Rendered:
        to, summary = self._to, self._summary()
        sections = (
            Section(paragraphs=self._came()),
            self._overdue(),
            self._today(),
            self._poor(),
            self._unreached(),
            self._incidents(),
            self._new(),
            self._gaps(),
            self._bounced(),
            self._lost(),
        )
        content = Sectioned(
            locale=to.words.locale,
            title=summary[:1].upper() + summary[1:],
            is_urgent=bool(self._digest.overdue),
            sections=tuple(one for one in sections if one.says_something),
            closing=(to.say("digest_how"),),
            signature=to.signature,
        )
        subject = to.say("digest_subject", team=to.in_subject, summary=summary)
        return to.mail(subject, content)

    def _summary(self) -> str:
        """How much there is of each, what is most urgent first."""
        digest, say = self._digest, self._to.say
        is_of_today = digest.last == digest.day
        today = len(digest.today) + digest.more_today
        counts: tuple[tuple[str, int, dict[str, str]], ...] = (
            ("digest_overdue", len(digest.overdue) + digest.more_overdue, {}),
            ("digest_today", today, {}) if is_of_today else ("digest_soon", today, self._by()),
            ("digest_poor", len(digest.poor), {}),
            ("digest_unreached", len(digest.unreached), {}),
            ("digest_incidents", len(digest.incidents), {}),
            ("digest_new", len(digest.new) + digest.more_new, {}),
            ("digest_gaps", len(digest.gaps), {}),
            ("digest_bounced", len(digest.bounced), {}),
            ("digest_lost", len(digest.lost), {}),
        )
        return ", ".join(say(name, count=n, **more) for name, n, more in counts if n)

    def _by(self) -> dict[str, str]:
        return {"day": self._until}

    def _came(self) -> tuple[str, ...]:
        digest, to = self._digest, self._to
        if not digest.came:
            return ()
        said = {"came": digest.came, "answered": digest.answered}
        if digest.first == digest.day - timedelta(days=1):
            return (to.say("digest_came_yesterday", **said),)
        first = promise.say_day(digest.first, to.words.locale)
        return (to.say("digest_came_since", day=first, **said),)

    def _overdue(self) -> Section:
        digest, say = self._digest, self._to.say
        return Section(
            heading=say("digest_overdue_heading"),
            paragraphs=(say("digest_oldest_first"),) if digest.overdue else (),
            quoted=tuple(self._row("digest_overdue_row", row) for row in digest.overdue),
            rest=self._more("digest_more_overdue", digest.more_overdue),
        )

    def _today(self) -> Section:
        digest, say = self._digest, self._to.say
        is_of_today = digest.last == digest.day
        return Section(
            heading=say("digest_today_heading")
            if is_of_today
            else say("digest_soon_heading", day=self._until),
            quoted=tuple(self._row("digest_today_row", row) for row in digest.today),
            rest=self._more("digest_more_today", digest.more_today),
        )

    def _new(self) -> Section:
        digest, say = self._digest, self._to.say
        return Section(
            heading=say("digest_new_heading"),
            paragraphs=(say("digest_new_later"),) if digest.new else (),
            quoted=tuple(self._row("digest_new_row", row) for row in digest.new),
            rest=self._more("digest_more_new", digest.more_new),
        )

    def _unreached(self) -> Section:
        rows, say = self._digest.unreached, self._to.say
        return Section(
            heading=say("digest_unreached_heading"),
            paragraphs=(say("digest_unreached_how"),) if rows else (),
            quoted=tuple(self._row("digest_unreached_row", row) for row in rows),
        )

    def _poor(self) -> Section:
        quoted = tuple(map(self._to.poor, self._digest.poor))
        return Section(heading=self._to.say("digest_poor_heading"), quoted=quoted)

    def _incidents(self) -> Section:
        to = self._to
        items = tuple(
            (
                to.say(
                    "digest_incident",
                    title=one_line(one.title, _TITLE_LIMIT),
                    place=to.place(one.touchpoint),
                    count=len(one.feedback_ids),
                    member=one_line(to.configuration.name_of(one.assignee), 254),
                ),
                to.page(f"incidents/{one.id}"),
            )
            for one in self._digest.incidents
        )
        return Section(heading=to.say("digest_incidents_heading"), items=items)

    def _gaps(self) -> Section:
        to = self._to
        said = (
            to.say("digest_gap", team=to.team(gap.team), count=gap.overdue)
            for gap in self._digest.gaps
        )
        return Section(heading=to.say("digest_gaps_heading"), paragraphs=tuple(said))

    def _bounced(self) -> Section:
        to, bounced = self._to, self._digest.bounced
        items = tuple(
            (to.say("digest_bounced_row", address=one.address, team=to.team(one.team)), None)
            for one in bounced
        )
        return Section(
            heading=to.say("digest_bounced_heading"),
            paragraphs=(to.say("digest_bounced_how"),) if bounced else (),
            items=items,
        )

    def _lost(self) -> Section:
        if not self._digest.lost:
            return Section()
        return arrival_section(self._digest.lost, self._to)

    def _more(self, name: str, count: int) -> tuple[str, ...]:
        return (self._to.say(name, count=count),) if count else ()

    def _row(self, name: str, row: Row) -> Quoted:
        to, feedback = self._to, row.feedback
        label = to.say(
            name,
            **to.named(feedback),
            severity=to.say(f"severity_{feedback.severity}").lower(),
            **self._when(name, row),
        )
        return Quoted(
            label=label,
            words=to.first_words(row.words),
            link=to.page(f"feedback/{feedback.reference}"),
            is_urgent=name == "digest_overdue_row",
        )

    def _when(self, name: str, row: Row) -> dict[str, str]:
        to, feedback = self._to, row.feedback
        if name == "digest_unreached_row":
            return {}
        if name == "digest_new_row":
            return {"came": to.at(feedback.cycle_at)}
        by = feedback.promise_by or to.now
        return {"at": to.at(by), "left": to.left(by)}
