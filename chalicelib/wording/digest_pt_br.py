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
}
