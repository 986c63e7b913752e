"""Português do Brasil: o desfecho, e como foi."""

TEXTS = {
    "resolution_sms": (
        "Pelo que sabemos, o protocolo {reference} está resolvido, e por isso o encerramos. {team},"
        " {organisation}"
    ),
    "resolution_sms_reopen": "Não resolveu? É só responder.",
    "resolution_sms_appeal": "Não resolveu? Responda, ou envie {word} em até {days} dias.",
    "resolution_sms_appeal_soon": "Não resolveu? Responda, ou envie {word} {promise}.",
    "resolution_subject": "[{reference}] O desfecho",
    "resolution_title": "Pelo que sabemos, sua mensagem está resolvida.",
    "resolution_bare": "{team} respondeu a você e agora encerra o caso.",
    "resolution_reply": (
        "Com isso encerramos o caso. Se não resolveu, é só responder a este e-mail: ele é reaberto."
    ),
    "survey_sms": (
        "Como cuidamos do protocolo {reference}? Responda com um número, de 1 (muito mal) a 5 (muito"
        " bem). {organisation}"
    ),
    "survey_sms_link": (
        "Como cuidamos do protocolo {reference}? Responda de 1 (muito mal) a 5 (muito bem), ou conte"
        " aqui: {link} {organisation}"
    ),
    "survey_subject": "[{reference}] Como nos saímos?",
    "survey_title": "Como nos saímos?",
    "survey_question": (
        "Você nos contou o que aconteceu, e nós respondemos. O que você achou da forma como"
        " cuidamos disso? Bastam dois toques."
    ),
    "survey_digits": (
        "Você nos contou o que aconteceu, e nós respondemos. O que você achou da forma como"
        " cuidamos disso? Responda com um número, de 1 (muito mal) a 5 (muito bem)."
    ),
    "survey_choice": "{score}: {meaning}",
    "survey_reply": "Se ainda falta algo, é só responder a este e-mail: ele volta para nós.",
    "score_1": "muito mal",
    "score_2": "mal",
    "score_3": "mais ou menos",
    "score_4": "bem",
    "score_5": "muito bem",
    "team_rated_subject": "[{reference}] Nota {score} de 5: {summary}",
    "team_rated_title": "O cliente não ficou satisfeito: nota {score} de 5.",
    "team_rated_reason": "O motivo que ele dá: “{reason}”.",
    "team_rated_bare": "Ele não deu o motivo.",
    "team_rated_hint": (
        "O caso está encerrado, e nenhum prazo corre. Talvez ainda dê para acertar."
    ),
    "team_set_aside_already_resolved": (
        "O caso já está resolvido, e o cliente já foi avisado: não havia nada a enviar. Para dizer"
        " mais, escreva acima da linha no início deste e-mail."
    ),
    "message_resolution": "O desfecho",
    "message_survey": "A pergunta sobre como foi",
}
