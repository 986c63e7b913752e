"""Whether a machine wrote a mail. Answering one automatically may begin a loop (RFC 3834). Pure."""

import re

from chalicelib.intake.headers import Headers, decode_words

_COMMENT = re.compile(r"\([^()]*\)")
_PRECEDENCES = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
_SUPPRESSED = {"all", "oof", "autoreply", "dr"}
"""Of Microsoft's X-Auto-Response-Suppress ([MS-OXCMAIL] 2.1.3.2.20): what speaks of automatic answers.
Asking for no read receipts (RN, NRN) or failure notices (NDR) only is what people's programs do."""
_PRESENT = {
    "x-autoreply": "X-Autoreply",
    "x-auto-reply": "X-Auto-Reply",
    "x-autorespond": "X-Autorespond",
    "x-autoresponder": "X-Autoresponder",
    "x-mail-autoreply": "X-Mail-Autoreply",
    "x-auto-generated": "X-Auto-Generated",
    "x-vacation": "X-Vacation",
    "x-failed-recipients": "X-Failed-Recipients",
    "list-id": "List-Id",
    "list-unsubscribe": "List-Unsubscribe",
}
_MACHINES = re.compile(
    r"(?:mailer-?daemon|postmaster|mail-daemon|auto-?reply|auto-?responder|bounces?"
    r"|no[-_.]?reply|do[-_.]?not[-_.]?reply|n[ao]o?[-_.]?respond[ae]r?|no[-_.]?contestar"
    r"|ne[-_.]?pas[-_.]?repondre|nicht[-_.]?antworten)(?:[-+_.=].*)?"
    r"|owner-.+|.+-(?:request|owner|bounces?)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:auto(?:matic)?[- ]?reply|automatic response|auto(?:mated)? response|out of (?:the )?office"
    r"|resposta autom[aá]tica|fora do escrit[oó]rio|respuesta autom[aá]tica|fuera de la oficina"
    r"|r[eé]ponse automatique|absence du bureau|automatische antwort|abwesenheitsnotiz"
    r"|risposta automatica|fuori sede|automatisch antwoord|afwezigheidsbericht"
    r"|autoodpowied[zź]|odpowied[zź] automatyczna|автоматический ответ|автоответ|自動応答|自動返信"
    r"|undeliver(?:able|ed)|delivery status notification|mail delivery (?:failed|subsystem)"
    r"|returned mail)\s*(?:[:：(\[-]|$)",
    re.IGNORECASE,
)


def automatic_reason(
    headers: Headers, sender: str | None, return_path: str | None = None
) -> str | None:
    """Why no person wrote this mail, in a few words; None where a person seems to have.

    `return_path` is the envelope's sender; where it is None, the Return-Path field is read.
    """
    for check in (_declared, _returned, _content, _addressed):
        if reason := check(headers, sender, return_path):
            return reason
    return None


def _declared(headers: Headers, _sender: str | None, _return_path: str | None) -> str | None:
    for value in headers.all("auto-submitted"):
        said = _plain(value).partition(";")[0].strip()
        if said != "no":
            return f"Auto-Submitted: {said[:40]}"
    for value in headers.all("precedence"):
        if (said := _plain(value)) in _PRECEDENCES:
            return f"Precedence: {said}"
    for value in headers.all("x-auto-response-suppress"):
        if asked := _SUPPRESSED.intersection(word.strip() for word in _plain(value).split(",")):
            return f"X-Auto-Response-Suppress: {min(asked)}"
    for name, written in _PRESENT.items():
        value_or_none = headers.get(name)
        if value_or_none is not None and _plain(value_or_none) not in ("no", "none", "false"):
            return written
    return None


def _returned(headers: Headers, _sender: str | None, return_path: str | None) -> str | None:
    path = headers.get("return-path") if return_path is None else return_path
    return "empty Return-Path" if path is not None and not _plain(path).strip("<> ") else None


def _content(headers: Headers, _sender: str | None, _return_path: str | None) -> str | None:
    kind = _plain(headers.get("content-type") or "").partition(";")[0].strip()
    if kind in ("multipart/report", "message/delivery-status", "message/disposition-notification"):
        return f"Content-Type: {kind}"
    subject = _SUBJECT.match(decode_words(headers.get("subject") or "")[:500].strip())
    return "Subject of an automatic reply" if subject else None


def _addressed(_headers: Headers, sender: str | None, return_path: str | None) -> str | None:
    for address in (sender, return_path):
        local = (address or "").partition("@")[0]
        if _MACHINES.fullmatch(local):
            return "sent by a machine's address"
    return None


def _plain(value: str) -> str:
    return _COMMENT.sub(" ", value[:2_000]).strip().lower()
