"""Español: aviso temprano."""

TEXTS = {
    "team_warned_subject_more": "{place}: más comentarios de lo habitual ({count})",
    "team_warned_subject_worse": "{place}: más comentarios graves de lo habitual ({count})",
    "team_warned_title_more": "Más comentarios de lo habitual: {place}",
    "team_warned_title_worse": "Más comentarios graves de lo habitual: {place}",
    "team_warned_count_more": (
        "En {within} llegaron {count}; el primero: {since}. A esta hora de la semana lo habitual es"
        " {usual}."
    ),
    "team_warned_count_worse": (
        "De lo que llegó en {within} (desde {since}), {count} son graves: prioridad alta o crítica, o"
        " valoración 1 o 2 de 5. A esta hora de la semana lo habitual es {usual}."
    ),
    "team_warned_usual": "unos {usual}",
    "team_warned_usual_none": "menos de uno",
    "team_warned_words": "La mayoría habla de: {words}.",
    "team_warned_incident": (
        "Si la causa es la misma, júntelos en un incidente en la consola: una sola respuesta llega a"
        " todos, a cada uno en su idioma."
    ),
    "team_warned_newest": "Los más recientes",
    "team_warned_more": "y {count} más, en la consola",
    "team_warned_once_more": (
        "Se lo avisamos una sola vez. De este punto de contacto volverá a saber si resulta que hay más"
        " casos graves de lo habitual, si llega el triple, o después de un día sin nada inusual."
    ),
    "team_warned_once_worse": (
        "Se lo avisamos una sola vez. De este punto de contacto volverá a saber si llega el triple, o"
        " después de un día sin nada inusual."
    ),
    "team_warned_how": (
        "No responda a este correo: no trata de un solo cliente. Para responder a un cliente,"
        " responda al correo de su propio mensaje, cuyo asunto empieza con la referencia."
    ),
}
