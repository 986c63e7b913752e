"""The weekly digest as a mail: its figures as bars and in words, and what customers wrote."""

from collections.abc import Sequence
from datetime import date

from chalicelib import promise
from chalicelib.configuration import Target
from chalicelib.measures.report import Standard, Verdict
from chalicelib.model import Feedback, Kind, Rendered
from chalicelib.notify.arrival_lines import arrival_section
from chalicelib.notify.digest_reader import Reader, percent
from chalicelib.notify.mail import one_line
from chalicelib.notify.sections import Bar, Quoted, Section, Sectioned, Tone
from chalicelib.week_digest import PARTS, Example, Part, Risen, Silent, WeekDigest, begun

_WORD_LIMIT = 30


def week_mail(digest: WeekDigest, to: Reader) -> Rendered:
    """The mail."""
    days = promise.say_days(digest.span.first, digest.span.last, to.words.locale)
    page = to.page("reports")
    sections = (
        _came(digest, to),
        _done(digest, to),
        _rated(digest, to),
        _parts("places", digest.places, digest.more_places, to),
        _parts("teams", digest.teams, digest.more_teams, to),
        _parts("kinds", digest.kinds, 0, to),
        _standards(digest.standards, to),
        _risen(digest.risen, to),
        _silent(digest.silent, to),
        _examples(digest.examples, to),
        arrival_section(digest.arrived, to),
    )
    content = Sectioned(
        locale=to.words.locale,
        title=to.say("week_title", days=days),
        is_urgent=bool(digest.overdue),
        sections=tuple(one for one in sections if one.says_something),
        closing=(to.say("week_how"),),
        link=(to.say("week_link"), page) if page else None,
        signature=to.signature,
    )
    name = to.configuration.organisation.name if digest.is_of_all else to.in_subject
    return to.mail(to.say("week_subject", team=one_line(name, 40), days=days), content)


def _came(digest: WeekDigest, to: Reader) -> Section:
    before = begun(digest.before)
    if not digest.came:
        return Section(paragraphs=(to.say("week_came_none", count=before),))
    most = max(count for _, count in digest.days)
    return Section(
        paragraphs=(to.say("week_came", came=digest.came, change=_change(digest, to)),),
        bars=tuple(_day_bar(day, count, most, to) for day, count in digest.days),
    )


def _change(digest: WeekDigest, to: Reader) -> str:
    more = digest.came - begun(digest.before)
    if more == 0:
        return to.say("week_same")
    return to.say("week_more" if more > 0 else "week_fewer", count=abs(more))


def _day_bar(day: date, count: int, most: int, to: Reader) -> Bar:
    label = promise.say_weekday(day, to.words.locale)
    return Bar(label=label, share=count / most if most else 0, says=str(count))


def _done(digest: WeekDigest, to: Reader) -> Section:
    first, promises, came = digest.total.first_response, digest.total.promises, digest.came
    bars: list[Bar] = []
    if came:
        said = to.say("week_of", count=first.n, of=came)
        bars.append(Bar(label=to.say("week_answered"), share=first.n / came, says=said))
    if kept := promises.in_time:
        said = to.say("week_share_of", share=percent(kept.value), count=promises.kept, of=kept.n)
        bars.append(Bar(label=to.say("week_kept"), share=kept.value, says=said))
    raised = sum(level.n for level in digest.total.levels.values())
    counts = (
        ("week_running", first.running),
        ("week_without", first.without),
        ("week_unreached", digest.total.unreached.all),
        ("week_raised", raised),
        ("week_overdue", digest.overdue),
    )
    return Section(
        heading=to.say("week_done_heading"),
        paragraphs=_times(digest, to),
        bars=tuple(bars),
        items=tuple((to.say(name, count=count), None) for name, count in counts if count),
    )


def _times(digest: WeekDigest, to: Reader) -> tuple[str, ...]:
    wall = digest.total.first_response.wall
    if wall.median is None or wall.p90 is None:
        return ()
    return (to.say("week_times", median=to.lasted(wall.median), most=to.lasted(wall.p90)),)


def _rated(digest: WeekDigest, to: Reader) -> Section:
    survey, said = digest.total.survey, list[str]()
    if survey.csat is None and digest.total.first_response.n:
        said.append(to.say("week_not_rated"))
    if content := survey.csat:
        low, high = percent(content.low), percent(content.high)
        share = percent(content.value)
        said.append(to.say("week_csat", share=share, n=content.n, low=low, high=high))
    if score := survey.nps:
        low, high = f"{score.low:+.0f}", f"{score.high:+.0f}"
        said.append(to.say("week_nps", score=f"{score.value:+.0f}", n=score.n, low=low, high=high))
    if survey.asked:
        said.append(to.say("week_asked", asked=survey.asked, answered=survey.answered))
    return Section(
        heading=to.say("week_rated_heading"),
        paragraphs=tuple(said),
        bars=_scores(digest, to),
        quoted=tuple(map(to.poor, digest.poor)),
    )


def _scores(digest: WeekDigest, to: Reader) -> tuple[Bar, ...]:
    scores = digest.total.survey.scores
    most = max(scores.values(), default=0)
    if not most:
        return ()
    return tuple(
        Bar(
            label=to.say("week_score", score=score),
            share=count / most,
            says=str(count),
            tone=Tone.BAD if score < 3 else Tone.GOOD if score > 3 else Tone.PLAIN,
        )
        for score, count in sorted(scores.items(), reverse=True)
    )


def _parts(what: str, parts: Sequence[Part], more: int, to: Reader) -> Section:
    most = max((part.came for part in parts), default=0)
    bars = (
        Bar(label=_name(what, part.value, to), share=part.came / most, says=_said(part, to))
        for part in parts
    )
    return Section(
        heading=to.say(f"week_{what}_heading"),
        bars=tuple(bars),
        rest=(to.say(f"week_more_{what}", count=more),) if more else (),
    )


def _name(what: str, value: str, to: Reader) -> str:
    if what == "kinds":
        return to.say(f"kind_{Kind(value)}")
    return to.team(value) if what == "teams" else to.place(value)


def _said(part: Part, to: Reader) -> str:
    figures = part.figures
    said = [str(part.came), to.say("week_part_answered", count=figures.first_response.n)]
    if kept := figures.promises.in_time:
        said.append(to.say("week_part_in_time", share=percent(kept.value)))
    if content := figures.survey.csat:
        said.append(to.say("week_part_content", share=percent(content.value)))
    return f"{said[0]}: {', '.join(said[1:])}"


def _standards(standards: Sequence[Standard], to: Reader) -> Section:
    bars = tuple(_standard(one, to) for one in standards)
    return Section(heading=to.say("week_standards_heading"), bars=bars)


_VERDICTS = {
    Verdict.MET: "week_met",
    Verdict.UNSURE: "week_unsure",
    Verdict.FAILED: "week_failed",
}


def _standard(one: Standard, to: Reader) -> Bar:
    wanted, label = f"{one.target.answered_in_time / 100:g}%", _whose(one.target, to)
    if one.attained is None:
        return Bar(label=label, share=0, says=to.say("week_standard_none", wanted=wanted))
    said = to.say(
        "week_standard",
        share=percent(one.attained.value),
        n=one.attained.n,
        wanted=wanted,
        verdict=to.say(_VERDICTS[one.verdict]),
    )
    tone = Tone.BAD if one.verdict is Verdict.FAILED else Tone.PLAIN
    return Bar(label=label, share=one.attained.value, says=said, tone=tone)


def _whose(target: Target, to: Reader) -> str:
    if target.team is not None:
        return to.team(target.team)
    return to.place(target.touchpoint) if target.touchpoint else to.say("week_everything")


def _silent(silent: Sequence[Silent], to: Reader) -> Section:
    return Section(
        heading=to.say("week_silent_heading"),
        items=tuple(
            (to.say("week_silent", place=to.place(one.touchpoint), count=one.usual), None)
            for one in silent[:PARTS]
        ),
    )


def _risen(risen: Sequence[Risen], to: Reader) -> Section:
    items = tuple((_risen_at(one, to), None) for one in risen)
    return Section(heading=to.say("week_risen_heading"), items=items)


def _risen_at(one: Risen, to: Reader) -> str:
    words = (
        to.say(
            "week_risen_word",
            word=one_line(rise.word, _WORD_LIMIT),
            n=rise.n,
            of=rise.of,
            before=rise.before,
            of_before=rise.of_before,
        )
        for rise in one.words[:5]
    )
    return to.say("week_risen", place=to.place(one.touchpoint), words=", ".join(words))


def _examples(examples: Sequence[Example], to: Reader) -> Section:
    quoted = tuple(
        Quoted(
            label=to.say("week_example", **to.named(one.feedback), state=_state(one.feedback, to)),
            words=to.first_words(one.words),
            link=to.page(f"feedback/{one.feedback.reference}"),
        )
        for one in examples
    )
    return Section(heading=to.say("week_examples_heading"), quoted=quoted)


def _state(feedback: Feedback, to: Reader) -> str:
    """What was done about one feedback."""
    if feedback.unreached_at is not None:
        return to.say("week_state_unreached")
    if feedback.waiting_since is not None:
        return to.say("week_state_waiting")
    if feedback.is_open:
        return to.say("week_state_open")
    if feedback.answered_at is None:
        return to.say("week_state_closed")
    name = "week_state_answered" if feedback.resolved_at is None else "week_state_resolved"
    took = (feedback.resolved_at or feedback.answered_at) - feedback.cycle_at
    return to.say(name, time=to.lasted(took.total_seconds()))
