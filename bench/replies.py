"""Whose reply rules find the new words: ours beside the Python libraries, on the project's own corpus.

    python3 -m venv .local/replies
    .local/replies/bin/pip install --no-deps -r bench/requirements-replies.txt
    .local/replies/bin/python -m bench.replies

The libraries get what they are made for: the plain text that our parser read, and HTML where a mail has
nothing else and they read it. Spaces at line ends and blank lines in a row count for nobody. Mails named
`unsure-` are left out: no library can say that it does not know.
"""

import difflib
import re
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from chalicelib.intake.mail import Mail, parse
from chalicelib.intake.reply import words_of_reply

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
Split = Callable[[Mail], str]


def ours(mail: Mail) -> str:
    return words_of_reply(mail).new


def whole(mail: Mail) -> str:
    """What somebody gets who splits nothing."""
    return mail.text


def email_reply_parser() -> Split:
    from email_reply_parser import EmailReplyParser

    return lambda mail: str(EmailReplyParser.parse_reply(mail.text))


def mail_parser_reply() -> Split:
    from mailparser_reply import EmailReplyParser

    parser = EmailReplyParser(
        languages=[
            "en",
            "de",
            "fr",
            "it",
            "ja",
            "pl",
            "sv",
            "nl",
            "es",
            "pt",
            "cs",
            "da",
            "ko",
            "zh",
        ]
    )
    return lambda mail: str(parser.parse_reply(mail.text) or "")


def quotequail() -> Split:
    import quotequail as library

    def split(mail: Mail) -> str:
        if mail.html_only and mail.html is not None:
            parts = library.quote_html(mail.html, quote_intro_line=True)
            return plain("\n".join(text for shown, text in parts if shown))
        return "\n".join(
            text for shown, text in library.quote(mail.text, quote_intro_line=True) if shown
        )

    return split


def talon() -> Split:
    from talon import quotations

    def split(mail: Mail) -> str:
        if mail.html_only and mail.html is not None:
            return plain(quotations.extract_from_html(mail.html))
        return str(quotations.extract_from_plain(mail.text))

    return split


def plain(markup: str) -> str:
    from chalicelib.intake.html_text import to_text

    return to_text(markup)


LIBRARIES: dict[str, Callable[[], Split]] = {
    "Ouvido": lambda: ours,
    "email-reply-parser 0.5.12": email_reply_parser,
    "mail-parser-reply 1.36": mail_parser_reply,
    "quotequail 0.5.4": quotequail,
    "talon 1.4.4": talon,
    "nothing split": lambda: whole,
}


def tidy(text: str) -> str:
    lines = "\n".join(line.strip() for line in text.replace("\r", "").split("\n"))
    return re.sub(r"\n{2,}", "\n\n", lines).strip()


def loses(expected: str, offered: str) -> bool:
    wanted, had = expected.split(), offered.split()
    blocks = difflib.SequenceMatcher(None, wanted, had, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) < len(wanted)


def main() -> None:
    warnings.simplefilter("ignore")  # of what html5lib thinks of Outlook's HTML
    for folders, told in (("*", "all mails"), ("held_out", "those written blind to our rules")):
        compare(folders, told)


def compare(folders: str, told: str) -> None:
    paths = [p for p in sorted(CORPUS.glob(f"{folders}/*.eml")) if "unsure-" not in p.stem]
    mails = [(parse(p.read_bytes()), p.with_suffix(".txt").read_text("utf-8")) for p in paths]
    print(
        f"\n{len(mails)} mails: {told}\n{'':28}{'exact':>8}{'words lost':>12}{'more than new':>15}{'ms':>8}"
    )
    for name, make in LIBRARIES.items():
        try:
            split = make()
        except Exception as error:  # noqa: BLE001
            print(f"{name:28}does not load: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        exact = lost = more = failed = 0
        started = time.process_time()
        for mail, expected in mails:
            try:
                found = split(mail)
            except Exception:  # noqa: BLE001
                failed += 1
                found = ""
            exact += tidy(found) == tidy(expected)
            gone = loses(expected, found)
            lost += gone
            more += not gone and tidy(found) != tidy(expected)
        spent = (time.process_time() - started) / len(mails) * 1e3
        note = f"  {failed} raised" if failed else ""
        print(f"{name:28}{exact / len(mails):8.1%}{lost:12}{more:15}{spent:8.2f}{note}")


if __name__ == "__main__":
    main()
