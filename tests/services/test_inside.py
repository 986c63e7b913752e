"""What staff say among themselves never leaves, whatever they do in whatever order."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.addresses import status_token
from chalicelib.model import What
from chalicelib.pages import status
from chalicelib.pages.conversation import public
from chalicelib.pages.render import Visit
from chalicelib.services.status import StatusPage
from tests.builders import KEYS
from tests.services.test_story import reply_to
from tests.world import World

SECRET = "cinnabar"
"""Stands in everything that no customer may read, and in nothing else."""
PAT = "pat@example.net"

ABOVE = [
    "It is mended.",
    f"#note {SECRET}",
    f"#nota: {SECRET}\nand more {SECRET}",
    f"#team supervisors {SECRET}",
    f"#high {SECRET}",
    f"#told {SECRET}",
    f"#{SECRET} {SECRET}",
    f"#team {SECRET}",
    "#help",
    "#ask Which seat?",
    "#resolve All is well.",
    "",
]
"""What a member writes above our line."""
BELOW = [
    f"-- \nAna\n{SECRET}",
    f"Sent from my iPhone {SECRET}",
    f"> {SECRET}",
    f"On Mon, 23 Nov 2026 at 12:00, {SECRET} wrote:\n> {SECRET}",
    f"-----Original Message-----\nFrom: Boss\nSubject: Re\n\n{SECRET}",
    f"On Mon, Ouvido wrote:\n> hello\n{SECRET}\n> bye",
    "",
]
"""What their mail program, or they, put below."""
MOVES = st.one_of(
    st.tuples(st.just("member"), st.sampled_from(ABOVE), st.sampled_from(BELOW)),
    st.tuples(st.just("stranger"), st.just(SECRET), st.just("")),
    st.tuples(st.just("customer"), st.sampled_from(["Still cold", "Thanks"]), st.just("")),
    st.tuples(st.just("time"), st.just(""), st.just("")),
)


def do(world: World, who: str, above: str, below: str) -> None:
    told = next(s for s in reversed(world.mail.sent) if s.message.purpose.is_for_staff)
    at = told.rendered.reply_to or ""
    match who:
        case "time":
            world.hours(30)
        case "customer":
            world.text(above)
        case "stranger":
            world.email(reply_to(told, above, "eve@example.org"), at)
        case _:
            raw = EmailMessage()
            raw["From"] = "coaches@example.com"
            raw["Subject"] = f"Re: {SECRET}"
            raw["Message-ID"] = f"<{len(world.store.entries_since(0))}@client.example>"
            raw["References"] = f"<{SECRET}@client.example>"
            raw.set_content(f"{above}\n\n{below}\n")
            world.email(raw.as_bytes(), at)


def page(world: World, feedback_id: str) -> str:
    """The customer's private page."""
    token = status_token(KEYS, feedback_id)
    seen = StatusPage(world.store, world.configurations).view(token, world.now)
    visit = Visit(locale="en-GB", root="../", configuration=world.configurations.current())
    return status.page(
        visit, feedback=seen.feedback, holder=seen.holder, turns=public(seen.timeline),
        now=world.now,
    )  # fmt: skip


@settings(max_examples=150, deadline=timedelta(seconds=10))
@given(st.lists(MOVES, min_size=1, max_size=7), st.booleans())
def test_no_inside_word_is_in_any_message_to_the_customer_or_on_their_page(
    moves: list[tuple[str, str, str]], by_mail: bool
) -> None:
    world = World()
    if by_mail:
        world.form("Heating broken", email=PAT)
    else:
        world.text("420 heating broken")
    for who, above, below in moves:
        do(world, who, above, below)
    sent = [s for s in (*world.sms.sent, *world.mail.sent) if not s.message.purpose.is_for_staff]
    for one in sent:
        rendered = one.rendered
        everything = f"{rendered.text}{rendered.html}{rendered.subject}{rendered.headers}"
        assert SECRET not in everything.lower(), (one.message.purpose, rendered.text)
    assert all(SECRET not in page(world, one).lower() for one in world.all_ids)


@pytest.mark.parametrize("what", list(What))
def test_an_entry_is_shown_to_the_customer_only_if_its_sort_is_known_to_be_public(
    what: What,
) -> None:
    world = World()
    world.text("420 heating broken")
    first = world.timeline[0]
    entry = type(first)(
        feedback_id=first.feedback_id, number=2, what=what, at=first.at, actor="ana@example.com",
        words=SECRET, data={"team": "coaches"},
    )  # fmt: skip
    said = {
        What.CAPTURED, What.CUSTOMER_WROTE, What.APPEALED, What.ANSWERED, What.ASKED,
        What.RESOLVED, What.RATED,
    }  # fmt: skip
    assert what in said or not public([entry])
