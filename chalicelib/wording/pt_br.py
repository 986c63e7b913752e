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
    "appeal_sms": "Não resolveu? Responda {word} em até {days} dias.",
    "appeal_sms_soon": "Não resolveu? Responda {word} {promise}.",
    "question_sms": "{team}, {organisation} ({reference}):",
    "question_sms_part": "{team}, {organisation} ({reference}, {part}/{parts}):",
    "question_sms_waits": "Esperamos sua resposta para continuar.",
    "resumed_sms": (
        "Sem notícias suas, seguimos com o que sabemos. Protocolo {reference}: você terá resposta"
        " {promise}. {organisation}"
    ),
    "resumed_sms_without_promise": (
        "Sem notícias suas, seguimos com o que sabemos. Protocolo {reference}: você terá resposta"
        " assim que possível. {organisation}"
    ),
    "appeal_taken_sms": (
        "O protocolo {reference} agora está com a equipe {team}, independente de quem respondeu."
        " Você terá resposta {promise}. {organisation}"
    ),
    "appeal_taken_sms_without_promise": (
        "O protocolo {reference} agora está com a equipe {team}, independente de quem respondeu."
        " Você terá resposta assim que possível. {organisation}"
    ),
    "late_notice_sms": (
        "Desculpe a demora: o protocolo {reference} agora está com a equipe {team}, e você terá"
        " resposta {promise}. {organisation}"
    ),
    "late_notice_sms_without_promise": (
        "Desculpe a demora: o protocolo {reference} agora está com a equipe {team}, e você terá"
        " resposta assim que possível. {organisation}"
    ),
    # To customers, as a mail
    "acknowledgement_subject": "[{reference}] Obrigado, recebemos sua mensagem",
    "acknowledgement_promise": "Alguém da nossa equipe vai ler e responder {promise}.",
    "acknowledgement_without_promise": "Já passamos sua mensagem para a equipe.",
    "acknowledgement_sealed": (
        "Não conseguimos abrir o seu e-mail: ele está criptografado, ou num formato que só"
        " alguns programas abrem. Por favor, envie de novo como e-mail comum."
    ),
    "acknowledgement_reply": "Se quiser acrescentar algo, é só responder a este e-mail.",
    "answer_subject": "[{reference}] Nossa resposta para você",
    "answer_sender": "{team}, {organisation}",
    "answer_reply": "Se ainda não resolveu, é só responder a este e-mail: ele volta para nós.",
    "appeal": (
        "Você também tem direito a uma análise independente, feita pela equipe {team}: responda a"
        " este e-mail {promise} só com a palavra {word}."
    ),
    "question_subject": "[{reference}] Temos uma pergunta para você",
    "question_reply": "Por favor, responda a este e-mail.",
    "question_reply_waits": (
        "Por favor, responda a este e-mail: enquanto isso, o prazo da nossa resposta fica parado."
        " Se você não responder {promise}, seguimos com o que sabemos."
    ),
    "late_notice_subject": "[{reference}] Sua resposta está demorando",
    "late_notice_title": "Desculpe, sua resposta está demorando mais do que deveria.",
    "late_notice_promise": (
        "Sua mensagem agora está com a equipe {team}, e você terá uma resposta {promise}."
    ),
    "late_notice_without_promise": (
        "Sua mensagem agora está com a equipe {team}, e você terá uma resposta assim que possível."
    ),
    "late_notice_reply": (
        "Você não precisa fazer nada. Se quiser, responda a este e-mail a qualquer momento."
    ),
    "resumed_subject": "[{reference}] Seguimos com o que sabemos",
    "resumed_title": "Não tivemos sua resposta, então seguimos com o que sabemos.",
    "resumed_promise": "Você terá uma resposta {promise}.",
    "resumed_without_promise": "Você terá uma resposta assim que possível.",
    "resumed_reply": "Ainda dá tempo de contar mais: é só responder a este e-mail.",
    "appeal_taken_subject": "[{reference}] Agora está com a ouvidoria",
    "appeal_taken_title": "Sua mensagem terá uma análise independente.",
    "appeal_taken_promise": (
        "Ela agora está com a equipe {team}, independente de quem respondeu. Você terá uma resposta"
        " {promise}."
    ),
    "appeal_taken_without_promise": (
        "Ela agora está com a equipe {team}, independente de quem respondeu. Você terá uma resposta"
        " assim que possível."
    ),
    "appeal_taken_reply": "Se quiser acrescentar algo, é só responder a este e-mail.",
    "reference": "Seu protocolo é {reference}.",
    "status_link": "Acompanhe por aqui",
    # To staff
    "team_new_subject": "[{reference}] {kind}: {summary}",
    "team_new_automatic": (
        "Parece que não foi uma pessoa que enviou, por isso não confirmamos o recebimento. Se foi"
        " uma pessoa, responda, por favor."
    ),
    "team_new_empty": "A mensagem veio vazia.",
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
    "team_escalation_critical": "Alguém da equipe considera o caso crítico: “{reason}”.",
    "team_escalation_appeal": "Ele recebeu uma resposta e pede uma análise independente.",
    "team_escalation_appeal_subject": "[{reference}] O cliente recorre a você: {summary}",
    "team_escalation_appeal_title": "O cliente recorre a você.",
    "team_handed_over_subject": "[{reference}] Passado por {team}: {summary}",
    "team_handed_over_title": "{team} passou este caso para você.",
    "team_handed_over_reason": "O motivo dado por {member}: “{reason}”.",
    "team_handed_over_deadline": "O prazo continua o mesmo.",
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
    "team_set_aside_unknown_command": (
        "A primeira linha começa com # e uma palavra que não conhecemos. Existem #nota, #pergunta,"
        " #resolvido, #avisado, #semcontato, #equipe, #critica, #alta, #normal, #baixa,"
        " #reclamacao, #sugestao, #elogio e #consulta, e #ajuda, que explica cada um."
    ),
    "team_set_aside_unknown_team": (
        "Não conhecemos nenhuma equipe com o nome escrito depois de #equipe. Escreva #equipe, o"
        " nome da equipe e o motivo."
    ),
    "team_set_aside_other": (
        "Não tivemos certeza de que era para o cliente. Ele ficou guardado no histórico. Escreva"
        " sua resposta acima da linha no início deste e-mail."
    ),
    "team_set_aside_preview_subject": "[{reference}] Confira a sua resposta antes do envio",
    "team_set_aside_preview_title": "Confira a sua resposta antes que ela siga para o cliente.",
    "team_set_aside_preview": (
        "As suas palavras estão no meio de trechos citados, e não tivemos certeza de quais o"
        " cliente deve ler. Nada foi enviado ainda. Abaixo está o que enviaríamos: confira,"
        " corrija se preciso e envie pelo link, {promise}. O link é só seu. Ou responda a este"
        " e-mail com a resposta inteira acima da linha no topo."
    ),
    "team_set_aside_preview_link": "Conferir e enviar",
    "team_set_aside_proposed": "O que enviaríamos",
    "team_set_aside_help_subject": "[{reference}] O que você pode fazer por e-mail",
    "team_set_aside_help_title": "O que você pode fazer por e-mail.",
    "team_set_aside_help": (
        "Escreva a sua resposta acima da linha no topo deste e-mail, e ela segue para o"
        " cliente. Ou comece com um destes: #nota, uma nota só para a equipe; #pergunta, uma"
        " pergunta ao cliente, e o prazo espera; #resolvido, com ou sem palavras: está"
        " resolvido, e o cliente fica sabendo; #avisado COMO, quando o avisou de outro jeito;"
        " #semcontato PORQUÊ, quando não há como falar com ele;"
        " #equipe NOME MOTIVO, para encaminhar; #critica, #alta, #normal ou #baixa, e"
        " #reclamacao, #sugestao, #elogio ou #consulta, cada um com um motivo, para corrigir"
        " a classificação; #ajuda para este e-mail."
    ),
    "team_set_aside_unknown_sender_subject": "[{reference}] Um e-mail não foi enviado ao cliente",
    "team_set_aside_unknown_sender_title": "Um e-mail não foi enviado ao cliente.",
    "team_set_aside_unknown_sender": (
        "Ele veio de {address}, que não pode responder pela sua equipe, para o endereço que só"
        " você recebeu. Se foi um colega que escreveu, responda no lugar dele. Se você não conhece"
        " o remetente, não precisa fazer nada."
    ),
    "team_set_aside_unknown_sender_yours": "O e-mail",
    "team_set_aside_not_authentic_subject": "[{reference}] Um e-mail não foi enviado ao cliente",
    "team_set_aside_not_authentic_title": "Um e-mail não foi enviado ao cliente.",
    "team_set_aside_not_authentic": (
        "Ele diz ser de {address}, mas o provedor de e-mail não confirma isso, e qualquer pessoa"
        " pode ter escrito. Se foi você, responda pelo painel e avise quem cuida do seu e-mail que"
        " ele não passa no DMARC. Se não foi, não precisa fazer nada."
    ),
    "team_set_aside_not_authentic_yours": "O e-mail",
    "team_set_aside_already_resolved": "Já está resolvido, e o cliente foi avisado.",
    "team_set_aside_not_answered": (
        "Ninguém respondeu ao cliente ainda, e encerrar sem uma palavra não é resposta. Escreva"
        " depois de #resolvido o que o cliente deve saber, por favor."
    ),
    "team_set_aside_overtaken_subject": "[{reference}] Sua resposta não foi enviada",
    "team_set_aside_overtaken_title": "Sua resposta não foi enviada.",
    "team_set_aside_overtaken": (
        "Nos segundos antes do envio, outra pessoa respondeu ou o cliente escreveu de novo, por isso"
        " nós a seguramos. Veja o que há de novo. Se as suas palavras ainda servirem, envie de novo."
    ),
    "team_set_aside_overtaken_yours": "O que você escreveu",
    "team_set_aside_yours": "Seu e-mail",
    "team_undelivered_subject": "[{reference}] Não chegou ao cliente: {summary}",
    "team_undelivered_title": "Uma mensagem nossa não chegou ao cliente.",
    "team_undelivered_what": "{message}, para {address}: {reason}.",
    "team_undelivered_other": "Enviamos também para {address}.",
    "team_undelivered_nobody": (
        "Não temos outro número nem endereço. Se você souber como falar com o cliente, fale."
    ),
    "team_undelivered_kept": (
        "Enquanto o cliente não conhecer a sua resposta, o caso fica na sua lista e conta como não"
        " respondido. Quando o tiver avisado de outro jeito, responda com #avisado e conte como; se"
        " vir que não há como, responda com #semcontato e diga por quê."
    ),
    "team_receipt_subject": "[{reference}] {title}",
    "team_receipt_sent": "{message} seguiu para o cliente",
    "team_receipt_waiting": "{message} está a caminho do cliente",
    "team_receipt_lost": "{message} não chegou ao cliente",
    "team_receipt_page": "{message} está na página particular do cliente",
    "team_receipt_handed_over": "Agora está com {team}",
    "team_receipt_corrected": "Agora está classificado como: {value}",
    "team_receipt_sms": "Para {address}, como mensagem de texto de {count} SMS.",
    "team_receipt_email": "Para {address}, por e-mail.",
    "team_receipt_waits": (
        "Para {address}, ainda não: o provedor não está aceitando neste momento. Continuamos"
        " tentando, e você fica sabendo se não der certo."
    ),
    "team_receipt_failed": "Para {address}, não: {reason}.",
    "team_receipt_nobody": (
        "Ela pode ser lida na página particular do cliente. Se você conhece outro jeito de"
        " falar com ele, por favor, use-o."
    ),
    "team_receipt_why_page": (
        "O cliente não deixou número nem endereço; a mensagem espera por ele ali."
    ),
    "team_receipt_words": "O que o cliente lê",
    "team_receipt_own_words": "As suas palavras",
    "team_receipt_reply": (
        "Você não precisa fazer nada. Se responder a este e-mail, o que escrever acima da linha"
        " no topo também vai para o cliente."
    ),
    "deadline": "Por favor, responda {promise} ({left}).",
    "deadline_over": "Uma resposta foi prometida {promise} ({left}).",
    "deadline_waits": (
        "O prazo fica parado até o cliente responder; se ele não responder {promise}, volta a"
        " correr."
    ),
    "reach_sms": (
        "Para responder, responda a este e-mail. O que você escrever acima da linha vai para"
        " {address} como SMS de {team}, {organisation}. Melhor se for curto e simples."
    ),
    "reach_email": (
        "Para responder, responda a este e-mail. O que você escrever acima da linha vai para"
        " {address} como e-mail de {team}, {organisation}."
    ),
    "reach_nobody": (
        "Para responder, responda a este e-mail. O cliente não deixou número nem endereço: o que"
        " você escrever acima da linha aparece na página particular dele."
    ),
    "said_by_customer": "Cliente, {at}",
    "said_by_other": "{address} escreveu no endereço do cliente, {at}",
    "said_by_team": "Resposta de {team}, {at}",
    "said_as_question": "Pergunta de {team}, {at}",
    "said_as_note": "Nota interna de {team} (o cliente não vê), {at}",
    "team_commands": (
        "Na primeira linha da resposta: #nota para uma nota interna, #pergunta para perguntar algo"
        " ao cliente (o prazo para), #resolvido quando estiver resolvido, #equipe NOME MOTIVO para"
        " passar o caso a outra equipe, #ajuda para ver tudo."
    ),
    "team_footer": "{organisation}: para {team}",
    # Facts for staff
    "label_reference": "Protocolo",
    "label_kind": "Tipo",
    "label_severity": "Gravidade",
    "label_difficulty": "Dificuldade",
    "label_subject": "Assunto",
    "label_virus": "Cuidado",
    "value_virus": "O provedor encontrou um vírus neste e-mail: não abra os anexos",
    "label_sealed": "Atenção",
    "value_sealed_encrypted": (
        "Este e-mail está criptografado e não pode ser lido aqui; precisa ser enviado de"
        " novo como e-mail comum"
    ),
    "value_sealed_winmail": (
        "As palavras deste e-mail estão num arquivo que só o Outlook lê (winmail.dat);"
        " precisa ser enviado de novo como e-mail comum"
    ),
    "label_place": "Local",
    "label_trip": "Viagem",
    "value_trip_vehicle": "veículo {value}",
    "value_trip_line": "linha {value}",
    "value_trip_trip": "viagem {value}",
    "value_trip_seat": "poltrona {value}",
    "value_trip_refused": "o endereço de onde veio foi alterado ou estava vencido",
    "label_suspect": "Atenção",
    "value_suspect_too_fast": "enviado em menos de dois segundos, talvez por um programa; "
    "nada foi confirmado",
    "label_channel": "Canal",
    "label_received": "Recebido",
    "label_deadline": "Responder até",
    "label_level": "Nível",
    "label_rating": "Nota",
    "label_name": "Nome",
    "label_contact": "Contato",
    "label_attachments": "Anexos",
    "value_deadline": "{at} ({left})",
    "value_deadline_waits": "aguarda a resposta do cliente",
    "severity_critical": "Crítica",
    "severity_high": "Alta",
    "severity_normal": "Normal",
    "severity_low": "Baixa",
    "difficulty_simple": "Simples",
    "difficulty_complex": "Complexo",
    "value_severity": "{severity}: “{word}”",
    "value_corrected": "{value} (antes: {was}; corrigido: “{reason}”)",
    "value_corrected_bare": "{value} (antes: {was})",
    "value_no_deadline": "nenhuma resposta foi prometida",
    "value_rating": "{rating} de 5",
    "value_attachment": "{name} ({size})",
    "value_attachment_as_sent": "{name} ({size}), como foi enviado: pode dizer onde foi feito",
    "value_attachment_refused": "{name} ({size}): não guardado, {why}",
    "attachment_type": "não aceitamos este tipo de arquivo",
    "attachment_size": "é grande demais",
    "attachment_count": "eram arquivos demais",
    "attachment_virus": "foi encontrado um vírus",
    "attachment_unscanned": "não foi possível verificar se tem vírus",
    "attachment_broken": "está danificado",
    "attachments_not_taken": "Arquivos anexados: {came}. Não pudemos receber: {refused}. Seu "
    "texto chegou inteiro.",
    "attachments_taken": "Recebemos fotos, PDF, áudio, vídeo e documentos de escritório: até "
    "{most} por vez, de {size} MB cada.",
    "answer_sms_files": "Arquivos ({count}): {link}",
    "answer_files": "Junto com esta mensagem: {names}. Está na sua página particular, no link "
    "abaixo.",
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
    "message_question": "Sua pergunta",
    "message_resumed": "O aviso de que seguimos sem a resposta do cliente",
    "message_appeal_taken": "O aviso de que o caso está com a ouvidoria",
    "reason_opted_out": "o cliente pediu para não receber SMS",
    "reason_invalid": "o número ou endereço não funciona",
    "reason_rejected": "o provedor recusou",
    "reason_blocked": "SMS para esse país ou número não são permitidos",
    "reason_bounced": "a caixa de entrada recusou",
    "reason_cap": "já tinham saído mensagens demais para lá",
    "reason_other": "não foi possível entregar",
}
