import difflib
from collections import Counter
from pathlib import Path

import pytest

from chalicelib.intake.mail import Mail, parse
from chalicelib.intake.reply import Words, words_of_reply

FOLDER = Path(__file__).parents[1] / "corpus"
CORPUS = sorted([*FOLDER.glob("replies/*.eml"), *FOLDER.glob("held_out/*.eml")])
LEAST_EXACT = 0.95
CLIENTS = {
    *("airmail", "alpine", "aol", "apple-mail", "blackberry", "bluemail", "claws"),
    *("em-client", "evolution", "fairemail", "fastmail", "gmail-app", "gmail-web"),
    *("gnus", "groupwise", "horde", "huawei", "ipad", "iphone", "k9", "kmail"),
    *("lotus-notes", "mailspring", "mutt", "naver", "netease", "old-hotmail", "orange"),
    *("outlook-desktop", "outlook-mobile", "outlook-web", "proton", "qq", "roundcube"),
    *("samsung", "spark", "superhuman", "t-online", "the-bat", "thunderbird", "tuta"),
    *("tutanota", "uol", "web-de-app", "windows-mail", "yahoo-classic", "yahoo-mobile"),
    *("yahoo-web", "zimbra", "zoho"),
}


def read(path: Path) -> tuple[str, Mail, Words]:
    mail = parse(path.read_bytes())
    return path.with_suffix(".txt").read_text("utf-8").rstrip("\n"), mail, words_of_reply(mail)


def lost(expected: str, offered: str) -> list[str]:
    """The expected words that are not among the offered ones, in order."""
    wanted, had = expected.split(), offered.split()
    blocks = difflib.SequenceMatcher(None, wanted, had, autojunk=False).get_matching_blocks()
    kept = {i for block in blocks for i in range(block.a, block.a + block.size)}
    return [word for i, word in enumerate(wanted) if i not in kept]


def named(path: Path) -> tuple[str | None, str]:
    """The program and the language that a mail's name says."""
    name, _, language = path.stem.rpartition("-")
    client = max((c for c in CLIENTS if c in name), key=len, default=None)
    return client, {"tw": "zh"}.get(language, language)


def test_the_corpus_covers_the_languages_and_programs_that_it_speaks_for() -> None:
    languages = Counter(language for _, language in map(named, CORPUS))
    clients = Counter(client for client, _ in map(named, CORPUS) if client)
    print(f"{len(CORPUS)} mails, {len(clients)} programs, {len(languages)} languages")
    assert len(CORPUS) >= 200
    assert set(clients) == CLIENTS
    assert len([client for client, count in clients.items() if count >= 2]) >= 15
    assert len([language for language, count in languages.items() if count >= 4]) >= 10
    assert len(languages) >= 25


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
