"""The Chalice app: it declares, and does nothing else. Each part is in `chalicelib.handlers`."""

from chalice.app import Chalice

from chalicelib.handlers import (
    act,
    capture_email,
    capture_sms,
    console,
    digest,
    measure,
    react,
    record_delivery,
    send,
    session,
    staff,
    sweep,
    twilio,
    wake,
    web,
)

app = Chalice(app_name="ouvido", configure_logs=False)

for part in (
    web,
    twilio,
    console,
    session,
    staff,
    capture_sms,
    capture_email,
    record_delivery,
    react,
    measure,
    wake,
    act,
    send,
    sweep,
    digest,
):
    app.register_blueprint(part.bp)
