"""Brazilian Portuguese: the daily digest."""

TEXTS = {
    "digest_subject": "{team}: {summary}",
    "digest_overdue": "{count} em atraso",
    "digest_today": "{count} com prazo hoje",
    "digest_unreached": "respostas que não chegaram: {count}",
    "digest_gaps": "equipes sem ninguém: {count}",
    "digest_oldest_first": (
        "Prometemos uma resposta a estes clientes, e eles ainda não a receberam. A promessa mais"
        " antiga vem primeiro."
    ),
    "digest_more_overdue": "Em atraso, fora desta lista: {count}.",
    "digest_more_today": "Com prazo hoje, fora desta lista: {count}.",
    "digest_overdue_row": (
        "[{reference}] {place}: {kind}, {severity}; em atraso desde {at} ({left})"
    ),
    "digest_today_row": "[{reference}] {place}: {kind}, {severity}; prazo: {at} ({left})",
    "digest_unreached_row": (
        "[{reference}] {place}: {kind}, {severity}; respondido, mas o cliente não foi alcançado"
    ),
    "digest_no_words": "(sem texto)",
    "digest_gap": (
        "Ninguém da equipe {team} recebe e-mails hoje: não há caixa de correio nem membros, ou todos"
        " estão ausentes sem substituto. O que chega a ela passa logo ao próximo nível; em atraso"
        " com ela agora: {count}."
    ),
    "digest_how": (
        "Não responda a este e-mail: ele não trata de um único cliente. Para responder a um cliente,"
        " responda ao e-mail sobre a mensagem dele, cujo assunto começa com o protocolo."
    ),
    "digest_soon": "{count} com prazo até {day}",
    "digest_new": "{count} novos",
    "digest_poor": "{count} com nota abaixo de 3",
    "digest_incidents": "incidentes abertos: {count}",
    "digest_bounced": "endereços que não recebem e-mails: {count}",
    "digest_came_yesterday": "Ontem chegaram {came}; já têm resposta: {answered}.",
    "digest_came_since": "Desde {day} chegaram {came}; já têm resposta: {answered}.",
    "digest_overdue_heading": "Em atraso",
    "digest_today_heading": "Com prazo hoje",
    "digest_soon_heading": "Com prazo até {day}",
    "digest_new_heading": "Novos",
    "digest_new_later": "Chegaram desde o último resumo, e o prazo ainda não é agora.",
    "digest_unreached_heading": "Respondidos, mas o cliente não sabe",
    "digest_unreached_how": (
        "Nossa resposta não chegou a estes clientes por nenhum meio: contam como não respondidos."
        " Avise-os de outra forma e responda ao e-mail da própria mensagem com #avisado e como"
        " avisou; se não houver como, com #semcontato e por quê."
    ),
    "digest_poor_heading": "Com nota abaixo de 3",
    "digest_incidents_heading": "Incidentes abertos",
    "digest_gaps_heading": "Equipes sem ninguém",
    "digest_bounced_heading": "Endereços que não recebem e-mails",
    "digest_bounced_how": (
        "E-mails nossos a estes endereços voltaram. Peça que sejam corrigidos na configuração, ou"
        " fale com as pessoas."
    ),
    "digest_more_new": "Novos, fora desta lista: {count}.",
    "digest_new_row": "[{reference}] {place}: {kind}, {severity}; chegou em {came}",
    "digest_poor_row": "[{reference}] {place}: {kind}; nota {score} de 5",
    "digest_no_why": "(sem explicação)",
    "digest_incident": "{title} ({place}), clientes: {count}; com {member}",
    "digest_bounced_row": "{address} ({team})",
    "digest_lost": "dias com diferenças: {count}",
    "arrived_heading": "O que chegou e o que está guardado",
    "arrived_whole": "Dias em que está guardado tudo o que os provedores dizem ter chegado: {count}.",
    "arrived_unknown": "Ninguém soube dizer o que chegou por {channel} nestes dias: {days}.",
    "arrived_missing": "{day}: chegou e não está guardado: {count}",
    "arrived_problems": "{day}: está guardado, mas falta algo que deveria vir depois: {count}",
    "arrived_letters": "{day}: deixado de lado após várias tentativas (dead letters): {count}",
    "arrived_how": (
        "O console mostra cada um. Quem cuida do sistema entrega de novo o que for possível:"
        " python -m infra reconcile --repair"
    ),
}
