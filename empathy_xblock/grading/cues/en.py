"""English cues. Matched against lower-case text with contractions written out."""

from __future__ import annotations

from empathy_xblock.grading.cues import Table, en_empathy, en_reflection, en_traits
from empathy_xblock.grading.cues.en_words import CLASSES, CONTRACTIONS

#: Whatever empathy follows one of these in its clause is not shown.
NEGATORS = (
    r"not|never|no|nobody|none|nothing|neither|nor|hardly|without",
    r"(?:refuse|refused|refuses|pretend|pretended|pretending|fail|fails|failed) to",
    r"(?:stop|stopped) (?:asking|listening|caring|trying|talking to)|no one|could care less",
    r"too busy to|who cares|why should|rather than|instead of|waste of time|avoid|avoids|avoided",
)

#: Negations that take nothing away: "I can not imagine how hard that was".
HARMLESS = (
    r"(?:can|could) (?:not|hardly) (?:even )?(?:begin to )?(?:imagine|help|fathom|stop"
    r" (?:think|feel|wonder)ing)",
    r"(?:do|did|had|have|was|were|am) not (?:\w+ )?(?:realis|realiz|notic|know|sure|aware"
    r"|expect|think about|thought|consider|understand)\w*",
    r"not (?:only|just|sure|certain|because|alone|enough|to mention|easy|always|yet|that"
    r"|until|long ago)",
    r"never (?:\w+ )?(?:forget|thought|realis\w+|realiz\w+|considered|noticed|knew|felt so"
    r"|been so|alone)",
    r"no (?:doubt|wonder|matter|longer|idea|one (?:should|deserves|to talk)|easy)",
    r"without (?:a )?doubt|why not|nothing but",
    r"(?:do|need) not (?:worry|have to|need to|be afraid|be ashamed|give up|beat yourself|let)",
    r"not your fault",
    r"(?:am|are|is|was|were) (?:you |she |he |they )?not(?: you| she| he| they)? \w+\?",
    r"instead of (?:judging|blaming|assuming|telling|arguing|defending|rushing|interrupting"
    r"|reacting|jumping)",
    r"rather than (?:judg|blam|assum|tell|argu|defend|rush|interrupt|react|jump)\w+",
    r"me neither|neither do i|do not want (?:him|her|them|you|anyone|anybody)",
    r"without (?:judg|interrupt|rush|assum|blam)\w+",
    r"avoid (?:judg|assum|blam|interrupt)\w+",
    r"not (?:to )?(?:judge|assume|interrupt|rush|blame|take it personally)",
)

#: Where the reach of a negation ends.
CLAUSE_END = (
    r"[;:.!?\n—]| -|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|\bbecause\b",
    r", (?:and|so|yet|which|i|we|she|he|they)\b|\bso that\b",
)

#: Parts of patterns: the writer, adverbs, the other person as subject and object, and so on.
PARTS = {
    "i": r"(?:i|we)",
    "adv": (
        r"(?:(?:so|really|very|truly|also|still|just|quite|rather|pretty|deeply|a bit|a"
        r" little|too|always|often|then|even|now|probably|maybe|perhaps|kind of|sort of"
        r"|extremely|incredibly|terribly|immediately|suddenly|genuinely|most|more"
        r"|somewhat|all|certainly|definitely|sincerely|personally) )*"
    ),
    "they": (
        r"(?:you|she|he|they|someone|people|others|everyone|the {role}|this {role}|that"
        r" {role}|my {role}|our {role}|her {role}|his {role}|a {role}|{role}|(?:the|this"
        r"|that|another) (?:other )?(?:person|man|woman|\w+ {role}))"
    ),
    "them": (
        r"(?:you|her|him|them|someone|people|others|everyone|the {role}|this {role}|that"
        r" {role}|my {role}|our {role}|a {role}|the (?:other )?(?:person|man|woman)|the"
        r" \w+ {role})"
    ),
    "their": r"(?:your|her|his|their|the {role}'s|the other person's|the person's)",
    "may": (
        r"(?:may|might|must|could|would|can|will|probably|perhaps|possibly|likely|is"
        r" likely to|are likely to)"
    ),
}

TABLE = Table(
    contractions=CONTRACTIONS,
    classes=CLASSES,
    parts=PARTS,
    negators=NEGATORS,
    harmless=HARMLESS,
    clause_end=CLAUSE_END,
    rows=(*en_reflection.ROWS, *en_empathy.ROWS, *en_traits.ROWS),
)
