"""Every operation of the staff API: its address, who may call it, what it takes and answers. Pure data.

Models are named, not imported, so that a customer's form does not wait for what only staff need. The
routes, the OpenAPI document, and the test that walks all routes as everyone are made from this table.
"""

from dataclasses import dataclass

from chalicelib.access import ADMINS, EVERYONE, WHO_ANSWER, WHO_MEASURE, Role

GET, POST, PUT, DELETE = "GET", "POST", "PUT", "DELETE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. Its view is the function of the same name in `chalicelib.api.<view>`."""

    id: str
    view: str
    """Module of the view, under `chalicelib.api`."""
    method: str
    path: str
    summary: str
    """One plain sentence, for the document."""
    roles: frozenset[Role]
    """Whoever has one of them may call it; what they may see and do there is the view's to check."""
    query: str | None = None
    """Model of the parameters in the address."""
    body: str | None = None
    """Model of the body."""
    answer: str
    """Model of the answer."""
    status: int = 200
    errors: tuple[int, ...] = ()
    """Besides 400, 401, 403, 429 and 503, which every operation may answer."""


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        id="me",
        view="people",
        method=GET,
        path="/v1/me",
        summary="Who is signed in, their roles and their teams.",
        roles=EVERYONE,
        answer="Me",
    ),
    Operation(
        id="queue",
        view="work",
        method=GET,
        path="/v1/queue",
        summary="The open feedback that is mine, my teams', or that I may see; what is due next first.",
        roles=EVERYONE,
        query="QueueQuery",
        answer="Queue",
        errors=(404,),
    ),
    Operation(
        id="record",
        view="recording",
        method=POST,
        path="/v1/feedback",
        summary="Record by hand what a customer said: a call, a visit, a letter, a post.",
        roles=WHO_ANSWER,
        body="Recording",
        answer="Recorded",
        status=201,
        errors=(409, 415),
    ),
    Operation(
        id="places",
        view="recording",
        method=GET,
        path="/v1/places",
        summary="The touchpoints that a number or part of a name may mean, the best first.",
        roles=EVERYONE,
        query="PlacesQuery",
        answer="Places",
    ),
    Operation(
        id="feedback",
        view="work",
        method=GET,
        path="/v1/feedback/{reference}",
        summary="One feedback with its timeline, deliveries, clock, and the contact's history.",
        roles=EVERYONE,
        query="FeedbackQuery",
        answer="Feedback",
        errors=(404,),
    ),
    Operation(
        id="picture",
        view="files",
        method=GET,
        path="/v1/feedback/{reference}/pictures/{entry}/{number}",
        summary="A picture that came with an entry's words, from 0 on among all that came with it.",
        roles=EVERYONE,
        answer="Picture",
        errors=(404, 413),
    ),
    Operation(
        id="preview",
        view="work",
        method=POST,
        path="/v1/feedback/{reference}/preview",
        summary="Exactly what the customer would get; nothing is sent.",
        roles=WHO_ANSWER,
        body="PreviewOf",
        answer="Preview",
        errors=(404, 409, 415),
    ),
    *(
        Operation(
            id=move,
            view="acting",
            method=POST,
            path=f"/v1/feedback/{{reference}}/{move.replace('_', '-')}",
            summary=summary,
            roles=WHO_ANSWER,
            body=body,
            answer="Changed",
            errors=(404, 409, 415),
        )
        for move, body, summary in (
            ("answer", "Words", "Answer the customer: a response, which stops the clock."),
            ("ask", "Words", "Ask the customer; the clock waits for the reply."),
            ("resolve", "Words", "Tell the outcome; with words it is a response as well."),
            ("note", "Words", "Note something for staff only."),
            ("hand_over", "HandOver", "Hand it to another team; no deadline moves."),
            ("correct", "Correction", "Correct what it was taken for."),
            ("take", "Take", "Say that I see to it, or no longer do."),
            (
                "appeal",
                "Words",
                "Ask for the ombudsman as the customer wishes; the words are for staff.",
            ),
        )
    ),
    Operation(
        id="take_back",
        view="acting",
        method=DELETE,
        path="/v1/feedback/{reference}/pending/{key}",
        summary="Take back what has not left yet.",
        roles=WHO_ANSWER,
        answer="BackAgain",
        errors=(404, 409),
    ),
    Operation(
        id="presence",
        view="work",
        method=PUT,
        path="/v1/feedback/{reference}/presence",
        summary="Say every ten seconds that I have it open; who else has.",
        roles=EVERYONE,
        body="Presence",
        answer="Others",
        errors=(404, 415),
    ),
    Operation(
        id="templates",
        view="replies",
        method=GET,
        path="/v1/templates",
        summary="The reply templates for one feedback, filled, in its customer's language.",
        roles=WHO_ANSWER,
        query="TemplatesQuery",
        answer="Templates",
        errors=(404,),
    ),
    Operation(
        id="reports",
        view="measured",
        method=GET,
        path="/v1/reports",
        summary="How long answers took, promises kept, escalations, CSAT and NPS of some days.",
        roles=WHO_MEASURE,
        query="ReportQuery",
        answer="Report",
    ),
    Operation(
        id="pulse",
        view="measured",
        method=GET,
        path="/v1/pulse",
        summary="How today goes, and what is open this minute.",
        roles=WHO_MEASURE,
        answer="Pulse",
    ),
    Operation(
        id="words",
        view="measured",
        method=GET,
        path="/v1/words",
        summary="Words that customers write more often these seven days than in the four weeks before.",
        roles=WHO_MEASURE,
        query="WordsQuery",
        answer="RisingWords",
    ),
    Operation(
        id="poster",
        view="posters",
        method=GET,
        path="/v1/touchpoints/{touchpoint}/poster",
        summary="A touchpoint's poster, stickers or seat-back card, as PDF for the printer.",
        roles=EVERYONE,
        query="PosterQuery",
        answer="Poster",
        errors=(404,),
    ),
    Operation(
        id="link",
        view="posters",
        method=GET,
        path="/v1/touchpoints/{touchpoint}/link",
        summary="A signed address of a touchpoint's form that knows the trip, until an instant.",
        roles=ADMINS,
        query="LinkQuery",
        answer="Link",
        errors=(404,),
    ),
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
                (),
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
    Operation(
        id="configuration",
        view="administration",
        method=GET,
        path="/v1/configuration",
        summary="The configuration in force: its text, what came of it, and what it changed.",
        roles=ADMINS,
        answer="ConfigurationOf",
        errors=(404,),
    ),
    Operation(
        id="apply_configuration",
        view="administration",
        method=POST,
        path="/v1/configuration",
        summary="Put a text in force as the next version, if nobody applied another one meanwhile.",
        roles=ADMINS,
        body="Apply",
        answer="Version",
        errors=(409, 413, 415),
    ),
    Operation(
        id="check_configuration",
        view="administration",
        method=POST,
        path="/v1/configuration/check",
        summary="Every error and warning of a text with its line, and what it would change.",
        roles=ADMINS,
        body="DraftText",
        answer="CheckedText",
        errors=(415,),
    ),
    Operation(
        id="versions",
        view="administration",
        method=GET,
        path="/v1/configuration/versions",
        summary="Who applied which version when, the newest first.",
        roles=ADMINS,
        query="VersionsQuery",
        answer="Versions",
    ),
    Operation(
        id="version",
        view="administration",
        method=GET,
        path="/v1/configuration/versions/{version}",
        summary="One version, compared with the one before it or another one.",
        roles=ADMINS,
        query="ConfigurationQuery",
        answer="ConfigurationOf",
        errors=(404,),
    ),
    Operation(
        id="restore_configuration",
        view="administration",
        method=POST,
        path="/v1/configuration/versions/{version}/restore",
        summary="Put an earlier version in force again, as the next one.",
        roles=ADMINS,
        body="Restore",
        answer="Version",
        errors=(404, 409, 413, 415),
    ),
    Operation(
        id="explain_feedback",
        view="administration",
        method=POST,
        path="/v1/explain",
        summary="What would become of a feedback that nobody answers, with the arithmetic.",
        roles=ADMINS,
        body="WhatIf",
        answer="Explained",
        errors=(415,),
    ),
)

__all__ = [
    "ADMINS",
    "DELETE",
    "EVERYONE",
    "GET",
    "OPERATIONS",
    "POST",
    "PUT",
    "WHO_ANSWER",
    "WHO_MEASURE",
    "Operation",
]
