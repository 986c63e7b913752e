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
        "injured, injury, hurt, hurts, hurting, ambulance, police, discrimination, discriminated, "
        "discriminating, racist, racism, racial, racially, wheelchair, disabled, disability, stranded, "
        "freezing, fainted, fainting, unconscious, child alone, left behind"
    ),
    "pt-BR": (
        "ferido, ferimento, machucado, machucou, machuquei, machucaram, ambulância, polícia, policial, "
        "discriminação, discriminado, discriminou, racismo, racista, cadeirante, cadeira de rodas, "
        "pessoa com deficiência, deficiente físico, deficiente visual, pcd, congelando, desmaiou, "
        "desmaiei, desmaiado, desmaio, inconsciente, criança sozinha"
    ),
    "es": (
        "herido, lesionado, ambulancia, policía, discriminación, discriminado, discriminó, "
        "racismo, racista, silla de ruedas, discapacitado, discapacidad, congelando, congelados, desmayó, "
        "desmayado, desmayo, inconsciente, niño solo"
    ),
}
"""Somebody is hurt, shut out or left behind. In every form but plural and gender."""
COMPLEX: Mapping[str, str] = {
    "en-GB": (
        "lawyer, solicitor, court, compensation, compensate, compensated, insurance, insurer, insured, "
        "refund, refunded, refunding, third time, again and again, data protection"
    ),
    "pt-BR": (
        "advogado, procon, justiça, indenização, indenizar, indenizado, seguradora, meu seguro, "
        "seguro viagem, reembolso, reembolsar, reembolsado, terceira vez, lgpd"
    ),
    "es": (
        "abogado, juzgado, indemnización, indemnizar, indemnizado, aseguradora, mi seguro, seguro de viaje, "
        "seguro médico, reembolso, reembolsar, reembolsado, tercera vez, protección de datos"
    ),
}
"""It will take more than one person to answer. In every form but plural and gender."""
