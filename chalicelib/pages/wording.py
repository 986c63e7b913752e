"""The texts of the pages in each language, and the language that a browser asks for."""

from collections.abc import Mapping

from chalicelib.pages import wording_en_gb, wording_es, wording_pt_br

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en-GB": wording_en_gb.TEXTS,
    "pt-BR": wording_pt_br.TEXTS,
    "es": wording_es.TEXTS,
}
"""By locale (those of `chalicelib.wording`): the text of each name, with `{fields}`."""


def asked_for(accept_language: str, otherwise: str = next(iter(TEXTS))) -> str:
    """The first language of ours in a browser's Accept-Language (RFC 9110, 12.5.4), or else `otherwise`.

    Browsers name them in order of preference, so the weights are not looked at.
    """
    for tag in accept_language.split(","):
        language = tag.partition(";")[0].strip().lower().partition("-")[0]
        for locale in TEXTS:
            if locale.partition("-")[0] == language:
                return locale
    return otherwise
