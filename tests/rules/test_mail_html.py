import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.html_text import lines, to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>b</p>", "a\n\nb"),
        ("a  \n\t b", "a b"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<b>a</b><i>b</i>", "ab"),
        ("&lt;b&gt; &amp; &eacute;&#233;&#xe9;", "<b> & ééé"),
        ("a&nbsp;&nbsp;b", "a b"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<head><title>t</title><style>s</style></head><body>a</body>", "a"),
        ("<style>p > a {}</style><script>if (a<b) {}</script>a", "a"),
        ("a<!-- comment > with --> b", "a b"),
        ("<!doctype html><![if !mso]>a<![endif]>", "a"),
        ('<div style="display:none">preheader</div>a', "a"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a <3 b <- c", "a <3 b <- c"),
        ('<img alt="a > b">c', "c"),
        ('<a title="unclosed>a</a>b', "ab"),
        ("<a href='https://x.example/r'>our rules</a>", "our rules <https://x.example/r>"),
        ("<a href='https://x.example/'>x.example</a>", "x.example"),
        ("<a href='mailto:a@x.example'>Ana</a>", "Ana"),
        ("<a href='javascript:alert(1)'>a</a>", "a"),
        ("<blockquote>a<br>b</blockquote>c", "> a\n> b\n\nc"),
        ("<blockquote style='margin:0 0 0 40px;border:none'>a</blockquote>", "a"),
        ("&#99999999999999999999;&#0;a", "\ufffd\ufffda"),
        ("<div>unclosed", "unclosed"),
        ("a</div></p></nothing>b", "a\n\nb"),
        ("<style>never closed", "never closed"),
        ("<!-- never closed <p>a</p>", "a"),
    ],
)
def test_html_reads_as_a_person_sees_it(markup: str, text: str) -> None:
    assert to_text(markup) == text


@pytest.mark.parametrize(
    "wrapped",
    [
        '<blockquote type="cite">q</blockquote>',
        '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border:none">q</blockquote>',
        '<div id="ydp123yahoo_quoted_1" class="ydp1yahoo_quoted"><div>q</div></div>',
        '<div class="protonmail_quote">q</div>',
        '<div name="quote" style="border-left:2px solid">q</div>',
        '<div id="mail-editor-reference-message-container"><div>q</div></div>',
        '<span id="OLK_SRC_BODY_SECTION"><div>q</div></span>',
    ],
)
def test_what_a_program_wraps_a_quote_in_is_known_and_ends(wrapped: str) -> None:
    found = [
        (line.text, line.quoted)
        for line in lines(f"<div>a</div>{wrapped}<div>b</div>")
        if line.text
    ]
    assert found == [("a", False), ("q", True), ("b", False)]


@pytest.mark.parametrize(
    "divider",
    [
        '<div id="divRplyFwdMsg">From: x</div>',
        '<hr id="stopSpelling">',
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'>From: x</div>",
        "<div class=OutlookMessageHeader>From: x</div>",
    ],
)
def test_what_stands_below_outlooks_divider_is_quoted_to_the_end(divider: str) -> None:
    found = lines(f"<div><div>a</div>{divider}<p>q</p></div><div>q</div>")
    assert [line.text for line in found if line.text and not line.quoted] == ["a"]


def test_a_signature_is_known_by_its_mark() -> None:
    found = lines('<div>a</div><div class="gmail_signature">Ana</div><div>b</div>')
    assert [(line.text, line.signature) for line in found] == [
        ("a", False),
        ("Ana", True),
        ("b", False),
    ]


@given(st.text(alphabet="<>/!-&;#\"'= abdivpre\n", max_size=300))
def test_any_markup_becomes_lines(markup: str) -> None:
    assert all("\n" not in line.text for line in lines(markup))


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="<>&"),
        max_size=200,
    )
)
def test_words_without_markup_are_kept(words: str) -> None:
    assert to_text(f"<div>{words}</div>").split() == words.split()
