"""English cues of expressed empathy, and of its refusal. Read the package's docstring first."""

from __future__ import annotations

from empathy_xblock.grading.cues import Row

ROWS: tuple[Row, ...] = (
    Row(
        "emotional_reaction",
        2,
        "sorry",
        r"(?:i am|i was|i feel|we are|i felt|so|very|really|truly|deeply|am) {adv}sorry",
        r"sorry (?:that|you|to hear|for|about|this|it|if you)",
    ),
    Row(
        "emotional_reaction",
        2,
        "feel felt feeling",
        r"{i} (?:\w+ )?(?:feel|felt|am feeling) {adv}(?:bad|sad|sorry|terrible|awful|for|with"
        r"|compassion|sympathy|empathy|concern|tenderness|sadness|heartbroken|warmth|pain"
        r"|your pain|horrible|pity)(?: \w+){0,3}? ?(?:for|about|with|that|toward|towards|when"
        r"|to|because|reading)? ?",
    ),
    Row(
        "emotional_reaction",
        2,
        "heart hearts",
        r"(?:my|our) hearts? (?:\w+ )?(?:goes|went|go|breaks|broke|aches|ached|hurts|sank)",
        r"(?:breaks|broke|warms|warmed|touched|touches) my heart",
        r"heart ?(?:broken|breaking)",
    ),
    Row(
        "emotional_reaction",
        2,
        "care cared concerned worried worry",
        r"{i} (?:\w+ )?(?:care|cared) (?:\w+ )?(?:about|for|how|what|deeply)",
        r"{i} (?:am|was|feel|felt) {adv}(?:concerned|worried|moved|touched|proud|happy|glad)"
        r" (?:for|about|by|of|that) (?:\w+ )?{them}",
        r"{i} (?:am|was) {adv}(?:moved|touched)",
    ),
    Row(
        "emotional_reaction",
        2,
        "love hug hugs hugging proud",
        r"(?:i |we |sending |much |lots of |big )(?:\w+ )?(?:love you|love|hugs?)|hugs?",
        r"(?:so |very |really )?proud of (?:you|her|him|them)",
    ),
    Row(
        "emotional_reaction",
        2,
        "compassion sympathy empathy condolences empathize empathise sympathize sympathise",
        r"(?:my|our|with|i have|have|feel|felt|deep|great|full of) (?:\w+ )?(?:compassion"
        r"|sympathy|empathy|condolences|sympathies)",
        r"{i} (?:\w+ )?(?:empathi[sz]e|sympathi[sz]e)",
    ),
    Row(
        "emotional_reaction",
        2,
        "hope wish",
        r"(?:{i} )?(?:\w+ )?(?:hope|wish) (?:\w+ ){0,2}(?:you|she|he|they|{them}|things|it"
        r"|everything) (?:\w+ ){0,3}(?:better|ok|okay|well|peace|happy|happiness|comfort|good"
        r"|best|soon|help|recover|luck|safe|find|through|all right|alright|out)",
    ),
    Row(
        "emotional_reaction",
        1,
        "okay ok better alright right fine",
        r"(?:it|things|everything|you|this|life) (?:will|is going to|are going to|gets?|does"
        r" get|can get|do get) (?:\w+ ){0,2}(?:ok|okay|better|alright|all right|fine)",
        r"(?:get|feel|gets) better",
    ),
    Row(
        "emotional_reaction",
        1,
        "alone matter deserve deserves worth worthy enough fault strong brave",
        r"you are (?:\w+ )?(?:not alone|not the only|enough|worth\w*|strong|brave|loved"
        r"|important|amazing|beautiful|good|great|awesome|not (?:a )?\w+)",
        r"not alone|you (?:do )?(?:matter|deserve)",
        r"(?:she|he|they) (?:did not |do not |does not )?deserves?(?: better| more| to)",
        r"not your fault",
    ),
    Row(
        "emotional_reaction",
        1,
        "luck strong hang hold prayers praying congratulations congrats thoughts courage"
        " wishes cheer stay keep give",
        r"good luck|best wishes|best of luck|stay (?:strong|safe)|hang in there|hold on",
        r"keep (?:going|fighting|your head|it up|trying|your chin)|do not give up",
        r"(?:thoughts|prayers)|praying for|congratulations|congrats|cheer up|take care",
        r"you got this|you can do (?:it|this)|never give up",
        r"you will (?:be|get|find|make|do)",
    ),
    Row(
        "emotional_reaction",
        1,
        "sad terrible awful horrible rough tough sucks heartbreaking tragic hard shame"
        " unfair cruel poor",
        r"(?:that|it|this|which) (?:is|was|really|just|must|sounds?|fucking|\'s) ?(?:\w+"
        r" ){0,2}(?:sad|terrible|awful|horrible|rough|tough|sucks?|heartbreaking|heart"
        r" breaking|tragic|unfair|cruel|shame|hurtful|devastating|heart wrenching|hard)",
        r"that sucks",
        r"poor (?:thing|guy|woman|girl|man|family|families|kids?|people|child|children|soul"
        r"|lady|boy|souls|animals?)",
    ),
    Row(
        "emotional_reaction",
        1,
        "here",
        r"(?:i am|we are|am|always) here (?:for|if)|here for you",
        r"(?:message|pm|dm|talk to|reach out to) me",
    ),
    Row(
        "interpretation",
        2,
        "must",
        r"(?:you|she|he|they|it|that|this|the {role}|life|waiting) must (?:\w+ )?(?:be|feel"
        r"|have|seem|hurt)",
    ),
    Row(
        "interpretation",
        2,
        "sounds sound seems seem looks feels like",
        r"(?:sounds?|seems?|looks?|feels?|sounded|seemed|looked|felt) (?:to me )?(?:like|as"
        r" if|as though|that) (?:you|she|he|they|it|the|your|her|his|their|this)",
    ),
    Row(
        "interpretation",
        2,
        "hard difficult exhausting lonely frightening painful scary frustrating stressful"
        " overwhelming terrifying humiliating devastating unbearable",
        r"(?:how|it is|it was|that is|that was|this is|so|must be|must have been|can be|may"
        r" be|have been|be) (?:\w+ )?(?:hard|difficult|exhausting|lonely|frightening|painful"
        r"|scary|frustrating|stressful|overwhelming|terrifying|humiliating|devastating"
        r"|unbearable) (?:it|that|this|for|to|when|being|waiting|not)",
    ),
    Row(
        "interpretation",
        2,
        "because after since when probably",
        r"(?:she|he|they|you|the {role}) (?:\w+ )?(?:is|are|was|were|feels?|felt|seem\w*"
        r"|looked|sounded) {adv}{feeling}.{0,40}(?:because|since|after|as|when|that|about|of)\b",
    ),
    Row(
        "interpretation",
        2,
        "understand know see realise realize get",
        r"{i} (?:\w+ )?(?:understand|understood|know|see|realise|realize|get|can see|can"
        r" understand|could see) (?:why|that|how) (?:you|she|he|they|it|this|that|someone|the"
        r" {role}|hard|difficult)",
    ),
    Row(
        "interpretation",
        2,
        "same too relate relatable boat similar",
        r"same (?:here|boat|thing|way|for me|with me|situation|exact|as me|problem|feeling"
        r"|experience|issue)",
        r"me too|me (?:neither|either)|(?:can|could|so) (?:\w+ )?relat\w+|i relate",
        r"i am (?:also )?(?:the same|in the same|going through|in a similar)",
        r"(?:similar|same) (?:\w+ )?(?:experience|situation|thing|position)|happened to me",
        r"feel (?:the same|like that|this way|that way|you)",
    ),
    Row(
        "interpretation",
        2,
        "been there through went",
        r"{i} (?:have |had |\'ve )?(?:been|was|were|went|gone|lived|going|go) (?:\w+"
        r" )?(?:there|through|in (?:the|a|your|that|this)|where you)",
    ),
    Row(
        "interpretation",
        2,
        "know understand feeling feel",
        r"i know (?:the|that|this|exactly|what it|how it|what you) (?:\w+ )?(?:feeling|mean"
        r"|feels?|is like|how|are)",
    ),
    Row(
        "interpretation",
        1,
        "understand get hear see feel imagine sense",
        r"i (?:\w+ )?(?:understand|understood|get (?:it|you|that)|hear (?:you|that)|(?:can"
        r"|could) (?:\w+ )?(?:see|imagine|understand|feel|tell)|feel (?:you|ya|your)|know how"
        r" (?:you|she|he|they|it)|see (?:you|your|that you))",
        r"makes sense|understandabl[ey]|no wonder|i have been there",
    ),
    Row(
        "acknowledge",
        2,
        "sounds see hear must sorry understand",
        r"[\"“]?(?:it |that |this )?(?:sounds like|i (?:can )?(?:see|hear) (?:that )?(?:you"
        r"|this|how)|that must|this must|you have been|you must|i am sorry|thank you for"
        r" telling|have i understood|i understand)",
    ),
    Row(
        "acknowledge",
        1,
        "acknowledge acknowledged acknowledging validate listen listened listening name"
        " recognise recognize",
        r"(?:acknowledg\w+|validat\w+|listen(?:ed|ing)?|name|recogni[sz]e) (?:\w+ )?(?:to"
        r" )?(?:that|how|the|her|his|their|what|{them})",
    ),
    Row(
        "exploration",
        2,
        "ask asked asking",
        r"(?:ask|{i} (?:\w+ )?asked|asking) (?:\w+ )?(?:{them}|gently|openly|first|simply)"
        r" ?(?:\w+ ){0,2}(?:what|how|whether|if|about|why|when|who|where|which|to tell|\"|“|,|:)",
        r"{i} (?:would|will|could|can|should|want to|need to|am going to|might|wanted to"
        r"|would like to|would want to|would first|would also|shall) (?:\w+ )?(?:ask|check"
        r"|find out|listen|learn)(?: \w+)?",
        r"ask (?:what|how|whether|if|about|an? open|questions?|\")",
    ),
    Row(
        "exploration",
        2,
        "wonder wondered curious",
        r"(?:wonder|wondered|wondering|curious)(?: about| if| what| how| why| whether| to know)",
    ),
    Row(
        "exploration",
        2,
        "find check know learn hear listen tell",
        r"(?:find out|check|want to know|like to know|learn more|hear more|know more|listen"
        r" to|to hear|understand better) (?:\w+ ){0,2}(?:what|how|whether|why|if|about|from"
        r"|{them}|{their}|with)",
        r"tell me (?:more|about|what|how)",
        r"(?:can|could|would) you (?:tell|share|describe|say|talk)",
    ),
    Row(
        "exploration",
        1,
        "ask asked question questions listen",
        r"(?:ask|asked|asking)(?: \w+)? questions?",
        r"i (?:would|will|could|should) (?:ask|listen)|ask (?:her|him|them|you)",
    ),
    Row(
        "question",
        2,
        "you your she he they her his their him them yourself",
        r"(?:what|how|why|who|where|when|which|do|does|did|are|is|have|has|can|could|would"
        r"|will|was|were|any|have you|and|so|ever|if|but|or|you)\b[^?]{12,}\?",
    ),
    Row(
        "question",
        1,
        "what why how who when where",
        r"(?:what|why|how|who|when|where)\b[^?]{0,18}\?",
    ),
    Row(
        "dismissal",
        2,
        "care cares matter problem deserve deserves whatever sympathy blame fault stupid"
        " over lazy overreact exaggerating complaining dramatic",
        r"(?:do|does|did|could|would|can) not (?:\w+ )?(?:care|matter|give a)|who cares",
        r"not (?:my|our) (?:problem|fault|business|job)",
        r"(?:no|not|little|zero) (?:\w+ )?(?:sympathy|empathy|compassion|pity|interest)",
        r"(?:her|his|their|your) own (?:fault|problem)",
        r"(?:she|he|they|you) (?:got|get|deserves?d?) (?:what|it|this)|get over it",
        r"overreact\w*|exaggerat\w*|lazy|too (?:sensitive|dramatic)",
        r"complain(?:s|ing|ed)? (?:about )?(?:nothing|everything|all the time)",
        r"could care less|waste of",
    ),
)
