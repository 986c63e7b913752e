"""Incidents: feedback about one event."""

from chalicelib.access import EVERYONE, WHO_ANSWER
from chalicelib.api.operations.operation import GET, POST, Operation

INCIDENTS: tuple[Operation, ...] = (
    *(
        Operation(
            id=name,
            view="incidents",
            method=GET,
            path=path,
            summary=summary,
            roles=roles,
            query=query,
            answer=answer,
            errors=errors,
        )
        for name, path, roles, query, answer, errors, summary in (
            (
                "incident_suggestions",
                "/v1/incidents/suggestions",
                WHO_ANSWER,
                "SuggestionsQuery",
                "IncidentSuggestions",
                (404,),
                "Feedback of my teams that may be one incident, and why.",
            ),
            (
                "incidents",
                "/v1/incidents",
                EVERYONE,
                None,
                "Incidents",
                (),
                "The open incidents of my teams, or of all for who sees all.",
            ),
            (
                "incident",
                "/v1/incidents/{incident}",
                EVERYONE,
                None,
                "Incident",
                (404,),
                "One incident with its feedback and how far its tasks are.",
            ),
        )
    ),
    *(
        Operation(
            id=name,
            view="incidents",
            method=POST,
            path=path,
            summary=summary,
            roles=WHO_ANSWER,
            body=body,
            answer=answer,
            errors=(404, 409, 415),
        )
        for name, path, body, answer, summary in (
            (
                "open_incident",
                "/v1/incidents",
                "OpenIncident",
                "Incident",
                "Make one incident of some feedback.",
            ),
            (
                "dismiss_incident",
                "/v1/incidents/dismissals",
                "DismissIncident",
                "Nothing",
                "Say that some feedback is no incident.",
            ),
            (
                "change_incident",
                "/v1/incidents/{incident}/feedback",
                "ChangeIncident",
                "Incident",
                "Add feedback to an incident, or take some out.",
            ),
            (
                "preview_incident",
                "/v1/incidents/{incident}/preview",
                "PreviewToAll",
                "IncidentPreview",
                "Whom words to all would reach, and how; nothing is sent.",
            ),
            (
                "answer_incident",
                "/v1/incidents/{incident}/answer",
                "WordsToAll",
                "Incident",
                "Answer all, or tell all the outcome, each in their own language and channel.",
            ),
            (
                "close_incident",
                "/v1/incidents/{incident}/close",
                "CloseIncident",
                "Incident",
                "Nothing more is to come of this incident.",
            ),
        )
    ),
)
