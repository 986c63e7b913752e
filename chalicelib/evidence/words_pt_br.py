"""O que as evidências dizem, em português."""

TEXTS = {
    "title": "Evidências para a ISO 10002 e a ISO 10004",
    "period": "De {first} a {last}, na situação de {made_on}.",
    "what_it_is": (
        "Feito do que o Ouvido guardou. Os números são os das seções da ISO 10002:2018 e da ISO"
        " 10004:2018; os títulos são palavras nossas, curtas. Ajuda uma auditoria e não é"
        " certificado."
    ),
    "summary": (
        "De {n} seções, os dados mostram {data} e, em parte, {partly}; de {no_data} não houve"
        " nada no período; {people} cabe às pessoas mostrar."
    ),
    "status_data": "mostrado pelos dados",
    "status_partly": "mostrado em parte",
    "status_no_data": "nada neste período",
    "status_people": "cabe às pessoas mostrar",
    "to_add": "Uma pessoa precisa acrescentar:",
    "interval": "{share} ({low} a {high}, n = {n})",
    "interval_note": (
        "Promessas cumpridas entre as que se decidiram no período, com o intervalo de Wilson a"
        " 95%. Os tempos são os das primeiras respostas pelo relógio, com erro de até 2%. Uma resposta"
        " conta desde que foi dada; se é sabido que não chegou a ninguém, não conta."
    ),
    "no_data": "sem dados",
    "nowhere": "sem ponto de contato",
    "everything": "Tudo",
    "compliance": "Respondido no prazo",
    "escalated": "O que subiu de nível, e por quê",
    "reconciliation": "O que os provedores dizem que chegou, ao lado do que está guardado",
    "none_raised": "Nada do que chegou ou recomeçou neste período subiu de nível.",
    "raised_day": (
        "Conta-se pelo dia em que a manifestação chegou, ou em que o cliente recomeçou. O dia da"
        " tabela é aquele em que subiu de nível; pode ser posterior."
    ),
    "raised_placeless": (
        "Não tem ponto de contato; por isso está contado acima e não aparece aqui: {n}."
    ),
    "raised_cut": "Subiu de nível mais do que está listado aqui; tudo está contado acima.",
    "reconciled_note": "Os dias sem linha não foram comparados.",
    "head_of": "De", "head_kept": "Cumpridas", "head_missed": "Descumpridas", "head_share": "No prazo",
    "head_unreached": "Não chegaram",
    "head_median": "Metade em até", "head_p90": "9 em 10 em até", "head_reference": "Protocolo",
    "head_day": "Dia", "head_level": "Nível", "head_team": "Equipe", "head_why": "Por quê",
    "head_arrived": "Chegaram", "head_missing": "Faltam", "head_unknown": "Não se sabe",
    "head_problems": "Falhas internas", "head_dead_letters": "Não entregues",
    "channel_sms": "SMS", "channel_web": "web", "channel_email": "e-mail",
    "channel_phone": "telefone", "channel_in_person": "pessoalmente", "channel_letter": "carta",
    "channel_social": "redes sociais",
    "kind_complaint": "reclamações", "kind_suggestion": "sugestões",
    "kind_compliment": "elogios", "kind_enquiry": "perguntas",
    "severity_critical": "crítica", "severity_high": "alta", "severity_normal": "normal",
    "severity_low": "baixa",
    "locale_en-GB": "inglês", "locale_pt-BR": "português", "locale_es": "espanhol",
    "why_late": "não foi respondido no prazo", "why_safety": "palavras de perigo",
    "why_nobody": "não havia a quem avisar", "why_appeal": "o cliente pediu",
    "why_replanned": "as regras mudaram",
    "verdict_met": "cumprida", "verdict_unsure": "perto demais, ou dados de menos, para dizer",
    "verdict_failed": "não cumprida", "verdict_no_data": "ainda sem dados",
    "line_touchpoints": (
        "O cliente pode falar em {n} pontos de contato; {keywords} deles têm palavra-chave para"
        " SMS."
    ),
    "line_heard_from": "Chegou algo de {n} de {of} pontos de contato.",
    "line_languages": "Formulários, cartazes e mensagens estão em: {languages}.",
    "line_received": "Chegaram {n} manifestações.",
    "line_unanswered": "Ainda sem resposta: {n}; encerradas sem resposta: {without}.",
    "line_by_channel": "Por canal: {parts}.",
    "line_by_kind": "Por tipo: {parts}.",
    "line_by_severity": "Por gravidade, como foi avaliada: {parts}.",
    "line_by_place": "De onde veio mais: {parts}.",
    "line_acknowledged": (
        "Saíram {n} confirmações de recebimento: metade em até {median}, nove em dez em até"
        " {p90}."
    ),
    "line_first_response": (
        "{n} primeiras respostas de pessoas: metade em até {median}, nove em dez em até {p90}."
    ),
    "line_resolution": (
        "{n} desfechos comunicados: metade em até {median}, nove em dez em até {p90}."
    ),
    "line_handling": (
        "{n} tratadas do começo ao fim: metade em até {median}, nove em dez em até {p90}, sem"
        " contar a espera pelo cliente."
    ),
    "line_waited": "{n} vezes se perguntou mais ao cliente, com o relógio parado.",
    "line_begun_again": "{n} vezes o cliente não ficou satisfeito e recomeçou ou recorreu.",
    "line_promises": (
        "Promessas cumpridas: {share}. Descumpridas: {missed}; ainda em curso: {running}."
    ),
    "line_unreached": (
        "Respostas que não chegaram a ninguém, e não contam: {n}. Desses clientes, {heard} souberam"
        " depois, {running} ainda não sabem e {never} nunca souberam."
    ),
    "line_unreached_none": "Não há notícia de resposta que não tenha chegado a ninguém.",
    "line_kept_by_channel": "Promessas cumpridas por canal: {parts}.",
    "line_kept_by_team": "Promessas cumpridas por equipe: {parts}.",
    "line_policy": "Regra “{id}”: resposta em até {within}, níveis acima do responsável: {levels}.",
    "line_policy_without": "Regra “{id}”: não se promete resposta.",
    "line_in_force": "A versão {n} das regras está em vigor.",
    "line_version": "A versão {n} entrou em vigor em {day}.",
    "line_version_by": "A versão {n} entrou em vigor em {day}, por {by}.",
    "line_teams": (
        "{n} equipes com {members} membros são responsáveis; toda manifestação tem um"
        " responsável desde o primeiro instante."
    ),
    "line_raised": "Subiram ao nível {level}: {n} ({why}).",
    "line_target": "Meta de {name}: {wanted} no prazo; alcançado: {attained}: {verdict}.",
    "line_target_since": "Meta de {name} desde {since}: {wanted} no prazo; alcançado: {attained}: {verdict}.",
    "line_chart_days": "{name}: de {n} dias, estes indicam mudança: {days}.",
    "line_chart_quiet": "{name}: nenhum de {n} dias indica mudança.",
    "line_surveyed": "A {n} clientes se perguntou como foi; responderam: {share}.",
    "line_unasked": "{n} avaliaram sem que se perguntasse.",
    "line_csat": "Satisfeitos (4 ou 5 de 5): {share}. Notas: {scores}.",
    "line_nps": "Net Promoter Score: {value} ({low} a {high}, n = {n}).",
    "line_csat_by_place": "Satisfeitos por ponto de contato: {parts}.",
    "line_survey_policy": (
        "Regra “{id}”: pergunta-se ao cliente {after} depois do fim; a ninguém mais que uma vez"
        " a cada {pause}."
    ),
    "line_reconciled": (
        "{n} de {of} dias foram comparados com o que os provedores dizem que chegou: chegaram"
        " {arrived}, sem guardar: {missing}."
    ),
    "line_not_reconciled": "Ainda não comparado com o que os provedores dizem que chegou.",
    "line_unknown": "Em alguns dias ninguém soube dizer o que chegou por: {channels}.",
    "line_exported": "Dados saíram {n} vezes, {personal} delas com dados pessoais.",
    "line_erased": "Manifestações apagadas a pedido do cliente: {asked}; pela idade: {age}.",
    "clause_10002_4_2": "Compromisso com o processo",
    "clause_10002_4_3": "Pessoas e meios suficientes",
    "clause_10002_4_4": "Aberto sobre como funciona",
    "clause_10002_4_5": "Fácil de encontrar e de usar",
    "clause_10002_4_6": "Atende ao que as pessoas precisam",
    "clause_10002_4_7": "Justo com todos",
    "clause_10002_4_8": "Sem custo",
    "clause_10002_4_9": "A informação é correta e completa",
    "clause_10002_4_10": "Os dados pessoais são protegidos",
    "clause_10002_4_11": "O cliente em primeiro lugar",
    "clause_10002_4_12": "Alguém responde por isso",
    "clause_10002_4_13": "Melhora sempre",
    "clause_10002_4_14": "As pessoas sabem como fazer",
    "clause_10002_4_15": "O quanto antes",
    "clause_10002_5_1": "O que cerca a organização",
    "clause_10002_5_2": "A direção apoia",
    "clause_10002_5_3": "Uma política para reclamações",
    "clause_10002_5_4": "Quem responde por quê",
    "clause_10002_6_2": "Objetivos",
    "clause_10002_6_3": "As atividades são planejadas",
    "clause_10002_6_4": "Recursos",
    "clause_10002_7_1": "As pessoas sabem como reclamar",
    "clause_10002_7_2": "As reclamações são recebidas",
    "clause_10002_7_3": "As reclamações são acompanhadas",
    "clause_10002_7_4": "O recebimento é confirmado",
    "clause_10002_7_5": "Uma primeira avaliação",
    "clause_10002_7_6": "Apuração",
    "clause_10002_7_7": "Resposta",
    "clause_10002_7_8": "Comunicação da decisão",
    "clause_10002_7_9": "Encerramento",
    "clause_10002_8_1": "A informação é reunida",
    "clause_10002_8_2": "As reclamações são analisadas",
    "clause_10002_8_3": "Satisfação com o processo",
    "clause_10002_8_4": "O processo é observado",
    "clause_10002_8_5": "O processo é auditado",
    "clause_10002_8_6": "A direção analisa",
    "clause_10002_8_7": "Melhoria contínua",
    "clause_10004_4_3": "Princípios",
    "clause_10004_5_1": "O que cerca a organização",
    "clause_10004_6_1": "Finalidade e objetivos",
    "clause_10004_6_2": "Alcance e frequência",
    "clause_10004_6_3": "Métodos e responsabilidades",
    "clause_10004_6_4": "Recursos",
    "clause_10004_7_2": "O que os clientes esperam",
    "clause_10004_7_3_2": "Sinais indiretos de satisfação",
    "clause_10004_7_3_3": "Medidas diretas de satisfação",
    "clause_10004_7_3_4": "Coleta dos dados",
    "clause_10004_7_4": "Análise dos dados",
    "clause_10004_7_5": "Divulgação do que se aprendeu",
    "clause_10004_7_6": "A satisfação é observada",
    "clause_10004_8": "Manter e melhorar a medição",
    "add_10002_4_2": "quem, na direção, responde pelo processo e o que fez neste período.",
    "add_10002_4_3": "se estas pessoas e meios bastaram, e o que se fez onde não bastaram.",
    "add_10002_4_7": (
        "como as decisões se mantêm imparciais, por exemplo quem decide quando a pessoa de quem"
        " se reclama é da equipe."
    ),
    "add_10002_4_8": "que reclamar não custa nada ao cliente, e quanto lhe custa um SMS.",
    "add_10002_4_10": "quem pode ver dados pessoais e por quê, e como isso é conferido.",
    "add_10002_4_14": "que treinamento tiveram as pessoas que respondem.",
    "add_10002_5_1": (
        "que questões externas e internas pesam sobre as reclamações, e quem são as partes"
        " interessadas."
    ),
    "add_10002_5_2": "o que a direção fez: atas, decisões, quem está à frente.",
    "add_10002_6_3": "o plano de atividades: o que se faz quando, além destas regras.",
    "add_10002_6_4": "treinamento, ferramentas e tempo que se ofereceram.",
    "add_10002_7_1": "onde estão os cartazes e folhetos, e onde mais se diz como reclamar.",
    "add_10002_7_6": "o que se apurou nos casos mais graves.",
    "add_10002_8_2": "o que a análise mostrou das causas, e o que decorre disso.",
    "add_10002_8_5": "quando o processo foi auditado, por quem, e as constatações.",
    "add_10002_8_6": "data, participantes e resultado da análise pela direção.",
    "add_10002_8_7": "que causas foram eliminadas e o que mudou.",
    "add_10004_4_3": "como se seguem os princípios ao medir a satisfação.",
    "add_10004_5_1": "que questões externas e internas pesam sobre a satisfação dos clientes.",
    "add_10004_6_1": "para que se mede a satisfação, e o que se quer alcançar.",
    "add_10004_6_4": "quem mede, e com que meios.",
    "add_10004_7_2": "quem são os clientes e como se descobriu o que esperam.",
    "add_10004_7_5": "a quem se passaram os resultados, e quando.",
    "add_10004_8": "quando se reviu pela última vez o modo de medir, e o que mudou.",
}  # fmt: skip
