"""Brazilian Portuguese, of what customers ask of the system itself, and of several texts of one number."""

TEXTS = {
    # To customers
    "command_reply_subject": "[{reference}] Nossa resposta",
    "command_status_promise": "{reference}: está com {team}, que responde {promise}.",
    "command_status_open": "{reference}: está com {team}. Ainda não há resposta.",
    "command_status_waiting": (
        "{reference}: fizemos uma pergunta e esperamos a sua resposta. É só escrever de volta."
    ),
    "command_status_answered": (
        "{reference}: já respondemos. Se não resolveu, é só escrever de volta."
    ),
    "command_status_closed": (
        "{reference} está encerrado. Se algo ainda não está certo, é só escrever de volta."
    ),
    "command_status_none": (
        "Ainda não temos mensagem sua. Conte o que aconteceu e nós respondemos. {organisation}"
    ),
    "command_help": (
        "Escreva o que aconteceu e nós respondemos. STATUS diz como está indo, PARAR encerra as nossas"
        " mensagens. Em perigo, ligue para a emergência. {organisation}"
    ),
    "command_stop": (
        "Você não recebe mais mensagens nossas aqui. Para voltar a receber, envie VOLTAR. {organisation}"
    ),
    "command_start": "Você volta a receber as nossas mensagens aqui. {organisation}",
    # To staff
    "message_command_reply": "A resposta a um comando",
    "team_reachable_subject": "[{reference}] O cliente voltou a aceitar mensagens: {summary}",
    "team_reachable_title": "O cliente voltou a aceitar mensagens.",
    "team_reachable_waiting": (
        "O que vocês escreveram nesse meio-tempo não chegou a ele. Por favor, vejam de novo: se ainda"
        " deve chegar, respondam a este e-mail com o texto."
    ),
    "team_undelivered_opted_out": (
        "Ele pediu para não receber mais mensagens ali, e não conhecemos outro meio de contato. O texto"
        " está na página particular dele."
    ),
    "said_times": "{label} (enviado {times} vezes)",
    "mistyped": (
        "O cliente escreveu “{text}”, que parece um protocolo com erro de digitação: pode ser sobre"
        " outra coisa."
    ),
    "also": "Pode ser sobre outra mensagem do mesmo número: {others}",
    "also_own": "{reference} ({place}, {state}): “{words}”",
    "also_other": "{reference} ({place}, {state}), com {team}",
    "state_open": "em aberto",
    "state_answered": "respondido",
}
