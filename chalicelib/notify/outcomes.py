"""What a customer hears at the end: the outcome where no words come with it, and how it went."""

from collections.abc import Sequence
from functools import partial

from chalicelib.addresses import survey_token
from chalicelib.intake.survey import SCORES
from chalicelib.notify.letters import Letter
from chalicelib.notify.telling import Telling
from chalicelib.sms_text import cut, fitted


def resolution_text(telling: Telling, closing: str) -> str:
    """The outcome as a text without words of a member's; `closing` says what to do if it is not so."""
    team, name = telling.team(telling.data["team"]), telling.organisation
    write = partial(telling.words.say, "resolution_sms", reference=telling.reference)

    def with_names(longest: str) -> str:
        size = len(longest)
        said = write(team=cut(team, size), organisation=cut(name, size)).rstrip(" ,")
        return f"{said}\n{closing}"

    return fitted(with_names, "x" * max(len(team), len(name)))


def survey_text(telling: Telling, keys: Sequence[bytes], public_url: str) -> str:
    """The question as a text. A digit answers it; the address is there where more is asked than that."""
    write = partial(telling.words.say, "survey_sms", reference=telling.reference)
    if telling.data["recommend"] and public_url:
        link = survey_address(telling, keys, public_url)
        write = partial(
            telling.words.say, "survey_sms_link", reference=telling.reference, link=link
        )
    return fitted(lambda name: write(organisation=name).rstrip(), telling.organisation)


def resolution_letter(
    telling: Telling, closing: tuple[str, ...], link: tuple[str, str] | None
) -> Letter:
    """The outcome as a mail without words of a member's."""
    say = telling.words.say
    return Letter(
        locale=telling.words.locale,
        title=say("resolution_title"),
        paragraphs=(
            say("resolution_bare", team=telling.team(telling.data["team"])),
            say("reference", reference=telling.reference),
        ),
        closing=closing,
        link=link,
        signature=telling.organisation,
    )


def survey_letter(telling: Telling, keys: Sequence[bytes], public_url: str) -> Letter:
    """The question as a mail: an address for each score, none of which records anything by itself."""
    say = telling.words.say
    choices: tuple[tuple[str, str], ...] = ()
    if public_url:
        address = survey_address(telling, keys, public_url)
        choices = tuple(
            (
                say("survey_choice", score=score, meaning=say(f"score_{score}")),
                f"{address}?score={score}",
            )
            for score in SCORES
        )
    return Letter(
        locale=telling.words.locale,
        title=say("survey_title"),
        paragraphs=(say("survey_question" if choices else "survey_digits"),),
        choices=choices,
        closing=(say("survey_reply"), say("reference", reference=telling.reference)),
        signature=telling.organisation,
    )


def survey_address(telling: Telling, keys: Sequence[bytes], public_url: str) -> str:
    """Where the entry's cycle is rated."""
    return f"{public_url}/r/{survey_token(keys, telling.feedback.id, telling.entry.cycle)}"
