"""Tables for `variants`: what is written for what, where it is said in more than one way."""

from __future__ import annotations

#: A line: variants, the sign, and what they stand for. Slips too far off to be traced, speech
#: spelt as it sounds, texting, and stiff words that have a plain one.
WORDS = """
'cause cos cuz coz bcoz becos cuase becuase becasue beacuse becauze bc=because
i'ma i'mma imma=i am going to
gonna finna gon' gunna=going to
tryna=trying to
wanna=want to
gotta=have to
gimme=give me
lemme=let me
kinda=kind of
sorta=sort of
alot=a lot
idk dunno iono=i do not know
tbh=to be honest
idc=i do not care
u ya yall y'all youse=you
ur=your
r=are
n nd an'=and
wi' wiv wid wif=with
b4 fore afore=before
bout aboot abt=about
til untill=until
em=them
teh hte t'=the
dat tht taht=that
tho=though
thru=through
thot thort=thought
nite=night
wud wld=would
cud cld=could
shud shld=should
rly realy=really
prolly prob probs=probably
ppl peeps folk folks=people
pls plz abeg=please
thx thnx=thanks
sth smth summat=something
sb smb somebdy sombody=somebody
sum1 some1=someone
every1=everyone
tmrw tmr tomo 2moro=tomorrow
tonite=tonight
msg=message
msgs=messages
mtg=meeting
wks=weeks
wk=week
mins=minutes
pt=patient
pts=patients
appt=appointment
mgr oga gaffer=manager
siad sed=said
wat wot whit waht=what
wen whne=when
wha=who
kno knaw konw=know
kent knewed=knew
flet=felt
fae frae=from
hae hav=have
wis wus wuz=was
wur=were
did'nt didnae didna didny=did not
doesnae disnae doesna=does not
dinnae dinna donnae=do not
isnae isna=is not
wasnae wisnae wasna=was not
werenae werena=were not
willnae winnae=will not
wouldnae wouldna wadnae=would not
couldnae couldna couldny=could not
shouldnae=should not
cannae canna cannit canot=can not
havenae hivnae=have not
naebody nobdy=nobody
naething nothin nuthin nuttin nowt=nothing
owt anythin=anything
tae=to
oot=out
noo=now
doon=down
oor=our
hoose=house
mebbe mibbe mebby=maybe
jist jus=just
whaur=where
wean weans bairns childs=children
bairn=child
auld=old
wrang=wrong
staun=stand
affrontit affronted=embarrassed
dawter=daughter
fone=phone
wil=will
yuo=you
eyse=eyes
neebody=nobody
minits=minutes
brawt=brought
evry=every
more'n=more than
liao=already
inquire enquire=ask
inquired enquired=asked
endeavor endeavour=try
henceforth=from now on
consequently hence=so
likewise=too
"""

#: Words that differ by nothing but whom they are about, and the one they are read as.
PERSONS = """
he=she
him his=her
himself=herself
he's=she's
he'd=she'd
he'll=she'll
hes=shes
husband=wife
father=mother
dad papa=mum
son=daughter
sons=daughters
brother=sister
brothers=sisters
boy lad=girl
boys lads=girls
man gentleman=woman
men gentlemen=women
mr=mrs
sir=madam
grandfather grandpa=grandmother
"""

#: As `WORDS` where more than one word is needed to tell: strings of which one must be there for
#: the pattern to be tried, the pattern, and what to put in its place.
PHRASES: tuple[tuple[str, str, str], ...] = (
    ("w/o", r"\bw/o\b", "without"),
    ("w/", r"\bw/ ?(?=\w)", "with "),
    ("shall", r"\b(i|we) shall\b", r"\1 will"),
    (
        "ill ",
        r"\bill (?=(?:ask|tell|say|try|go|get|be|call|check|write|make|take|stop|put|look|sit|wait"
        r"|ring|phone|speak|stay|listen|start|leave|send|bring|show|let|see|keep|give|have|know)\b)",
        "i will ",
    ),
    (
        "id ",
        r"\bid (?=(?:ask|tell|say|try|go|get|be|call|check|feel|want|like|make|take|give|let|sit"
        r"|wait|ring|phone|speak|have)\b)",
        "i would ",
    ),
    (
        " too ",
        r"\b(want|wants|wanted|going|try|tried|trying|need|needs|like|used) too (?=[a-z])",
        r"\1 to ",
    ),
    (" body| thing", r"\b(no|any|some|every) (body|thing)\b", r"\1\2"),
    ("wood", r"\bwood (?=(?:not|have|be|ask|like|say|tell|help|feel|go|do)\b)", "would "),
    ("mite", r"\bmite (?=(?:not|have|be)\b)", "might "),
    ("per haps", r"\bper haps\b", "perhaps"),
    ("under st", r"\bunder st(an|oo)d\b", r"underst\1d"),
    ("after wards", r"\bafter wards\b", "afterwards"),
    (" ken", r"\b(you|i|dinnae|dinna|didnae) ken\b", r"\1 know"),
    ("nee body", r"\bnee body\b", "nobody"),
    ("i no ", r"\bi no (?=(?:that|what|how|why|where|he|she|they)\b)", "i know "),
    (
        "i no ",
        r"\bi no (?=(?:look|ask|know|tell|see|hear|want|like|say|talk|get|go|fit|understand)\b)",
        "i did not ",
    ),
    (" seen", r"\b(i|we|he|she|they) seen\b", r"\1 saw"),
    (" done ", r"\b(i|we|he|she|they) done (?=(?:the|it|that|my)\b)", r"\1 did "),
    (" were", r"(?<!if )(?<!though )(?<!wish )\b(i|he|she|it) were\b", r"\1 was"),
    (" was", r"\b(we|you|they) was\b", r"\1 were"),
    (
        "me ",
        r"(?:\A|(?<=[.!?] ))me (?=(?:did|do|is|had|have|was|give|gave|tell|told|go|will)\b)",
        "i ",
    ),
    (
        " be ",
        r"\b(will|would|shall|'ll|'d) be"
        r" (ask|tell|call|phon|try|do|open|go|talk|listen|check|look|wait|speak|say|stop)p?ing\b",
        r"\1 \2",
    ),
    (" be ", r"\b(he|she|it) be (?=\w{2,20}ing\b)", r"\1 is "),
    (" been ", r"\b(he|she|it) been (?=\w{2,20}ing\b)", r"\1 has been "),
    (" having to", r"\b(?:is|are|am) having to\b", "has to"),
    (
        "scared|tired|worried|angry|sad|annoyed|ashamed|afraid|lonely|alone|hurting|embarrassed",
        r"(?<!was )(?<!is )\b(he|she) ((?:so |very |really |just )?(?:scared|tired|worried|angry"
        r"|sad|annoyed|ashamed|afraid|lonely|alone|hurting|embarrassed))\b",
        r"\1 is \2",
    ),
    (
        "scared|tired|worried|angry|sad|annoyed|ashamed|afraid|lonely|alone|embarrassed",
        r"(?<!am )(?<!was )\b(i) ((?:so |very |really |just )?(?:scared|tired|worried|angry|sad"
        r"|annoyed|ashamed|afraid|lonely|alone|embarrassed))\b",
        r"\1 am \2",
    ),
    (" o", r" o(?=[.!?,])", ""),
    ("fixin", r"\bfixin[g']? to\b", "going to"),
    ("ain't ", r"\bain't (nobody|no one)\b", r"\1"),
    ("ain't got", r"\bain't got\b", "do not have"),
    (" lah| lor| leh| hor| meh| sia", r",? \b(?:lah|lor|leh|hor|meh|sia)\b", ""),
    ("on account", r"\bon account of\b", "because of"),
)
