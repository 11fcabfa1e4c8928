"""Which language a text is in, told by function words and scripts; and which ones are marked.

A language may be told here without being read. One in `SUPPORTED` is marked by its cue table, and
without a good one everybody is marked low: see docs/translating.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

#: Languages the cue tables speak. Every other one goes to a person.
SUPPORTED = frozenset({"en", "cs"})

#: Very frequent words. Words of several languages stand in each; the rarer ones decide.
FUNCTION_WORDS: dict[str, str] = {
    "en": "the a an and or but of to in on for with at by from as is are was were be been being "
    "am i you he she it we they me him her us them my your his its our their this that these "
    "those there what which who how why when where not no do does did have has had will would "
    "can could should may might must if because so than then just about into over after before "
    "while also very more some any all such only own same too up out off again don't didn't "
    "i'm it's can't that's i've i'd i'll dont im cant ive isn't wasn't",
    "cs": "a aby ale ani asi až bez bude budu by byl byla byli bylo být co či do i jak jako je "
    "jeho jej její jejich jen ještě jestli ji jí jim jsem jsi jsme jsou já k kde kdo když která "
    "které který má mám mě mi mít mnou moc může můj na nad nebo než ní nic o od on ona oni pak "
    "po pod podle pro proč proto protože před při s se si sice své svůj ta tak také takže tam "
    "te tedy ten tento ti tím to tomu tu u už v ve více však z za že",
    "sk": "a aby ale alebo ani asi bez bol bola bolo bude by byť čo do ho i iba ich ja jej je "
    "k každý kde keď ktorá ktoré ktorý ma mal mi môj môže na nad nebo než nie o od po pod podľa "
    "pre prečo preto pretože pri s sa si som sme sú svoj tak takže tam ten to tomu tu u už v "
    "veľmi vo však z za že",
    "pl": "a aby ale ani bez bo być był była było co czy dla do gdy i ich ja jak jako jest "
    "jestem jej jego już każdy która które który lub ma mnie może mój na nad nie o od on ona oni "
    "po pod przez przy się są tak także tam ten to tylko u w we więc z za że",
    "de": "aber als am an auch auf aus bei bin bis da das dass dem den der des die doch du durch "
    "ein eine einem einen einer er es für hat habe hatte ich ihm ihn ihr im in ist ja kann man "
    "mein mich mir mit nach nicht noch nur oder sehr sein seine sich sie sind so über um und uns "
    "unter vom von vor war was weil wenn wie wir wird wurde würde zu zum zur",
    "fr": "a ai au aux avec c'est ce ces cette comme dans de des du elle elles en est et eu été "
    "était il ils j'ai je la le les leur lui ma mais me mes moi mon ne nous on ont ou par pas "
    "plus pour qu'il qu'elle que qui sa se ses si son sont sur ta te tu un une vous",
    "es": "a al como con cuando de del desde donde el ella ellos en era es esa ese eso esta este "
    "esto está fue ha había hay la las le lo los me mi mis más muy nos o para pero por porque que "
    "qué se ser si sin sobre son su sus también te tiene todo un una uno y ya yo",
    "pt": "a ao as com como da das de dela dele do dos e ela ele eles em era essa esse esta este "
    "eu foi há isso isto já lhe mais mas me meu minha muito na nas no nos não o os ou para pela "
    "pelo por porque quando que se sem ser seu sua são também te tem um uma você",
    "it": "a ai al alla anche che chi ci come con da dal dei del della delle di e era gli ha "
    "hanno ho i il in io la le lei loro lui ma me mi mia mio molto nel nella non o per perché più "
    "quando quella questo se si sono stata stato su sua suo un una è",
    "hr": "a ako ali bi bih bila bili bilo bio biti bez ću će da do dok ga i ili im iz ja je jer "
    "joj ju još kad kada kako kao koja koje koji li me meni mi mislim mu na nakon ne nego nije "
    "nisam ništa o od oko on ona pa po pod prije sa sam se si smo sta ste što su svoj ta taj te to "
    "toga treba tu u vrlo za zbog",
    "sl": "a ali bi bil bila bilo biti bo bom brez če da do ga in ima iz jaz je ji jim jo k kaj "
    "kako ker ki ko kot mi mislim mu na nad naj ne ni nič nihče nisem o ob od on ona pa po pod "
    "potem pri s sem se si smo so svoj ta tako tega ter to tudi v vse z za zaradi zelo že",
    "nl": "aan als bij dan dat de deze die dit door een en er had heb heeft het hij hoe ik in is "
    "je kan maar me met mijn naar niet nog of om ook op over te toen tot uit van veel voor want "
    "was wat we werd wij worden zal ze zich zij zijn zo zou",
}

#: Frequent words beyond the above that only English, only Czech has: what short texts live on.
COMMON_WORDS: dict[str, str] = {
    "en": "about again alone always half past three four five six ten given hands looked another "
    "anyone anything asked asking away back bad because before "
    "being best better both call called came cannot care come could couldn't day days "
    "deal did didnt doesn't doesnt done down each else enough even ever every everybody everyone "
    "everything feel feeling feelings feels felt few find first friend friends get gets getting "
    "give gives go goes going gone gonna good got great guess had happen happened happens happy "
    "hard hate hear heard help helped here here's hey hope hours i'd im its keep kept knew know "
    "last least leave left let life like listen little live long look looked looking lost lot love "
    "made make makes many maybe meeting might money month months morning much must need needs "
    "never new next night nobody nothing now off okay old once one other others our out own people "
    "ppl please pretty probably put really reason review right rush said sales saw say says scared "
    "see seems seen she's shop show some somebody someone something sometimes soon sorry still "
    "stop sure take taken talk talking team tell thank that'll thats them themselves there's these "
    "they're thing things think thought though through time times tired today together told "
    "tomorrow too took try trying two until upset us used wait waited waiting want wanted wants "
    "way week weeks well were went whole why wish with without won't wont words work working world "
    "worried would wouldn't wrong year years yes yesterday yet you'd you'll you're youre yourself",
    "cs": "bych bychom bohužel během bylo byly děkuji den dětem děti dětí dnes dobrá dobré dobře "
    "dokonce další hned hodina hodině hodinu hodiny jestli jinak každý kdy kdyby kolega kolegyně "
    "kvůli lépe mezi minule mohl mohla mohli musel musela myslím naopak například nebyl nebyla "
    "nebylo nebyly nejsem nejvíce není nevím nic nikdo nikdy nyní něco někdo oba opravdu pan paní "
    "pouze práce práci první především přes přestože přišel přišla ptali rozhodně skoro spíše "
    "taky teď trochu třeba učitel učitelka učitelky vedle velmi vlastní vlastně vůbec všechno "
    "všichni všechny všem vše vždy zase zatím zeptal zeptala zeptám žáci žáka žáků žáky škole "
    "školy školu téma čas často či člověk řekl řekla",
}

#: Endings that hardly any other language written in Latin letters has.
_ENGLISH_ENDING = re.compile(r"\w{2,}(?:ing|ness|ould|ight|ough|tion|fully|n't|'ll|'ve)\Z")

#: Written with a stop that ends no sentence if a small letter follows.
ABBREVIATIONS = (
    "vs etc eg ie cf al approx dept est fig inc ltd co no vol pp jr sr "
    "např tzv tj tzn atd apod mj resp popř př kupř str čl odst ul tel viz kap"
)
#: Written with a stop before a name: no sentence ends there.
TITLES = "mr mrs ms mx dr prof st rev gen col sgt capt hon mgr ing bc mudr judr phdr doc sv"

#: Scripts whose texts are nearly always in one language; others stay "und".
SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af\u1100-\u11ff]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("el", r"[\u0370-\u03ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("und", r"[\u0400-\u052f\u0530-\u058f\u0980-\u0dff\u0e80-\u10ff\u1200-\u137f\u1780-\u17ff]"),
)

_ANY_SCRIPT = re.compile("|".join(pattern for _, pattern in SCRIPTS))
_LETTER = re.compile(r"[^\W\d_]")
_CZECH_ONLY = re.compile(r"[ěřů]", re.IGNORECASE)
_SLOVAK_ONLY = re.compile(r"[ľĺŕôä]", re.IGNORECASE)

_HACEK = re.compile(r"[čďěňřšťž]", re.IGNORECASE)
_ACUTE = re.compile(r"[áéíýú]", re.IGNORECASE)

#: What a common word and an English ending add, where a function word adds up to 1.
_COMMON_WORTH = 0.6
_ENDING_WORTH = 0.3

#: The least score that makes a text one of a language; less will do if no other comes near.
_LEAST_SHARE = 0.2
_LEAST_ALONE = 0.12


def recognize(text: str, words: Sequence[str]) -> str:
    """Return the ISO 639-1 code of `text`, whose words in lower case are `words`, or "und"."""
    foreign = _script(text)
    if foreign is not None:
        return foreign
    if not words:
        return "und"
    scores = dict.fromkeys(FUNCTION_WORDS, 0.0)
    total = len(words)
    for word, times in Counter(words).items():
        for code, weight in _worth(word):
            scores[code] += times * weight / total
    if _CZECH_ONLY.search(text):
        scores["cs"] += 0.2
    if _HACEK.search(text) and _ACUTE.search(text):
        scores["cs"] += 0.1
        scores["sk"] += 0.1
    if _SLOVAK_ONLY.search(text):
        scores["sk"] += 0.2
    second, best = sorted(scores, key=lambda code: scores[code])[-2:]
    least = _LEAST_ALONE if scores[best] > 3 * scores[second] else _LEAST_SHARE
    return best if scores[best] >= least else "und"


def is_latin(text: str) -> bool:
    """Whether most letters of `text` are Latin ones."""
    return _script(text) is None


def function_share(words: Sequence[str], code: str) -> float:
    """Return the share of `words` that are function words of the language `code`."""
    known = _functional(code)
    return sum(word in known for word in words) / len(words) if words else 0.0


@cache
def _functional(code: str) -> frozenset[str]:
    return frozenset(FUNCTION_WORDS[code].split())


def _script(text: str) -> str | None:
    if text.isascii() or not _ANY_SCRIPT.search(text):
        return None
    letters = len(_LETTER.findall(text))
    for code, pattern in SCRIPTS:
        if len(re.findall(pattern, text)) > letters * (0.1 if code == "ja" else 0.4):
            return code
    return None


@lru_cache(maxsize=8192)
def _worth(word: str) -> tuple[tuple[str, float], ...]:
    """For which languages a word speaks, and how much."""
    ending = (("en", _ENDING_WORTH),) if _ENGLISH_ENDING.match(word) else ()
    common = ((code, _COMMON_WORTH) for code, known in _common().items() if word in known)
    return (*_weights().get(word, ()), *common, *ending)


@cache
def _common() -> dict[str, frozenset[str]]:
    """The common words of each language that are not among its function words."""
    return {
        code: frozenset((*line.split(), *map(_bare, line.split() if code == "cs" else ())))
        - set(FUNCTION_WORDS[code].split())
        for code, line in COMMON_WORDS.items()
    }


def _bare(word: str) -> str:
    """`word` without its accents."""
    return unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode("ascii")


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each word its languages, and its worth: the less, the more languages share it."""
    homes: dict[str, list[str]] = {}
    for code, line in FUNCTION_WORDS.items():
        for word in dict.fromkeys(line.split()):
            homes.setdefault(word, []).append(code)
    for word in FUNCTION_WORDS["cs"].split():  # many write Czech without its accents
        homes.setdefault(_bare(word), ["cs"])
    return {
        word: tuple((code, 1.0 if len(codes) == 1 else 0.5 + 0.3 / len(codes)) for code in codes)
        for word, codes in homes.items()
    }
