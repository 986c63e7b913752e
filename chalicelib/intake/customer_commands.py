"""What a customer's message asks of us, where it is a command and nothing else. Pure.

A message that only begins with such a word is feedback. Case, accents, punctuation and a polite word are
forgiven; every language is understood whatever the customer's is. A cry for help ("socorro", "auxilio")
is no command: a person has to see it.
"""

import re
from enum import StrEnum

from chalicelib import reference
from chalicelib.intake.opt_out import is_opt_in, is_opt_out
from chalicelib.routing import fold


class CustomerCommand(StrEnum):
    """What a customer can ask of the system itself."""

    STATUS = "status"
    HELP = "help"
    STOP = "stop"
    START = "start"


_STATUS = frozenset(
    {"status", "statusupdate", "situacao", "andamento", "estado", "situacion", "estatus"}
)
_HELP = frozenset({"help", "info", "commands", "ajuda", "comandos", "ayuda"})
_ONLY_IN = {
    "pt-BR": frozenset(
        {"situacao", "andamento", "ajuda", "sair", "descadastrar", "pare"}
        | {"voltar", "comecar", "reativar", "inscrever"}
    ),
    "es": frozenset(
        {"situacion", "estatus", "ayuda", "baja", "alto", "detener"}
        | {"alta", "reanudar", "empezar", "volver", "suscribir"}
    ),
}
"""Commands that say which language somebody speaks; "stop" and "help" are sent in every country."""
_POLITE = ("please", "pls", "porfavor")
_LONGEST = 60
"""Characters: a command, a reference, and a polite word."""

_RATING = re.compile(r"\s*([1-5])(?:\s?/\s?5)?(?![\w/:%])(?![.,]\d)[\s.,;:!)-]*(.*)", re.DOTALL)
_STARS = re.compile(
    r"\s*((?:\N{WHITE MEDIUM STAR}\N{VARIATION SELECTOR-16}?|\N{BLACK STAR}){1,5})\s*"
)
_KEYCAP = str.maketrans("", "", "\N{COMBINING ENCLOSING KEYCAP}\N{VARIATION SELECTOR-16}")


def command_in(text: str) -> CustomerCommand | None:
    """The command that a message is; None where it is anything else.

    A status may be asked of one feedback by its reference.

    >>> command_in("Ajuda!"), command_in("status KBW-DQVW"), command_in("Help, no seat")
    (<CustomerCommand.HELP: 'help'>, <CustomerCommand.STATUS: 'status'>, None)
    """
    if len(text) > _LONGEST:
        return None
    if is_opt_out(text):
        return CustomerCommand.STOP
    if is_opt_in(text):
        return CustomerCommand.START
    if _bare(reference.without(text)) in _STATUS:
        return CustomerCommand.STATUS
    return CustomerCommand.HELP if _bare(text) in _HELP else None


def language_of(command: str) -> str | None:
    """The locale whose word a command is; None where it is one of several languages.

    >>> language_of("Ajuda!"), language_of("estatus"), language_of("STOP")
    ('pt-BR', 'es', None)
    """
    word = _bare(reference.without(command))
    return next((locale for locale, words in _ONLY_IN.items() if word in words), None)


def rating_in(text: str) -> tuple[int, str | None] | None:
    """A score from 1 to 5 that a message begins with, and the words behind it; None without one.

    Only where we asked for a score does a digit mean one: whoever calls this knows that we did.

    >>> rating_in("5 great driver"), rating_in("4/5"), rating_in("15 minutes late")
    ((5, 'great driver'), (4, None), None)
    """
    if stars := _STARS.fullmatch(text):
        return len(stars[1].translate(_KEYCAP)), None
    found = _RATING.fullmatch(text.translate(_KEYCAP))
    return (int(found[1]), found[2].strip() or None) if found else None


def _bare(text: str) -> str:
    """The folded text without a polite word around it."""
    bare = fold(text)
    for polite in _POLITE:
        bare = bare.removeprefix(polite).removesuffix(polite)
    return bare
