import difflib
from pathlib import Path

import pytest

from chalicelib.intake.mail import Mail, parse
from chalicelib.intake.reply import Words, words_of_reply

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "replies").glob("*.eml"))
LEAST_EXACT = 0.95


def read(path: Path) -> tuple[str, Mail, Words]:
    mail = parse(path.read_bytes())
    return path.with_suffix(".txt").read_text("utf-8").rstrip("\n"), mail, words_of_reply(mail)


def lost(expected: str, offered: str) -> list[str]:
    """The expected words that are not among the offered ones, in order."""
    wanted, had = expected.split(), offered.split()
    blocks = difflib.SequenceMatcher(None, wanted, had, autojunk=False).get_matching_blocks()
    kept = {i for block in blocks for i in range(block.a, block.a + block.size)}
    return [word for i, word in enumerate(wanted) if i not in kept]


def test_the_corpus_is_large_enough_to_say_something() -> None:
    assert len(CORPUS) >= 60


def test_nearly_every_reply_is_split_exactly_and_no_word_is_lost() -> None:
    wrong, missing = [], {}
    for path in CORPUS:
        expected, _, words = read(path)
        if words.new != expected:
            wrong.append(path.stem)
        if gone := lost(expected, words.new):
            missing[path.stem] = gone
    exact = 1 - len(wrong) / len(CORPUS)
    print(f"{len(CORPUS)} replies, {exact:.1%} exact, words lost in {len(missing)}")
    assert not missing
    assert exact >= LEAST_EXACT, f"not exact: {', '.join(wrong)}"


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_is_wrong_or_doubtful_is_never_passed_on_as_sure(path: Path) -> None:
    expected, _, words = read(path)
    assert words.sure == (not path.stem.startswith("unsure-"))
    assert words.new == expected or not words.sure


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_nothing_of_our_own_mail_is_among_the_new_words(path: Path) -> None:
    _, _, words = read(path)
    for ours in ("##-", "-##", "K7Q-4MDX"):
        assert ours not in words.new


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_only_mail_of_machines_is_called_automatic(path: Path) -> None:
    _, mail, _ = read(path)
    assert (mail.automatic is not None) == path.stem.startswith("automatic-")
