"""Spanish: the weekly digest."""

TEXTS = {
    "week_subject": "{team}: la semana en opiniones, {days}",
    "week_title": "La semana en opiniones, {days}",
    "week_came": "Llegaron {came}, {change}.",
    "week_came_none": "No llegó nada. La semana anterior: {count}.",
    "week_more": "{count} más que la semana anterior",
    "week_fewer": "{count} menos que la semana anterior",
    "week_same": "tantos como la semana anterior",
    "week_done_heading": "Qué se hizo",
    "week_answered": "Respondidos",
    "week_kept": "Promesas cumplidas",
    "week_of": "{count} de {of}",
    "week_share_of": "{share}: {count} de {of}",
    "week_times": (
        "La mitad de las primeras respuestas tardó como mucho {median}; nueve de cada diez, {most}."
    ),
    "week_running": "Aún sin respuesta: {count}",
    "week_without": "Cerrados sin respuesta: {count}",
    "week_unreached": "Respuestas que no llegaron a nadie, y no cuentan: {count}",
    "week_raised": "Pasados a un nivel superior: {count}",
    "week_overdue": "Fuera de plazo ahora: {count}",
    "week_rated_heading": "Cómo se valoró",
    "week_not_rated": "Nadie valoró una respuesta.",
    "week_csat": (
        "{share} quedaron contentos, con un 4 o un 5 (n = {n}; 95 % de certeza: {low} a {high})."
    ),
    "week_asked": "Preguntados: {asked}; respondieron: {answered}.",
    "week_nps": "Net Promoter Score: {score} (n = {n}; 95 % de certeza: {low} a {high}).",
    "week_score": "{score} de 5",
    "week_places_heading": "Por punto de contacto",
    "week_teams_heading": "Por equipo",
    "week_kinds_heading": "Por tipo",
    "week_part_answered": "{count} respondidos",
    "week_part_in_time": "{share} a tiempo",
    "week_part_content": "{share} contentos",
    "week_more_places": "Puntos de contacto fuera de esta lista: {count}.",
    "week_more_teams": "Equipos fuera de esta lista: {count}.",
    "week_standards_heading": "Objetivos",
    "week_everything": "Todo",
    "week_standard": "{share} a tiempo de {n}; el objetivo es {wanted}: {verdict}",
    "week_standard_none": "sin datos; el objetivo es {wanted}",
    "week_met": "cumplido",
    "week_unsure": "demasiado cerca, o muy pocos, para decirlo",
    "week_failed": "no cumplido",
    "week_risen_heading": "Palabras que se oyen más que antes",
    "week_risen": "{place}: {words}",
    "week_risen_word": "{word} ({n} de {of}; antes {before} de {of_before})",
    "week_silent_heading": "Silencio inusual",
    "week_silent": (
        "{place}: no llegó nada; lo habitual es unos {count} por semana."
        " ¿Sigue ahí su código y funciona su número?"
    ),
    "week_examples_heading": "Con sus propias palabras",
    "week_example": "[{reference}] {place}: {kind}; {state}",
    "week_state_open": "aún sin respuesta",
    "week_state_waiting": "esperamos la respuesta del cliente",
    "week_state_answered": "respondido al cabo de {time}",
    "week_state_resolved": "resultado comunicado al cabo de {time}",
    "week_state_unreached": "respondido, pero no se pudo avisar al cliente",
    "week_state_closed": "cerrado sin respuesta",
    "week_poor_heading": "Quién no quedó contento",
    "week_how": (
        "Son las cifras tal como están hoy: lo respondido desde entonces ya cuenta."
        " No responda a este correo: no trata de un solo cliente."
    ),
    "week_link": "Todas las cifras, en la consola",
}
