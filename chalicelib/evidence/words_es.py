"""Lo que dicen las evidencias, en español."""

TEXTS = {
    "title": "Evidencias para ISO 10002 e ISO 10004",
    "period": "Del {first} al {last}, tal como estaba el {made_on}.",
    "what_it_is": (
        "Hecho con lo que Ouvido ha guardado. Los números son los de los apartados de ISO"
        " 10002:2018 e ISO 10004:2018; los títulos son palabras nuestras y breves. Ayuda a una"
        " auditoría y no es un certificado."
    ),
    "summary": (
        "De {n} apartados, los datos muestran {data} y, en parte, {partly}; de {no_data} no"
        " hubo nada en el periodo; {people} han de mostrarlos personas."
    ),
    "status_data": "mostrado por los datos",
    "status_partly": "mostrado en parte",
    "status_no_data": "nada en este periodo",
    "status_people": "han de mostrarlo personas",
    "to_add": "Una persona ha de añadir:",
    "interval": "{share} ({low} a {high}, n = {n})",
    "interval_note": (
        "Promesas cumplidas de las que se decidieron en el periodo, con el intervalo de Wilson"
        " al 95 %. Los tiempos son los de las primeras respuestas según el reloj, con un error"
        " de hasta el 2 %. Una respuesta cuenta desde que se dio; si se sabe que no llegó a"
        " nadie, no cuenta."
    ),
    "no_data": "sin datos",
    "nowhere": "sin punto de contacto",
    "everything": "Todo",
    "compliance": "Respondido a tiempo",
    "escalated": "Lo que subió de nivel, y por qué",
    "reconciliation": "Lo que los proveedores dicen que llegó, junto a lo que está guardado",
    "none_raised": "Nada de lo que llegó o volvió a empezar en este periodo subió de nivel.",
    "raised_day": (
        "Se cuenta por el día en que llegó el comentario, o en que el cliente volvió a empezar. El"
        " día de la tabla es aquel en que subió de nivel; puede ser posterior."
    ),
    "raised_placeless": (
        "No tiene punto de contacto; por eso está contado arriba y no aparece aquí: {n}."
    ),
    "raised_cut": "Subió de nivel más de lo que se lista aquí; todo está contado arriba.",
    "reconciled_note": "Los días sin fila no se compararon.",
    "head_of": "De", "head_kept": "Cumplidas", "head_missed": "Incumplidas", "head_share": "A tiempo",
    "head_unreached": "No llegaron",
    "head_median": "La mitad en", "head_p90": "9 de 10 en", "head_reference": "Referencia",
    "head_day": "Día", "head_level": "Nivel", "head_team": "Equipo", "head_why": "Por qué",
    "head_arrived": "Llegaron", "head_missing": "Faltan", "head_unknown": "No se sabe",
    "head_problems": "Fallos internos", "head_dead_letters": "No entregados",
    "channel_sms": "SMS", "channel_web": "web", "channel_email": "correo",
    "channel_phone": "teléfono", "channel_in_person": "en persona", "channel_letter": "carta",
    "channel_social": "redes sociales",
    "kind_complaint": "quejas", "kind_suggestion": "sugerencias",
    "kind_compliment": "felicitaciones", "kind_enquiry": "consultas",
    "severity_critical": "crítica", "severity_high": "alta", "severity_normal": "normal",
    "severity_low": "baja",
    "locale_en-GB": "inglés", "locale_pt-BR": "portugués", "locale_es": "español",
    "why_late": "no se respondió a tiempo", "why_safety": "palabras de peligro",
    "why_nobody": "no había a quién avisar", "why_appeal": "lo pidió el cliente",
    "why_replanned": "cambiaron las reglas",
    "verdict_met": "cumplido", "verdict_unsure": "demasiado cerca, o pocos datos, para decirlo",
    "verdict_failed": "no cumplido", "verdict_no_data": "aún sin datos",
    "line_touchpoints": (
        "Los clientes pueden hablar en {n} puntos de contacto; {keywords} de ellos tienen"
        " palabra clave para SMS."
    ),
    "line_heard_from": "Llegó algo de {n} de {of} puntos de contacto.",
    "line_languages": "Formularios, carteles y mensajes están en: {languages}.",
    "line_received": "Llegaron {n} comentarios.",
    "line_unanswered": "Aún sin respuesta: {n}; cerrados sin respuesta: {without}.",
    "line_by_channel": "Por canal: {parts}.",
    "line_by_kind": "Por tipo: {parts}.",
    "line_by_severity": "Por gravedad, según se valoró: {parts}.",
    "line_by_place": "De dónde llegó más: {parts}.",
    "line_acknowledged": (
        "Salieron {n} acuses de recibo: la mitad en {median}, nueve de diez en {p90}."
    ),
    "line_first_response": (
        "{n} primeras respuestas de personas: la mitad en {median}, nueve de diez en {p90}."
    ),
    "line_resolution": "{n} resultados comunicados: la mitad en {median}, nueve de diez en {p90}.",
    "line_handling": (
        "{n} tratados de principio a fin: la mitad en {median}, nueve de diez en {p90}, sin"
        " contar la espera al cliente."
    ),
    "line_waited": "{n} veces se preguntó más al cliente con el reloj parado.",
    "line_begun_again": "{n} veces el cliente no quedó satisfecho y volvió a empezar o recurrió.",
    "line_promises": "Promesas cumplidas: {share}. Incumplidas: {missed}; aún en curso: {running}.",
    "line_unreached": (
        "Respuestas que no llegaron a nadie, y no cuentan: {n}. De esos clientes {heard} se enteraron"
        " después, {running} aún no lo saben y {never} nunca se enteraron."
    ),
    "line_unreached_none": "No se sabe de ninguna respuesta que no haya llegado a nadie.",
    "line_kept_by_channel": "Promesas cumplidas por canal: {parts}.",
    "line_kept_by_team": "Promesas cumplidas por equipo: {parts}.",
    "line_policy": (
        "Regla «{id}»: respuesta en {within}, niveles por encima del responsable: {levels}."
    ),
    "line_policy_without": "Regla «{id}»: no se promete respuesta.",
    "line_in_force": "Está en vigor la versión {n} de las reglas.",
    "line_version": "La versión {n} entró en vigor el {day}.",
    "line_version_by": "La versión {n} entró en vigor el {day}, por {by}.",
    "line_teams": (
        "{n} equipos con {members} miembros son responsables; cada comentario tiene un"
        " responsable desde el primer momento."
    ),
    "line_raised": "Subieron al nivel {level}: {n} ({why}).",
    "line_target": "Objetivo de {name}: {wanted} a tiempo; alcanzado: {attained}: {verdict}.",
    "line_target_since": "Objetivo de {name} desde el {since}: {wanted} a tiempo; alcanzado: {attained}:"
    " {verdict}.",
    "line_chart_days": "{name}: de {n} días, estos indican un cambio: {days}.",
    "line_chart_quiet": "{name}: ninguno de {n} días indica un cambio.",
    "line_surveyed": "A {n} clientes se les preguntó cómo fue; respondieron: {share}.",
    "line_unasked": "{n} valoraron sin que se les preguntara.",
    "line_csat": "Satisfechos (4 o 5 de 5): {share}. Notas: {scores}.",
    "line_nps": "Net Promoter Score: {value} ({low} a {high}, n = {n}).",
    "line_csat_by_place": "Satisfechos por punto de contacto: {parts}.",
    "line_survey_policy": (
        "Regla «{id}»: se pregunta al cliente {after} después del final; a nadie más de una vez"
        " cada {pause}."
    ),
    "line_reconciled": (
        "{n} de {of} días se compararon con lo que los proveedores dicen que llegó: llegaron"
        " {arrived}, sin guardar: {missing}."
    ),
    "line_not_reconciled": "Aún no se ha comparado con lo que los proveedores dicen que llegó.",
    "line_unknown": "Algunos días nadie supo decir qué llegó por: {channels}.",
    "line_exported": "Salieron datos {n} veces, {personal} de ellas con datos personales.",
    "line_erased": (
        "Comentarios borrados porque lo pidió el cliente: {asked}; por su antigüedad: {age}."
    ),
    "clause_10002_4_2": "Compromiso con el proceso",
    "clause_10002_4_3": "Personas y medios suficientes",
    "clause_10002_4_4": "Abierto sobre cómo funciona",
    "clause_10002_4_5": "Fácil de encontrar y de usar",
    "clause_10002_4_6": "Responde a lo que la gente necesita",
    "clause_10002_4_7": "Justo con todos",
    "clause_10002_4_8": "Sin coste",
    "clause_10002_4_9": "La información es correcta y completa",
    "clause_10002_4_10": "Los datos personales se protegen",
    "clause_10002_4_11": "El cliente es lo primero",
    "clause_10002_4_12": "Alguien responde de ello",
    "clause_10002_4_13": "Mejora siempre",
    "clause_10002_4_14": "Las personas saben hacerlo",
    "clause_10002_4_15": "Cuanto antes",
    "clause_10002_5_1": "Lo que rodea a la organización",
    "clause_10002_5_2": "La dirección lo respalda",
    "clause_10002_5_3": "Una política para las quejas",
    "clause_10002_5_4": "Quién responde de qué",
    "clause_10002_6_2": "Objetivos",
    "clause_10002_6_3": "Las actividades se planifican",
    "clause_10002_6_4": "Recursos",
    "clause_10002_7_1": "Se dice a la gente cómo quejarse",
    "clause_10002_7_2": "Las quejas se reciben",
    "clause_10002_7_3": "Las quejas se siguen",
    "clause_10002_7_4": "Se acusa recibo",
    "clause_10002_7_5": "Una primera valoración",
    "clause_10002_7_6": "Investigación",
    "clause_10002_7_7": "Respuesta",
    "clause_10002_7_8": "Comunicación de la decisión",
    "clause_10002_7_9": "Cierre",
    "clause_10002_8_1": "Se reúne la información",
    "clause_10002_8_2": "Las quejas se analizan",
    "clause_10002_8_3": "Satisfacción con el proceso",
    "clause_10002_8_4": "El proceso se observa",
    "clause_10002_8_5": "El proceso se audita",
    "clause_10002_8_6": "La dirección lo revisa",
    "clause_10002_8_7": "Mejora continua",
    "clause_10004_4_3": "Principios",
    "clause_10004_5_1": "Lo que rodea a la organización",
    "clause_10004_6_1": "Finalidad y objetivos",
    "clause_10004_6_2": "Alcance y frecuencia",
    "clause_10004_6_3": "Métodos y responsabilidades",
    "clause_10004_6_4": "Recursos",
    "clause_10004_7_2": "Lo que esperan los clientes",
    "clause_10004_7_3_2": "Señales indirectas de satisfacción",
    "clause_10004_7_3_3": "Medidas directas de satisfacción",
    "clause_10004_7_3_4": "Recogida de los datos",
    "clause_10004_7_4": "Análisis de los datos",
    "clause_10004_7_5": "Difusión de lo aprendido",
    "clause_10004_7_6": "La satisfacción se observa",
    "clause_10004_8": "Mantener y mejorar la medición",
    "add_10002_4_2": "quién, en la dirección, responde del proceso y qué hizo en este periodo.",
    "add_10002_4_3": "si estas personas y medios bastaron, y qué se hizo donde no bastaron.",
    "add_10002_4_7": (
        "cómo se mantienen imparciales las decisiones, por ejemplo quién decide cuando la"
        " persona de la que se quejan es del equipo."
    ),
    "add_10002_4_8": "que quejarse no cuesta nada al cliente, y qué le cuesta un SMS.",
    "add_10002_4_10": "quién puede ver datos personales y por qué, y cómo se comprueba.",
    "add_10002_4_14": "qué formación tuvieron quienes responden.",
    "add_10002_5_1": (
        "qué cuestiones externas e internas pesan sobre las quejas, y quiénes son las partes"
        " interesadas."
    ),
    "add_10002_5_2": "qué hizo la dirección: actas, decisiones, quién está al frente.",
    "add_10002_6_3": "el plan de actividades: qué se hace y cuándo, además de estas reglas.",
    "add_10002_6_4": "formación, herramientas y tiempo que se ofrecieron.",
    "add_10002_7_1": "dónde están los carteles y folletos, y dónde más se dice cómo quejarse.",
    "add_10002_7_6": "qué se averiguó en los casos más graves.",
    "add_10002_8_2": "qué mostró el análisis de las causas, y qué se sigue de ello.",
    "add_10002_8_5": "cuándo se auditó el proceso, por quién, y los hallazgos.",
    "add_10002_8_6": "fecha, participantes y resultado de la revisión por la dirección.",
    "add_10002_8_7": "qué causas se eliminaron y qué cambió.",
    "add_10004_4_3": "cómo se siguen los principios al medir la satisfacción.",
    "add_10004_5_1": (
        "qué cuestiones externas e internas pesan sobre la satisfacción de los clientes."
    ),
    "add_10004_6_1": "para qué se mide la satisfacción, y qué se quiere alcanzar.",
    "add_10004_6_4": "quién mide, y con qué medios.",
    "add_10004_7_2": "quiénes son los clientes y cómo se averiguó lo que esperan.",
    "add_10004_7_5": "a quién se pasaron los resultados, y cuándo.",
    "add_10004_8": "cuándo se revisó por última vez el modo de medir, y qué cambió.",
}  # fmt: skip
