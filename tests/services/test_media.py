"""Pictures that come with a text, and commands that the provider has obeyed itself."""

import pytest

from chalicelib import attachments
from chalicelib.errors import NotFoundError, TooLargeError, UnavailableError
from chalicelib.intake.sms import InboundSms, Media
from chalicelib.model import What
from chalicelib.services.media import KeepMedia
from tests.builders import PHONE
from tests.photos import MAKER, photo
from tests.world import World


class Source:
    """ports.MediaSource of what a test put there: contents, or errors."""

    def __init__(self, **media: bytes | Exception) -> None:
        self.media = media
        self.asked: list[tuple[str, str]] = []

    def fetch(self, message: str, media: str) -> bytes:
        """See the port."""
        self.asked.append((message, media))
        found = self.media[media]
        if isinstance(found, Exception):
            raise found
        return found


def text(
    world: World, body: str, *media: str, message_id: str = "", command: str | None = None
) -> None:
    """A text with pictures arrives."""
    message_id = message_id or f"MM{next(world.numbers)}"
    sms = InboundSms(
        message_id=message_id,
        sender=PHONE,
        to="+447700900000",
        body=body,
        in_reply_to=None,
        received_at=world.now,
        media=tuple(Media(message=message_id, id=one, media_type="image/jpeg") for one in media),
        command=command,
    )
    world.texts.receive(sms, world.now)
    world.settle()


def keeping(world: World, source: Source) -> KeepMedia:
    return KeepMedia(
        store=world.store,
        configurations=world.configurations,
        capture=world.capture,
        source=source,
        files=world.files,
    )


def test_the_words_are_there_at_once_and_the_picture_follows_without_its_place() -> None:
    world = World()
    text(world, "420 look at this", "ME1")
    assert len(world.texts_to()) == 1
    first = world.timeline[0]
    assert first.words == "420 look at this"
    media = keeping(world, Source(ME1=photo()))
    assert media.keep(first.feedback_id, 1, world.now) == 1
    world.settle()
    (_, further) = world.timeline
    ((_, kept),) = attachments.kept(further)
    assert kept.is_stripped
    assert MAKER not in world.files.files[f"{first.feedback_id}/{kept.key}"]
    assert len(world.texts_to()) == 1, "nothing more is said to the customer"


def test_a_picture_is_kept_once_however_often_it_is_asked_for() -> None:
    world = World()
    text(world, "420 look", "ME1")
    source = Source(ME1=photo())
    media = keeping(world, source)
    kept = [media.keep(world.timeline[0].feedback_id, 1, world.now) for _ in range(3)]
    assert (kept, len(source.asked), len(world.timeline)) == ([1, 0, 0], 1, 2)


def test_what_cannot_be_had_is_named_and_does_not_hold_up_the_rest() -> None:
    world = World()
    text(world, "420 look", "ME1", "ME2", "ME3")
    source = Source(ME1=NotFoundError(), ME2=photo(), ME3=TooLargeError())
    assert keeping(world, source).keep(world.timeline[0].feedback_id, 1, world.now) == 1
    named = {one.name: one.refused for one in attachments.of(world.timeline[1])}
    assert named == {"mms-2": None, "mms-1": "broken", "mms-3": "size"}


def test_while_the_provider_cannot_be_reached_nothing_is_written_and_it_is_tried_again() -> None:
    world = World()
    text(world, "420 look", "ME1")
    with pytest.raises(UnavailableError):
        keeping(world, Source(ME1=UnavailableError())).keep(
            world.timeline[0].feedback_id, 1, world.now
        )
    assert len(world.timeline) == 1


def test_two_pictures_without_a_word_are_not_the_same_words_twice() -> None:
    world = World()
    text(world, "420 look", "ME1")
    text(world, "", "ME2")
    text(world, "", "ME3")
    assert [e.data["media"][0]["id"] for e in world.timeline] == ["ME1", "ME2", "ME3"]
    assert not [e for e in world.timeline if e.data.get("repeats")]


def test_a_stop_that_the_provider_obeyed_and_answered_is_ours_too_and_not_answered_again() -> None:
    world = World()
    text(world, "420 cold")
    before = len(world.texts_to())
    text(world, "STOP", command="stop")
    said = world.opt_outs.of(f"sms:{PHONE}")
    assert said is not None
    assert said.opted_out
    assert len(world.texts_to()) == before
    world.hours(1)
    text(world, "START", command="start")
    assert not (world.opt_outs.of(f"sms:{PHONE}") or said).opted_out
    assert len(world.texts_to()) == before
    assert [e.data["command"] for e in world.timeline if e.what is What.COMMANDED] == [
        "stop",
        "start",
    ]
