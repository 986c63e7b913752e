"""What holds of every message, whatever is in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.addresses import Holder, parse_reply, parse_status_token
from chalicelib.errors import NotFoundError
from chalicelib.instants import to_text
from chalicelib.intake.reply import MARKER_LINES
from chalicelib.model import (
    Channel,
    Entry,
    Kind,
    MailThread,
    Message,
    Purpose,
    Rendered,
    Severity,
    What,
)
from chalicelib.notify.render import WordRenderer
from chalicelib.sms_text import answer_parts, is_gsm, parts
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from tests.builders import (
    HOUR,
    KEYS,
    NOON,
    PHONE,
    configuration,
    document,
    entry,
    feedback,
    mail_address,
    phone,
)

LOCALES = ("en-GB", "pt-BR", "es")
MEMBER = "coaches@example.com"


def told(
    purpose: Purpose,
    *timeline: Entry,
    by: Channel = Channel.EMAIL,
    organisation: dict[str, Any] | None = None,
    teams: dict[str, Any] | None = None,
    wording: dict[str, Any] | None = None,
    policies: list[dict[str, Any]] | None = None,
    part: tuple[int, int] = (1, 1),
    now: Any = NOON,
    public_url: str = "https://fale.example.com",
    **changes: Any,
) -> Rendered:
    """The message about the newest entry, to the feedback's first contact point or the team."""
    base = document()
    current = configuration(
        organisation=base["organisation"] | (organisation or {}),
        teams=base["teams"] | (teams or {}),
        wording=wording or {},
        policies=base["policies"] if policies is None else policies,
    )
    entries = timeline or (entry(data={"respond_by": to_text(NOON + 24 * HOUR)}),)
    about = feedback(entries=len(entries), **changes)
    message = Message(
        id="1",
        feedback_id=about.id,
        entry=entries[-1].number,
        purpose=purpose,
        channel=by,
        to=MEMBER if purpose.is_for_staff else about.contacts[0].address,
        team="coaches" if purpose.is_for_staff else None,
        part=part,
        created_at=now,
    )
    renderer = WordRenderer(MemoryConfigurationStore(current, KEYS), public_url)
    return renderer.render(message, about, entries, now)


def answered(words: str) -> Entry:
    return entry(
        number=2, what=What.ANSWERED, words=words, actor="ana@example.com", data={"team": "coaches"}
    )


def asked(words: str, until: datetime | None = NOON + 7 * 24 * HOUR) -> Entry:
    data = {"team": "coaches", **({"until": to_text(until)} if until else {})}
    return entry(number=2, what=What.ASKED, words=words, actor="ana@example.com", data=data)


def resumed() -> Entry:
    data = {"why": "time", "promise_by": to_text(NOON + 24 * HOUR)}
    return entry(number=2, what=What.RESUMED, words=None, actor="system", data=data)


def appealed() -> Entry:
    return entry(
        number=2, what=What.APPEALED, words="Ombudsman",
        data=dict(escalated().data) | {"level": 2, "to": "ombudsman", "missed_by": None, "why": "appeal"},
    )  # fmt: skip


def handed_over(reason: str = "Not our coach") -> Entry:
    data = {"from": "supervisors", "to": "coaches", "reason": reason, "team": "supervisors"}
    return entry(number=2, what=What.HANDED_OVER, words=None, actor="boss@example.com", data=data)


def escalated(**changes: Any) -> Entry:
    data = {
        "level": 1, "to": "supervisors", "missed_by": to_text(NOON), "why": "late",
        "promise_by": to_text(NOON + 24 * HOUR), "tells_customer": True,
    }  # fmt: skip
    return entry(number=2, what=What.ESCALATED, actor="system", words=None, data=data | changes)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("hours", [24, 48, 24 * 60])
def test_an_acknowledgement_is_one_sms_with_an_ordinary_name(
    locale: str, kind: Kind, hours: int
) -> None:
    sent = told(
        Purpose.ACKNOWLEDGEMENT,
        entry(data={"respond_by": to_text(NOON + hours * HOUR)}),
        by=Channel.SMS,
        organisation={"name": "Viação São João"},
        locale=locale,
        kind=kind,
    )
    assert parts(sent.text) == 1
    assert "K7Q-4MDB" in sent.text


@given(
    name=st.text(min_size=1, max_size=300),
    team=st.text(min_size=1, max_size=300),
    locale=st.sampled_from(LOCALES),
)
def test_automatic_texts_take_two_sms_at_most(name: str, team: str, locale: str) -> None:
    teams = {"supervisors": {"name": team, "mailbox": "boss@example.com", "members": []}}
    for purpose, about in (
        (Purpose.ACKNOWLEDGEMENT, entry(data={"respond_by": to_text(NOON + 24 * HOUR)})),
        (Purpose.LATE_NOTICE, escalated()),
        (Purpose.RESUMED, resumed()),
        (Purpose.APPEAL_TAKEN, escalated(why="appeal")),
    ):
        sent = told(
            purpose, entry(), about, by=Channel.SMS,
            organisation={"name": name}, teams=teams, locale=locale,
        )  # fmt: skip
        assert parts(sent.text) <= 2
        assert "K7Q-4MDB" in sent.text


@given(words=st.text(min_size=1, max_size=4000), name=st.text(min_size=1, max_size=100))
@pytest.mark.parametrize(
    ("purpose", "say"), [(Purpose.ANSWER, answered), (Purpose.QUESTION, asked)]
)
def test_a_text_of_a_member_is_their_words_to_the_letter(
    purpose: Purpose, say: Callable[[str], Entry], words: str, name: str
) -> None:
    count = len(answer_parts(words))
    texts = [
        told(
            purpose, entry(), say(words), by=Channel.SMS,
            part=(n, count), organisation={"name": name},
        ).text.removesuffix("\nWe wait for your reply before we go on.")
        for n in range(1, count + 1)
    ]  # fmt: skip
    assert "".join(text.split("\n", 1)[1] for text in texts) == words
    assert all("K7Q-4MDB" in text.split("\n", 1)[0] for text in texts)
    limit = (lambda text: len(text) <= 1500) if is_gsm("".join(texts)) else _fits_ucs2
    assert all(limit(text) for text in texts)


def _fits_ucs2(text: str) -> bool:
    return is_gsm(text) or len(text.encode("utf-16-le", "surrogatepass")) <= 1200


def test_an_answer_by_text_says_whom_it_is_from() -> None:
    sent = told(Purpose.ANSWER, entry(), answered("We are sorry."), by=Channel.SMS)
    assert sent.text == "Coach operations, Example Coaches (K7Q-4MDB):\nWe are sorry."
    assert sent.sender == "+447700900000"


def test_a_name_does_not_make_plain_words_cost_double() -> None:
    sent = told(
        Purpose.ANSWER, entry(), answered("We are sorry. " * 8), by=Channel.SMS,
        organisation={"name": "Viação Exemplo"},
    )  # fmt: skip
    assert is_gsm(sent.text)
    assert sent.text.endswith("We are sorry. " * 8)


def test_a_name_that_gsm_lacks_gives_way_to_plain_words() -> None:
    words = "We are sorry. " * 90
    sent = told(
        Purpose.ANSWER, entry(), answered(words), by=Channel.SMS, organisation={"name": "中国客运"}
    )
    assert sent.text == f"K7Q-4MDB:\n{words}"


def test_words_that_take_another_number_of_texts_than_planned_are_refused() -> None:
    with pytest.raises(ValueError, match="take 1 texts, not 2"):
        told(Purpose.ANSWER, entry(), answered("Sorry."), by=Channel.SMS, part=(1, 2))


@pytest.mark.parametrize("by", [Channel.SMS, Channel.EMAIL])
def test_a_promise_that_is_over_is_not_repeated(by: Channel) -> None:
    late = NOON + 25 * HOUR
    for purpose, about in (
        (Purpose.ACKNOWLEDGEMENT, entry(data={"respond_by": to_text(NOON + 24 * HOUR)})),
        (Purpose.LATE_NOTICE, escalated()),
        (Purpose.RESUMED, resumed()),
        (Purpose.APPEAL_TAKEN, appealed()),
        (Purpose.QUESTION, asked("Which coach?", NOON + HOUR)),
    ):
        sent = told(purpose, about, by=by, now=late, contacts=(mail_address(),))
        assert not re.search(r"\d\d:\d\d", sent.text)


@pytest.mark.parametrize(
    "purpose", [Purpose.ACKNOWLEDGEMENT, Purpose.LATE_NOTICE, Purpose.RESUMED, Purpose.APPEAL_TAKEN]
)
@pytest.mark.parametrize("by", [Channel.SMS, Channel.EMAIL])
def test_automatic_messages_repeat_nothing_that_a_stranger_may_have_typed(
    purpose: Purpose, by: Channel
) -> None:
    typed = entry(words="Buy gold at evil.example", data={"respond_by": to_text(NOON + 24 * HOUR)})
    told_of = {Purpose.RESUMED: resumed(), Purpose.APPEAL_TAKEN: appealed()}
    timeline = [typed, told_of.get(purpose, escalated())]
    if purpose is Purpose.ACKNOWLEDGEMENT:
        timeline = [typed]
    sent = told(
        purpose, *timeline, by=by, name="evil.example", contacts=(mail_address(proven=False),)
    )
    assert "evil" not in f"{sent.text}{sent.html}{sent.subject}{sent.headers}{sent.sender}"


def test_a_mail_to_the_customer_has_their_own_reply_address_and_status_page() -> None:
    sent = told(Purpose.ACKNOWLEDGEMENT, contacts=(mail_address(),))
    reply = parse_reply(KEYS, sent.reply_to or "")
    assert reply is not None
    assert (reply.holder, reply.feedback_id) == (Holder.CUSTOMER, feedback().id)
    assert reply.was_given_to("pat@example.net")
    link = re.search(r"https://fale\.example\.com/s/(\S+)", sent.text)
    assert link is not None
    assert parse_status_token(KEYS, link[1]) == feedback().id
    assert f'href="{link[0]}"' in (sent.html or "")


def test_a_mail_to_staff_has_a_reply_address_of_that_recipients() -> None:
    sent = told(Purpose.TEAM_NEW)
    reply = parse_reply(KEYS, sent.reply_to or "")
    assert reply is not None
    assert reply.holder is Holder.STAFF
    assert reply.was_given_to(MEMBER)


def test_no_link_is_made_up_where_the_pages_address_is_not_known() -> None:
    assert "http" not in told(Purpose.ACKNOWLEDGEMENT, public_url="").text


def test_without_a_mail_domain_a_mail_has_no_sender() -> None:
    sent = told(Purpose.TEAM_NEW, organisation={"mail_domain": None})
    assert (sent.sender, sent.reply_to) == (None, None)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_line_to_write_above_comes_first_in_both_parts(locale: str) -> None:
    sent = told(Purpose.TEAM_NEW, organisation={"locale": locale})
    marker = MARKER_LINES[locale]
    assert sent.text.startswith(f"{marker}\n")
    seen = re.sub(r"<(style|head|title)\b.*?</\1>|<[^>]+>", "", sent.html or "", flags=re.DOTALL)
    assert seen.strip().startswith(marker)


def test_staff_read_their_organisations_language_whatever_the_customers() -> None:
    assert "Please answer" in told(Purpose.TEAM_NEW, locale="pt-BR").text


def test_a_customers_language_that_we_lack_is_the_organisations() -> None:
    sent = told(Purpose.ACKNOWLEDGEMENT, by=Channel.SMS, locale="fi", organisation={"locale": "es"})
    assert sent.text.startswith("Gracias")


ABOUT_ONE = [
    p for p in Purpose if p.is_for_staff and not p.stands_alone and p is not Purpose.TEAM_WARNED
]
"""What staff get about a single feedback."""


@pytest.mark.parametrize("purpose", ABOUT_ONE)
@given(words=st.text(max_size=300), team=st.text(min_size=1, max_size=200))
def test_a_subject_to_staff_is_short_and_one_line(purpose: Purpose, words: str, team: str) -> None:
    told_of = {
        Purpose.TEAM_ESCALATION: escalated(),
        Purpose.TEAM_HANDED_OVER: handed_over(),
        Purpose.TEAM_SET_ASIDE: entry(number=2, what=What.SET_ASIDE, data={"reason": "unsure"}),
        Purpose.TEAM_UNDELIVERED: entry(
            number=2, what=What.UNDELIVERED, data={"purpose": "answer", "to": PHONE, "reason": "x"}
        ),
    }
    timeline = [entry(words=words), *([told_of[purpose]] if purpose in told_of else [])]
    teams = {"supervisors": {"name": team, "mailbox": "boss@example.com", "members": []}}
    subject = told(purpose, *timeline, teams=teams).subject or ""
    assert len(subject) < 78
    assert "K7Q-4MDB" in subject
    assert subject.isprintable() or "\u200d" in subject or "\u200c" in subject


@pytest.mark.parametrize(
    "private", ["+44 7700 900123", "07700900123", "(11) 90000-0123", "pat@example.net"]
)
def test_no_number_or_address_gets_into_a_subject(private: str) -> None:
    subject = told(Purpose.TEAM_NEW, entry(words=f"call {private} now")).subject or ""
    assert subject == "[K7Q-4MDB] Complaint: call … now"


def test_a_subject_has_the_words_in_the_order_in_which_they_were_said() -> None:
    second = entry(words="and the driver says nothing", at=NOON + timedelta(seconds=1))
    first = entry(number=2, what=What.CUSTOMER_WROTE, words="420 no heating", data={})
    again = entry(number=3, what=What.CUSTOMER_WROTE, words="420 no heating", data={"repeats": 2})
    subject = told(Purpose.TEAM_NEW, second, first, again).subject
    assert subject == "[K7Q-4MDB] Complaint: 420 no heating and the driver says nothing"


def test_a_subject_after_an_answer_has_what_the_customer_said_since() -> None:
    raised = replace(escalated(), number=4)
    since = entry(number=3, what=What.CUSTOMER_WROTE, words="Still cold", at=NOON + 2 * HOUR)
    subject = told(
        Purpose.TEAM_ESCALATION, entry(), answered("It is mended."), since, raised
    ).subject
    assert subject == "[K7Q-4MDB] Raised to Supervisors: Still cold"


def test_every_mail_of_a_feedback_to_staff_is_in_one_thread() -> None:
    mails = [told(Purpose.TEAM_NEW), told(Purpose.TEAM_ESCALATION, entry(), escalated())]
    assert {mail.headers["References"] for mail in mails} == {"<0123456789abcdef@fale.example.com>"}


def test_automatic_mails_say_so_and_answers_do_not() -> None:
    to_customer = (mail_address(),)
    assert {
        purpose: told(purpose, *timeline, contacts=to_customer).headers.get("Auto-Submitted")
        for purpose, timeline in _one_of_each()
    } == {
        Purpose.ACKNOWLEDGEMENT: "auto-replied",
        Purpose.ANSWER: None,
        Purpose.LATE_NOTICE: "auto-generated",
        Purpose.QUESTION: None,
        Purpose.RESUMED: "auto-generated",
        Purpose.APPEAL_TAKEN: "auto-replied",
        Purpose.TEAM_NEW: "auto-generated",
        Purpose.TEAM_ESCALATION: "auto-generated",
    }


def _one_of_each() -> Sequence[tuple[Purpose, tuple[Entry, ...]]]:
    return (
        (Purpose.ACKNOWLEDGEMENT, (entry(),)),
        (Purpose.ANSWER, (entry(), answered("Sorry."))),
        (Purpose.LATE_NOTICE, (entry(), escalated())),
        (Purpose.QUESTION, (entry(), asked("Which coach?"))),
        (Purpose.RESUMED, (entry(), resumed())),
        (Purpose.APPEAL_TAKEN, (entry(), appealed())),
        (Purpose.TEAM_NEW, (entry(),)),
        (Purpose.TEAM_ESCALATION, (entry(), escalated())),
    )


def test_a_mail_to_the_customer_stands_beside_their_own() -> None:
    thread = MailThread(
        subject="RE: Re: Heating\r\nBcc: all@example.com",
        message_id="<c@x>",
        references=("<a@x>", "junk", "<b@x>"),
    )
    sent = told(Purpose.ACKNOWLEDGEMENT, contacts=(mail_address(),), thread=thread)
    assert sent.subject == "Re: Heating Bcc: all@example.com"
    assert sent.headers["In-Reply-To"] == "<c@x>"
    assert sent.headers["References"] == "<a@x> <b@x> <c@x>"


def test_a_long_thread_loses_its_oldest_ids() -> None:
    ids = tuple(f"<{n:040d}@mail.example.net>" for n in range(100))
    thread = MailThread(subject="Heating", message_id="<newest@x>", references=ids)
    kept = told(Purpose.ACKNOWLEDGEMENT, contacts=(mail_address(),), thread=thread).headers[
        "References"
    ]
    assert len(kept) <= 900
    assert kept.endswith(f"{ids[-1]} <newest@x>")


def test_what_a_customer_wrote_is_only_text_in_the_html() -> None:
    evil = '<script>alert(1)</script><img src="https://evil.example/x"> {{ 7 * 7 }}'
    sent = told(Purpose.TEAM_NEW, entry(words=evil), name="<b>Pat</b>")
    assert sent.html is not None
    assert "<script" not in sent.html
    assert "<img" not in sent.html
    assert "<b>" not in sent.html
    assert "{{ 7 * 7 }}" in sent.html
    assert evil in sent.text


@given(words=st.text(max_size=500), name=st.text(min_size=1, max_size=100))
def test_whatever_a_customer_writes_staff_can_read(words: str, name: str) -> None:
    sent = told(Purpose.TEAM_NEW, entry(words=words or "x"), name=name)
    for part in (sent.text, sent.html or ""):
        assert part.encode("utf-8")
        assert "\0" not in part


def test_own_wording_reaches_the_customer() -> None:
    own = {"en-GB": {"thanks_complaint": "We hear you."}}
    assert told(Purpose.ACKNOWLEDGEMENT, by=Channel.SMS, wording=own).text.startswith(
        "We hear you."
    )


def test_an_entry_that_is_not_there_is_an_error() -> None:
    renderer = WordRenderer(MemoryConfigurationStore(configuration(), KEYS), "")
    message = Message(
        id="1", feedback_id="0123456789abcdef", entry=7, purpose=Purpose.ANSWER,
        channel=Channel.SMS, to=PHONE, created_at=NOON,
    )  # fmt: skip
    with pytest.raises(NotFoundError):
        renderer.render(message, feedback(), [entry()], NOON)


def test_staff_are_told_of_everything_that_was_said() -> None:
    sent = told(
        Purpose.TEAM_FURTHER,
        entry(words="It is cold."),
        answered("We are on it."),
        entry(number=3, what=What.CUSTOMER_WROTE, words="Still cold.", at=NOON + HOUR),
        contacts=(phone(), mail_address()),
        rating=1,
        now=NOON + timedelta(hours=2),
    )
    for needed in (
        "It is cold.", "We are on it.", "Still cold.", PHONE, "pat@example.net", "1 of 5",
        "Coach 420 London to Birmingham", "K7Q-4MDB", "in 22 h", "12:00 on Tuesday 24 November",
    ):  # fmt: skip
        assert needed in sent.text
        assert needed in (sent.html or "")


CUSTOMERS = [purpose for purpose in Purpose if not purpose.is_for_staff]
INTERNAL = [
    What.NOTED, What.CORRECTED, What.HANDED_OVER, What.SET_ASIDE, What.REMINDED, What.UNDELIVERED,
    What.CLOSED,
]  # fmt: skip


@pytest.mark.parametrize("by", [Channel.SMS, Channel.EMAIL])
@pytest.mark.parametrize("purpose", CUSTOMERS)
def test_nothing_internal_ever_reaches_the_customer(purpose: Purpose, by: Channel) -> None:
    data = {
        "team": "coaches", "from": "coaches", "to": "supervisors", "sender": "secret@example.com",
        "reason": "secret", "changes": {"kind": ["enquiry", "complaint"]},
    }  # fmt: skip
    inside = [
        entry(number=n, what=what, actor="secret@example.com", words="secret", data=data)
        for n, what in enumerate(INTERNAL, start=3)
    ]
    newest = len(inside) + 3
    about = {
        Purpose.ACKNOWLEDGEMENT: entry(what=What.CUSTOMER_WROTE, data={"acknowledge": True}),
        Purpose.ANSWER: answered("Sorry."),
        Purpose.LATE_NOTICE: escalated(),
        Purpose.QUESTION: asked("Which coach?"),
        Purpose.RESUMED: resumed(),
        Purpose.APPEAL_TAKEN: appealed(),
        Purpose.RESOLUTION: replace(answered("It is warm."), what=What.RESOLVED),
        Purpose.SURVEY: entry(what=What.SURVEY_ASKED, words=None, data={"recommend": True}),
        Purpose.COMMAND_REPLY: entry(what=What.COMMANDED, data={"command": "help"}),
    }[purpose]
    sent = told(
        purpose, entry(), answered("We are on it."), *inside, replace(about, number=newest), by=by,
        contacts=(mail_address(),) if by is Channel.EMAIL else (phone(),),
    )  # fmt: skip
    everything = f"{sent.text}{sent.html}{sent.subject}{sent.sender}{sent.headers}{sent.reply_to}"
    assert "secret" not in everything
    assert "Supervisors" not in everything or purpose is Purpose.LATE_NOTICE


def noted(number: int = 3) -> Entry:
    return entry(
        number=number, what=What.NOTED, words="Driver knew.", actor="ana@example.com",
        data={"team": "coaches"},
    )  # fmt: skip


def test_a_team_reads_its_questions_and_notes_and_which_are_which() -> None:
    sent = told(Purpose.TEAM_REMINDER, entry(), asked("Which coach?"), noted(), reminded(4))
    assert "Coach operations asked, 12:00 on Monday 23 November:\n\n    Which coach?" in sent.text
    note = "Internal note of Coach operations (the customer does not see it), 12:00 on Monday"
    assert f"{note} 23 November:\n\n    Driver knew." in sent.text
    assert note in (sent.html or "")
    assert (sent.html or "").count("dashed") == 1


def test_while_we_wait_for_the_customer_no_deadline_is_pressed() -> None:
    waiting = {"waiting_since": NOON, "waiting_until": NOON + 7 * 24 * HOUR}
    sent = told(Purpose.TEAM_HANDED_OVER, entry(), handed_over(), **waiting)
    assert "Please answer" not in sent.text
    assert "stands still until the customer replies" in sent.text
    assert "Answer by: waits for the customer’s reply" in sent.text


def corrected(number: int, field: str, was: str, now: str, reason: str) -> Entry:
    return entry(
        number=number, what=What.CORRECTED, words=None, actor="ana@example.com",
        data={"team": "coaches", "changes": {field: [was, now]}, "reason": reason},
    )  # fmt: skip


def test_a_correction_is_told_with_what_it_was_taken_for_and_why() -> None:
    sent = told(
        Purpose.TEAM_REMINDER, entry(),
        corrected(2, "kind", "enquiry", "suggestion", "an idea"),
        corrected(3, "kind", "suggestion", "complaint", "they are freezing"),
        corrected(4, "severity", "normal", "high", ""),
        reminded(5), severity=Severity.HIGH,
    )  # fmt: skip
    kind = "Complaint (taken for Enquiry at first; corrected: “they are freezing”)"
    assert f"Kind: {kind}" in sent.text
    assert "Severity: High (taken for Normal at first)" in sent.text


def test_a_correction_that_was_taken_back_is_not_told() -> None:
    sent = told(
        Purpose.TEAM_REMINDER, entry(),
        corrected(2, "severity", "normal", "low", "no hurry"),
        corrected(3, "severity", "low", "normal", "a child is with them"),
        reminded(4),
    )  # fmt: skip
    assert "Severity: Normal\n" in sent.text


def test_who_made_it_critical_is_told_not_a_word_that_nobody_said() -> None:
    critical = corrected(2, "severity", "normal", "critical", "smoke on board")
    raised = replace(escalated(why="safety", tells_customer=False), number=3)
    sent = told(Purpose.TEAM_ESCALATION, entry(), critical, raised, severity=Severity.CRITICAL)
    assert "A member takes it to be critical: “smoke on board”." in sent.text
    assert "danger" not in sent.text


def test_an_appeal_is_told_as_one_and_not_as_a_missed_promise() -> None:
    sent = told(Purpose.TEAM_ESCALATION, entry(), appealed(), level=2)
    assert (
        sent.subject == "[K7Q-4MDB] The customer asks for you: 420 heating broken, we are freezing"
    )
    assert "The customer asks for you.\n" in sent.text
    assert "was promised" not in sent.text
    assert "Raised" not in sent.text


def test_a_hand_over_says_who_why_and_that_the_deadline_stays() -> None:
    sent = told(Purpose.TEAM_HANDED_OVER, entry(), handed_over())
    assert sent.subject == (
        "[K7Q-4MDB] Handed over by Supervisors: 420 heating broken, we are freezing"
    )
    for said in (
        "Supervisors has handed this over to you.",
        "The reason that boss@example.com gives: “Not our coach”.",
        "The deadline has not changed.",
        "Please answer by 12:00 tomorrow",
    ):
        assert said in sent.text


def test_a_hand_over_without_a_reason_gives_none() -> None:
    assert "reason" not in told(Purpose.TEAM_HANDED_OVER, entry(), handed_over("")).text


def reminded(number: int) -> Entry:
    return entry(
        number=number, what=What.REMINDED, actor="system", words=None,
        data={"level": 0, "to": "coaches", "respond_by": None},
    )  # fmt: skip
