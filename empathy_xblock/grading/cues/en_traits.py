"""English cues of the traits that make a statement specific. Read the package's docstring first."""

from __future__ import annotations

from empathy_xblock.grading.cues import Row

ROWS: tuple[Row, ...] = (
    Row(
        "reason",
        2,
        "because since so as why therefore due thanks reason means meant cause caused",
        r"because|cuz|since (?:she|he|they|i|it|the|we|you)|so that|that is why",
        r"which (?:is why|made|makes|means|meant)|therefore|due to|the reason",
        r"so (?:i|she|he|they|we|it)|as (?:she|he|they|i) (?:was|had|were|could|did|is)",
        r"this (?:means|meant)|caused?|in order to",
    ),
    Row(
        "detail",
        2,
        "@body",
        r"(?:her|his|their|the|your|\w+'s|with|in) (?:\w+ ){0,2}{body}",
    ),
    Row(
        "detail",
        2,
        "minutes hours days weeks months years times o'clock am pm floor room twice",
        r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|several"
        r"|a few|many) ?(?:-| )?(?:minutes?|hours?|days?|weeks?|months?|years?|times|o'clock"
        r"|am|pm|people|calls|tickets|children|patients|bags?|jobs|shifts)",
    ),
    Row(
        "detail",
        2,
        "when while after before",
        r"(?:when|while|after|before|as|until) (?:she|he|they|the|his|her|their|my|our|a"
        r"|nobody|no one|someone) (?:\w+ )?(?:\w+ed|said|says|was|were|is|are|has|had|took"
        r"|went|came|looked|got|saw|heard|found|left|lost|put|held|sat|stood|told|gave|keeps"
        r"|kept|began)",
    ),
    Row(
        "detail",
        2,
        "way moment look fact scene part detail sound tone silence line caption",
        r"the (?:way|moment|look|fact|scene|part|detail|sound|tone|silence|line|caption)"
        r" (?:\w+ )?(?:she|he|they|that|when|where|of|in|on|her|his|their|at)",
    ),
    Row(
        "detail",
        2,
        "noticed saw heard watched notice",
        r"(?:i|we) (?:\w+ )?(?:noticed|saw|heard|watched|notice|observed)",
    ),
    Row(
        "hedge",
        2,
        "may might maybe perhaps probably possibly guess sure assume assumption could"
        " likely seems wrong unsure certain suppose",
        r"may|might|maybe|perhaps|probably|possibly|my guess|i guess",
        r"not (?:\w+ )?(?:sure|certain)|i (?:assume|suppose|suspect)|assumption|could be",
        r"likely|it seems|i (?:could|may|might) be wrong",
        r"do not know (?:for sure|whether|if|how|what)|unsure|can not know|only guess",
    ),
    Row(
        "alternatives",
        2,
        "or also alternatively equally other another either both hand",
        r"(?:may|might|could|perhaps|maybe|possibly|also)\b.{3,60}\b(?:or|but also|and also)\b",
        r"or (?:maybe|perhaps|it (?:may|might|could)|she|he|they)",
        r"(?:another|other|second|different) (?:reading|explanation|possibility|reason|way to"
        r" see)",
        r"on the other hand|either .{3,40} or|both .{3,40} and|it (?:may|might|could) also",
    ),
    Row(
        "check",
        2,
        "check ask sure confirm understood find test correct right wrong",
        r"(?:check|confirm|find out|make sure|test|verify|see) (?:\w+ )?(?:whether|if|that"
        r"|what|with|my (?:guess|understanding|assumption)|i)",
        r"(?:have|did) i (?:\w+ )?(?:understood|understand|got|get|hear|heard)",
        r"is that right",
        r"(?:ask|asked) (?:\w+ )?(?:{them} )?(?:\w+ )?(?:if|whether|what|how)|correct me",
    ),
    Row(
        "effect",
        2,
        "help way affect affects affected because tend makes made get gets stopped led"
        " leads make lets kept risk influence influenced distract harder easier instead"
        " defensive distance rush",
        r"(?:get|gets|got|stand|stood|came|come) in (?:the|my) way",
        r"(?:affect|influenc|distract)\w*",
        r"(?:i|we) (?:tend|tended|risk|risked|might|may|could|would) (?:to )?(?:\w+ )?(?:rush"
        r"|talk|stop|avoid|miss|speak|sound|react|defend|hide|become|be|get|forget|overlook"
        r"|shut|push|judge|lose|interrupt|jump)",
        r"(?:made|makes|make|led|lead|leads|pushed|pushes|stopped|stops|kept|keeps|helped"
        r"|helps|help|lets|let) (?:me|us) (?:\w+ )?(?:to |from )?(?:\w+)",
        r"so i (?:\w+ )?(?:\w+ed|spoke|went|said|kept|did|forgot|got|could)",
        r"instead of (?:listening|asking|seeing|hearing|noticing)",
        r"make it (?:harder|easier)",
    ),
    Row(
        "manage",
        2,
        "breath breathe pause step count moment slow stop calm colleague break boundary"
        " notice remind lower before",
        r"(?:take|took|taking) (?:a |one |two |three )?(?:\w+ )?(?:breaths?|pause|moment"
        r"|break|step back|second)",
        r"breathe|paus(?:e|ing)|step (?:back|out|outside|away)|count to",
        r"slow (?:down|myself)|calm (?:myself|down)",
        r"ask a colleague (?:to|for)",
        r"talk to (?:a colleague|my (?:supervisor|team|manager|mentor))|boundar(?:y|ies)",
        r"remind myself|notice (?:it|that|my|when)|put (?:it|that|my \w+) aside",
        r"lower my voice",
        r"before (?:i (?:answer|speak|reply|respond|say|react)|answering|speaking|replying"
        r"|responding|reacting)",
        r"set (?:it|that) aside",
    ),
    Row(
        "action",
        2,
        "would will could offer sit bring call tell say write stay give explain walk"
        " apologise apologize help hold",
        r"{i} (?:would|will|could|can|should|might|am going to|offered|shall|would also|would"
        r" then|would first) (?:\w+ )?(?:offer|sit|bring|call|tell|say|write|stay|give"
        r"|explain|walk|apologi[sz]e|hold|come back|introduce|arrange|invite|check|ask|thank"
        r"|suggest|make|put|book|ring|phone|send|share|let|show|turn|look|move|set|find|keep"
        r"|stop|greet|kneel|use|repeat|listen|take|get|refund|replace|get back)",
        r"{i} (?:offered|sat|brought|called|told|said|stayed|explained|walked|apologi[sz]ed"
        r"|held|introduced|arranged|invited|listened|thanked)",
    ),
    Row(
        "action",
        1,
        "help kind kinder nicer support patient listen better polite nice",
        r"be (?:more |\w+er )?(?:\w+ )?(?:kind|kinder|nicer|nice|patient|supportive|polite"
        r"|friendly|understanding|empathetic|empathic|helpful|there)",
        r"(?:would|will|should|could|can|to) (?:\w+ )?(?:help|support|listen|be kind|comfort"
        r"|assist|treat)",
    ),
    Row(
        "fallback",
        2,
        "if even unless otherwise cannot not limit limits allowed policy though instead",
        r"if (?:that|this|it|she|he|they|nothing|i|we|the \w+) (?:\w+ )?(?:does not|do not|is"
        r" not|are not|fails?|refuses?|can not|could not|says? no|still|will not|am not"
        r"|doesn't|goes wrong|prefers?|declines?|would rather)",
        r"otherwise",
        r"even (?:if|when|though) (?:i|we|the) (?:\w+ )?(?:can not|could not|do not|am not"
        r"|policy|rules)",
        r"unless|(?:within|what) (?:\w+ )?(?:limits?|rules|policy|i am allowed)",
        r"(?:i|we) can not (?:promise|refund|change|speed|discuss|see|give|offer|fix"
        r"|waive).{0,60}(?:but|so|and i can|however)",
        r"as (?:a|my) (?:backup|fallback|plan b)|plan b|escalate|at least",
    ),
    Row(
        "review",
        2,
        "know worked review check ask week weeks month measure remind account feedback"
        " note diary log track partner tell see afterwards later sign rate",
        r"(?:know|tell|see|measure|notice|judge) (?:\w+ )?(?:that |if |whether |it |this"
        r" )+(?:\w+ )?(?:has |is )?(?:work|help|success|succe|better|made a difference|chang)\w*",
        r"(?:hold|keep) me (?:to|account\w*)",
        r"(?:will|shall|to|could) (?:\w+ )?(?:ask|remind|check with|check in with|tell|review"
        r" with) (?:me|my (?:colleague|manager|team|supervisor|partner|mentor|lead|team"
        r" leader|boss|friend|coach|charge nurse))",
        r"(?:review|look back|revisit|check (?:in|back)|reflect) (?:\w+ ){0,3}(?:in|after|at"
        r"|every|on|with|each|next)",
        r"(?:in|after) (?:two|three|four|six|a|one|\d+) (?:weeks?|months?|days?|shifts?)",
        r"keep (?:a )?(?:note|log|diary|tally|list|track)|write (?:it )?down|has worked",
        r"asks? me (?:how|whether|if|about|each|every|on)",
    ),
    Row(
        "system",
        2,
        "change changing propose suggest raise adjust fix rewrite shorten drop remove review ask",
        r"(?:chang\w+|propos\w+|suggest\w*|rais\w+|adjust\w*|fix\w*|rewrit\w+|shorten|drop"
        r"|remov\w+|review\w*|ask) (?:\w+ ){0,6}(?:polic(?:y|ies)|system|process|rota"
        r"|schedule|staffing|targets?|procedures?|rules?|workload|agenda|script|form)",
    ),
    Row(
        "system",
        1,
        "policy policies system role power hierarchy rank boss manager shift staffing"
        " workload targets pressure process procedure rules rota status position title"
        " senior junior",
        r"polic(?:y|ies)|the system",
        r"(?:my|his|her|their|the) (?:role|position|title|rank|status|power|authority)",
        r"power|hierarchy|staffing|workload|targets?|procedures?",
        r"the (?:rules|process|rota|schedule|culture)",
        r"(?:as|being) (?:the|her|his|their|a) (?:\w+ )?(?:manager|boss|lead|leader"
        r"|supervisor|senior)",
        r"senior|junior",
    ),
    Row(
        "own_part",
        2,
        "fault* part* habit* assumption* mistake* bias* share* responsibility* impatience* blind"
        " silence* tone* assumed judged blamed interrupted ignored overlooked jumped dismissed"
        " failed should could contributed tend admit forgot wrong made",
        r"my (?:own )?(?:\w+ )?(?:fault|part|habit|assumption|mistake|bias|share"
        r"|responsibility|impatience|blind spot|silence|tone)",
        r"i (?:\w+ )?(?:assumed|judged|blamed|interrupted|ignored|overlooked|jumped|dismissed"
        r"|failed|should have|could have|contributed|tend to|admit|forgot|was wrong|made it)",
    ),
    Row(
        "invite",
        2,
        "feedback honest challenge tell ask wrong disagree",
        r"ask (?:\w+ ){1,4}(?:for feedback|to (?:tell|challenge|correct|point)|how i|what i)",
        r"(?:invite|welcome|seek|get|want) (?:\w+ )?(?:feedback|challenge|criticism"
        r"|disagreement)",
        r"tell me (?:when|if|honestly)|challenge me|disagree|opt out|feel free not",
    ),
    Row(
        "visible",
        2,
        "team meeting front everyone openly first example model stand-up standup share publicly",
        r"(?:in|at) (?:the|our|a|my|every|each) (?:\w+ )?(?:meeting|stand-up|standup|huddle"
        r"|handover|team|briefing)",
        r"in front of|openly|by example|model|share (?:my|with (?:the|my) team)",
        r"first (?:to|myself)|publicly|role model",
    ),
    Row(
        "measure",
        2,
        "percent number count rate survey date friday monday goal by measure owner target",
        r"by (?:the end|monday|tuesday|wednesday|thursday|friday|next|\w+ \d+)",
        r"(?:once|twice|three times) (?:a|per|each|every)|measure|survey|percent",
        r"every (?:monday|tuesday|wednesday|thursday|friday|week|month|fortnight)",
    ),
    Row(
        "impact",
        2,
        "today care treatment changes change differently matters need",
        r"(?:change|changes|changed|affects?|shape|shapes|means|matters?) (?:\w+"
        r" ){0,4}(?:care|treatment|plan|today|how (?:i|we)|what (?:i|we|she|he|they) needs?"
        r"|the way (?:i|we))",
        r"so (?:today|good care|i would|we should|the care|she needs|he needs)|differently",
        r"that is why (?:i|we) (?:would|will|should)",
    ),
    Row(
        "person_fact",
        2,
        "@life",
        r"(?:your|her|his|their|a|the|my|whose|with|one|old|single) (?:\w+ ){0,2}{life}",
    ),
)
