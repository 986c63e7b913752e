"""The digests of a morning."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from chalicelib.configuration import Target
from chalicelib.digest import Bounced, Digest, Gap, Poor, Row
from chalicelib.digest_days import Span
from chalicelib.measures.figures import Figures, figures
from chalicelib.measures.histogram import bucket
from chalicelib.measures.report import standard
from chalicelib.measures.rising import Rise
from chalicelib.measures.rollups import NOWHERE
from chalicelib.model import Channel, Feedback, Incident, Kind, Rendered, Severity, Status
from chalicelib.notify.digest_mail import DigestMail
from chalicelib.reconciliation import Checked, Inside, Reconciliation, Source
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from chalicelib.week_digest import Example, Part, Risen, Silent, WeekDigest
from tests.builders import HOUR, KEYS, NOON, feedback
from tests.golden.cases import SAID, organisation

DAY = timedelta(days=1)
TODAY, YESTERDAY = date(2026, 11, 23), date(2026, 11, 22)
WEEK = Span(date(2026, 11, 16), YESTERDAY)
TITLES = {"en-GB": "heating, cold", "pt-BR": "aquecimento, frio", "es": "calefacción, frío"}
WHY = {
    "en-GB": "Nobody said sorry,\nand it took a day.",
    "pt-BR": "Ninguém pediu desculpas,\ne demorou um dia.",
    "es": "Nadie se disculpó,\ny tardó un día.",
}


def digests(locale: str) -> Iterator[tuple[str, Rendered]]:
    """Each with its name."""
    site = "https://fale.example.com"
    renderer = DigestMail(MemoryConfigurationStore(organisation(locale), KEYS), site)
    yield "digest", renderer.of_day(_full(locale), NOON)
    friday = replace(
        _empty("coaches"), today=(_row(locale, promise_by=NOON + 30 * HOUR),), came=1, answered=0,
        first=date(2026, 11, 20), last=TODAY + DAY,
    )  # fmt: skip
    yield "digest.several-days", renderer.of_day(friday, NOON)
    unreached = _row(
        locale, status=Status.ANSWERED, answered_at=NOON - HOUR, unreached_at=NOON - HOUR
    )
    yield (
        "digest.unreached",
        renderer.of_day(replace(_empty("coaches"), unreached=(unreached,)), NOON),
    )
    gaps = (Gap(team="ombudsman", overdue=0), Gap(team="supervisors", overdue=3))
    bounced = (Bounced(address="bo@example.com", team="supervisors"),)
    lost = replace(_compared(YESTERDAY, 3), dead_letters={"Act": 2})
    nobody = replace(_empty("coaches"), gaps=gaps, bounced=bounced, lost=(lost,))
    yield "digest.gaps", renderer.of_day(nobody, NOON)
    yield "week", renderer.of_week(_week(locale), NOON)
    yield "week.all", renderer.of_week(_week_of_all(locale), NOON)
    yield "week.nothing", renderer.of_week(_quiet(), NOON)


def _empty(team: str) -> Digest:
    return Digest(team=team, first=YESTERDAY, last=TODAY, day=TODAY)


def _row(locale: str, words: str | None = None, **changes: object) -> Row:
    said = SAID[locale][0] if words is None else words
    return Row(feedback=_feedback(locale, **changes), words=said)


def _feedback(locale: str, **changes: object) -> Feedback:
    late = {"level": 1, "holder": "supervisors", "promise_by": NOON - 50 * HOUR}
    return feedback(locale=locale, **{**late, **changes})


def _full(locale: str) -> Digest:
    worse = {
        "reference": "9ZT-2WXA", "severity": Severity.CRITICAL, "touchpoint": None,
        "promise_by": NOON - 20 * HOUR,
    }  # fmt: skip
    soon = {"reference": "3HD-8KQ5", "kind": Kind.ENQUIRY, "promise_by": NOON + 3 * HOUR}
    new = {"reference": "7GA-1PX3", "cycle_at": NOON - 3 * HOUR, "promise_by": NOON + 21 * HOUR}
    rated = _feedback(locale, reference="5VB-9ECD", status=Status.CLOSED)
    incident = Incident(
        id="inc-1", title=TITLES[locale], touchpoint="coach-420", team="supervisors",
        assignee="ana@example.com", opened_at=NOON - HOUR, feedback_ids=("a" * 16, "b" * 16),
    )  # fmt: skip
    return replace(
        _empty("supervisors"),
        overdue=(_row(locale), _row(locale, "", **worse)),
        more_overdue=12,
        today=(_row(locale, SAID[locale][1], **soon),),
        more_today=4,
        new=(_row(locale, **new),),
        more_new=2,
        came=23,
        answered=17,
        poor=(
            Poor(feedback=rated, score=1, why=WHY[locale]), Poor(feedback=rated, score=2, why=""),
        ),
        incidents=(incident,),
    )  # fmt: skip


def _tally(came: int, answered: int, kept: int, scores: Mapping[int, int]) -> dict[str, int]:
    """Sums of a week: answers after half an hour, a tenth of them after five."""
    slow = answered // 10
    return {
        "first_response.n": answered,
        "first_response.running": came - answered,
        "first_response.wall": 1_800 * (answered - slow) + 18_000 * slow,
        f"first_response.w{bucket(1_800)}": answered - slow,
        f"first_response.w{bucket(18_000)}": slow,
        "promise.kept": kept,
        "promise.missed": answered - kept,
        "level.1.n": 2,
        "unreached.n": 1,
        "unreached.running": 1,
        "survey.asked": 20,
        "survey.answered": sum(scores.values()),
        **{f"score.{score}": n for score, n in scores.items()},
        "recommend.10": 6, "recommend.3": 2,
    }  # fmt: skip


def _figures(came: int, answered: int, kept: int, scores: Mapping[int, int]) -> Figures:
    return figures(_tally(came, answered, kept, scores))


SCORES = {5: 6, 4: 3, 3: 1, 2: 1, 1: 2}


def _compared(day: date, missing: int, texts: int | None = None) -> Reconciliation:
    """A day's mails and texts; of these nobody could say what arrived, unless it is given."""
    mails = Checked(
        channel=Channel.EMAIL, source=Source.MAIL_BUCKET, arrived=9, stored=9 - missing,
        more_missing=missing,
    )  # fmt: skip
    told = Checked(channel=Channel.SMS, source=Source.TOPIC, arrived=texts, stored=texts or 0)
    return Reconciliation(
        day=day, checked_at=NOON, times=1, channels=(mails, told), inside=Inside()
    )


def _week(locale: str) -> WeekDigest:
    counts = (9, 4, 0, 7, 12, 3, 2)
    days = tuple((WEEK.first + n * DAY, count) for n, count in enumerate(counts))
    tally = _tally(37, 31, 28, SCORES)
    target = Target(team="coaches", touchpoint=None, answered_in_time=9_500)
    answered = {"answered_at": NOON - 40 * HOUR, "cycle_at": NOON - 43 * HOUR}
    shown = (
        _feedback(locale, reference="7GA-1PX3", **answered, status=Status.ANSWERED),
        _feedback(
            locale, reference="3HD-8KQ5", kind=Kind.COMPLIMENT, **answered, status=Status.CLOSED,
            resolved_at=NOON - 20 * HOUR,
        ),
        _feedback(locale, reference="9ZT-2WXA"),
        _feedback(locale, reference="2JK-6TRM", waiting_since=NOON - HOUR),
        _feedback(locale, reference="8QN-4CYH", status=Status.CLOSED),
    )  # fmt: skip
    rise = Rise(
        word=TITLES[locale].split(",", 1)[0], n=9, of=20, before=3, of_before=61, surprise=20.0
    )
    return WeekDigest(
        team="coaches",
        is_of_all=False,
        span=WEEK,
        total=figures(tally),
        before=_figures(29, 29, 29, {}),
        days=days,
        places=(
            Part(value="coach-420", came=30, figures=_figures(30, 24, 21, SCORES)),
            Part(value="coach-550", came=7, figures=_figures(7, 7, 7, {})),
        ),
        standards=(standard(target, tally),),
        examples=tuple(Example(feedback=one, words=SAID[locale][0]) for one in shown),
        poor=(Poor(feedback=shown[0], score=1, why=WHY[locale]),),
        risen=(Risen(touchpoint="coach-420", words=(rise,)),),
        silent=(Silent(touchpoint="coach-550", usual=12),),
        overdue=2,
    )


def _week_of_all(locale: str) -> WeekDigest:
    places = _week(locale).places
    everything = Target(team=None, touchpoint=None, answered_in_time=9_000)
    at_place = Target(team=None, touchpoint="coach-550", answered_in_time=9_900)
    tally = _tally(37, 31, 28, SCORES)
    return replace(
        _week(locale),
        team="supervisors",
        is_of_all=True,
        before=_figures(37, 37, 37, {}),
        places=(*places, Part(value=NOWHERE, came=2, figures=_figures(2, 0, 0, {}))),
        more_places=3,
        teams=(
            Part(value="coaches", came=37, figures=figures(tally)),
            Part(value="supervisors", came=2, figures=_figures(2, 0, 0, {})),
        ),
        kinds=(
            Part(value="complaint", came=35, figures=_figures(35, 29, 26, SCORES)),
            Part(value="compliment", came=4, figures=_figures(4, 2, 0, {})),
        ),
        standards=(standard(everything, tally), standard(at_place, {})),
        examples=(),
        arrived=tuple(
            _compared(WEEK.first + n * DAY, n == 6, None if n == 2 else 4) for n in range(7)
        ),
        overdue=0,
    )


def _quiet() -> WeekDigest:
    none = figures({})
    days = tuple((WEEK.first + n * DAY, 0) for n in range(7))
    return WeekDigest(
        team="supervisors", is_of_all=True, span=WEEK, total=none,
        before=_figures(3, 3, 3, {}), days=days,
    )  # fmt: skip
