"""Spanish: the daily digest."""

TEXTS = {
    "digest_subject": "{team}: {summary}",
    "digest_overdue": "{count} fuera de plazo",
    "digest_today": "{count} con plazo hoy",
    "digest_unreached": "respuestas que no llegaron: {count}",
    "digest_gaps": "equipos sin nadie: {count}",
    "digest_oldest_first": (
        "Prometimos una respuesta a estos clientes y aún no la tienen. La promesa más antigua"
        " va primero."
    ),
    "digest_more_overdue": "Fuera de plazo y fuera de esta lista: {count}.",
    "digest_more_today": "Con plazo hoy y fuera de esta lista: {count}.",
    "digest_overdue_row": (
        "[{reference}] {place}: {kind}, {severity}; fuera de plazo desde {at} ({left})"
    ),
    "digest_today_row": "[{reference}] {place}: {kind}, {severity}; plazo: {at} ({left})",
    "digest_unreached_row": (
        "[{reference}] {place}: {kind}, {severity}; respondido, pero no se pudo avisar al cliente"
    ),
    "digest_no_words": "(sin texto)",
    "digest_gap": (
        "Nadie del equipo {team} recibe correo hoy: no hay buzón ni miembros, o todos están ausentes"
        " y nadie los sustituye. Lo que le llega pasa enseguida al nivel siguiente; fuera de plazo"
        " con este equipo ahora: {count}."
    ),
    "digest_how": (
        "No responda a este correo: no trata de un solo cliente. Para responder a un cliente,"
        " responda al correo de su propio mensaje, cuyo asunto empieza con la referencia."
    ),
    "digest_soon": "{count} con plazo hasta el {day}",
    "digest_new": "{count} nuevos",
    "digest_poor": "{count} con nota inferior a 3",
    "digest_incidents": "incidentes abiertos: {count}",
    "digest_bounced": "direcciones que no reciben correo: {count}",
    "digest_came_yesterday": "Ayer llegaron {came}; ya tienen respuesta: {answered}.",
    "digest_came_since": "Desde el {day} llegaron {came}; ya tienen respuesta: {answered}.",
    "digest_overdue_heading": "Fuera de plazo",
    "digest_today_heading": "Con plazo hoy",
    "digest_soon_heading": "Con plazo hasta el {day}",
    "digest_new_heading": "Nuevos",
    "digest_new_later": "Llegaron desde el último resumen y su plazo aún no vence.",
    "digest_unreached_heading": "Respondidos, pero el cliente no lo sabe",
    "digest_unreached_how": (
        "Nuestra respuesta no llegó a estos clientes por ninguna vía: cuentan como no respondidos."
        " Avíseles de otra forma y responda al correo de su propio mensaje con #avisado y cómo les"
        " avisó; si no hay ninguna, con #sincontacto y por qué."
    ),
    "digest_poor_heading": "Con nota inferior a 3",
    "digest_incidents_heading": "Incidentes abiertos",
    "digest_gaps_heading": "Equipos sin nadie",
    "digest_bounced_heading": "Direcciones que no reciben correo",
    "digest_bounced_how": (
        "Correos nuestros a estas direcciones volvieron. Pida que se corrijan en la configuración,"
        " o pregunte a sus dueños."
    ),
    "digest_more_new": "Nuevos y fuera de esta lista: {count}.",
    "digest_new_row": "[{reference}] {place}: {kind}, {severity}; llegó: {came}",
    "digest_poor_row": "[{reference}] {place}: {kind}; nota {score} de 5",
    "digest_no_why": "(sin motivo)",
    "digest_incident": "{title} ({place}), clientes: {count}; lo atiende {member}",
    "digest_bounced_row": "{address} ({team})",
    "digest_lost": "días con diferencias: {count}",
    "arrived_heading": "Qué llegó y qué está guardado",
    "arrived_whole": (
        "Días en los que está guardado todo lo que los proveedores dicen que llegó: {count}."
    ),
    "arrived_unknown": "Nadie supo decir qué llegó por {channel} estos días: {days}.",
    "arrived_missing": "{day}: llegó y no está guardado: {count}",
    "arrived_problems": "{day}: está guardado, pero falta algo que debía seguir: {count}",
    "arrived_letters": "{day}: apartado tras varios intentos (dead letters): {count}",
    "arrived_how": (
        "La consola nombra cada uno. Quien cuida del sistema entrega otra vez lo que se pueda:"
        " python -m infra reconcile --repair"
    ),
}
