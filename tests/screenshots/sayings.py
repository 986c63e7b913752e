"""What the passengers of the pictures say, and what they are answered. Words alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What somebody says again and again, each time a little differently."""

    weight: float
    """How often, beside the others."""
    words: tuple[str, ...]
    """With `{place}`, `{seat}` and `{time}` to be filled in."""
    answer: str
    bad: str = "It took too long, and nobody said sorry."
    """Why somebody was not content."""
    good: str = "Quick, and in plain words."


PLACES = ("Leeds", "Oxford", "High Wycombe", "Coventry", "Rugby", "Luton", "Milton Keynes")
TOPICS = (
    Topic(
        weight=3,
        words=(
            "The {time} was forty minutes late again and there is no board at {place}",
            "We waited an hour at {place} and the {time} never came",
            "Late again. I missed my train at {place} because of the {time}",
        ),
        answer="I am sorry that you waited. The roadworks at junction 8 end on Friday; until then the "
        "times on the website are the real ones.",
        bad="I still do not know why it was late.",
        good="They told me what went wrong and what they do about it.",
    ),
    Topic(
        weight=1.6,
        words=(
            "Seat {seat} does not go up again, I lay on the person behind me to {place}",
            "The socket at seat {seat} is broken",
            "Seat {seat} is wet and smells bad",
        ),
        answer="Thank you for the seat's number. It is out of use since this morning and is mended tonight.",
    ),
    Topic(
        weight=1.4,
        words=(
            "The toilet is out of order since {place}, and nobody says anything",
            "The toilet on the {time} is filthy, no water and no paper",
        ),
        answer="That should not have left the depot. It is mended, and the crew check it at {place} now.",
    ),
    Topic(
        weight=1.2,
        words=(
            "No wifi between {place} and London, the third time this week",
            "The wifi never works after {place}",
        ),
        answer="You are right: the coach has no signal after {place}. New aerials come in January.",
        bad="January does not help me now.",
    ),
    Topic(
        weight=1,
        words=(
            "The driver of the {time} was rude to an old man with a bicycle",
            "Your driver drove past us at {place}, we were at the stop on time",
        ),
        answer="I have spoken with the driver of that coach. I am sorry; that is not how we want to be.",
    ),
    Topic(
        weight=1.6,
        words=(
            "What time does the last coach to {place} leave on Sunday?",
            "Can I take a folding bicycle on the {time}?",
            "How do I get an invoice for my ticket to {place}?",
        ),
        answer="Yes: everything about it is on your ticket's page, under More. Safe travels to {place}.",
        good="Answered before I got off.",
    ),
    Topic(
        weight=1.3,
        words=(
            "The driver of the {time} waited for my mother. Thank you so much",
            "Lovely driver today, she helped everybody with their bags at {place}. Thank you",
        ),
        answer="We have read it out to the driver. It made our morning, too.",
    ),
    Topic(
        weight=0.8,
        words=(
            "It would be nice if the screen said which side to get off at {place}",
            "You could sell the monthly ticket on the phone as well",
        ),
        answer="A good idea. It goes to the people who plan the spring timetable, with your words.",
    ),
)
HEATING = Topic(
    weight=0,
    words=(
        "Heating is broken on the {time}, we sit in our coats since {place}",
        "No heating again, my feet are numb",
        "The heating is off and the window at seat {seat} does not close",
    ),
    answer="I am sorry that you were cold. The heating of that coach is mended tonight.",
    bad="It was cold again the next day.",
)
LISBON = Topic(
    weight=1,
    words=(
        "A fila da bilheteria não anda, só um guichê aberto às {time}",
        "A máquina não aceita cartão e ninguém ajuda",
        "Que horas sai o último ônibus para {place} no domingo?",
    ),
    answer="Sentimos muito pela espera. A partir de segunda há dois guichês abertos até as 20h.",
    bad="Demorou demais.",
    good="Resposta rápida e clara.",
)
MADRID = Topic(
    weight=1,
    words=(
        "El autobús de las {time} salió con retraso y nadie avisó",
        "La taquilla estaba cerrada a las {time}, sin ningún cartel",
        "¿Dónde está la parada nueva de {place}?",
    ),
    answer="Sentimos la espera. Desde el lunes la taquilla abre a las siete y hay un cartel con el horario.",
    bad="Nadie me explicó el porqué.",
    good="Una respuesta amable.",
)
COLD = (
    ("sms", "420 Heating is off and my daughter is freezing"),
    ("sms", "420 no heating on the 9:10, we all sit in our coats"),
    ("web", "The heating is broken on the 9:10 from London. It is freezing in the back."),
    ("sms", "420 so cold in here, is the heating broken?"),
    ("web", "No heating since London, two pensioners next to me are freezing"),
)
"""Five people in one cold coach, on the morning of the pictures."""
STRANDED = (
    "wycombe The 18:05 did not come and there is no one here",
    "wycombe No 18:05 tonight, no message, thirty of us at the stop",
    "wycombe the 18:05 did not come, what now?",
)
WAITING = (
    ((24, 9, 5), "The ticket machine took my card twice and printed nothing"),
    ((24, 11, 12), "My bag came out of the hold soaked, and the driver shrugged"),
    ((24, 12, 31), "The driver did not stop for us at Headington"),
)
"""Who still waits on that morning, and since when in November: the first one in vain."""
