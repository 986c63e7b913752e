"""Attachments from the mail that they came with to whom they are for."""

import re
from email.message import EmailMessage

import pytest

from chalicelib.model import What
from chalicelib.services.confirm import Confirm
from tests.builders import DOMAIN, HOUR
from tests.photos import MAKER, photo
from tests.world import World

TO = f"t-coach-420@{DOMAIN}"
PAT = "pat@example.net"
PDF = b"%PDF-1.7 a voucher"


def mail(words: str, *files: tuple[str, str, bytes], sender: str = PAT, to: str = TO) -> bytes:
    """A mail with files: (name, media type, content)."""
    written = EmailMessage()
    written["From"] = f"<{sender}>"
    written["To"] = to
    written["Subject"] = "Seat"
    written["Message-ID"] = f"<{abs(hash((words, sender)))}@example.net>"
    written.set_content(words)
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        written.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return written.as_bytes()


PHOTO = ("IMG_1.jpg", "image/jpeg", photo())


def links(text: str) -> list[str]:
    return re.findall(r"/a/([a-z2-7]+)", text)


def test_a_photo_by_mail_reaches_the_team_as_a_link_to_a_stripped_picture() -> None:
    world = World()
    world.email(mail("Torn", PHOTO), TO)
    [told] = world.mails_to("coaches@example.com")
    [token] = links(told.rendered.text)
    assert "IMG_1.jpg" in told.rendered.text
    assert token in (told.rendered.html or "")
    where = world.attachment_links.follow(token, world.now)
    assert where is not None
    [(place, content)] = world.files.files.items()
    assert place in where
    assert MAKER not in content
    assert place.startswith(world.feedback.id)


def test_the_link_ends_after_a_week_and_the_next_mail_has_a_new_one() -> None:
    world = World()
    world.email(mail("Torn", PHOTO), TO)
    [first] = links(world.mails_to("coaches@example.com")[0].rendered.text)
    assert world.attachment_links.follow(first, world.now + 167 * HOUR)
    assert world.attachment_links.follow(first, world.now + 168 * HOUR) is None
    world.hours(19)
    reminder = world.mails_to("coaches@example.com")[-1]
    [second] = links(reminder.rendered.text)
    assert second != first
    assert world.attachment_links.follow(second, world.now + 160 * HOUR)


def test_of_a_mail_with_a_virus_nothing_is_taken_and_the_team_is_told() -> None:
    world = World()
    world.email(mail("Torn", PHOTO, ("a.pdf", "application/pdf", PDF)), TO, virus="FAIL")
    assert world.files.files == {}
    [told] = world.mails_to("coaches@example.com")
    assert "a virus was found" in told.rendered.text
    assert links(told.rendered.text) == []


@pytest.mark.parametrize("verdict", ["GRAY", "UNKNOWN"])
def test_what_could_not_be_scanned_is_taken_only_as_a_picture(verdict: str) -> None:
    world = World()
    world.email(mail("Torn", PHOTO, ("a.pdf", "application/pdf", PDF)), TO, virus=verdict)
    assert len(world.files.files) == 1
    [told] = world.mails_to("coaches@example.com")
    assert "could not be checked for viruses" in told.rendered.text


def test_the_sender_hears_what_was_not_taken_and_no_name_is_repeated() -> None:
    world = World()
    world.email(mail("Torn", PHOTO, ("buy-now.exe", "application/x-msdownload", b"MZ")), TO)
    [acknowledgement] = world.mails_to(PAT)
    assert "Of your 2 attached files, 1 could not be taken" in acknowledgement.rendered.text
    assert "20 MB" in acknowledgement.rendered.text
    assert "buy-now" not in acknowledgement.rendered.text
    [told] = world.mails_to("coaches@example.com")
    assert "buy-now.exe (1 kB): not kept" in told.rendered.text


def test_keeping_twice_or_late_keeps_the_same() -> None:
    world = World()
    world.email(mail("Torn", PHOTO), TO)
    kept = dict(world.files.files)
    world.files.files.clear()
    assert world.keep_attachments.keep(world.feedback.id, 1) == 1
    assert world.keep_attachments.keep(world.feedback.id, 1) == 1
    assert world.files.files == kept


def test_an_answers_file_reaches_the_customer_and_a_notes_file_does_not() -> None:
    world = World()
    world.email(mail("Torn", PHOTO), TO)
    [told] = world.mails_to("coaches@example.com")
    to = told.rendered.reply_to or ""
    file = ("voucher.pdf", "application/pdf", PDF)
    world.email(mail("#note keep this", file, sender="coaches@example.com", to=to), to)
    assert "voucher.pdf" not in "".join(m.rendered.text for m in world.mails_to(PAT))
    world.email(mail("Here is a voucher.", file, sender="coaches@example.com", to=to), to)
    answer = world.mails_to(PAT)[-1]
    assert "With this: voucher.pdf." in answer.rendered.text
    assert "/s/" in answer.rendered.text
    assert world.timeline[-1].what is What.ANSWERED
    assert any(place.endswith(".pdf") for place in world.files.files)
    receipt = world.mails_to("coaches@example.com")[-1]
    assert "voucher.pdf" in receipt.rendered.text


def test_a_logo_in_a_signature_is_nobodys_attachment() -> None:
    world = World()
    raw = EmailMessage()
    raw["From"], raw["To"], raw["Message-ID"] = PAT, TO, "<logo@example.net>"
    raw.set_content("Torn")
    raw.add_alternative('<p>Torn</p><img src="cid:logo@x">', subtype="html")
    html = raw.get_payload()[1]  # type: ignore[index]
    html.add_related(  # type: ignore[union-attr]
        photo("PNG", size=(300, 90)), maintype="image", subtype="png", cid="<logo@x>"
    )
    world.email(raw.as_bytes(), TO)
    assert world.files.files == {}
    assert "attachments" not in world.timeline[0].data


def test_a_text_says_where_an_answers_file_is() -> None:
    world = World()
    world.text("420 torn seat")
    [told] = world.mails_to("coaches@example.com")
    to = told.rendered.reply_to or ""
    file = ("voucher.pdf", "application/pdf", PDF)
    world.email(mail("Here is a voucher.", file, sender="coaches@example.com", to=to), to)
    assert re.search(
        r"Here is a voucher\.\n(?s:.*)Files \(1\): https://fale\.example\.com/s/[a-z2-7]+$",
        world.texts_to()[-1],
    )


def test_a_file_goes_along_when_an_unsure_answer_is_confirmed() -> None:
    world = World()
    world.email(mail("Torn", PHOTO), TO)
    [told] = world.mails_to("coaches@example.com")
    to = told.rendered.reply_to or ""
    unsure = "> Torn\n\nWe are sorry.\n\n> Is it mended?\n\nYes, since today.\n"
    file = ("voucher.pdf", "application/pdf", PDF)
    world.email(mail(unsure, file, sender="coaches@example.com", to=to), to)
    assert world.timeline[-1].what is What.SET_ASIDE
    preview = world.mails_to("coaches@example.com")[-1]
    found = re.search(r"/c/([a-z2-7]+)", preview.rendered.text)
    assert found is not None
    confirm = Confirm(world.store, world.configurations, world.staff)
    seen = len(world.timeline)
    confirm.send(found[1], "Yes, since today.", seen=seen, now=world.now)
    world.settle()
    assert world.timeline[-1].what is What.ANSWERED
    assert "voucher.pdf" in world.mails_to(PAT)[-1].rendered.text


def test_a_further_mail_is_answered_where_a_file_of_it_was_not_taken() -> None:
    """A further mail is else not acknowledged, and nobody would say so."""
    world = World()
    world.email(mail("Torn", PHOTO), TO)
    [first] = world.mails_to(PAT)
    to = first.rendered.reply_to or ""
    world.email(mail("And here is more.", to=to), to)
    assert len(world.mails_to(PAT)) == 1
    world.email(mail("And a film.", ("a.exe", "video/mp4", b"MZ"), to=to), to)
    assert "1 could not be taken" in world.mails_to(PAT)[-1].rendered.text
