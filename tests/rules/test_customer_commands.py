"""A customer's command is the whole message or none at all; a digit is a score only in front."""

import pytest

from chalicelib.intake.customer_commands import CustomerCommand, command_in, rating_in
from chalicelib.reference import from_number

STATUS, HELP, STOP, START = CustomerCommand
NAMED = from_number(650_000_123)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("STATUS", STATUS),
        ("status?", STATUS),
        ("Situação", STATUS),
        ("situación por favor", STATUS),
        ("Status please", STATUS),
        (f"status {NAMED}", STATUS),
        (f"{NAMED.lower()} STATUS", STATUS),
        ("HELP", HELP),
        ("¡Ayuda!", HELP),
        ("ajuda", HELP),
        ("Stop.", STOP),
        ("STOP ALL", STOP),
        ("PARAR", STOP),
        ("Baja", STOP),
        ("  unsubscribe\n", STOP),
        ("START", START),
        ("unstop", START),
        ("Começar", START),
        ("alta", START),
    ],
)
def test_a_message_that_is_a_command_is_taken_for_it(text: str, command: CustomerCommand) -> None:
    assert command_in(text) is command


@pytest.mark.parametrize(
    "text",
    [
        "Stop the air-con",
        "stop stop the coach",
        "Help, no seat",
        "help me please",
        "Status of my refund",
        "start the engine",
        "yes",
        "sim",
        "si",
        "para",
        "socorro",
        "auxilio!",
        f"help {NAMED}",
        f"stop {NAMED}",
        NAMED,
        "",
        "?",
        "420 status",
        "please",
        "status " * 30,
    ],
)
def test_a_message_that_only_holds_such_a_word_is_feedback(text: str) -> None:
    assert command_in(text) is None


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("5", (5, None)),
        (" 1. ", (1, None)),
        ("5 great driver", (5, "great driver")),
        ("2, still cold", (2, "still cold")),
        ("3\nit was ok", (3, "it was ok")),
        ("4/5", (4, None)),
        ("4 / 5 good", (4, "good")),
        ("5!", (5, None)),
        ("5\ufe0f\u20e3", (5, None)),
        ("\u2b50\u2b50\u2b50", (3, None)),
        ("0", None),
        ("6", None),
        ("15 minutes late", None),
        ("4x4", None),
        ("4.5", None),
        ("4:30 and no coach", None),
        ("5%", None),
        ("10/10", None),
        ("the driver was a 5", None),
        ("", None),
    ],
)
def test_a_score_is_a_digit_from_1_to_5_in_front(
    text: str, rating: tuple[int, str | None] | None
) -> None:
    assert rating_in(text) == rating
