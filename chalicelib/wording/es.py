"""Español."""

TEXTS = {
    # To customers: what every channel says
    "thanks_complaint": "Gracias por avisarnos.",
    "thanks_suggestion": "Gracias por la idea.",
    "thanks_compliment": "Gracias, nos alegra mucho saberlo.",
    "thanks_enquiry": "Gracias por preguntarnos.",
    "thanks_again": "Gracias por volver a escribirnos.",
    # To customers, as a text: short, so that it stays one SMS
    "acknowledgement_sms": (
        "{thanks} Su referencia es {reference}. Le responderemos {promise}. {organisation}"
    ),
    "acknowledgement_sms_without_promise": (
        "{thanks} Ya se lo pasamos al equipo. Su referencia es {reference}. {organisation}"
    ),
    "answer_sms": "{team}, {organisation} ({reference}):",
    "answer_sms_part": "{team}, {organisation} ({reference}, {part}/{parts}):",
    "appeal_sms": "¿No se resolvió? Responda {word} antes de {days} días.",
    "appeal_sms_soon": "¿No se resolvió? Responda {word} {promise}.",
    "question_sms": "{team}, {organisation} ({reference}):",
    "question_sms_part": "{team}, {organisation} ({reference}, {part}/{parts}):",
    "question_sms_waits": "Esperamos su respuesta para continuar.",
    "resumed_sms": (
        "Sin noticias suyas, seguimos con lo que sabemos. Caso {reference}: tendrá respuesta"
        " {promise}. {organisation}"
    ),
    "resumed_sms_without_promise": (
        "Sin noticias suyas, seguimos con lo que sabemos. Caso {reference}: tendrá respuesta lo"
        " antes posible. {organisation}"
    ),
    "appeal_taken_sms": (
        "Su caso {reference} lo lleva ahora {team}, independiente de quien le respondió. Tendrá"
        " respuesta {promise}. {organisation}"
    ),
    "appeal_taken_sms_without_promise": (
        "Su caso {reference} lo lleva ahora {team}, independiente de quien le respondió. Tendrá"
        " respuesta lo antes posible. {organisation}"
    ),
    "late_notice_sms": (
        "Disculpe la demora: su caso {reference} lo lleva ahora {team} y tendrá respuesta"
        " {promise}. {organisation}"
    ),
    "late_notice_sms_without_promise": (
        "Disculpe la demora: su caso {reference} lo lleva ahora {team} y tendrá respuesta lo"
        " antes posible. {organisation}"
    ),
    # To customers, as a mail
    "acknowledgement_subject": "[{reference}] Gracias, recibimos su mensaje",
    "acknowledgement_promise": "Alguien de nuestro equipo lo leerá y le responderá {promise}.",
    "acknowledgement_without_promise": "Ya pasamos su mensaje al equipo.",
    "acknowledgement_sealed": (
        "No hemos podido abrir su correo: está cifrado, o en un formato que solo abren"
        " algunos programas. Por favor, envíelo de nuevo como un correo normal."
    ),
    "acknowledgement_reply": "Si quiere añadir algo, solo tiene que responder a este correo.",
    "answer_subject": "[{reference}] Nuestra respuesta",
    "answer_sender": "{team}, {organisation}",
    "answer_reply": "Si no queda resuelto, responda a este correo: nos llega directamente.",
    "appeal": (
        "También tiene derecho a una revisión independiente por parte de {team}: responda a este"
        " correo {promise} solo con la palabra {word}."
    ),
    "question_subject": "[{reference}] Tenemos una pregunta para usted",
    "question_reply": "Por favor, responda a este correo.",
    "question_reply_waits": (
        "Por favor, responda a este correo: mientras tanto, el plazo de nuestra respuesta se"
        " detiene. Si no nos responde {promise}, seguiremos con lo que sabemos."
    ),
    "late_notice_subject": "[{reference}] Su respuesta está tardando más",
    "late_notice_title": "Disculpe, su respuesta está tardando más de lo debido.",
    "late_notice_promise": "Su mensaje está ahora con {team} y tendrá respuesta {promise}.",
    "late_notice_without_promise": (
        "Su mensaje está ahora con {team} y tendrá respuesta lo antes posible."
    ),
    "late_notice_reply": (
        "No tiene que hacer nada. Si quiere, puede responder a este correo en cualquier momento."
    ),
    "resumed_subject": "[{reference}] Seguimos con lo que sabemos",
    "resumed_title": "No hemos tenido noticias suyas, así que seguimos con lo que sabemos.",
    "resumed_promise": "Tendrá una respuesta {promise}.",
    "resumed_without_promise": "Tendrá una respuesta lo antes posible.",
    "resumed_reply": "Todavía puede contarnos más: solo tiene que responder a este correo.",
    "appeal_taken_subject": "[{reference}] Ahora lo tiene el defensor",
    "appeal_taken_title": "Su mensaje tendrá una revisión independiente.",
    "appeal_taken_promise": (
        "Ahora está con {team}, independiente de quien le respondió. Tendrá una respuesta {promise}."
    ),
    "appeal_taken_without_promise": (
        "Ahora está con {team}, independiente de quien le respondió. Tendrá una respuesta lo antes"
        " posible."
    ),
    "appeal_taken_reply": "Si quiere añadir algo, solo tiene que responder a este correo.",
    "reference": "Su referencia es {reference}.",
    "status_link": "Vea cómo va",
    # To staff
    "team_new_subject": "[{reference}] {kind}: {summary}",
    "team_new_automatic": (
        "Parece que no lo envió una persona, por eso no confirmamos su llegada. Si lo envió una"
        " persona, responda, por favor."
    ),
    "team_new_empty": "El mensaje llegó vacío.",
    "team_new_title": "{kind}: {place}",
    "team_further_subject": "[{reference}] El cliente volvió a escribir: {summary}",
    "team_further_title": "El cliente volvió a escribir.",
    "team_reminder_subject": "[{reference}] Todavía sin respuesta: {summary}",
    "team_reminder_title": "El cliente sigue esperando una respuesta.",
    "team_escalation_subject": "[{reference}] Elevado a {team}: {summary}",
    "team_escalation_title": "Este caso se ha elevado a {team}, nivel {level}.",
    "team_escalation_missed": "Se prometió una respuesta {promise} y no la hubo.",
    "team_escalation_gap": "No se pudo contactar con nadie en el nivel anterior.",
    "team_escalation_safety": "Las palabras del cliente hablan de peligro: «{word}».",
    "team_escalation_promise": "Ahora el cliente la espera {promise} ({left}).",
    "team_escalation_critical": "Alguien del equipo considera el caso crítico: «{reason}».",
    "team_escalation_appeal": "Recibió una respuesta y pide una revisión independiente.",
    "team_escalation_appeal_subject": "[{reference}] El cliente acude a usted: {summary}",
    "team_escalation_appeal_title": "El cliente acude a usted.",
    "team_handed_over_subject": "[{reference}] Traspasado por {team}: {summary}",
    "team_handed_over_title": "{team} le ha traspasado este caso.",
    "team_handed_over_reason": "El motivo que da {member}: «{reason}».",
    "team_handed_over_deadline": "El plazo sigue siendo el mismo.",
    "team_set_aside_subject": "[{reference}] Su correo no se envió al cliente",
    "team_set_aside_title": "Su correo no se envió al cliente.",
    "team_set_aside_no_words": (
        "No encontramos en él ningún texto suyo. Escriba su respuesta encima de la línea que está"
        " al principio de este correo."
    ),
    "team_set_aside_unsure": (
        "Su texto está mezclado con el texto citado y no pudimos saber qué debe leer el cliente."
        " Escriba la respuesta completa encima de la línea que está al principio de este correo."
    ),
    "team_set_aside_unknown_command": (
        "La primera línea empieza con # y una palabra que no conocemos. Existen #nota, #pregunta,"
        " #resuelto, #avisado, #sincontacto, #equipo, #critica, #alta, #normal, #baja, #queja,"
        " #sugerencia, #elogio y #consulta, y #ayuda, que explica cada una."
    ),
    "team_set_aside_unknown_team": (
        "No conocemos ningún equipo con el nombre escrito después de #equipo. Escriba #equipo, el"
        " nombre del equipo y el motivo."
    ),
    "team_set_aside_other": (
        "No estábamos seguros de que fuera para el cliente. Queda guardado en el historial."
        " Escriba su respuesta encima de la línea que está al principio de este correo."
    ),
    "team_set_aside_preview_subject": "[{reference}] Revise su respuesta antes de enviarla",
    "team_set_aside_preview_title": "Revise su respuesta antes de que llegue al cliente.",
    "team_set_aside_preview": (
        "Sus palabras están entre líneas citadas, y no pudimos saber con certeza cuáles debe"
        " leer el cliente. Todavía no se ha enviado nada. Abajo está lo que enviaríamos:"
        " revíselo, corríjalo si hace falta y envíelo con el enlace, {promise}. El enlace es"
        " solo suyo. O responda a este correo con su respuesta completa por encima de la línea"
        " del comienzo."
    ),
    "team_set_aside_preview_link": "Revisar y enviar",
    "team_set_aside_proposed": "Lo que enviaríamos",
    "team_set_aside_help_subject": "[{reference}] Lo que puede hacer por correo",
    "team_set_aside_help_title": "Lo que puede hacer por correo.",
    "team_set_aside_help": (
        "Escriba su respuesta por encima de la línea del comienzo de este correo, y llegará"
        " al cliente. O empiece con una de estas palabras: #nota, una nota solo para el"
        " equipo; #pregunta, una pregunta al cliente, y el plazo espera; #resuelto, con o sin"
        " palabras: está resuelto, y el cliente se entera; #avisado CÓMO, cuando le avisó de"
        " otra manera; #sincontacto PORQUÉ, cuando no hay modo de avisarle;"
        " #equipo NOMBRE MOTIVO, para traspasarlo; #critica, #alta, #normal o #baja, y #queja,"
        " #sugerencia, #elogio o #consulta, cada una con un motivo, para corregir su"
        " clasificación; #ayuda para este correo."
    ),
    "team_set_aside_unknown_sender_subject": "[{reference}] Un correo no se envió al cliente",
    "team_set_aside_unknown_sender_title": "Un correo no se envió al cliente.",
    "team_set_aside_unknown_sender": (
        "Llegó de {address}, que no puede responder por su equipo, a la dirección que solo usted"
        " recibió. Si lo escribió un compañero, responda en su lugar. Si no conoce al remitente,"
        " no tiene que hacer nada."
    ),
    "team_set_aside_unknown_sender_yours": "El correo",
    "team_set_aside_not_authentic_subject": "[{reference}] Un correo no se envió al cliente",
    "team_set_aside_not_authentic_title": "Un correo no se envió al cliente.",
    "team_set_aside_not_authentic": (
        "Dice ser de {address}, pero su proveedor de correo no lo confirma, así que pudo escribirlo"
        " cualquiera. Si fue usted, responda desde la consola y avise a quien lleva su correo de"
        " que no pasa DMARC. Si no fue usted, no tiene que hacer nada."
    ),
    "team_set_aside_not_authentic_yours": "El correo",
    "team_set_aside_already_resolved": "Ya está resuelto, y se avisó al cliente.",
    "team_set_aside_not_answered": (
        "Nadie ha respondido todavía al cliente, y cerrar sin una palabra no es una respuesta. Por"
        " favor, escriba detrás de #resuelto lo que debe saber el cliente."
    ),
    "team_set_aside_overtaken_subject": "[{reference}] Su respuesta no se envió",
    "team_set_aside_overtaken_title": "Su respuesta no se envió.",
    "team_set_aside_overtaken": (
        "En los segundos antes del envío, otra persona respondió o el cliente volvió a escribir, así"
        " que la retuvimos. Lea lo nuevo, por favor. Si sus palabras aún sirven, envíelas otra vez."
    ),
    "team_set_aside_overtaken_yours": "Lo que usted escribió",
    "team_set_aside_yours": "Su correo",
    "team_undelivered_subject": "[{reference}] No llegó al cliente: {summary}",
    "team_undelivered_title": "Un mensaje nuestro no llegó al cliente.",
    "team_undelivered_what": "{message}, a {address}: {reason}.",
    "team_undelivered_other": "También lo enviamos a {address}.",
    "team_undelivered_nobody": (
        "No conocemos otro número ni otra dirección. Si sabe cómo localizar al cliente, hágalo."
    ),
    "team_undelivered_kept": (
        "Mientras el cliente no conozca su respuesta, el caso sigue en su lista y cuenta como no"
        " respondido. Cuando le haya avisado de otra manera, responda con #avisado y cuente cómo; si"
        " ve que no hay ninguna, responda con #sincontacto y diga por qué."
    ),
    "team_receipt_subject": "[{reference}] {title}",
    "team_receipt_sent": "{message} ya salió hacia el cliente",
    "team_receipt_waiting": "{message} va en camino al cliente",
    "team_receipt_lost": "{message} no llegó al cliente",
    "team_receipt_page": "{message} está en la página privada del cliente",
    "team_receipt_handed_over": "Ahora lo tiene {team}",
    "team_receipt_corrected": "Ahora está clasificado como: {value}",
    "team_receipt_sms": "A {address}, como mensaje de texto de {count} SMS.",
    "team_receipt_email": "A {address}, por correo.",
    "team_receipt_waits": (
        "A {address} todavía no: el proveedor no lo acepta en este momento. Seguimos"
        " intentándolo, y le avisamos si no se puede."
    ),
    "team_receipt_failed": "A {address} no: {reason}.",
    "team_receipt_nobody": (
        "Se puede leer en su página privada. Si conoce otra manera de comunicarse con el"
        " cliente, por favor, úsela."
    ),
    "team_receipt_why_page": "No dejó número ni dirección; allí le espera.",
    "team_receipt_words": "Lo que lee el cliente",
    "team_receipt_own_words": "Sus palabras",
    "team_receipt_reply": (
        "No hace falta que haga nada. Si responde a este correo, lo que escriba por encima de"
        " la línea del comienzo también llega al cliente."
    ),
    "deadline": "Por favor, responda {promise} ({left}).",
    "deadline_over": "Se prometió una respuesta {promise} ({left}).",
    "deadline_waits": (
        "El plazo está detenido hasta que el cliente responda; si no responde {promise}, vuelve a"
        " correr."
    ),
    "reach_sms": (
        "Para contestar, responda a este correo. Lo que escriba encima de la línea llega a"
        " {address} como SMS de {team}, {organisation}. Mejor si es breve y sencillo."
    ),
    "reach_email": (
        "Para contestar, responda a este correo. Lo que escriba encima de la línea llega a"
        " {address} como correo de {team}, {organisation}."
    ),
    "reach_nobody": (
        "Para responder, conteste a este correo. El cliente no dejó número ni dirección: lo que"
        " escriba encima de la línea aparece en su página privada."
    ),
    "said_by_customer": "Cliente, {at}",
    "said_by_other": "{address} escribió en la dirección del cliente, {at}",
    "said_by_team": "Respuesta de {team}, {at}",
    "said_as_question": "Pregunta de {team}, {at}",
    "said_as_note": "Nota interna de {team} (el cliente no la ve), {at}",
    "team_commands": (
        "En la primera línea de la respuesta: #nota para una nota interna, #pregunta para preguntar"
        " algo al cliente (el plazo se detiene), #resuelto cuando esté resuelto, #equipo NOMBRE"
        " MOTIVO para traspasar el caso, #ayuda para verlo todo."
    ),
    "team_footer": "{organisation}: para {team}",
    # Facts for staff
    "label_reference": "Referencia",
    "label_kind": "Tipo",
    "label_severity": "Gravedad",
    "label_difficulty": "Dificultad",
    "label_subject": "Asunto",
    "label_virus": "Cuidado",
    "value_virus": "El proveedor encontró un virus en este correo: no abra los adjuntos",
    "label_sealed": "Atención",
    "value_sealed_encrypted": (
        "Este correo está cifrado y no se puede leer aquí; hay que enviarlo de nuevo como"
        " un correo normal"
    ),
    "value_sealed_winmail": (
        "El texto de este correo está en un archivo que solo lee Outlook (winmail.dat);"
        " hay que enviarlo de nuevo como un correo normal"
    ),
    "label_place": "Lugar",
    "label_trip": "Viaje",
    "value_trip_vehicle": "vehículo {value}",
    "value_trip_line": "línea {value}",
    "value_trip_trip": "viaje {value}",
    "value_trip_seat": "asiento {value}",
    "value_trip_refused": "la dirección de la que vino fue modificada o había caducado",
    "label_suspect": "Atención",
    "value_suspect_too_fast": "enviado en menos de dos segundos, quizá por un programa; "
    "no se confirmó nada",
    "label_channel": "Canal",
    "label_received": "Recibido",
    "label_deadline": "Responder antes de",
    "label_level": "Nivel",
    "label_rating": "Valoración",
    "label_name": "Nombre",
    "label_contact": "Contacto",
    "label_attachments": "Adjuntos",
    "value_deadline": "{at} ({left})",
    "value_deadline_waits": "a la espera del cliente",
    "severity_critical": "Crítica",
    "severity_high": "Alta",
    "severity_normal": "Normal",
    "severity_low": "Baja",
    "difficulty_simple": "Sencillo",
    "difficulty_complex": "Complejo",
    "value_severity": "{severity}: «{word}»",
    "value_corrected": "{value} (antes: {was}; corregido: «{reason}»)",
    "value_corrected_bare": "{value} (antes: {was})",
    "value_no_deadline": "no se prometió respuesta",
    "value_rating": "{rating} de 5",
    "value_attachment": "{name} ({size})",
    "value_attachment_as_sent": "{name} ({size}), tal como se envió: puede decir dónde se hizo",
    "value_attachment_refused": "{name} ({size}): no se guardó, {why}",
    "attachment_type": "no aceptamos este tipo de archivo",
    "attachment_size": "es demasiado grande",
    "attachment_count": "eran demasiados",
    "attachment_virus": "se encontró un virus",
    "attachment_unscanned": "no se pudo comprobar si tiene virus",
    "attachment_broken": "está dañado",
    "attachments_not_taken": "Archivos adjuntos: {came}. No pudimos recibir: {refused}. Su texto "
    "llegó entero.",
    "attachments_taken": "Recibimos fotos, PDF, audio, vídeo y documentos de oficina: hasta "
    "{most} a la vez, de {size} MB cada uno.",
    "answer_sms_files": "Archivos ({count}): {link}",
    "answer_files": "Con este mensaje: {names}. Está en su página privada, en el enlace de abajo.",
    "value_no_place": "lugar desconocido",
    "kind_complaint": "Queja",
    "kind_suggestion": "Sugerencia",
    "kind_compliment": "Felicitación",
    "kind_enquiry": "Consulta",
    "channel_sms": "SMS",
    "channel_web": "formulario web",
    "channel_email": "correo",
    "channel_phone": "teléfono",
    "channel_in_person": "en persona",
    "channel_letter": "carta",
    "channel_social": "redes sociales",
    "message_acknowledgement": "El acuse de recibo",
    "message_answer": "Su respuesta",
    "message_late_notice": "El aviso de que la respuesta está tardando",
    "message_question": "Su pregunta",
    "message_resumed": "El aviso de que seguimos sin la respuesta del cliente",
    "message_appeal_taken": "El aviso de que el caso lo tiene el defensor",
    "reason_opted_out": "el cliente pidió no recibir SMS",
    "reason_invalid": "el número o la dirección no funciona",
    "reason_rejected": "el proveedor lo rechazó",
    "reason_blocked": "no se permiten SMS a ese país o número",
    "reason_bounced": "el buzón lo rechazó",
    "reason_cap": "ya habían salido demasiados mensajes hacia allí",
    "reason_other": "no se pudo entregar",
}
