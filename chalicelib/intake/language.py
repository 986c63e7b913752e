"""In which of our languages somebody wrote, told by the words that every sentence has. Pure.

Words of `incident_words` count as well: what passengers complain of, and what they say around it. The
languages of `_OTHERS` are none of ours; they are listened for so that their words are not taken for ours.
"""

import re
from collections import Counter
from functools import cache

from chalicelib.intake import incident_words
from chalicelib.routing import fold

LEAST_WORDS = 3
"""Of a text that can be told at all: a keyword and a number are no sentence."""
LEAST_HEARD = 2
"""Words of the language: a single one may be a name, as in "Los Angeles"."""

_READ = 1_000
_WORD = re.compile(r"[^\W\d_]+")

_SMALL = {
    "en-GB": (
        "a i an is it in of on at to be by do he me my no or so up us we am as if go im ive its were "
        "only after before off back where which while over under because really never always much "
        "many every other another without more than good bad new need want wait seat please sorry "
        "their these went said says any"
    ),
    "pt-BR": (
        "a o e é à às ao aos as os um da de do das dos em na no nas nos me se já só vi vou sou nem mas "
        "ou eu meu tu te lá cá pra pro sempre nunca também mesmo alguma nenhum outro outra quem qual "
        "sobre entre após desde ficar ficou fica fui quero preciso podem pode vai vão estou estamos "
        "fazer fez faz bem mal tão meus minhas seus suas pelos pelas numa num dele dela deles delas "
        "aquele assim agora então quase"
    ),
    "es": (
        "a y el la lo al de en un me se su mi tu te le les ya yo ni si sí no es soy he ha han son "
        "pero nunca siempre también mismo alguna ninguno otro otra quien cual sobre entre desde fui "
        "quiero necesito pueden puede va van estoy estamos hacer hizo hace bien mal tan mucho muchos "
        "mucha nuestro nuestra fueron cuando donde ahora entonces casi unos así eso esos todos nadie"
    ),
}
_OTHERS = {
    "fr": (
        "le la les un une des du de et est en dans pas ne je nous vous il elle on au aux sur pour par avec "
        "qui que ce cette ces son sa ses mon ma mes notre votre mais très été sont sans plus tout ils "
        "bonjour merci"
    ),
    "de": (
        "der die das den dem ein eine einen und ist nicht ich wir sie es zu im in am an auf mit von für "
        "bei aus nach seit noch sehr kein keine war sind hat haben uns mir mich wie was wenn oder aber "
        "auch schon guten danke bitte"
    ),
    "it": (
        "il lo la gli le un uno una di a da in con su per non che è sono sta ho ha abbiamo siamo del "
        "della dei delle al alla nel nella dal molto ma anche questo questa sul più già qui ci si mi "
        "grazie buongiorno"
    ),
    "nl": (
        "de het een en van is niet op te zijn met voor maar ik wij we er naar om bij geen ook nog al "
        "dit dat zo hebben heeft waarom alstublieft bedankt"
    ),
}


def language_of(words: str) -> str | None:
    """The locale of `wording.LOCALES` that a text is written in; None where its words do not tell.

    >>> language_of("the heater on our coach is off"), language_of("não tem água no banheiro")
    ('en-GB', 'pt-BR')
    >>> language_of("Die Heizung ist kaputt"), language_of("420 cold")
    (None, None)
    """
    said = [fold(word) for word in _WORD.findall(words[:_READ])]
    if len(said) < LEAST_WORDS:
        return None
    known = _languages()
    heard = Counter(language for word in said for language in known.get(word, ()))
    (first, most), (_, next_most) = [*heard.most_common(2), ("", 0), ("", 0)][:2]
    is_told = most >= LEAST_HEARD and most > next_most and first not in _OTHERS
    return first if is_told else None


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Folded word to the languages that have it."""
    listed: dict[str, list[str]] = {}
    for locale, small in _SMALL.items():
        listed[locale] = [small, incident_words.COMMON[locale]]
        listed[locale] += [topic.get(locale, "") for topic in incident_words.TOPICS.values()]
    listed |= {language: [small] for language, small in _OTHERS.items()}
    known: dict[str, tuple[str, ...]] = {}
    for language, texts in listed.items():
        for word in {fold(word) for text in texts for word in _WORD.findall(text)}:
            known[word] = (*known.get(word, ()), language)
    return known
