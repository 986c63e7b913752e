"""Brazilian Portuguese: a webhook that was disabled."""

TEXTS = {
    "webhook_subject": "{webhook}: {organisation} não envia mais nada para ele",
    "webhook_title": "O webhook {webhook} foi desativado",
    "webhook_failing": (
        "Há {days} dias nada do que enviamos para {host} chega. Por isso paramos de tentar."
    ),
    "webhook_gone": "{host} respondeu que não quer receber mais nada (410). Por isso paramos.",
    "webhook_missed": (
        "O que depende dele, como um cadastro de clientes, um chat ou um relatório, não soube das"
        " mudanças desde então. Nada se perdeu: o que faltou está guardado e pode ser enviado de novo."
    ),
    "webhook_how": (
        "Quando o outro lado voltar a funcionar, abra Administração, Webhooks no console: ative-o,"
        " envie um teste e depois envie de novo o que faltou."
    ),
}
