"""Português do Brasil: aviso antecipado."""

TEXTS = {
    "team_warned_subject_more": "{place}: mais manifestações que o normal ({count})",
    "team_warned_subject_worse": "{place}: mais manifestações graves que o normal ({count})",
    "team_warned_title_more": "Mais manifestações que o normal: {place}",
    "team_warned_title_worse": "Mais manifestações graves que o normal: {place}",
    "team_warned_count_more": (
        "Em {within} chegaram {count}; a primeira: {since}. Neste horário da semana o normal é"
        " {usual}."
    ),
    "team_warned_count_worse": (
        "Do que chegou em {within} (desde {since}), {count} são graves: prioridade alta ou crítica, ou"
        " nota 1 ou 2 de 5. Neste horário da semana o normal é {usual}."
    ),
    "team_warned_usual": "cerca de {usual}",
    "team_warned_usual_none": "menos de uma",
    "team_warned_words": "A maioria fala de: {words}.",
    "team_warned_incident": (
        "Se a causa for a mesma, junte todas em um incidente no console: uma só resposta chega a"
        " todos, cada um no seu idioma."
    ),
    "team_warned_newest": "As mais recentes",
    "team_warned_more": "e mais {count}, no console",
    "team_warned_once_more": (
        "Este aviso vem uma única vez. Sobre este ponto de contato avisamos de novo se houver mais casos"
        " graves que o normal, se chegar o triplo, ou depois de um dia sem nada fora do normal."
    ),
    "team_warned_once_worse": (
        "Este aviso vem uma única vez. Sobre este ponto de contato avisamos de novo se chegar o"
        " triplo, ou depois de um dia sem nada fora do normal."
    ),
    "team_warned_how": (
        "Não responda a este e-mail: ele não trata de um único cliente. Para responder a um cliente,"
        " responda ao e-mail sobre a mensagem dele, cujo assunto começa com o protocolo."
    ),
}
