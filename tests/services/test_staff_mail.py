"""What staff do by mail: receipts, commands, and who may speak at which address."""

from email.message import EmailMessage

import pytest

from chalicelib.errors import PermanentDeliveryError, TemporaryDeliveryError
from chalicelib.model import Channel, Delivery, Status, What
from chalicelib.notify.memory import Sent
from chalicelib.sms_text import parts
from tests.builders import DOMAIN, PHONE
from tests.services.test_story import answer, reply_to, whats
from tests.world import World

ANA = "ana@example.com"
PAT = "pat@example.net"


def receipts(world: World, to: str = "coaches@example.com") -> list[Sent]:
    return [s for s in world.mails_to(to) if s.message.purpose.value == "team_receipt"]


def mail(sender: str, words: str, *, subject: str = "Cold", **headers: str) -> bytes:
    raw = EmailMessage()
    raw["From"] = sender
    raw["Subject"] = subject
    raw["Message-ID"] = f"<{abs(hash((sender, words, subject)))}@client.example>"
    raw["Date"] = "Mon, 23 Nov 2026 12:00:00 +0000"
    for name, value in headers.items():
        raw[name.replace("_", "-")] = value
    raw.set_content(words)
    return raw.as_bytes()


def by_mail(world: World, words: str = "Heating broken") -> tuple[Sent, Sent]:
    """A customer's mail; the acknowledgement and the team's mail that follow."""
    world.email(mail(PAT, words), f"t-coach-420@{DOMAIN}")
    return world.mails_to(PAT)[-1], world.mails_to("coaches@example.com")[-1]


# Receipts


def test_the_member_hears_exactly_what_went_out_to_whom_and_in_how_many_sms() -> None:
    world = World()
    world.text("420 heating broken")
    words = "We are sorry. " * 20
    answer(world, words)
    (receipt,) = receipts(world)
    sent = world.texts_to()[-1]
    assert parts(sent) == 3
    assert f"To {PHONE}, as a text message of 3 SMS." in receipt.rendered.text
    assert sent.split("\n")[0] in receipt.rendered.text
    assert words.strip() in receipt.rendered.text
    assert receipt.rendered.headers["Auto-Submitted"] == "auto-generated"


def test_a_receipt_stands_beside_the_mail_that_it_answers() -> None:
    world = World()
    world.text("420 heating broken")
    told = world.mails_to("coaches@example.com")[-1]
    raw = reply_to(told, "It is mended.", ANA)
    world.email(raw, told.rendered.reply_to or "")
    (receipt,) = receipts(world, ANA)
    own_id = EmailMessage()
    own_id = next(line for line in raw.decode().splitlines() if line.startswith("Message-ID"))
    assert receipt.rendered.headers["In-Reply-To"] == own_id.partition(": ")[2]
    assert receipts(world) == [], "only who wrote it"


def test_the_receipt_of_a_mail_shows_the_words_and_never_the_customers_private_link() -> None:
    world = World()
    _, told = by_mail(world)
    world.email(reply_to(told, "It is mended."), told.rendered.reply_to or "")
    (receipt,) = receipts(world)
    assert f"To {PAT}, by mail." in receipt.rendered.text
    assert "It is mended.\n" in receipt.rendered.text
    assert "/s/" in world.mails_to(PAT)[-1].rendered.text
    assert "/s/" not in receipt.rendered.text + (receipt.rendered.html or "")


def test_a_receipt_says_what_could_not_go_out_and_why() -> None:
    world = World()
    world.text("420 heating broken")
    world.sms.fail_next(PermanentDeliveryError("opted_out"))
    answer(world)
    (receipt,) = receipts(world)
    assert "did not reach the customer" in (receipt.rendered.subject or "")
    assert f"Not to {PHONE}: the customer has opted out of texts." in receipt.rendered.text
    assert "It is mended." in receipt.rendered.text


def test_a_receipt_waits_for_what_it_tells_of_but_not_for_ever() -> None:
    world = World()
    world.text("420 heating broken")
    world.sms.fail_next(TemporaryDeliveryError("throttled"))
    answer(world)
    assert receipts(world) == []
    world.hours(0.1)
    (receipt,) = receipts(world)
    assert "has gone to the customer" in (receipt.rendered.subject or "")
    busy = World()
    busy.text("420 heating broken")
    busy.sms.fail_next(TemporaryDeliveryError("throttled"), times=20)
    answer(busy)
    busy.hours(1)
    (receipt,) = receipts(busy)
    assert "on its way" in (receipt.rendered.subject or "")


def test_an_answer_to_somebody_without_contact_is_said_to_stand_on_the_private_page() -> None:
    world = World()
    world.form("No light")
    answer(world)
    (receipt,) = receipts(world)
    assert "private page" in (receipt.rendered.subject or "")


def test_a_reply_to_a_receipt_is_a_reply_like_any() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world)
    (receipt,) = receipts(world)
    world.email(reply_to(receipt, "And the light, too."), receipt.rendered.reply_to or "")
    assert "And the light, too." in world.texts_to()[-1]
    assert whats(world) == ["captured", "answered", "answered"]
    assert len(receipts(world)) == 2


def test_a_machine_that_answers_receipts_begins_no_loop() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world)
    before = len(world.mail.sent) + len(world.sms.sent)
    (receipt,) = receipts(world)
    away = reply_to(receipt, "I am away.", Auto_Submitted="auto-replied")
    world.email(away, receipt.rendered.reply_to or "")
    assert len(world.mail.sent) + len(world.sms.sent) == before
    assert whats(world)[-1] == "set_aside"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("#team ombudsman not ours", "Ombudsman has it now"),
        ("#high she fell", "It is now taken for: high"),
        ("#ask Which seat?", "Your question has gone to the customer"),
    ],
)
def test_a_command_is_confirmed_in_one_line(words: str, said: str) -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, words)
    (receipt,) = receipts(world)
    assert said in receipt.rendered.text


def test_a_note_needs_no_receipt() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#note he calls every week")
    assert receipts(world) == []


# Commands


@pytest.mark.parametrize("verb", ["#resolve", "#Resolvido", "#RESUELTO:"])
def test_resolve_tells_the_outcome_and_closes(verb: str) -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, f"{verb} The heater was replaced.")
    assert world.timeline[-1].what is What.RESOLVED
    assert world.feedback.status is Status.CLOSED
    assert "The heater was replaced." in world.texts_to()[-1]
    assert verb not in world.texts_to()[-1]
    (receipt,) = receipts(world)
    assert "The heater was replaced." in receipt.rendered.text


def test_resolve_without_an_answer_is_refused_and_the_member_is_told() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#resolve")
    assert world.timeline[-1].data["reason"] == "not_answered"
    assert world.feedback.status is Status.OPEN
    told = world.mails_to("coaches@example.com")[-1]
    assert "#resolve" in told.rendered.text


@pytest.mark.parametrize("word", ["#help", "#ajuda", "#ayuda"])
def test_help_is_a_mail_with_the_commands_and_nothing_goes_out(word: str) -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, word)
    told = world.mails_to("coaches@example.com")[-1]
    assert "What you can do by mail." in told.rendered.text
    assert all(f"#{name}" in told.rendered.text for name in ("note", "ask", "resolve", "team"))
    assert len(world.texts_to()) == 1
    assert world.feedback.status is Status.OPEN


@pytest.mark.parametrize("words", ["Resolve this with the driver.", "help", "note: he called"])
def test_a_bare_word_is_never_a_command(words: str) -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, words)
    assert words in world.texts_to()[-1]


def test_an_unknown_command_goes_nowhere_but_back_to_its_writer() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#internal he is a liar")
    assert len(world.texts_to()) == 1
    assert "#note" in world.mails_to("coaches@example.com")[-1].rendered.text


# Who speaks at which address


def test_a_mail_that_answers_ours_goes_on_with_it_whatever_its_subject() -> None:
    world = World()
    acknowledgement, _ = by_mail(world)
    ours = f"<{acknowledgement.provider_id}@eu-west-1.amazonses.com>"
    world.email(mail(PAT, "And loud", subject="x", In_Reply_To=ours), f"feedback@{DOMAIN}")
    world.email(
        mail(PAT, "And dark", subject="y", References=f"<a@b> {ours}"), f"feedback@{DOMAIN}"
    )
    assert [e.words for e in world.timeline] == ["Heating broken", "And loud", "And dark"]


def test_a_reference_in_the_subject_goes_on_only_for_a_party_who_is_vouched_for() -> None:
    world = World()
    by_mail(world)
    subject = f"Re: {world.feedback.reference}"
    world.email(mail(PAT, "And loud", subject=subject), f"feedback@{DOMAIN}")
    assert len(world.timeline) == 2
    world.email(mail(PAT, "Forged", subject=subject), f"feedback@{DOMAIN}", dmarc="FAIL")
    world.email(mail("eve@example.org", "Tell me", subject=subject), f"feedback@{DOMAIN}")
    assert len(world.all_ids) == 3, "each a feedback of its own"


@pytest.mark.parametrize("by", ["subject", "in_reply_to"])
def test_a_stranger_who_names_the_customer_in_reply_to_is_still_a_stranger(by: str) -> None:
    world = World()
    acknowledgement, _ = by_mail(world)
    raw = mail(
        "eve@example.org", "Tell me",
        subject=world.feedback.reference if by == "subject" else "x",
        Reply_To=PAT,
        In_Reply_To=f"<{acknowledgement.provider_id}@x>" if by == "in_reply_to" else "<a@b>",
    )  # fmt: skip
    first = world.feedback.id
    world.email(raw, f"feedback@{DOMAIN}")
    assert len(world.store.timeline(first)) == 1
    assert len(world.all_ids) == 2


def test_copies_to_others_never_replace_the_customer() -> None:
    world = World()
    raw = mail(PAT, "Heating broken", To=f"feedback@{DOMAIN}", Cc="a@example.org", Bcc="b@e.org")
    world.email(raw, f"feedback@{DOMAIN}")
    acknowledgement = world.mails_to(PAT)[-1]
    raw = mail("a@example.org", "Me too", To=acknowledgement.rendered.reply_to or "", Cc=PAT)
    world.email(raw, acknowledgement.rendered.reply_to or "")
    assert [c.address for c in world.feedback.contacts] == [PAT]
    answer(world, "It is mended.")
    assert world.mails_to("a@example.org") == []
    assert "It is mended." in world.mails_to(PAT)[-1].rendered.text


def test_words_from_elsewhere_at_the_customers_address_are_shown_with_who_wrote_them() -> None:
    world = World()
    acknowledgement, _ = by_mail(world)
    thread = world.feedback.thread
    world.email(
        mail("friend@example.org", "I saw it too", Reply_To="trap@example.org"),
        acknowledgement.rendered.reply_to or "",
    )
    told = world.mails_to("coaches@example.com")[-1]
    assert "friend@example.org wrote at the customer’s address" in told.rendered.text
    assert "I saw it too" in told.rendered.text
    assert world.feedback.thread == thread, "the customer's own mails stay together"
    addresses = {sent.message.to for sent in world.mail.sent}
    assert addresses == {PAT, "coaches@example.com"}


def test_a_mail_to_two_of_our_addresses_is_one() -> None:
    world = World()
    raw = mail(PAT, "Heating broken")
    world.email(raw, f"feedback@{DOMAIN}", f"t-coach-420@{DOMAIN}")
    world.email(raw, f"t-coach-420@{DOMAIN}", message_id="again, of the second address")
    assert len(world.timeline) == 1
    assert world.feedback.touchpoint == "coach-420"


@pytest.mark.parametrize("order", [1, -1], ids=["staff's first", "customer's first"])
def test_a_members_mail_to_all_is_the_members_word_and_said_once(order: int) -> None:
    world = World()
    acknowledgement, told = by_mail(world)
    both = [told.rendered.reply_to or "", acknowledgement.rendered.reply_to or ""][::order]
    world.email(reply_to(told, "It is mended."), *both)
    assert whats(world) == ["captured", "answered"]


@pytest.mark.parametrize("order", [1, -1], ids=["staff's first", "customer's first"])
def test_a_customers_mail_to_all_is_the_customers_word_and_said_once(order: int) -> None:
    world = World()
    acknowledgement, told = by_mail(world)
    both = [told.rendered.reply_to or "", acknowledgement.rendered.reply_to or ""][::order]
    world.email(mail(PAT, "And loud"), *both)
    assert whats(world) == ["captured", "customer_wrote"]


def test_a_customer_whom_a_member_put_in_copy_may_answer_at_the_members_address() -> None:
    world = World()
    _, told = by_mail(world)
    world.email(mail(PAT, "Seat 12"), told.rendered.reply_to or "")
    assert whats(world) == ["captured", "customer_wrote"]
    world.email(mail(PAT, "Forged"), told.rendered.reply_to or "", dmarc="FAIL")
    assert whats(world)[-1] == "set_aside", "unless nobody vouches for it"


def test_a_members_answer_to_our_from_address_is_known_by_the_mail_that_it_answers() -> None:
    world = World()
    _, told = by_mail(world)
    ours = f"<{told.provider_id}@eu-west-1.amazonses.com>"
    raw = reply_to(told, "It is mended.", ANA, In_Reply_To=ours)
    world.email(raw, f"feedback@{DOMAIN}")
    assert whats(world) == ["captured", "answered"]
    forged = reply_to(told, "Send money.", ANA, In_Reply_To=ours)
    world.email(forged, f"feedback@{DOMAIN}", dmarc="FAIL")
    outside = reply_to(told, "Send money.", "eve@example.org", In_Reply_To=ours)
    world.email(outside, f"feedback@{DOMAIN}")
    first, *others = world.all_ids
    assert [e.what for e in world.store.timeline(first)] == [What.CAPTURED, What.ANSWERED]
    assert len(others) == 2, "each a feedback of its own, and nobody's answer"


def test_a_member_who_forwards_our_mail_to_a_colleague_lends_no_voice() -> None:
    world = World()
    _, told = by_mail(world)
    world.email(reply_to(told, "It is mended.", "new@example.com"), told.rendered.reply_to or "")
    assert world.timeline[-1].data["reason"] == "unknown_sender"
    assert len(world.mails_to(PAT)) == 1
    assert world.mails_to("new@example.com") == []


VERDICTS = ["PASS", "FAIL", "GRAY", "UNKNOWN"]


@pytest.mark.parametrize("dmarc", VERDICTS)
@pytest.mark.parametrize("spf", VERDICTS)
@pytest.mark.parametrize("dkim", VERDICTS)
def test_an_answer_needs_dmarc_or_where_there_is_none_both_others_of_its_own_domain(
    dmarc: str, spf: str, dkim: str
) -> None:
    verdicts = {"dmarc": dmarc, "spf": spf, "dkim": dkim}
    has_none = dmarc in ("GRAY", "UNKNOWN")
    for source, aligned in ((ANA, True), ("news@mailer.example.org", False)):
        world = World()
        world.text("420 heating broken")
        told = world.mails_to("coaches@example.com")[-1]
        world.email(
            reply_to(told, "It is mended.", ANA), told.rendered.reply_to or "",
            source=source, **verdicts,
        )  # fmt: skip
        vouched = dmarc == "PASS" or (has_none and spf == dkim == "PASS" and aligned)
        assert (world.feedback.status is Status.ANSWERED) is vouched
        assert (whats(world)[-1] == "answered") is vouched


def test_the_answer_leaves_on_the_customers_own_channel_only() -> None:
    world = World()
    world.form("No light", phone=PHONE, email=PAT)
    answer(world)
    left = [m for m in world.messages if m.purpose.value == "answer"]
    assert [(m.channel, m.to, m.delivery) for m in left] == [(Channel.SMS, PHONE, Delivery.SENT)]
