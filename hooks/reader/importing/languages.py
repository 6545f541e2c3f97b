"""Which language a text is in, told by its script, else by its commonest words: enough to fill `language`."""

import re
from collections import Counter

_COMMON = {
    "en": "the of and to in is that for it with as was on are this by from be has not at have their but",
    "es": "de la que el en los las del se por con para una su al lo como más pero sus este esta sobre entre también es",
    "fr": "de la le les des en et du une est que dans pour qui sur par au plus ce avec ne pas sont il elle cette aux",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "it": "di che e la il un in una per del della con non sono le si da come al dei nel anche più gli questo alla è",
    "pt": "de que e o a do da em um para com não uma os no se na por mais as dos como mas ao das foi pelo são à",
    "ru": "и в не на что с по к как это но из у за от для так же его о или был при до если они их только",
    "uk": "і в не на що з та до у як це але за від для так його чи був при якщо вони їх щоб про після або й є",
    "pl": "i w nie na że z do się to jest o jak po co ale za od przez dla tak był czy by oraz które są",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er om ook als maar bij uit door naar worden",
    "sv": "och i att det som en på är av för med den till inte har om ett han men var jag sig från vi så kan när",
    "fi": "ja on ei se että oli hän mutta ovat kun niin myös joka sen olla mukaan jos tai hänen vain kuin jo",
    "cs": "a se v na je že s z do o k i ale jako za by po pro jsou podle který jsem byl také při jeho až",
    "hu": "a az és hogy nem is egy van volt meg csak de ez már ha mint még kell vagy el azt lesz szerint",
    "ro": "de și în a la cu nu pe din că o un care este mai au pentru s-a prin fost sau ce ale lui sunt",
    "tr": "ve bir bu da de için ile çok olarak daha en kadar olan gibi sonra ne ise ama var o dedi olduğu",
    "bg": "на и да в се от за не е с по че са като до или към при това има който след още ще",
}
COMMON = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
LABELS = {
    "en": "Key points",
    "es": "Puntos clave",
    "fr": "Points clés",
    "de": "Kernpunkte",
    "it": "Punti chiave",
    "pt": "Pontos principais",
    "ru": "Главное",
    "uk": "Головне",
    "pl": "Najważniejsze",
    "nl": "Kernpunten",
}


# Letters of one language or of one before all others; where a script has several, further letters decide.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("ar", re.compile("[\u0620-\u06ff]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
)
_PERSIAN, _URDU = re.compile("[پچژگی]"), re.compile("[ٹڈڑںےھ]")
_OWN_LETTERS = {"ru": "[ыэё]", "uk": "[іїєґ]", "be": "ў", "sr": "[јљњћђ]", "bg": "ъ"}
_LETTER = re.compile(r"[^\W\d_]")


def script_language(text: str) -> str:
    """The language whose script most letters are in, "" for Latin and Cyrillic, which many share."""
    if text.isascii():
        return ""
    letters = len(_LETTER.findall(text)) or 1
    if cyrillic := _cyrillic(text, letters):
        return cyrillic
    counts = {code: len(pattern.findall(text)) for code, pattern in _SCRIPTS}
    if counts["ja"] > 0.1 * (counts["ja"] + counts["zh"]):
        counts["ja"] += counts.pop("zh")
    code = max(counts, key=lambda each: counts[each])
    if counts[code] < 0.4 * letters:
        return ""
    if code == "ar" and len(_URDU.findall(text)) > 0.02 * counts[code]:
        return "ur"
    return "fa" if code == "ar" and len(_PERSIAN.findall(text)) > 0.03 * counts[code] else code


def _cyrillic(text: str, letters: int) -> str:
    """The language that writes letters which its neighbours do not, "" where none of these stands out."""
    if len(re.findall("[\u0400-\u052f]", text)) < 0.5 * letters or letters < 20:
        return ""
    share = {code: len(re.findall(signs, text)) / letters for code, signs in _OWN_LETTERS.items()}
    code = max(share, key=lambda each: share[each])
    return code if share[code] > 0.004 else ""


def language_of(text: str) -> str:
    """Tell the language of a text of a dozen words or more, or "" where no language is clearly ahead.

    A language is clearly ahead when its function words make up a tenth of the text and half as many again as the
    next one's.
    """
    if code := script_language(text[:20_000]):
        return code
    words = Counter(_WORD.findall(text[:20_000].casefold()))
    if words.total() < 5:
        return ""
    scores = sorted(((sum(words[word] for word in common), code) for code, common in COMMON.items()), reverse=True)
    (best, code), (second, _) = scores[:2]
    return code if best >= max(2, 0.1 * words.total()) and best >= 1.3 * second else ""
