"""Whether a customer's further words are thanks and nothing else, which asks for no response."""

import re

from chalicelib.routing import fold

_THANKS = {
    "en-GB": "thanks thank you thankyou thx ty cheers ta ok okay great perfect lovely brilliant "
    "much appreciated appreciated very so many a lot for that your help the reply all good",
    "pt-BR": "obrigado obrigada obg obrigadao valeu vlw ok okay otimo perfeito beleza blz muito "
    "muitissimo agradeco agradecido agradecida pela pelo resposta ajuda retorno tudo certo",
    "es": "gracias muchas mil ok okay vale perfecto genial estupendo muy amable agradecido "
    "agradecida por la su respuesta ayuda todo bien",
}  # fmt: skip
_CORE_WORDS = (
    "thanks thank thankyou thx ty cheers ta ok okay appreciated great perfect obrigado obrigada obg "
    "obrigadao valeu vlw agradeco otimo perfeito beleza blz gracias vale perfecto genial"
)
_CORE = frozenset(_CORE_WORDS.split())
_WORDS = {word for words in _THANKS.values() for word in words.split()}
_MAX_WORDS = 8


def is_only_thanks(text: str) -> bool:
    """Whether every word is one of thanks or agreement, in any of the languages.

    >>> is_only_thanks("Muito obrigada!"), is_only_thanks("Thanks, but it is still cold")
    (True, False)
    """
    words = [fold(word) for word in re.findall(r"\w+", text)]
    if not words:
        return False
    return len(words) <= _MAX_WORDS and set(words) <= _WORDS and bool(set(words) & _CORE)
