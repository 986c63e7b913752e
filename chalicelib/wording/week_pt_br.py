"""Brazilian Portuguese: the weekly digest."""

TEXTS = {
    "week_subject": "{team}: a semana em opiniões, {days}",
    "week_title": "A semana em opiniões, {days}",
    "week_came": "Chegaram {came}, {change}.",
    "week_came_none": "Nada chegou. Na semana anterior: {count}.",
    "week_more": "{count} a mais que na semana anterior",
    "week_fewer": "{count} a menos que na semana anterior",
    "week_same": "tantos quanto na semana anterior",
    "week_done_heading": "O que foi feito",
    "week_answered": "Respondidos",
    "week_kept": "Promessas cumpridas",
    "week_of": "{count} de {of}",
    "week_share_of": "{share}: {count} de {of}",
    "week_times": (
        "Metade das primeiras respostas saiu em até {median}, nove em cada dez em até {most}."
    ),
    "week_running": "Ainda sem resposta: {count}",
    "week_without": "Encerrados sem resposta: {count}",
    "week_unreached": "Respostas que não chegaram a ninguém, e não contam: {count}",
    "week_raised": "Passados a um nível acima: {count}",
    "week_overdue": "Em atraso agora: {count}",
    "week_rated_heading": "Que nota recebeu",
    "week_not_rated": "Ninguém avaliou uma resposta.",
    "week_csat": (
        "{share} ficaram satisfeitos, com nota 4 ou 5 (n = {n}; 95 % de certeza: {low} a {high})."
    ),
    "week_asked": "Perguntados: {asked}; responderam: {answered}.",
    "week_nps": "Net Promoter Score: {score} (n = {n}; 95 % de certeza: {low} a {high}).",
    "week_score": "{score} de 5",
    "week_places_heading": "Por ponto de contato",
    "week_teams_heading": "Por equipe",
    "week_kinds_heading": "Por tipo",
    "week_part_answered": "{count} respondidos",
    "week_part_in_time": "{share} no prazo",
    "week_part_content": "{share} satisfeitos",
    "week_more_places": "Pontos de contato fora desta lista: {count}.",
    "week_more_teams": "Equipes fora desta lista: {count}.",
    "week_standards_heading": "Metas",
    "week_everything": "Tudo",
    "week_standard": "{share} no prazo de {n}; a meta é {wanted}: {verdict}",
    "week_standard_none": "sem dados; a meta é {wanted}",
    "week_met": "cumprida",
    "week_unsure": "perto demais, ou poucos, para dizer",
    "week_failed": "não cumprida",
    "week_risen_heading": "Palavras mais ouvidas que antes",
    "week_risen": "{place}: {words}",
    "week_risen_word": "{word} ({n} de {of}; antes {before} de {of_before})",
    "week_silent_heading": "Silêncio fora do normal",
    "week_silent": (
        "{place}: não chegou nada; o normal é cerca de {count} por semana."
        " O código ainda está lá, e o número funciona?"
    ),
    "week_examples_heading": "Nas palavras deles",
    "week_example": "[{reference}] {place}: {kind}; {state}",
    "week_state_open": "ainda sem resposta",
    "week_state_waiting": "esperamos o cliente responder",
    "week_state_answered": "respondido após {time}",
    "week_state_resolved": "resultado informado após {time}",
    "week_state_unreached": "respondido, mas o cliente não foi alcançado",
    "week_state_closed": "encerrado sem resposta",
    "week_poor_heading": "Quem não ficou satisfeito",
    "week_how": (
        "São os números como estão hoje: o que foi respondido desde então já conta."
        " Não responda a este e-mail: ele não trata de um único cliente."
    ),
    "week_link": "Todos os números, no console",
}
