"""Spanish, of what customers ask of the system itself, and of several texts of one number."""

TEXTS = {
    # To customers
    "command_reply_subject": "[{reference}] Nuestra respuesta",
    "command_status_promise": "{reference}: lo tiene {team}, que le responde {promise}.",
    "command_status_open": "{reference}: lo tiene {team}. Todavía no hay respuesta.",
    "command_status_waiting": (
        "{reference}: le hicimos una pregunta y esperamos su respuesta. Basta con que nos escriba."
    ),
    "command_status_answered": (
        "{reference}: ya le hemos respondido. Si no queda resuelto, basta con que nos escriba."
    ),
    "command_status_closed": (
        "{reference} está cerrado. Si algo sigue sin estar bien, basta con que nos escriba."
    ),
    "command_status_none": (
        "Todavía no tenemos ningún mensaje suyo. Cuéntenos qué pasó y le responderemos. {organisation}"
    ),
    "command_help": (
        "Escríbanos qué pasó y le responderemos. STATUS le dice cómo va, BAJA termina nuestros mensajes."
        " En caso de peligro, llame a emergencias. {organisation}"
    ),
    "command_stop": (
        "Ya no recibirá más mensajes nuestros aquí. Si los quiere de nuevo, envíe ALTA. {organisation}"
    ),
    "command_start": "Volverá a recibir aquí nuestros mensajes. {organisation}",
    # To staff
    "message_command_reply": "La respuesta a una orden",
    "team_reachable_subject": "[{reference}] El cliente vuelve a aceptar mensajes: {summary}",
    "team_reachable_title": "El cliente vuelve a aceptar mensajes.",
    "team_reachable_waiting": (
        "Lo que escribieron entretanto no le ha llegado. Por favor, mírenlo de nuevo: si aún debe"
        " recibirlo, respondan a este correo con el texto."
    ),
    "team_undelivered_opted_out": (
        "Pidió no recibir más mensajes ahí, y no conocemos otra forma de contactarle. El texto está en su"
        " página privada."
    ),
    "said_times": "{label} (enviado {times} veces)",
    "mistyped": (
        "El cliente escribió “{text}”, que parece una referencia con un error de escritura: puede"
        " tratarse de otra cosa."
    ),
    "also": "Puede tratarse de otro mensaje del mismo número: {others}",
    "also_own": "{reference} ({place}, {state}): “{words}”",
    "also_other": "{reference} ({place}, {state}), con {team}",
    "state_open": "abierto",
    "state_answered": "respondido",
}
