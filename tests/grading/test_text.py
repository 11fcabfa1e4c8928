from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathy_xblock.grading.text import distinct, is_disguised, language, sentences, words
from empathy_xblock.grading.text import seen as text_as_seen


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("One.", ["One."]),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("no capitals. at all. here", ["no capitals.", "at all.", "here"]),
        ("Mr. Novak met Dr. Ray. They spoke.", ["Mr. Novak met Dr. Ray.", "They spoke."]),
        ("Small things, e.g. a cup, help.", ["Small things, e.g. a cup, help."]),
        ("She waited... and waited. Then left.", ["She waited... and waited.", "Then left."]),
        ("She waited... Then she left.", ["She waited...", "Then she left."]),
        ("She waited… and left.", ["She waited… and left."]),
        ("“Are you well?” she asked. I was.", ["“Are you well?” she asked.", "I was."]),
        ('He said "Go." Then he sat.', ['He said "Go."', "Then he sat."]),
        ("It cost 3.50 at 9 a.m. on Monday.", ["It cost 3.50 at 9 a.m. on Monday."]),
        ("J. Smith wrote it.", ["J. Smith wrote it."]),
        ("So did I. She laughed.", ["So did I.", "She laughed."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("a line that is\nwrapped here.", ["a line that is\nwrapped here."]),
        ("a paragraph\n\nanother one", ["a paragraph", "another one"]),
        ("I saw:\n- her hands\n- her ring", ["I saw:", "- her hands", "- her ring"]),
        ("1. Look closely\n2. Ask her", ["1. Look closely", "2. Ask her"]),
        ("windows\r\nThe next", ["windows", "The next"]),
        ("I was sad.She was not.", ["I was sad.", "She was not."]),
        ("I felt sad The next day I asked", ["I felt sad", "The next day I asked"]),
        ("Stalo se to např. včera. Pak šla.", ["Stalo se to např. včera.", "Pak šla."]),
        ("彼は待った。私は尋ねた。", ["彼は待った。", "私は尋ねた。"]),
        ("Well . . . yes!!! Really?!", ["Well . . .", "yes!!!", "Really?!"]),
        (
            "i saw that she waited i saw that she waited",
            ["i saw that she waited i saw that she waited"],
        ),
        (
            "She waited a very long time\n\nShe waited a very long time",
            ["She waited a very long time", "She waited a very long time"],
        ),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_text_pasted_twice_without_a_stop_splits_where_it_begins_again() -> None:
    once = "She sat alone there. i asked her"
    assert split(f"{once} {once}") == [
        "She sat alone there.",
        "i asked her",
        "She sat alone there.",
        "i asked her",
    ]


OTHERS = {
    "da": "Jeg tror, at hun var træt, fordi ingen spurgte hende.",
    "sv": "Jag tror att hon var trött för att ingen frågade henne.",
    "no": "Neste gang vil jeg spørre henne først.",
    "fi": "Luulen, että hän oli väsynyt, koska kukaan ei kysynyt.",
    "hu": "Azt hiszem, fáradt volt, mert senki sem kérdezte meg.",
    "ro": "Cred că era obosită pentru că nimeni nu a întrebat-o.",
    "tr": "Sanırım yorgundu çünkü kimse ona sormadı.",
    "id": "Saya pikir dia lelah karena tidak ada yang bertanya.",
    "vi": "Tôi nghĩ cô ấy mệt vì không ai hỏi cô ấy.",
    "sw": "Nadhani alikuwa amechoka kwa sababu hakuna aliyemuuliza.",
}

PIECES = st.sampled_from(
    [
        *("I was sad", "Mr. Novak", ". ", "...", "…", "\n", "\r\n", "\n\n- ", " ", "?!", '"', "”"),
        *(
            "e.g.",
            "3.5",
            "1. ",
            "She",
            "the",
            "sad.She",
            "。",
            "\u2028",
            "\u00a0",
            "ěšč",
            "🙂",
            ")",
        ),
        *("a.", "."),
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_sentences_are_in_range_in_order_stripped_and_cover_the_text(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@settings(deadline=None)
@given(st.lists(PIECES).map("".join))
def test_distinct_keeps_the_first_of_each_in_order(text: str) -> None:
    spans = sentences(text)
    kept = distinct(text, spans)
    assert list(kept) == sorted(kept)
    assert set(kept) <= set(spans)
    assert distinct(text, kept) == kept


def test_distinct_does_not_mind_case_and_stops() -> None:
    text = "She was tired. She was tired! SHE WAS TIRED. He too."
    assert [text[a:b] for a, b in distinct(text, sentences(text))] == ["She was tired.", "He too."]


def test_words() -> None:
    assert words("I’m here - it's 9:30, Žofie!") == ("i'm", "here", "it's", "9", "30", "žofie")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("p\u043er\u0442er", "porter"),
        ("\u0412\u0415D nine", "BED nine"),
        ("por\u200bter\ufeff", "porter"),
        ("\uff46ull \uff57idth", "full width"),
        ("Příště se zeptám", "Příště se zeptám"),
        ("\u042f \u0434\u0443\u043c\u0430\u044e", "\u042f \u0434\u0443\u043c\u0430\u044e"),
    ],
)
def test_what_a_reader_sees(text: str, seen: str) -> None:
    assert text_as_seen(text) == seen
    assert words(text) == words(seen)


@pytest.mark.parametrize(
    ("text", "disguised"),
    [
        ("p\u043erter", True),
        ("por\u200bter", True),
        ("por\u00adter", False),
        ("\ufeffporter", False),
        ("the word \u0434\u043e\u043c and caf\u00e9", False),
        ("👩\u200d⚕️ came", False),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", False),
    ],
)
def test_hidden_characters(text: str, disguised: bool) -> None:
    assert is_disguised(text) is disguised


@pytest.mark.parametrize(
    "language_name", ["da", "sv", "no", "fi", "hu", "ro", "tr", "id", "vi", "sw"]
)
def test_a_language_without_a_table_is_not_taken_for_one_it_reads(language_name: str) -> None:
    assert language(OTHERS[language_name]) not in {"en", "cs"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I think that she was tired because nobody asked her.", "en"),
        ("What happened to you?", "en"),
        ("i dont know how she felt but i would ask", "en"),
        ("Myslím, že byla unavená, protože se jí nikdo nezeptal.", "cs"),
        ("Bylo mi to lito a chtela jsem se ji zeptat, jak se ma.", "cs"),
        ("Myslím si, že bola veľmi unavená, pretože sa jej nikto nespýtal.", "sk"),
        ("Ich glaube, dass sie müde war, weil niemand sie gefragt hat.", "de"),
        ("Je pense qu'elle était fatiguée parce que personne ne lui a parlé.", "fr"),
        ("Creo que estaba cansada porque nadie le preguntó cómo se sentía.", "es"),
        ("Myślę, że była zmęczona, ponieważ nikt jej nie zapytał o to.", "pl"),
        # short, terse, careless, dialect
        ("Tired and alone.", "en"),
        ("Listened more.", "en"),
        ("Fracture, fall. Observations charted. Plaster at half past four.", "en"),
        ("i rush ppl n they cut corners", "en"),
        ("He didnae want his tea.", "en"),
        ("Goal: rota out 10 days ahead. Owner: Ida.", "en"),
        ("Byla smutná.", "cs"),
        ("Nevím.", "cs"),
        ("Kolegyně přišla pozdě.", "cs"),
        ("Priste se nejdriv zeptam, co potrebuje.", "cs"),
        # neighbors of these two
        ("Nabudúce sa najprv opýtam, čo potrebuje.", "sk"),
        ("Mislim da je bila umorna jer je nitko nije pitao.", "hr"),
        ("Mislim, da je bila utrujena, ker je nihče ni vprašal.", "sl"),
        ("Ik denk dat ze moe was omdat niemand iets vroeg.", "nl"),
        ("Next time frage ich zuerst, was sie braucht.", "de"),
        ("Penso che fosse stanca perché nessuno le ha chiesto niente.", "it"),
        ("Acho que ela estava cansada porque ninguém perguntou.", "pt"),
        ("Я думаю, что она устала.", "und"),
        ("أظن أنها كانت متعبة جدا", "ar"),
        ("彼女は疲れていたと思います。", "ja"),
        ("그녀는 피곤했다고 생각합니다", "ko"),
        ("她很累，因为没有人问她。", "zh"),
        ("Νομίζω ότι ήταν κουρασμένη", "el"),
        ("Hugs", "und"),
        ("", "und"),
        ("12345 !!", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language(text) == code
