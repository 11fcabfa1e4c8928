"""Czech cues: the basic ones. Where they are thin the engine abstains."""

from __future__ import annotations

from empathy_xblock.grading.cues import Row, Table

#: Whatever empathy follows one of these in its clause is not shown.
NEGATORS = (
    r"ne|nikdy|nikdo|nic|není|nebudu|nechci|nemám|nemíním|nezajím\w+|bez|ani|necítím",
    r"nechápu|nerozumím|nebylo|odmít\w+",
)

#: Negations that take nothing away.
HARMLESS = (
    r"ne(?:ní|byl\w*)? (?:jen|pouze|divu|snadn\w+|lehk\w+)",
    r"nikdy (?:nezapomenu|předtím)|nic jiného než|ne vždy|bez pochyb",
)

#: Where the reach of a negation ends.
CLAUSE_END = (r"[;:,.!?\n—]| -|\bale\b|\bavšak\b|\bprotože\b",)

ROWS: tuple[Row, ...] = (
    Row(
        "self_feeling",
        2,
        "překvap* potěš* mrz* vad* bav* štve štval* zaujal* dojal* naštv* rozčil* zklam*"
        " zaraz* děs* líb* dojal* mile",
        r"(?:mě|mne|mi|mně|nás)\b.{0,30}(?:překvap|potěš|mrz|vad|bav|štv|zaujal|dojal|naštv"
        r"|rozčil|zklam|zaraz|děs|líb)\w*",
        r"(?:překvapil|potěšil|mrz|vad|bav|štv|zaujal|dojal|naštval|rozčil|zklamal|zarazil"
        r"|děs|líb)\w* (?:mě|mne|mi|mně|nás|se mi)",
        r"(?:líbí|líbil\w*) se mi|mile mě",
    ),
    Row(
        "self_feeling",
        2,
        "cít* pocit* pocity dojem dojm*",
        r"cítil\w* jsem|jsem se\b.{0,20}cítil\w*|cítím",
        r"(?:měl\w*|mám|mít) (?:\w+ )?(?:pocit|dojem|radost|strach|obav\w*)",
        r"můj (?:pocit|dojem)|mé (?:\w+ )?(?:pocity|dojmy)",
    ),
    Row(
        "self_feeling",
        2,
        "rád ráda rádi šťastn* smutn* nervózn* naštvan* zvědav* překvapen* zklaman* vděčn*"
        " unaven* nadšen* frustrovan* těš* bojím bál* stydím stydě* obáv*",
        r"(?:jsem|byl\w*|jsme)\b.{0,25}(?:rád\w?|šťastn|smutn|nervózn|naštvan|zvědav"
        r"|překvapen|zklaman|vděčn|unaven|nadšen|frustrovan)\w*",
        r"(?:rád\w?) jsem|(?:rád\w?|šťastn\w+|smutn\w+|nervózn\w+|zvědav\w+) jsem",
        r"těš\w+ (?:jsem )?se|bojím se|bál\w* (?:jsem )?se|stydím se|obáv\w+ (?:jsem )?se",
        r"jsem se (?:bál|styděl|těšil|obával)\w*",
    ),
    Row(
        "feeling",
        1,
        "radost* strach* smut* stres* nervóz* pocit* frustr* úzkost* lítost* soucit* obav*"
        " vztek* zklam* bolest* únav* naděj* samot* osaměl* vyčerpan* zoufal* bezmoc*",
    ),
    Row(
        "other_feeling",
        2,
        "smutn* osaměl* unaven* vystrašen* vyděšen* zoufal* naštvan* nervózn* zklaman*"
        " bezmocn* vyčerpan* cítil* cítí bál* bojí strach*",
        r"(?:ona|on|oni|pacient\w*|zákazní\w+|kolegyně|kolega|paní|pán|musel\w*|může|mohl\w*"
        r"|asi|se|je|byl\w*|jsou|má|měl\w*)\b.{0,25}(?:smutn|osaměl|unaven|vystrašen|vyděšen"
        r"|zoufal|naštvan|nervózn|zklaman|bezmocn|vyčerpan|cítil|cítí|bál|bojí|strach)\w*",
    ),
    Row(
        "experience",
        1,
        "jsem jsme",
        r"(?:\w+[ll](?:a|i|y)? (?:jsem|jsme)|(?:jsem|jsme) (?:\w+ ){0,4}\w+l(?:a|i|y)?)",
    ),
    Row(
        "belief",
        2,
        "myslím názor* věřím považuj* přesvědčen* souhlasím podle domnívám",
        r"myslím(?: si)?|(?:můj|mém|mého) názor\w*|věřím|považuji|přesvědčen\w*|souhlasím",
        r"podle mě|domnívám se",
    ),
    Row(
        "belief",
        1,
        "měl měla měli mělo musí důležité třeba každý nutné",
        r"(?:by )?(?:měl|měla|měli|mělo) by|by (?:měl|měla|měli|mělo)",
        r"(?:člověk|učitel|každý|každá) .{0,20}musí",
        r"je (?:důležité|třeba|nutné|potřeba|správné)",
    ),
    Row(
        "difficulty",
        2,
        "problém* potíž* obtížn* těžk* nevěděl* nevím neuměl* nezvlád* nedok* nedař*"
        " nepodařil* bohužel netuš* neúspě* nepřiprav*",
        r"problém\w*|potíž\w*|obtížn\w+|těžk\w+|nevěděl\w*|nevím|neuměl\w*|nezvlád\w+",
        r"nedok\w+|nedař\w+|nepodařil\w*|bohužel|netuš\w+|neúspě\w+|nepřiprav\w+",
    ),
    Row(
        "told_me",
        2,
        "řekl* pochválil* chválil* poradil* podle naznačil* zpětn*",
        r"(?:mi|mně|mě|nám)\b.{0,30}(?:řekl|pochválil|chválil|poradil|naznačil|potvrdil)\w*",
        r"(?:řekl|pochválil|poradil|naznačil)\w* (?:mi|mně|mě|nám)|zpětn\w+ vazb\w+",
    ),
    Row(
        "perspective",
        2,
        "pohled* oči* kůži míst* představ* pro",
        r"z (?:je\w+|\w+ho) pohledu|očima|v (?:je\w+) kůži|na je\w+ místě|vžít se",
        r"představ\w+ (?:si|jsem)",
        r"pro (?:ni|něj|ně|ně?ho) (?:to )?(?:musel\w*|je|byl\w*|může)",
    ),
    Row(
        "perspective",
        2,
        "možná asi zřejmě nejspíš může mohl* musel*",
        r"(?:ona|on|oni|pacient\w*|zákazní\w+|paní|pán)\b.{0,30}(?:možná|asi|zřejmě|nejspíš"
        r"|může|mohl\w*|musel\w*)",
        r"(?:možná|asi|zřejmě|nejspíš)\b.{0,20}(?:cítí|cítil\w*|chtěl\w*|potřeb\w+|čeká|bojí"
        r"|myslí)",
    ),
    Row(
        "need",
        2,
        "potřeb* přá* touž*",
        r"potřebuj\w+|potřeboval\w*|přál\w* si|přeje si|touží",
    ),
    Row(
        "lesson",
        2,
        "uvědom* naučil* pochopil* zjistil* poznatek přišl* ponauč* došl*",
        r"uvědom\w+|naučil\w*|pochopil\w*|zjistil\w* jsem",
        r"jsem (?:\w+ )?(?:zjistil|pochopil|poznal)\w*|poznatek|přišl\w* jsem na|ponaučení",
        r"došl\w* jsem k",
    ),
    Row(
        "intention",
        2,
        "příště budu chtěl* chci plánuj* pokusím zkusím zaměř* budoucna rád ráda slibuji",
        r"příště|(?:se )?(?:pokusím|zkusím|zaměřím|zeptám)|budu (?:se )?(?:\w+ )?\w+t",
        r"chtěl\w* bych|bych (?:\w+ ){0,3}chtěl\w*|plánuji|do budoucna|rád\w? bych|slibuji",
        r"mám v plánu",
    ),
    Row(
        "plan",
        2,
        "až když jakmile pokud příště kdykoli",
        r"(?:až|když|jakmile|pokud|příště|kdykoliv?|před každ\w+|každ\w+ (?:den|týden"
        r"|ráno))\b.{2,90}(?:budu|\w+ím se|zeptám|zkusím|pokusím|řeknu|udělám)",
    ),
    Row(
        "emotional_reaction",
        2,
        "líto soucit* lítost* dojal* dojat* mrzí držím srdce přeji",
        r"(?:je|bylo) mi\b.{0,25}líto|mrzí mě|líto|soucit\w*|soucítím|dojal\w*|dojat\w*",
        r"držím (?:ti|vám|jí|mu)|srdce|přeji (?:ti|vám|jí|mu)",
    ),
    Row(
        "interpretation",
        2,
        "musel* muselo rozumím chápu chápal* dovedu umím představit",
        r"(?:muselo|musel|musela|museli) (?:to )?(?:být|mít|se cítit|pro)",
        r"muselo\b.{0,25}být|(?:rozumím|chápu|chápal\w* jsem),? (?:že|proč|jak)",
        r"(?:dovedu|dokážu|umím) si představit",
    ),
    Row(
        "interpretation",
        1,
        "rozumím chápu chápal*",
    ),
    Row(
        "exploration",
        2,
        "zeptal* zeptám zajím* ptal* ptám zjistit",
        r"(?:bych se|se|jsem se)\b.{0,20}(?:zeptal|ptal)\w*|zeptám se",
        r"(?:zeptal|ptal)\w* (?:bych |jsem )?se|zajímal\w* (?:by )?mě|zajímá mě",
        r"zjistit,? (?:co|jak|proč|zda|jestli)",
    ),
    Row(
        "question",
        2,
        "co jak proč kdo kde kdy jestli zda máte máš můžete je jsou bude",
        r"(?:co|jak|proč|kdo|kde|kdy|jestli|zda|máte|máš|můžete|je|jsou|bude|a|není"
        r"|neumí)\b[^?]{8,}\?",
    ),
    Row(
        "question",
        1,
        "co jak proč kdo kde",
        r"(?:co|jak|proč|kdo|kde)\b[^?]{0,12}\?",
    ),
    Row(
        "reason",
        2,
        "protože jelikož proto neboť aby tudíž",
        r"protože|jelikož|proto|neboť|aby\w*|tudíž",
    ),
    Row(
        "hedge",
        2,
        "možná asi nejspíš zřejmě snad nevím může mohl* nejsem",
        r"možná|asi|nejspíš|zřejmě|snad|nevím,? (?:jestli|zda)|může být|mohl\w* by",
        r"nejsem si jist\w*",
    ),
    Row(
        "detail",
        2,
        "hodin* minut* oči* ruce rukou hlas* slz* tvář* všiml* viděl* slyšel*",
        r"(?:\d+|dvě|dva|tři|čtyři|pět|několik) (?:hodin|minut|dn|let|týdn)\w*",
        r"(?:její|jeho|jejich) \w+|všiml\w*|viděl\w* jsem|slyšel\w* jsem|slz\w+",
    ),
    Row(
        "action",
        2,
        "nabídl* řekl* zavolal* přinesl* vysvětlil* sedl* bych",
        r"(?:bych|jsem)\b.{0,20}(?:nabídl|řekl|zavolal|přinesl|vysvětlil|sedl|poděkoval"
        r"|omluvil|počkal)\w*",
        r"(?:nabídl|řekl|zavolal|přinesl|vysvětlil|sedl)\w* (?:bych|jsem)",
    ),
    Row(
        "effect",
        2,
        "ovlivn* brán* kvůli způsob*",
        r"ovlivn\w+|brán\w+|způsob\w+|kvůli (?:tomu|mému)",
    ),
    Row(
        "fallback",
        2,
        "pokud kdyby i",
        r"(?:pokud|kdyby) (?:to |se |ne\w+)|i kdy(?:ž|by)",
    ),
    Row(
        "review",
        2,
        "poznám ověř* zkontrol* týdn* měsíc*",
        r"poznám,? (?:že|jestli|zda)|ověř\w+|zkontrol\w+",
        r"(?:za|po) (?:\w+ )?(?:týdn|měsíc)\w*",
    ),
    Row(
        "dismissal",
        2,
        "nezajím* jedno problém* líný* přehán*",
        r"nezajím\w+ mě|mě nezajím\w+|je mi (?:to )?(?:úplně )?jedno|není můj problém",
        r"(?:její|jeho|jejich) (?:vlastní )?(?:problém|vina|chyba)|přehán\w+",
    ),
)

TABLE = Table(
    contractions={},
    classes={},
    parts={},
    negators=NEGATORS,
    harmless=HARMLESS,
    clause_end=CLAUSE_END,
    rows=ROWS,
)
