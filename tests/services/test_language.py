"""In which language somebody is answered who wrote in none that was named."""

from datetime import timedelta

import pytest

from chalicelib.intake.web import Submission
from chalicelib.model import Channel
from chalicelib.services.recording import Recording
from tests.world import World


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("420 não tem água no banheiro e está muito frio", "pt-BR"),
        ("420 hace mucho frío y no hay calefacción", "es"),
        ("550 there is no water in the toilet", "en-GB"),
        ("550 sem água", "pt-BR"),
        ("420 frio!!", "en-GB"),
        ("não tem água no banheiro", "pt-BR"),
        ("frio", "en-GB"),
    ],
)
def test_a_text_is_answered_in_the_language_of_its_words_else_of_the_place(
    text: str, locale: str
) -> None:
    world = World()
    world.text(text)
    assert world.feedback.locale == locale
    thanks = {"en-GB": "Thank", "pt-BR": "Obrigado", "es": "Gracias"}[locale]
    (said,) = world.texts_to()
    assert thanks in said


def test_a_form_is_answered_in_the_language_of_the_form() -> None:
    world = World()
    world.form("The heating is broken and we are freezing", locale="es")
    assert world.feedback.locale == "es"


def test_the_words_of_a_member_who_records_a_call_say_nothing_of_the_customers_language() -> None:
    world = World()
    said = Submission(
        text="Cliente disse que não tem água no banheiro", touchpoint="coach-420", from_form=False
    )
    Recording(world.store, world.capture).record(
        said,
        channel=Channel.PHONE,
        came_at=world.now - timedelta(minutes=5),
        member="ana@example.com",
        key="call-0001",
        now=world.now,
    )
    assert world.feedback.locale == "en-GB"


def test_the_language_of_somebodys_words_stays_theirs_once_the_place_is_known() -> None:
    world = World()
    world.text("hace mucho frío y no hay calefacción")
    world.text("550")
    assert (world.feedback.touchpoint, world.feedback.locale) == ("coach-550", "es")
