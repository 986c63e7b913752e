import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.appeal import asks_for_ombudsman
from chalicelib.intake.commands import Verb, named_team, parse
from chalicelib.model import Kind, Severity

TEAMS = {"sup": "Duty supervisors", "desk": "Customer desk", "coaches": "Operação de ônibus"}


@pytest.mark.parametrize(
    ("words", "verb", "text", "to"),
    [
        ("#note call her first", Verb.NOTE, "call her first", None),
        ("#Nota: ligar antes", Verb.NOTE, "ligar antes", None),
        (
            "  #ask\nWhich coach was it?\nAnd when?",
            Verb.ASK,
            "Which coach was it?\nAnd when?",
            None,
        ),
        ("#pergunta Qual ônibus?", Verb.ASK, "Qual ônibus?", None),
        ("#team supervisors too big", Verb.HAND_OVER, "supervisors too big", None),
        ("#Crítica fumaça", Verb.CORRECT, "fumaça", Severity.CRITICAL),
        ("#baja", Verb.CORRECT, "", Severity.LOW),
        ("#compliment she thanks us", Verb.CORRECT, "she thanks us", Kind.COMPLIMENT),
        ("#resolve", Verb.RESOLVE, "", None),
        ("#Resolvido: trocado", Verb.RESOLVE, "trocado", None),
        ("#resuelta", Verb.RESOLVE, "", None),
        ("#told by phone", Verb.TOLD, "by phone", None),
        ("#avisado por teléfono", Verb.TOLD, "por teléfono", None),
        ("#unreachable the number is gone", Verb.UNREACHABLE, "the number is gone", None),
        ("#SemContato: número errado", Verb.UNREACHABLE, "número errado", None),
        ("#sincontacto", Verb.UNREACHABLE, "", None),
        ("#HELP", Verb.HELP, "", None),
        ("#ajuda", Verb.HELP, "", None),
        ("#ayuda", Verb.HELP, "", None),
        ("#resolver2", Verb.UNKNOWN, "", None),
        ("#1 in our list", Verb.UNKNOWN, "in our list", None),
    ],
)
def test_a_first_line_with_a_hash_is_a_command(
    words: str, verb: Verb, text: str, to: object
) -> None:
    command = parse(words)
    assert command is not None
    assert (command.verb, command.text, command.to) == (verb, text, to)


@pytest.mark.parametrize("words", ["We are sorry", "note: sorry", "", "# ", "Sorry\n#note x"])
def test_without_one_it_is_an_answer(words: str) -> None:
    assert parse(words) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sup too big", ("sup", "too big")),
        ("duty supervisors: too big", ("sup", "too big")),
        ("Operacao de onibus", ("coaches", "")),
        ("somebody else", None),
        ("", None),
    ],
)
def test_a_team_is_named_by_id_or_name(text: str, found: object) -> None:
    assert named_team(text, TEAMS) == found


@given(st.text(max_size=200))
def test_any_words_can_be_read(words: str) -> None:
    parse(words)
    named_team(words, TEAMS)
    asks_for_ombudsman(words)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("OMBUDSMAN", True),
        ("ouvidoria por favor", True),
        ("Defensor!", True),
        ("The ombudsman, please", True),
        ("your ombudsman is slow", False),
        ("please", False),
        ("", False),
    ],
)
def test_only_the_word_itself_asks_for_the_ombudsman(text: str, asks: bool) -> None:
    assert asks_for_ombudsman(text) is asks
