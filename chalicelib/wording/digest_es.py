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
}
