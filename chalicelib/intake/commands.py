"""What a member's reply asks for when its first line begins with `#`. Pure.

Without one it is an answer. With one that nobody knows it is nothing, for what stands behind it may not
be meant for the customer.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.model import Kind, Severity
from chalicelib.routing import fold


class Verb(StrEnum):
    """What a command does."""

    NOTE = "note"
    ASK = "ask"
    HAND_OVER = "hand_over"
    CORRECT = "correct"
    RESOLVE = "resolve"
    TOLD = "told"
    UNREACHABLE = "unreachable"
    HELP = "help"
    UNKNOWN = "unknown"


_VERBS = {
    Verb.NOTE: "note nota",
    Verb.ASK: "ask pergunta pregunta",
    Verb.HAND_OVER: "team equipe equipo",
    Verb.RESOLVE: "resolve resolved resolver resolvido resolvida resuelto resuelta",
    Verb.TOLD: "told avisado avisada informado informada",
    Verb.UNREACHABLE: "unreachable semcontato sincontacto",
    Verb.HELP: "help ajuda ayuda",
}
_CORRECTIONS: dict[Kind | Severity, str] = {
    Severity.CRITICAL: "critical critica critico",
    Severity.HIGH: "high alta alto",
    Severity.NORMAL: "normal",
    Severity.LOW: "low baixa baja",
    Kind.COMPLAINT: "complaint reclamacao queja",
    Kind.SUGGESTION: "suggestion sugestao sugerencia",
    Kind.COMPLIMENT: "compliment elogio",
    Kind.ENQUIRY: "enquiry consulta",
}
_BY_WORD = {word: verb for verb, words in _VERBS.items() for word in words.split()}
_CORRECTION_BY_WORD = {word: to for to, words in _CORRECTIONS.items() for word in words.split()}
_COMMAND = re.compile(r"\s*#(\w+)[:,]?[ \t]*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command, in whatever language it was given."""

    verb: Verb
    text: str
    """Everything behind its name: the note, the question, the outcome, the team and the reason."""
    to: Kind | Severity | None = None
    """What a correction sets."""


def parse(words: str) -> Command | None:
    """The command that a member's words begin with, None where they are an answer.

    >>> parse("#note call her first").verb, parse("We are sorry")
    (<Verb.NOTE: 'note'>, None)
    """
    found = _COMMAND.match(words)
    if found is None:
        return None
    name, text = fold(found[1]), found[2].strip()
    if name in _CORRECTION_BY_WORD:
        return Command(verb=Verb.CORRECT, text=text, to=_CORRECTION_BY_WORD[name])
    return Command(verb=_BY_WORD.get(name, Verb.UNKNOWN), text=text)


def named_team(text: str, teams: dict[str, str]) -> tuple[str, str] | None:
    """The team that a text begins with, by id or name, and the rest; None where none is named.

    `teams` is ids to names. Case, accents and punctuation are forgiven; the longest name wins.

    >>> named_team("Duty Supervisors: too big for us", {"sup": "Duty supervisors"})
    ('sup', 'too big for us')
    """
    words = text.split()
    names = [(fold(name), team) for team, label in teams.items() for name in (team, label)]
    for count in range(min(len(words), 8), 0, -1):
        head = fold("".join(words[:count]))
        for name, team in names:
            if head and head == name:
                return team, " ".join(words[count:])
    return None
