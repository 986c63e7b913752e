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
    "late_notice_sms": (
        "Disculpe la demora: su caso {reference} está ahora con {team} y tendrá respuesta"
        " {promise}. {organisation}"
    ),
    "late_notice_sms_without_promise": (
        "Disculpe la demora: su caso {reference} está ahora con {team} y tendrá respuesta lo"
        " antes posible. {organisation}"
    ),
    # To customers, as a mail
    "acknowledgement_subject": "[{reference}] Gracias, recibimos su mensaje",
    "acknowledgement_promise": "Alguien de nuestro equipo lo leerá y le responderá {promise}.",
    "acknowledgement_without_promise": "Ya pasamos su mensaje al equipo.",
    "acknowledgement_reply": "Si quiere añadir algo, solo tiene que responder a este correo.",
    "answer_subject": "[{reference}] Nuestra respuesta",
    "answer_sender": "{team}, {organisation}",
    "answer_reply": "Si no queda resuelto, responda a este correo: nos llega directamente.",
    "late_notice_subject": "[{reference}] Su respuesta está tardando más",
    "late_notice_title": "Disculpe, su respuesta está tardando más de lo debido.",
    "late_notice_promise": "Su mensaje está ahora con {team} y tendrá respuesta {promise}.",
    "late_notice_without_promise": (
        "Su mensaje está ahora con {team} y tendrá respuesta lo antes posible."
    ),
    "late_notice_reply": (
        "No tiene que hacer nada. Si quiere, puede responder a este correo en cualquier momento."
    ),
    "reference": "Su referencia es {reference}.",
    "status_link": "Vea cómo va",
    # To staff
    "team_new_subject": "[{reference}] {kind}: {summary}",
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
    "team_set_aside_other": (
        "No estábamos seguros de que fuera para el cliente. Queda guardado en el historial."
        " Escriba su respuesta encima de la línea que está al principio de este correo."
    ),
    "team_set_aside_yours": "Su correo",
    "team_undelivered_subject": "[{reference}] No llegó al cliente: {summary}",
    "team_undelivered_title": "Un mensaje nuestro no llegó al cliente.",
    "team_undelivered_what": "{message}, a {address}: {reason}.",
    "team_undelivered_other": "También lo enviamos a {address}.",
    "team_undelivered_nobody": (
        "No conocemos otro número ni otra dirección. Si sabe cómo localizar al cliente, hágalo."
    ),
    "deadline": "Por favor, responda {promise} ({left}).",
    "deadline_over": "Se prometió una respuesta {promise} ({left}).",
    "reach_sms": (
        "Para contestar, responda a este correo. Lo que escriba encima de la línea llega a"
        " {address} como SMS de {team}, {organisation}. Mejor si es breve y sencillo."
    ),
    "reach_email": (
        "Para contestar, responda a este correo. Lo que escriba encima de la línea llega a"
        " {address} como correo de {team}, {organisation}."
    ),
    "reach_nobody": (
        "El cliente no dejó número ni dirección, así que la respuesta no le puede llegar. Lo que"
        " escriba encima de la línea queda guardado en el historial."
    ),
    "said_by_customer": "Cliente, {at}",
    "said_by_team": "Respuesta de {team}, {at}",
    "team_footer": "{organisation}: para {team}",
    # Facts for staff
    "label_reference": "Referencia",
    "label_kind": "Tipo",
    "label_severity": "Gravedad",
    "label_place": "Lugar",
    "label_channel": "Canal",
    "label_received": "Recibido",
    "label_deadline": "Responder antes de",
    "label_level": "Nivel",
    "label_rating": "Valoración",
    "label_name": "Nombre",
    "label_contact": "Contacto",
    "label_attachments": "Adjuntos",
    "value_deadline": "{at} ({left})",
    "severity_critical": "Crítica",
    "severity_high": "Alta",
    "value_severity": "{severity}: «{word}»",
    "value_no_deadline": "no se prometió respuesta",
    "value_rating": "{rating} de 5",
    "value_attachment": "{name} ({size})",
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
    "reason_opted_out": "el cliente pidió no recibir SMS",
    "reason_invalid": "el número o la dirección no funciona",
    "reason_rejected": "el proveedor lo rechazó",
    "reason_blocked": "no se permiten SMS a ese país o número",
    "reason_bounced": "el buzón lo rechazó",
    "reason_other": "no se pudo entregar",
}
