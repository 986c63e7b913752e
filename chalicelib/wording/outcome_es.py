"""Español: el resultado, y cómo fue."""

TEXTS = {
    "resolution_sms": (
        "Hasta donde sabemos, su caso {reference} está resuelto y por eso lo cerramos. {team},"
        " {organisation}"
    ),
    "resolution_sms_reopen": "¿No se resolvió? Solo responda.",
    "resolution_sms_appeal": "¿No se resolvió? Responda, o envíe {word} en un plazo de {days} días.",
    "resolution_sms_appeal_soon": "¿No se resolvió? Responda, o envíe {word} {promise}.",
    "resolution_subject": "[{reference}] El resultado",
    "resolution_title": "Hasta donde sabemos, su caso está resuelto.",
    "resolution_bare": "{team} le respondió y ahora cierra el caso.",
    "resolution_reply": (
        "Con esto cerramos el caso. Si no queda resuelto, responda a este correo y se abrirá de"
        " nuevo."
    ),
    "survey_sms": (
        "¿Cómo atendimos su caso {reference}? Responda con un número, de 1 (muy mal) a 5 (muy bien)."
        " {organisation}"
    ),
    "survey_sms_link": (
        "¿Cómo atendimos su caso {reference}? Responda de 1 (muy mal) a 5 (muy bien), o cuéntenos"
        " aquí: {link} {organisation}"
    ),
    "survey_subject": "[{reference}] ¿Cómo lo hicimos?",
    "survey_title": "¿Cómo lo hicimos?",
    "survey_question": (
        "Nos contó lo que pasó y le respondimos. ¿Cómo le pareció la forma en que lo atendimos? Bastan"
        " dos toques."
    ),
    "survey_digits": (
        "Nos contó lo que pasó y le respondimos. ¿Cómo le pareció la forma en que lo atendimos?"
        " Responda con un número, de 1 (muy mal) a 5 (muy bien)."
    ),
    "survey_choice": "{score}: {meaning}",
    "survey_reply": "Si queda algo pendiente, responda a este correo: nos llega directamente.",
    "score_1": "muy mal",
    "score_2": "mal",
    "score_3": "regular",
    "score_4": "bien",
    "score_5": "muy bien",
    "team_rated_subject": "[{reference}] Valoración {score} de 5: {summary}",
    "team_rated_title": "El cliente no está satisfecho: {score} de 5.",
    "team_rated_reason": "El motivo que da: «{reason}».",
    "team_rated_bare": "No dio ningún motivo.",
    "team_rated_hint": (
        "El caso está cerrado y no corre ningún plazo. Quizá aún pueda arreglarse."
    ),
    "team_set_aside_already_resolved": (
        "El caso ya está resuelto y el cliente ya lo sabe: no había nada que enviar. Para decirle"
        " algo más, escríbalo encima de la línea que está al principio de este correo."
    ),
    "message_resolution": "El resultado",
    "message_survey": "La pregunta sobre cómo fue",
}
