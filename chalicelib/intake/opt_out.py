"""Whether a text is an opt-out word and nothing else: "Stop the air-con" is feedback.

The words are those that AWS and Twilio take by default, and their like in our other languages.
"""

from chalicelib.routing import fold

_WORDS = frozenset(
    {
        *("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke", "remove"),
        *("parar", "sair", "cancelar", "descadastrar", "pare"),
        *("baja", "alto", "detener", "arret"),
    }
)


def is_opt_out(text: str) -> bool:
    """Whether the whole message asks for no more messages.

    >>> is_opt_out("STOP."), is_opt_out("Stop the air-con, freezing")
    (True, False)
    """
    return len(text) <= 40 and fold(text) in _WORDS
