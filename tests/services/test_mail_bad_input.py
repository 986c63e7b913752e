"""Any bytes as a mail, through the service: nothing is lost, and a person sees it."""

from email import message_from_bytes

import pytest

from chalicelib.model import Entry, Purpose, What
from chalicelib.notify.mail import mime
from chalicelib.notify.memory import Sent
from tests.bad_mails import HEAD, NOTHING, ODD_SUBJECTS, READABLE, SEALED, TO, smime
from tests.fuzz.taking import take_in
from tests.world import World

TEAM = "coaches@example.com"


def stored(raw: bytes) -> tuple[World, Entry]:
    """A world that a mail arrived in, and the one entry that it made."""
    world = World()
    world.email(raw, TO)
    (entry,) = (e for e in world.timeline if e.what is What.CAPTURED)
    return world, entry


def told(world: World, purpose: Purpose) -> Sent:
    (sent,) = (s for s in world.mail.sent if s.message.purpose is purpose)
    return sent


@pytest.mark.parametrize(("raw", "words"), READABLE.values(), ids=READABLE.keys())
def test_words_in_a_broken_mail_are_read_and_shown_to_the_team(raw: bytes, words: str) -> None:
    world, entry = stored(raw)
    assert entry.words == words
    assert words.split("\n", maxsplit=1)[0] in told(world, Purpose.TEAM_NEW).rendered.text


@pytest.mark.parametrize(("raw", "why"), SEALED.values(), ids=SEALED.keys())
def test_what_cannot_be_read_is_said_to_the_team_and_to_the_customer(raw: bytes, why: str) -> None:
    world, entry = stored(raw)
    assert entry.data["sealed"] == why
    assert entry.words
    assert "sent again as a plain mail" in " ".join(
        told(world, Purpose.TEAM_NEW).rendered.text.split()
    )
    assert "send it once more" in " ".join(
        told(world, Purpose.ACKNOWLEDGEMENT).rendered.text.split()
    )


@pytest.mark.parametrize(("raw", "why"), SEALED.values(), ids=SEALED.keys())
def test_a_members_sealed_answer_is_set_aside(raw: bytes, why: str) -> None:
    world = World()
    world.text("420 it is cold")
    asked = told(world, Purpose.TEAM_NEW)
    world.email(raw.replace(b"pat@example.net", TEAM.encode()), asked.rendered.reply_to or "")
    assert [e.what for e in world.timeline] == [What.CAPTURED, What.SET_ASIDE]
    assert world.timeline[-1].data["sealed"] == why


@pytest.mark.parametrize("raw", NOTHING.values(), ids=NOTHING.keys())
def test_a_mail_without_words_is_kept_and_the_team_is_told(raw: bytes) -> None:
    world, entry = stored(raw)
    assert not (entry.words or "").strip()
    assert told(world, Purpose.TEAM_NEW)


@pytest.mark.parametrize("field", ODD_SUBJECTS.values(), ids=ODD_SUBJECTS.keys())
def test_no_subject_smuggles_a_field_into_a_mail_of_ours(field: bytes) -> None:
    world, entry = stored(HEAD + field + b"\r\n\r\nIt is cold")
    assert len(entry.data["subject"]) <= 500
    entry.data["subject"].encode()
    for sent in world.mail.sent:
        mail = message_from_bytes(mime(sent.rendered, sent.message.to))
        assert "Bcc" not in mail
        assert "X" not in mail
        assert mail.get_all("Subject") is not None
        assert max(map(len, mime(sent.rendered, sent.message.to).split(b"\r\n"))) <= 998


def test_forty_megabytes_are_read_in_proportion() -> None:
    photo = b"--b\r\nContent-Type: image/jpeg; name=seat.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    line = b"A" * 76 + b"\r\n"
    raw = (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nIt is cold\r\n"
        + photo + line * (40_000_000 // len(line)) + b"--b--\r\n"
    )  # fmt: skip
    _, entry = stored(raw)
    assert entry.words == "It is cold"
    assert entry.data["attachments"][0]["name"] == "seat.jpg"


def test_a_signature_around_a_signature_around_a_mail_ends_somewhere() -> None:
    from tests.bad_mails import signed_cms

    raw = b"Content-Type: text/plain\r\n\r\nIt is cold"
    for _ in range(20):
        raw = smime("signed-data", signed_cms(raw))
    _, entry = stored(raw)
    assert entry.words or entry.data["sealed"]


ALL = {
    **{name: raw for name, (raw, _) in (READABLE | SEALED).items()},
    **NOTHING,
    **{name: HEAD + field + b"\r\n\r\nIt is cold" for name, field in ODD_SUBJECTS.items()},
}


@pytest.mark.parametrize("envelope", range(4), ids=["first", "touchpoint", "customer", "staff"])
@pytest.mark.parametrize("raw", ALL.values(), ids=ALL.keys())
def test_whatever_it_is_and_whom_it_is_for_it_makes_one_entry(raw: bytes, envelope: int) -> None:
    take_in(bytes([envelope]) + raw)
