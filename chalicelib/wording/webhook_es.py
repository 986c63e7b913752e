"""Spanish: a webhook that was disabled."""

TEXTS = {
    "webhook_subject": "{webhook}: {organisation} ya no le envía nada",
    "webhook_title": "El webhook {webhook} está desactivado",
    "webhook_failing": (
        "Desde hace {days} días no llega nada de lo que enviamos a {host}. Por eso hemos dejado de"
        " intentarlo."
    ),
    "webhook_gone": "{host} ha respondido que no quiere recibir nada más (410). Por eso paramos.",
    "webhook_missed": (
        "Lo que depende de él, como una base de clientes, un chat o un informe, no se ha enterado de"
        " los cambios desde entonces. No se ha perdido nada: lo que falta está guardado y se puede"
        " enviar otra vez."
    ),
    "webhook_how": (
        "Cuando el otro lado vuelva a funcionar, abra Administración, Webhooks en la consola:"
        " actívelo, envíe una prueba y después vuelva a enviar lo que falta."
    ),
}
