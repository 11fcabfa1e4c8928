"""A reflection in a language that the engine does not read: nobody is marked down for it."""

from __future__ import annotations

import pytest

from empathy_xblock.unit.html import plain
from tests.security.people import begin, marks, ref_of, seen_by, submit

WRITTEN = {
    "ar": (
        "يجلس الرجل العجوز منتصبًا ولا تترك يداه الورق. أظنّ أنّه يخاف ألّا تعرفه اليوم، "
        "لكنّني لست متأكّدًا، وسأسأله لمن هذه الأزهار."
    ),
    "de": (
        "Der alte Mann mit den Tulpen sitzt sehr aufrecht und lässt das Papier nicht los. "
        "Vielleicht hofft er, dass sie ihn heute erkennt, aber ich bin nicht sicher und "
        "würde ihn fragen, für wen sie sind."
    ),
    "es": (
        "El hombre mayor con los tulipanes está sentado muy derecho y no suelta el papel. "
        "Quizá espera que ella lo reconozca hoy, pero no estoy seguro y le preguntaría "
        "para quién son."
    ),
    "fr": (
        "Le vieil homme aux tulipes est assis bien droit et ne lâche pas le papier. Il "
        "espère peut-être qu’elle le reconnaîtra aujourd’hui, mais je n’en suis pas sûr "
        "et je lui demanderais pour qui elles sont."
    ),
    "pl": (
        "Stary człowiek z tulipanami siedzi bardzo prosto i nie puszcza papieru. Może ma "
        "nadzieję, że ona go dziś pozna, ale nie jestem pewien i zapytałbym go, dla kogo "
        "są te kwiaty."
    ),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_it_waits_for_a_person_and_both_are_told_why(workbench, language):
    begin(workbench, "ada")
    answer = submit(workbench, "ada", person=WRITTEN[language], act=WRITTEN[language])
    said = plain(answer["regions"]["reflection"])
    assert (
        "A person will read this one: the software reads English and Czech, and your words look "
        "like another language. Nothing is wrong with them." in said
    )
    assert "Provisional" not in said
    assert said.count("A person will read this one.") == 5

    ref = ref_of(workbench, "ada")
    page = plain(workbench.post("staff_anna", "review_open", {"ref": ref})["regions"]["review"])
    assert "The engine cannot read the language of this text." in page
    assert page.count("The engine is not sure here. This one needs you.") == 5

    seen = seen_by(workbench, ref)
    sent = {"ref": ref, "seen": seen, "marks": marks(), "release": True}
    workbench.post("staff_anna", "review_mark", sent)
    assert "Confirmed by your instructor." in plain(workbench.view("ada"))


@pytest.mark.parametrize("language", ["en", "cs"])
def test_what_it_reads_is_marked(workbench, language):
    czech = (
        "Starý pán s tulipány sedí velmi vzpřímeně a nepouští papír z rukou. Možná doufá, že ho "
        "dnes pozná, ale nejsem si jistý a zeptal bych se ho, pro koho ty květiny jsou."
    )
    begin(workbench, "ada")
    texts = {"person": czech, "act": czech} if language == "cs" else {}
    said = plain(submit(workbench, "ada", **texts)["regions"]["reflection"])
    assert "Provisional, marked by software" in said
    assert "another language" not in said
