"""Português do Brasil."""

TEXTS = {
    # To customers: what every channel says
    "thanks_complaint": "Obrigado por nos contar.",
    "thanks_suggestion": "Obrigado pela ideia.",
    "thanks_compliment": "Obrigado, que bom saber disso!",
    "thanks_enquiry": "Obrigado pela pergunta.",
    "thanks_again": "Obrigado por escrever de novo.",
    # To customers, as a text: short, so that it stays one SMS
    "acknowledgement_sms": (
        "{thanks} Seu protocolo é {reference}. Vamos responder {promise}. {organisation}"
    ),
    "acknowledgement_sms_without_promise": (
        "{thanks} Já passamos para a equipe. Seu protocolo é {reference}. {organisation}"
    ),
    "answer_sms": "{team}, {organisation} ({reference}):",
    "answer_sms_part": "{team}, {organisation} ({reference}, {part}/{parts}):",
    "late_notice_sms": (
        "Desculpe a demora: o protocolo {reference} agora está com {team}, e você terá resposta"
        " {promise}. {organisation}"
    ),
    "late_notice_sms_without_promise": (
        "Desculpe a demora: o protocolo {reference} agora está com {team}, e você terá resposta"
        " assim que possível. {organisation}"
    ),
    # To customers, as a mail
    "acknowledgement_subject": "[{reference}] Obrigado, recebemos sua mensagem",
    "acknowledgement_promise": "Alguém da nossa equipe vai ler e responder {promise}.",
    "acknowledgement_without_promise": "Já passamos sua mensagem para a equipe.",
    "acknowledgement_reply": "Se quiser acrescentar algo, é só responder a este e-mail.",
    "answer_subject": "[{reference}] Nossa resposta para você",
    "answer_sender": "{team}, {organisation}",
    "answer_reply": "Se ainda não resolveu, é só responder a este e-mail: ele volta para nós.",
    "late_notice_subject": "[{reference}] Sua resposta está demorando",
    "late_notice_title": "Desculpe, sua resposta está demorando mais do que deveria.",
    "late_notice_promise": (
        "Sua mensagem agora está com {team}, e você terá uma resposta {promise}."
    ),
    "late_notice_without_promise": (
        "Sua mensagem agora está com {team}, e você terá uma resposta assim que possível."
    ),
    "late_notice_reply": (
        "Você não precisa fazer nada. Se quiser, responda a este e-mail a qualquer momento."
    ),
    "reference": "Seu protocolo é {reference}.",
    "status_link": "Acompanhe por aqui",
    # To staff
    "team_new_subject": "[{reference}] {kind}: {summary}",
    "team_new_title": "{kind}: {place}",
    "team_further_subject": "[{reference}] O cliente escreveu de novo: {summary}",
    "team_further_title": "O cliente escreveu de novo.",
    "team_reminder_subject": "[{reference}] Ainda sem resposta: {summary}",
    "team_reminder_title": "O cliente continua esperando uma resposta.",
    "team_escalation_subject": "[{reference}] Encaminhado a {team}: {summary}",
    "team_escalation_title": "Este caso foi encaminhado a {team}, nível {level}.",
    "team_escalation_missed": "Uma resposta foi prometida {promise}, mas ninguém respondeu.",
    "team_escalation_gap": "Não foi possível contatar ninguém no nível anterior.",
    "team_escalation_safety": "As palavras do cliente falam de perigo: “{word}”.",
    "team_escalation_promise": "Agora o cliente espera a resposta {promise} ({left}).",
    "team_set_aside_subject": "[{reference}] Seu e-mail não foi enviado ao cliente",
    "team_set_aside_title": "Seu e-mail não foi enviado ao cliente.",
    "team_set_aside_no_words": (
        "Não encontramos nele nenhum texto seu. Escreva sua resposta acima da linha no início"
        " deste e-mail."
    ),
    "team_set_aside_unsure": (
        "Seu texto está no meio do texto citado, e não conseguimos saber o que o cliente deve"
        " ler. Escreva a resposta inteira acima da linha no início deste e-mail."
    ),
    "team_set_aside_other": (
        "Não tivemos certeza de que era para o cliente. Ele ficou guardado no histórico. Escreva"
        " sua resposta acima da linha no início deste e-mail."
    ),
    "team_set_aside_yours": "Seu e-mail",
    "team_undelivered_subject": "[{reference}] Não chegou ao cliente: {summary}",
    "team_undelivered_title": "Uma mensagem nossa não chegou ao cliente.",
    "team_undelivered_what": "{message}, para {address}: {reason}.",
    "team_undelivered_other": "Enviamos também para {address}.",
    "team_undelivered_nobody": (
        "Não temos outro número nem endereço. Se você souber como falar com o cliente, fale."
    ),
    "deadline": "Por favor, responda {promise} ({left}).",
    "deadline_over": "Uma resposta foi prometida {promise} ({left}).",
    "reach_sms": (
        "Para responder, responda a este e-mail. O que você escrever acima da linha vai para"
        " {address} como SMS de {team}, {organisation}. Melhor se for curto e simples."
    ),
    "reach_email": (
        "Para responder, responda a este e-mail. O que você escrever acima da linha vai para"
        " {address} como e-mail de {team}, {organisation}."
    ),
    "reach_nobody": (
        "O cliente não deixou número nem endereço, então a resposta não tem como chegar. O que"
        " você escrever acima da linha fica guardado no histórico."
    ),
    "said_by_customer": "Cliente, {at}",
    "said_by_team": "Resposta de {team}, {at}",
    "team_footer": "{organisation}: para {team}",
    # Facts for staff
    "label_reference": "Protocolo",
    "label_kind": "Tipo",
    "label_severity": "Gravidade",
    "label_place": "Local",
    "label_channel": "Canal",
    "label_received": "Recebido",
    "label_deadline": "Responder até",
    "label_level": "Nível",
    "label_rating": "Nota",
    "label_name": "Nome",
    "label_contact": "Contato",
    "label_attachments": "Anexos",
    "value_deadline": "{at} ({left})",
    "severity_critical": "Crítica",
    "severity_high": "Alta",
    "value_severity": "{severity}: “{word}”",
    "value_no_deadline": "nenhuma resposta foi prometida",
    "value_rating": "{rating} de 5",
    "value_attachment": "{name} ({size})",
    "value_no_place": "local desconhecido",
    "kind_complaint": "Reclamação",
    "kind_suggestion": "Sugestão",
    "kind_compliment": "Elogio",
    "kind_enquiry": "Dúvida",
    "channel_sms": "SMS",
    "channel_web": "formulário",
    "channel_email": "e-mail",
    "channel_phone": "telefone",
    "channel_in_person": "pessoalmente",
    "channel_letter": "carta",
    "channel_social": "redes sociais",
    "message_acknowledgement": "A confirmação de recebimento",
    "message_answer": "Sua resposta",
    "message_late_notice": "O aviso de que a resposta está demorando",
    "reason_opted_out": "o cliente pediu para não receber SMS",
    "reason_invalid": "o número ou endereço não funciona",
    "reason_rejected": "o provedor recusou",
    "reason_blocked": "SMS para esse país ou número não são permitidos",
    "reason_bounced": "a caixa de entrada recusou",
    "reason_other": "não foi possível entregar",
}
