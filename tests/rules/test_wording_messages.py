"""What holds of every message, whatever is in it."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.addresses import Holder, parse_reply, parse_status_token
from chalicelib.errors import NotFoundError
from chalicelib.instants import to_text
from chalicelib.intake.reply import MARKER_LINES
from chalicelib.model import Channel, Entry, Kind, MailThread, Message, Purpose, Rendered, What
from chalicelib.notify.render import WordRenderer
from chalicelib.sms_text import answer_parts, is_gsm, parts
from chalicelib.store.memory import MemoryConfigurationStore
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
    ):
        sent = told(
            purpose, entry(), about, by=Channel.SMS,
            organisation={"name": name}, teams=teams, locale=locale,
        )  # fmt: skip
        assert parts(sent.text) <= 2
        assert "K7Q-4MDB" in sent.text


@given(words=st.text(min_size=1, max_size=4000), name=st.text(min_size=1, max_size=100))
def test_an_answer_by_text_is_the_members_words_to_the_letter(words: str, name: str) -> None:
    count = len(answer_parts(words))
    texts = [
        told(
            Purpose.ANSWER, entry(), answered(words), by=Channel.SMS,
            part=(n, count), organisation={"name": name},
        ).text
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
    ):
        sent = told(purpose, about, by=by, now=late, contacts=(mail_address(),))
        assert not re.search(r"\d\d:\d\d", sent.text)


@pytest.mark.parametrize("purpose", [Purpose.ACKNOWLEDGEMENT, Purpose.LATE_NOTICE])
@pytest.mark.parametrize("by", [Channel.SMS, Channel.EMAIL])
def test_automatic_messages_repeat_nothing_that_a_stranger_may_have_typed(
    purpose: Purpose, by: Channel
) -> None:
    typed = entry(words="Buy gold at evil.example", data={"respond_by": to_text(NOON + 24 * HOUR)})
    timeline = [typed] if purpose is Purpose.ACKNOWLEDGEMENT else [typed, escalated()]
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


@pytest.mark.parametrize("purpose", [p for p in Purpose if p.is_for_staff])
@given(words=st.text(max_size=300), team=st.text(min_size=1, max_size=200))
def test_a_subject_to_staff_is_short_and_one_line(purpose: Purpose, words: str, team: str) -> None:
    told_of = {
        Purpose.TEAM_ESCALATION: escalated(),
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
        Purpose.TEAM_NEW: "auto-generated",
        Purpose.TEAM_ESCALATION: "auto-generated",
    }


def _one_of_each() -> Sequence[tuple[Purpose, tuple[Entry, ...]]]:
    return (
        (Purpose.ACKNOWLEDGEMENT, (entry(),)),
        (Purpose.ANSWER, (entry(), answered("Sorry."))),
        (Purpose.LATE_NOTICE, (entry(), escalated())),
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
