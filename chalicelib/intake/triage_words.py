"""The words that a first assessment listens for, by language: phrases, with commas between them."""

from collections.abc import Mapping

COMPLIMENT: Mapping[str, str] = {
    "en-GB": (
        "thank you, thanks, well done, excellent, wonderful, fantastic, brilliant, lovely, "
        "kudos, great job"
    ),
    "pt-BR": ("parabéns, obrigado, excelente, maravilhoso, ótimo, elogio, adorei, nota dez"),
    "es": ("felicidades, enhorabuena, gracias, excelente, maravilloso, estupendo, me encantó"),
}
SUGGESTION: Mapping[str, str] = {
    "en-GB": (
        "suggest, suggestion, idea, you could, why not, would be nice, would be better, please add"
    ),
    "pt-BR": ("sugiro, sugestão, ideia, poderiam, seria bom, seria melhor"),
    "es": ("sugiero, sugerencia, idea, podrían, sería bueno, sería mejor"),
}
ENQUIRY: Mapping[str, str] = {
    "en-GB": (
        "how do, how can, how much, when does, when is, what time, where can, where is, "
        "is there, can I, do you"
    ),
    "pt-BR": ("como faço, como posso, quanto custa, quando, que horas, onde fica, existe, posso"),
    "es": ("cómo puedo, cuánto cuesta, cuándo, qué hora, dónde está, hay algún, puedo"),
}
TROUBLE: Mapping[str, str] = {
    "en-GB": (
        "not, never, no, broken, late, dirty, rude, cold, freezing, hot, wrong, bad, awful, "
        "terrible, stuck, lost, smell, refund, complain, complaint, delay, cancel, "
        "dangerous, unsafe, worst, fail, still, but"
    ),
    "pt-BR": (
        "não, nunca, quebrado, atraso, sujo, grosseiro, frio, quente, errado, ruim, "
        "horrível, péssimo, perdido, cheiro, reembolso, reclamação, reclamar, cancelado, "
        "perigoso, pior, falha, mas, sem"
    ),
    "es": (
        "no, nunca, roto, retraso, sucio, grosero, frío, calor, mal, malo, horrible, pésimo, "
        "perdido, olor, reembolso, queja, reclamo, cancelado, peligroso, peor, falla, pero, "
        "sin"
    ),
}
"""With one of these, thanks and questions are still a complaint."""
HIGH: Mapping[str, str] = {
    "en-GB": (
        "injured, hurt, ambulance, police, discrimination, racist, wheelchair, disabled, "
        "stranded, freezing, fainted, child alone, left behind"
    ),
    "pt-BR": (
        "ferido, machucado, ambulância, polícia, discriminação, racismo, cadeirante, "
        "deficiente, congelando, desmaiou, criança sozinha"
    ),
    "es": (
        "herido, ambulancia, policía, discriminación, racismo, silla de ruedas, "
        "discapacitado, congelando, desmayó, niño solo"
    ),
}
"""Somebody is hurt, shut out or left behind."""
COMPLEX: Mapping[str, str] = {
    "en-GB": (
        "lawyer, solicitor, court, compensation, insurance, refund, third time, "
        "again and again, data protection"
    ),
    "pt-BR": ("advogado, procon, justiça, indenização, seguro, reembolso, terceira vez, lgpd"),
    "es": ("abogado, juzgado, indemnización, seguro, reembolso, tercera vez, protección de datos"),
}
"""It will take more than one person to answer."""
