"""Views of evidence: for those who see the figures of every team."""

from datetime import timedelta

import msgspec

from chalicelib.access import sees_all
from chalicelib.api.call import Call
from chalicelib.api.models import evidence as models
from chalicelib.errors import ForbiddenError, InvalidInputError
from chalicelib.evidence.document import Document, document

_DAY = timedelta(days=1)
_DAYS = 89 * _DAY


def evidence(call: Call) -> models.EvidenceDocument:
    """What a period shows, clause by clause."""
    return msgspec.convert(_made(call), models.EvidenceDocument, from_attributes=True)


def evidence_file(call: Call) -> models.EvidenceFile:
    """The same for an auditor's desk."""
    from chalicelib.posters import evidence as sheet

    made = _made(call)
    return models.EvidenceFile(
        name=f"evidence-{made.first}-{made.last}.pdf",
        media_type="application/pdf",
        content=sheet.pdf(made),
    )


def _made(call: Call) -> Document:
    if not sees_all(call.person):
        raise ForbiddenError("evidence is of all teams together")
    query: models.EvidenceQuery = call.query
    last = query.last or call.configuration.day_of(call.now) - _DAY
    first = query.first or last - _DAYS
    try:
        material = call.services.evidence().gather(first, last, call.now)
    except ValueError as error:
        raise InvalidInputError(str(error), {"from": str(error)}) from error
    return document(material, query.locale)
