"""Words that hold a sentence together, questions above all, and say little of what is looked for.

In a small collection they may be as rare as those that say it, and must not weigh as much.
"""

from collections.abc import Iterable

from reader.search.folding import fold

SMALL = {
    "en": "a an the and or but not no nor if then than so as at by for from in into of on onto to with without about "
    "over is are was were be been being am do does did has have had can could would should shall it its this that "
    "these those there here he she they them his her their him we you your our i me my what which who whom whose "
    "when where why how much many any some all also just very more most such",
    "es": "el la los las lo un una unos unas y e o u ni no si de del al a en con sin por para sobre entre desde hasta "
    "que qué quién quiénes cuál cuáles cuándo cuánto cuántos cómo dónde es son era eran fue fueron ser está están "
    "ha han había se su sus le les me te nos este esta estos estas ese esa eso esto como más muy ya también pero "
    "porque",
    "fr": "le la les l un une des du de d et ou ni ne pas si à au aux en dans par pour sur sous avec sans que qui quoi "
    "quel quelle quels quelles quand comment où pourquoi combien est sont était étaient été être a ont avait il "
    "elle ils elles on nous vous je tu se sa son ses leur leurs ce cet cette ces y plus très aussi mais",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine wenn als wie in im "
    "an am auf aus bei beim mit nach von vom vor zu zum zur für über um durch ohne gegen ist sind war waren sein "
    "wird wurde hat haben hatte er sie es wir ihr ich sich was wer wen wem wessen wann wo warum welche welcher "
    "welches wieviel auch",
    "it": "il lo la i gli le un uno una e o ma non se di del della dei delle da dal in nel nella con su per tra fra a "
    "al alla che chi cosa quale quali quando quanto quanti come dove perché è sono era erano stato essere ha "
    "hanno aveva si suo sua",
    "pt": "o a os as um uma uns umas e ou mas não se de do da dos das em no na nos nas com sem por para sobre entre "
    "que quem qual quais quando quanto quantos como onde porque é são era eram foi foram ser está estão tem têm seu "
    "sua ao à",
    "ru": "и а но или не ни если то же ли бы в во на с со к ко у о об от до из за по под над при про для без между "
    "через что кто кого кому кем чем чего когда где куда откуда почему зачем как какой какая какое какие сколько "
    "чей был была было были есть это этот эта эти тот та те он она оно они его её их мы вы я ты себя свой так уже "
    "ещё",
    "uk": "і й та а але або не ні якщо то ж чи б би в у на з із зі до від за по під над при про для без між через що "
    "хто кого кому ким чим чого коли де куди звідки чому навіщо як який яка яке які скільки чий був була було "
    "були є це цей ця ці той ті він вона воно вони його її їх ми ви я ти себе свій так уже вже ще",
}


def small_words(languages: Iterable[str]) -> list[str]:
    """The small words of the languages that are used, folded; questions may be in English in any collection."""
    known = {"en", *(language.split("-")[0] for language in languages)} & set(SMALL)
    return sorted({fold(word) for language in known for word in SMALL[language].split()})
