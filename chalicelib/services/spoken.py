"""What a member's words ask for: an answer to the customer, or the command that they begin with."""

from datetime import datetime

from chalicelib.configuration import Configuration
from chalicelib.errors import RefusedError
from chalicelib.intake import commands
from chalicelib.intake.commands import Verb
from chalicelib.model import Feedback
from chalicelib.services.staff import Said, Staff


def act_on(
    feedback: Feedback,
    words: str,
    said: Said,
    *,
    staff: Staff,
    configuration: Configuration,
    now: datetime,
) -> None:
    """Do what the words ask for.

    RefusedError, with nothing written: `no_words`, `unknown_command`, `unknown_team`, `not_answered`
    (resolved without any word to the customer), `help` (what a member can do is asked for), or what
    else `Staff` refuses. DuplicateError: it was done before.
    """
    command = commands.parse(words)
    if command is None:
        staff.answer(feedback, words, said, now)
        return
    in_words = {
        Verb.ASK: staff.ask,
        Verb.NOTE: staff.note,
        Verb.TOLD: staff.told,
        Verb.UNREACHABLE: staff.unreachable,
    }
    if move := in_words.get(command.verb):
        move(feedback, command.text, said, now)
        return
    match command.verb:
        case Verb.UNKNOWN:
            raise RefusedError("unknown_command")
        case Verb.HELP:
            raise RefusedError("help")
        case Verb.HAND_OVER:
            teams = {team.id: team.name for team in configuration.teams.values()}
            to, reason = commands.named_team(command.text, teams) or ("", "")
            staff.hand_over(feedback, to, reason, said, now)
        case Verb.CORRECT:
            if command.to is None:
                raise ValueError("a correction sets something")
            staff.correct(feedback, command.to, command.text, said, now)
        case Verb.RESOLVE:
            _resolve(feedback, command.text, said, staff, now)


def _resolve(feedback: Feedback, words: str, said: Said, staff: Staff, now: datetime) -> None:
    """The outcome; where words are missing, what to do about it is another thing than in an answer."""
    try:
        staff.resolve(feedback, words, said, now)
    except RefusedError as refused:
        raise RefusedError(
            "not_answered" if refused.reason == "no_words" else refused.reason
        ) from refused
