"""The Chalice app: it declares, and does nothing else. Each part is in `chalicelib.handlers`."""

from chalice.app import Chalice

from chalicelib.handlers import (
    act,
    capture_email,
    capture_sms,
    check_measures,
    confirm,
    console,
    digest,
    files,
    keep_attachments,
    measure,
    notify_webhooks,
    openapi,
    publish_events,
    react,
    reconcile,
    record_delivery,
    retain,
    send,
    session,
    staff,
    survey,
    sweep,
    twilio,
    wake,
    web,
)

app = Chalice(app_name="ouvido", configure_logs=False)

for part in (
    web,
    survey,
    files,
    twilio,
    confirm,
    console,
    session,
    staff,
    openapi,
    capture_sms,
    capture_email,
    record_delivery,
    react,
    keep_attachments,
    measure,
    publish_events,
    notify_webhooks,
    wake,
    act,
    send,
    sweep,
    digest,
    reconcile,
    retain,
    check_measures,
):
    app.register_blueprint(part.bp)
