"""What stands on a poster, in each language, as its passengers read it."""

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en-GB": {
        "title": "Poster: {place}",
        "headline": "Tell us how it was",
        "hint": "Good or bad, a person reads it. You can follow it on a page of your own.",
        "scan": "Point your phone’s camera here",
        "text": "Or send a text to {number}, beginning with",
        "text_bare": "Or send a text to",
        "address": "Or open",
    },
    "pt-BR": {
        "title": "Cartaz: {place}",
        "headline": "Conte para a gente como foi",
        "hint": "Bom ou ruim, uma pessoa lê. Você acompanha tudo numa página só sua.",
        "scan": "Aponte a câmera do celular para cá",
        "text": "Ou mande um SMS para {number}, começando com",
        "text_bare": "Ou mande um SMS para",
        "address": "Ou abra",
    },
    "es": {
        "title": "Cartel: {place}",
        "headline": "Cuéntenos cómo le fue",
        "hint": "Bueno o malo, lo lee una persona. Puede seguirlo en una página solo suya.",
        "scan": "Apunte aquí con la cámara de su móvil",
        "text": "O envíe un SMS al {number}, empezando con",
        "text_bare": "O envíe un SMS al",
        "address": "O abra",
    },
}
"""By locale (those of `chalicelib.wording`): the text of each name, with `{fields}`."""
