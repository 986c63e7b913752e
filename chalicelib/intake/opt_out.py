"""Whether a message asks for no more messages, or for them again, and nothing else.

"Stop the air-con" is feedback. The words are those that AWS and Twilio take by default, and their like
in our other languages; "yes", which Twilio takes for an opt-in, is the answer to many a question.
"""

from chalicelib.routing import fold

_STOP = frozenset(
    {
        *("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke", "remove"),
        *("parar", "sair", "cancelar", "descadastrar", "pare"),
        *("baja", "alto", "detener", "arret"),
    }
)
_START = frozenset(
    {
        *("start", "unstop", "optin", "resume", "subscribe"),
        *("iniciar", "voltar", "comecar", "reativar", "retomar", "inscrever"),
        *("alta", "reanudar", "empezar", "volver", "suscribir"),
    }
)
_LONGEST = 40
"""Characters: a word with whatever people put around it."""


def is_opt_out(text: str) -> bool:
    """Whether the whole message asks for no more messages.

    >>> is_opt_out("STOP."), is_opt_out("Stop the air-con, freezing")
    (True, False)
    """
    return len(text) <= _LONGEST and fold(text) in _STOP


def is_opt_in(text: str) -> bool:
    """Whether the whole message asks for messages again.

    >>> is_opt_in("Start!"), is_opt_in("start the engine")
    (True, False)
    """
    return len(text) <= _LONGEST and fold(text) in _START
