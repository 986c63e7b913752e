"""The view of exports: who may have what, and the file's name."""

from chalicelib.access import ADMINS
from chalicelib.api.call import Call
from chalicelib.api.models import exports as models
from chalicelib.errors import ForbiddenError, InvalidInputError
from chalicelib.exporting import Kind
from chalicelib.services.export import Format, Part, Wanted

_TYPES = {Format.CSV: "text/csv; charset=utf-8", Format.JSONL: "application/jsonl"}


def export(call: Call) -> models.Export:
    """A part of an export."""
    query: models.ExportQuery = call.query
    exports, by = call.services.exports(), call.person.email
    if query.next is not None:
        part = exports.go_on(query.next, by, call.now)
        if part is None:
            raise InvalidInputError("begin again", {"next": "is too old, or not of yours"})
        if part.wanted.personal:
            _refuse_personal(call)
        return _answer(part)
    if query.personal:
        _refuse_personal(call)
    wanted = Wanted(
        what=Kind(query.what),
        format=Format(query.format),
        personal=query.personal,
        first=query.first,
        last=query.last,
    )
    return _answer(exports.begin(wanted, by, call.now))


def _refuse_personal(call: Call) -> None:
    if not call.person.is_one_of(ADMINS):
        raise ForbiddenError("personal data leaves with administrators alone")


def _answer(part: Part) -> models.Export:
    wanted = part.wanted
    days = "".join(f"-{day}" for day in (wanted.first, wanted.last) if day)
    return models.Export(
        name=f"{wanted.what}{days}.{wanted.format}",
        media_type=_TYPES[wanted.format],
        text=part.text,
        rows=part.rows,
        next=part.next,
    )
