"""A reply to any mail of ours to staff holds the member's words, and nothing of ours, for sure."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from chalicelib.intake.mail import parse
from chalicelib.intake.reply import words_of_reply
from chalicelib.model import Rendered
from tests.golden.cases import cases

OURS = {
    case.name: case.rendered for case in cases() if "/team_" in case.name and case.rendered.reply_to
}
"""What staff get and can answer."""
WORDS = "Sorry, a warm coach meets you at Oxford.\n\nAna"


def quoted(reply: EmailMessage, ours: Rendered) -> None:
    quote = "\n".join(f"> {line}" for line in ours.text.split("\n"))
    reply.set_content(
        f"{WORDS}\n\nOn 23 Nov 2026 at 12:00, Example <f@x.example> wrote:\n\n{quote}"
    )


def as_it_came(reply: EmailMessage, ours: Rendered) -> None:
    reply.set_content(f"{WORDS}\n\n{ours.text}")


def in_html(reply: EmailMessage, ours: Rendered) -> None:
    words = WORDS.replace("\n", "<br>")
    quote = f'<div class="gmail_quote"><blockquote>{ours.html}</blockquote></div>'
    reply.set_content(f"<div>{words}</div><br>{quote}", subtype="html")


@pytest.mark.parametrize("way", [quoted, as_it_came, in_html])
@pytest.mark.parametrize("name", sorted(OURS))
def test_a_reply_is_the_members_words_alone(
    name: str, way: Callable[[EmailMessage, Rendered], None]
) -> None:
    reply = EmailMessage()
    reply["From"] = "coaches@example.com"
    reply["Subject"] = f"Re: {OURS[name].subject}"
    way(reply, OURS[name])
    words = words_of_reply(parse(reply.as_bytes()))
    assert (words.new, words.sure) == (WORDS, True)
