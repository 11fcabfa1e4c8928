"""English cues of the components of reflection. Read the package's docstring first."""

from __future__ import annotations

from empathy_xblock.grading.cues import Row

ROWS: tuple[Row, ...] = (
    Row(
        "self_feeling",
        2,
        "felt feel feeling feels",
        r"{i} (?:have |had |could |can |was |am |do |did |not )*{adv}(?:felt|feel|feeling)"
        r" {adv}(?:not )?(?:like )?(?:a |an |some |such |much )?(?:bit |little |lot of |sense"
        r" of |wave of |kind of |mix of )?{feeling}",
    ),
    Row(
        "self_feeling",
        2,
        "@feeling",
        r"{i} (?:am|was|were|are|got|get|became|have been|had been|would be|would have been)"
        r" (?:not )?{adv}(?:a |an )?{feeling}",
    ),
    Row(
        "self_feeling",
        2,
        "made makes make",
        r"(?:made|makes|make|making) (?:me|us) (?:feel )?{adv}{feeling}",
    ),
    Row(
        "self_feeling",
        2,
        "@feeling",
        r"my (?:own )?(?:first |initial |main |immediate )?(?:feeling|reaction|emotion"
        r"|instinct|impulse|response)s? (?:was|is|were|are) (?:one of |to be |that of |to"
        r" )?(?:\w+ )?{feeling}",
    ),
    Row(
        "self_feeling",
        2,
        "@feeling",
        r"my (?:own )?(?:\w+ )?(?:{feeling})",
    ),
    Row(
        "self_feeling",
        1,
        "felt feel feeling",
        r"{i} (?:have |had |could |can )?{adv}(?:felt|feel)",
    ),
    Row(
        "self_feeling",
        1,
        "reaction impulse instinct",
        r"my (?:own )?(?:first |initial |gut |immediate )?(?:reaction|impulse|instinct)",
    ),
    Row(
        "self_feeling",
        2,
        "love hate enjoy enjoyed loved hated fear feared dread dreaded worry worried"
        " regret regretted miss missed envy like liked",
        r"{i} (?:do not |did not )?{adv}(?:love|hate|enjoy|enjoyed|loved|hated|fear|feared"
        r"|dread|dreaded|worry|worried|regret|regretted|envy|liked|like) (?!to ask|to know|to"
        r" say|a |this one)",
    ),
    Row(
        "self_feeling",
        2,
        "annoyed amused surprised scared frightened upset bothered moved touched shocked"
        " saddened angered disturbed impressed hurt struck troubled irritated stressed"
        " overwhelmed pleased delighted disappointed disgusted",
        r"(?:annoyed|amused|surprised|scared|frightened|upset|bothered|moved|touched|shocked"
        r"|saddened|angered|disturbed|impressed|hurt|struck|troubled|irritated|stressed"
        r"|overwhelmed|pleased|delighted|disappointed|disgusted) me",
    ),
    Row(
        "self_feeling",
        2,
        "heart stomach throat tears chest",
        r"my (?:heart|stomach|throat|chest|eyes)|(?:brought|moved) (?:me )?(?:to )?tears",
        r"tears (?:in|to) my",
    ),
    Row(
        "self_feeling",
        1,
        "sad disheartening heartbreaking frustrating upsetting scary awful terrible"
        " horrible tragic",
        r"(?:it|this|that) (?:is|was|feels|felt|were) (?:\w+ ){0,2}(?:sad|disheartening"
        r"|heartbreaking|heart breaking|frustrating|upsetting|scary|awful|terrible|horrible"
        r"|tragic)",
    ),
    Row(
        "self_feeling",
        2,
        "wanted tempted flinched froze cringed winced snapped blushed tensed stiffened caught",
        r"{i} (?:\w+ )?wanted to (?:look away|leave|run|cry|hide|shout|scream|walk (?:away|off|out)"
        r"|hang up|get (?:away|out|rid)|disappear|yell|argue|snap|turn away|be anywhere else"
        r"|answer back|hit back|end (?:the|it))",
        r"{i} (?:\w+ )?(?:was|felt) tempted to|{i} (?:\w+ )?(?:flinched|froze|cringed|winced"
        r"|snapped|blushed|tensed|stiffened)|caught myself",
    ),
    Row(
        "self_feeling",
        2,
        "thought urge wish myself",
        r"my (?:own )?(?:first|initial|gut|immediate) (?:thought|urge|wish)",
        r"noticed (?:in )?myself|(?:felt|noticed) (?:\w+ ){1,3}in (?:me|myself)",
    ),
    Row(
        "other_feeling",
        2,
        "@feeling",
        r"how {adv}{feeling} {they} (?:was|were|is|are|felt|feels|must|looked)",
        r"{they} (?:{may} )?(?:\w+ |did not |do not |does not )?(?:is|are|was|were|be|been"
        r"|feel|feels|felt|feeling|seemed|seems|seem|looked|looks|look|sounded|sounds|sound"
        r"|became|got|have been|had been|have felt|appeared|appears) {adv}(?:to be |to feel "
        r"|like |a |an |as if )?(?:\w+ )?{feeling}",
    ),
    Row(
        "other_feeling",
        2,
        "@feeling",
        r"(?:your|her|his|their) (?:own )?(?:\w+ )?{feeling}",
    ),
    Row(
        "other_feeling",
        2,
        "@feeling",
        r"{feeling} (?:in|on|behind|of) (?:your|her|his|their|the|this) (?:\w+ )?(?:face|eyes"
        r"|voice|hands|{role}|words)",
    ),
    Row(
        "other_feeling",
        1,
        "feel feels felt feelings feeling emotions emotion mood",
        r"(?:how|what) {they} (?:{may} )?(?:\w+ )?(?:feel|feels|felt|feeling)",
        r"{their} (?:feelings?|emotions?|mood)",
    ),
    Row(
        "feeling",
        1,
        "@feeling",
    ),
    Row(
        "need",
        2,
        "need needs needed want wants wanted hope hopes hoped wish wishes wished wanting"
        " hoping needing",
        r"{they} {adv}(?:{may} )?{adv}(?:only |simply )?(?:just )?(?:need|needs|needed|want"
        r"|wants|wanted|hope|hopes|hoped|wish|wishes|wished|was hoping|was wanting)",
    ),
    Row(
        "need",
        2,
        "need needs wish wishes worry worries",
        r"{their} (?:\w+ )?(?:needs?|wish(?:es)?|worry|worries)",
    ),
    Row(
        "experience",
        1,
        "@past",
        r"{i} (?:{adv})(?:had |have )?(?:{past})",
    ),
    Row(
        "experience",
        1,
        "was were had",
        r"{i} (?:was|were|had|have been|had been)",
    ),
    Row(
        "experience",
        1,
        "me us",
        r"(?:told|asked|gave|showed|helped|called|offered|invited|left|let|taught|brought"
        r"|sent|met|followed|warned|shouted at|yelled at|came to|looked at|came up to) (?:me|us)",
    ),
    Row(
        "experience",
        2,
        "once when yesterday ago week month year day evening morning shift time last",
        r"(?:once|when|yesterday|last (?:\w+)|(?:\w+ )?(?:days?|weeks?|months?|years?) ago"
        r"|this (?:week|morning)|one (?:day|time|evening|morning|night)|on my"
        r" shift)\b.{0,60}\b{i} (?:was|were|had|{past})",
    ),
    Row(
        "experience",
        2,
        "once when yesterday ago last remember",
        r"{i} (?:was|were|had|{past})\b.{0,60}\b(?:when|yesterday|last (?:week|month|year"
        r"|night|summer|winter|spring|time)|(?:days?|weeks?|months?|years?) ago)",
    ),
    Row(
        "experience",
        2,
        "remember remembered reminds reminded recall",
        r"{i} (?:\w+ )?(?:remember|recall|remembered)|remind(?:s|ed) me of",
    ),
    Row(
        "own_experience",
        2,
        "was were had been feel struggle am have",
        r"i (?:have been|was|went|had|felt|feel|struggle|struggled|suffer|suffered|have had"
        r"|lost|used to|have felt|know the feeling|am (?:in|going)|deal|have dealt|do it|hate"
        r"|wish|want|can not|could not|just)\b",
    ),
    Row(
        "belief",
        2,
        "think believe opinion convinced view agree feel thought sure",
        r"{i} (?:\w+ )?(?:think|believe|agree|disagree|am convinced|am of the opinion|am sure"
        r"|strongly feel|feel that|am certain)",
        r"in my (?:opinion|view|eyes|mind)|from my (?:point of view|perspective)",
        r"my (?:opinion|belief|conviction|view) (?:is|was)",
    ),
    Row(
        "belief",
        1,
        "should must need ought everyone nobody always never",
        r"(?:teachers?|people|we|everyone|everybody|nobody|no one|one|leaders?|managers?"
        r"|nurses?|doctors?|a good \w+|every \w+|students|children|you|it) (?:all |really "
        r"|just |simply )?(?:should|must|ought to|need to|always|never|has to|have to)",
    ),
    Row(
        "belief",
        1,
        "important wrong right essential matters key",
        r"it is (?:\w+ )?(?:important|wrong|right|essential|necessary|crucial|better|vital"
        r"|key|normal|natural|true|clear) (?:to|that|for)",
    ),
    Row(
        "difficulty",
        2,
        "difficult hard struggle struggled struggling problem problems trouble challenge"
        " challenging tough failed fail mistake mistakes",
        r"(?:{i} (?:\w+ )?(?:struggle|struggled|am struggling|was struggling|failed|fail"
        r"|messed up|made (?:a |the |some |many )?(?:\w+ )?mistakes?|find it|found it|had"
        r" (?:a |some |big |great )?(?:problem|problems|trouble|difficult\w*)|have (?:a |some"
        r" )?(?:problem|problems|trouble)))",
        r"(?:difficult|hard|tough|challenging|problem|problems|challenge|hardest) (?:\w+"
        r" )?(?:for me|for us|to me|was|is|with)",
        r"(?:hard|difficult|tough) to",
        r"(?:biggest|main|real|the|a) (?:\w+ )?(?:problem|difficulty|challenge|obstacle|mistake)",
    ),
    Row(
        "difficulty",
        2,
        "not unable impossible",
        r"{i} (?:\w+ )?(?:did|do|could|can|was|am) not (?:\w+ )?(?:know (?:how|what|where|if)"
        r"|able|manage|cope|handle|deal|understand|imagine|find|get|prepared|ready|expect|see"
        r" how|have (?:enough|any))",
    ),
    Row(
        "difficulty",
        1,
        "unable unfortunately impossible lacked lack worst wrong unsuccessful"
        " uncomfortable unprepared mistake complicated complication",
        r"unable|impossible|lacked|lack of|the worst|went wrong|unsuccessful\w*|unprepared",
        r"unfortunately|mistake|complicated|complications?",
    ),
    Row(
        "perspective",
        2,
        "point view perspective eyes shoes side standpoint place position",
        r"(?:from|in|see|through|into|took|take|taking|understand|understanding) (?:\w+"
        r" )?(?:your|her|his|their|the (?:\w+ )?{role}(?:'s|s)?|the other person's|someone"
        r" else's) (?:\w+ )?(?:point of view|perspective|eyes|shoes|side|standpoint|place"
        r"|position|view)",
    ),
    Row(
        "perspective",
        2,
        "for to",
        r"(?:for|to) (?:her|him|them|the {role}|a {role}|someone) ?,? (?:\w+ )?(?:this|it"
        r"|that|the \w+|every \w+|each \w+|waiting|being) (?:\w+ )?(?:is|was|means|meant|must"
        r"|may|might|probably|felt|feels|looked|looks|seems|seemed|could|would)",
    ),
    Row(
        "perspective",
        2,
        "think thinks thought believe believes see sees know knows saw feel feels felt"
        " wonder afraid expect fear imagine",
        r"{they} (?:{may}) (?:\w+ )?(?:think|believe|see|know|feel|be|have|wonder|expect|fear"
        r"|want|need|worry|experience|hear|find|not|even|just|already)",
    ),
    Row(
        "perspective",
        2,
        "see saw sees think thinks thought felt feels believed knew knows expected hoped",
        r"(?:she|he|they|the {role}|this {role}|the person) (?:\w+ )?(?:sees|saw|thinks"
        r"|thought|believes|believed|feels|felt|knows|knew|expected|experienced|experiences"
        r"|hoped|wanted|needed|feared|worried|realised|realized|carries|carried)",
    ),
    Row(
        "perspective",
        1,
        "imagine imagined imagining picture",
        r"(?:imagine|imagined|imagining|picture|pictured) (?:\w+ )?(?:how|what|being|that"
        r"|{them}|{they}|going|having|yourself|myself|the)",
    ),
    Row(
        "perspective",
        1,
        "perspective perspectives viewpoint",
    ),
    Row(
        "perspective",
        1,
        "shoes",
        r"(?:in|into) (?:\w+ )?(?:shoes|\w+'s shoes)",
    ),
    Row(
        "perspective",
        1,
        "what how why",
        r"(?:what|how|why) (?:it|this|that|life|things?) (?:is|was|must|may|might|feels|felt"
        r"|looks|looked|means|meant) (?:\w+ )?(?:like )?(?:for|to|from) {them}",
    ),
    Row(
        "told_me",
        2,
        "told said praised feedback says opinion according advised",
        r"(?:teacher|students?|pupils?|children|boss|manager|colleagues?|class|she|he|they"
        r"|mentor|supervisor) (?:\w+ ){0,3}(?:told|said|praised|advised|thinks|liked|says|think)",
        r"(?:feedback|praise|praised)|according to (?:her|him|them|the)|of the opinion",
    ),
    Row(
        "lesson",
        2,
        "learned learnt realised realized understood discovered taught lesson learn"
        " conclusion found aware takeaway",
        r"{i} (?:have |had |also |now |just |really |finally |then |definitely |only"
        r" )*(?:learned|learnt|realised|realized|understood|discovered|came to (?:realise"
        r"|realize|understand|the conclusion)|became aware|have come to|noticed that|realise"
        r"|realize|see now)",
        r"(?:taught|showed|reminded|made) (?:me|us) (?:\w+ )?(?:that|to|how|realise|realize"
        r"|aware|see|understand|think)",
        r"(?:lesson|takeaway|conclusion|insight) (?:i |is|was|for|from)",
        r"what i (?:learned|learnt|take|took)|(?:take|took|taking) (?:away )?(?:from|away)",
        r"eye opening|opened my eyes|enriched me",
    ),
    Row(
        "lesson",
        1,
        "learned learnt realised realized understand now lesson",
        r"learned|learnt|realised|realized|lesson learned|now i (?:know|see|understand)",
        r"i now (?:know|see|understand)",
    ),
    Row(
        "intention",
        2,
        "will shall going plan commit promise intend goal resolve next would try aim",
        r"{i} (?:\w+ )?(?:will|shall|am going to|are going to|plan to|intend to|commit to"
        r"|promise to|resolve to|aim to|am planning|pledge to|am determined|have decided"
        r" to)(?! (?:have been|never know|be honest|say that|admit))",
        r"my (?:goal|plan|aim|intention|commitment|resolution|next step|one change) (?:is"
        r"|will|for)",
        r"(?:next time|in (?:the )?future|from now on|starting (?:tomorrow|monday|next|this)"
        r"|tomorrow|next (?:week|month|shift|time|day))[, ](?:\w+ ){0,3}(?:i|we) (?:\w+"
        r" )?(?:will|would|want|should|am|can|shall|need|have)",
    ),
    Row(
        "intention",
        1,
        "want like try hope need should must more better",
        r"{i} (?:\w+ )?(?:want to|would like to|try to|will try|hope to|need to|have to"
        r"|should|must|could|wish to|can) (?:\w+ ){0,2}(?:be|become|try|pay|work|improve"
        r"|listen|do|help|learn|remember|show|focus|make|keep|treat|take|give|ask|start"
        r"|practice|practise|stop|think|get|use|know|prepare|understand|change)",
    ),
    Row(
        "plan",
        2,
        "if when whenever before after next every once as",
        r"(?:if|when|whenever|before|after|every time|each time|the next time|next time|once"
        r"|as soon as|every \w+|each \w+|at the (?:start|end|beginning) of|on \w+day\w*"
        r"|tomorrow|during)\b.{2,110}?\b(?:i|we) (?:\w+ )?(?:will|am going to|shall|plan to"
        r"|intend to|commit to)",
    ),
    Row(
        "plan",
        2,
        "will going plan shall commit",
        r"(?:i|we) (?:\w+ )?(?:will|am going to|shall|plan to|commit to)\b.{3,110}?\b(?:if"
        r"|when|whenever|before (?:i|we|each|every|the|my)|after (?:i|we|each|every|the|my)"
        r"|every (?:time|\w+day|day|week|shift|morning|call)|each (?:time|day|week|shift"
        r"|morning|call|\w+)|next (?:week|time|shift|\w+day|month)|the next time|as soon as"
        r"|at the (?:start|end|beginning)|on \w+day|tomorrow|once a|by \w+day)",
    ),
)
