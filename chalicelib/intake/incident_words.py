"""What passengers commonly complain of together, by language: phrases, with commas between them.

A topic makes feedback in different languages alike. Words that tell nothing apart are in `COMMON`.
"""

from collections.abc import Mapping

TOPICS: Mapping[str, Mapping[str, str]] = {
    "cold": {
        "en-GB": "heating, heater, cold, freezing, frozen, chilly",
        "pt-BR": "aquecimento, aquecedor, frio, gelado, congelando",
        "es": "calefacción, frío, helado, congelado, congelando",
    },
    "hot": {
        "en-GB": "air conditioning, air-con, aircon, hot, boiling, stuffy, sweltering",
        "pt-BR": "ar-condicionado, ar condicionado, calor, quente, abafado",
        "es": "aire acondicionado, calor, caliente, sofocante",
    },
    "late": {
        "en-GB": "late, delay, delayed, waiting",
        "pt-BR": "atraso, atrasado, atrasou, esperando",
        "es": "retraso, retrasado, tarde, esperando",
    },
    "missing": {
        "en-GB": "never came, did not come, didn't come, no show, cancelled, drove past, did not stop",
        "pt-BR": "não veio, não passou, cancelado, cancelada, não parou",
        "es": "no vino, no pasó, cancelado, no paró",
    },
    "stranded": {
        "en-GB": "broken down, broke down, breakdown, stranded, stuck",
        "pt-BR": "quebrou, enguiçou, parado, presos",
        "es": "averiado, avería, atrapados, tirados, varados",
    },
    "dirty": {
        "en-GB": "dirty, filthy, rubbish, unclean",
        "pt-BR": "sujo, sujeira, imundo, lixo",
        "es": "sucio, suciedad, basura, mugre",
    },
    "smell": {
        "en-GB": "smell, stink, stinks, odour",
        "pt-BR": "cheiro, fedor, fedendo",
        "es": "olor, huele, apesta",
    },
    "toilet": {
        "en-GB": "toilet, loo, restroom, bathroom",
        "pt-BR": "banheiro, sanitário",
        "es": "baño, aseo, lavabo",
    },
    "crowded": {
        "en-GB": "crowded, packed, overcrowded, no seats, standing",
        "pt-BR": "lotado, cheio, superlotado, em pé",
        "es": "lleno, abarrotado, de pie, sin asientos",
    },
    "driver": {
        "en-GB": "driver, rude",
        "pt-BR": "motorista, grosseiro",
        "es": "conductor, chófer, grosero",
    },
    "door": {"en-GB": "door, doors", "pt-BR": "porta, portas", "es": "puerta, puertas"},
    "lift": {
        "en-GB": "lift, elevator, escalator",
        "pt-BR": "elevador, escada rolante",
        "es": "ascensor, escalera mecánica",
    },
    "wifi": {"en-GB": "wifi, wi-fi, internet", "pt-BR": "wifi, internet", "es": "wifi, internet"},
    "noise": {"en-GB": "noise, noisy, loud", "pt-BR": "barulho", "es": "ruido, ruidoso"},
    "smoke": {"en-GB": "smoke, fire", "pt-BR": "fumaça, fogo", "es": "humo, fuego"},
}

COMMON: Mapping[str, str] = {
    "en-GB": (
        "the and you your are was were been has have had this that these those with for from not but "
        "all our out its there here they them she her his him who what when why how can could will "
        "would should very too just now still again please hello thanks thank coach bus train stop "
        "journey travel today yesterday morning evening night hour hours minute minutes people get "
        "got did does don't isn't wasn't one two about into some any also been being than then "
        "nobody everyone something nothing because since until"
    ),
    "pt-BR": (
        "que não uma uns umas com sem por para pelo pela dos das nos nas seu sua meu minha nosso nossa "
        "este esta esse essa isso isto aqui ali muito mais menos está estão estava foi era ser ter tem "
        "têm nós ele ela eles elas você vocês como quando onde porque bom dia boa tarde noite ônibus "
        "trem ponto viagem hoje ontem manhã hora horas minuto minutos gente tudo toda todo ainda já "
        "obrigado favor depois antes até nada alguém ninguém"
    ),
    "es": (
        "que los las una unos unas con sin por para del sus mis este esta ese esa esto eso aquí allí "
        "muy más menos está están estaba fue era ser tener tiene hay nos nosotros ellos ella usted "
        "ustedes como cuando donde porque buenos buenas días tardes noches autocar autobús tren parada "
        "viaje hoy ayer mañana hora horas minuto minutos gente todo toda todos aún todavía gracias "
        "favor después antes hasta nada alguien nadie"
    ),
}
