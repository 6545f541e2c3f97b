"""What `reader suggest` offers for texts in several languages: names and terms worth having, and nothing else."""

import yaml

from reader.importing.suggesting import suggest, to_yaml


def found(*texts: str, known: tuple[str, ...] = ()) -> dict[str, bool]:
    """The phrases suggested for passages, and whether each is a person's name."""
    passages = [(str(number), text) for number, text in enumerate(texts, 1)]
    return {each.phrase: each.person for each in suggest(passages, lambda phrase: phrase in known)}


def test_a_word_that_only_opens_a_sentence_is_no_part_of_a_name() -> None:
    offered = found(
        "However Mwangi did not agree with Ana Belmonte. Should Belmonte leave, the Harbour Council would have to pay.",
        "Meanwhile Ana Belmonte wrote to the council. When Mwangi answered, nobody in Oberfeld was surprised.",
    )
    assert offered["Ana Belmonte"] is True
    assert "Harbour Council" in offered
    assert not [phrase for phrase in offered if phrase.split()[0] in {"However", "Should", "Meanwhile", "When", "The"}]


def test_what_is_known_is_not_offered() -> None:
    text = "In Oberfeld the Harbour Council met Ana Belmonte."
    assert set(found(text)) - set(found(text, known=("Ana Belmonte",))) == {"Ana Belmonte"}


def test_an_initialism_is_offered_with_what_it_stands_for() -> None:
    offered = found("The Northern Ferry Company (NFC) sold its boats, and the NFC closed.")
    assert {"Northern Ferry Company", "NFC"} <= set(offered)


def test_a_russian_text_gives_names_and_no_verbs() -> None:
    offered = found(
        "Однако смотритель маяка Иван Ларин не согласился. Сказал он об этом только вчера, когда вернулся домой.",
        "Затем Иван Ларин уехал в Архангельск. Поэтому в посёлке его больше никто не видел.",
    )
    assert "Иван Ларин" in offered
    assert not {"Однако", "Сказал", "Затем", "Поэтому", "Однако смотритель"} & set(offered)
    assert not [phrase for phrase in offered if phrase.islower()]


def test_an_arabic_text_gives_no_sentences() -> None:
    offered = found(
        "عاد اللقلق إلى العش فوق الطاحونة القديمة في يوم الثلاثاء، ولم يكن أحد قد أزال العش من مكانه.",
        "قالت شركة NFC إن القارب لن يبحر قبل الربيع.",
    )
    assert all(len(phrase.split()) <= 4 for phrase in offered)
    assert set(offered) == {"NFC"}


def test_a_french_and_a_german_text_give_names_only() -> None:
    french = found("Cependant Jeanne Moreau-Petit répète que la vallée est silencieuse. Selon Henrik Aas, c’est faux.")
    assert {"Jeanne Moreau-Petit", "Henrik Aas"} == {phrase for phrase, person in french.items() if person}
    german = found("Doch Lena Fischer blieb dabei. Laut Henrik Aas war der Hafen 1917 geschlossen.")
    assert {"Lena Fischer", "Henrik Aas"} == {phrase for phrase, person in german.items() if person}


def test_a_word_in_another_script_is_offered_beside_its_text() -> None:
    assert "компромат" in found("The keeper spoke of компромат, and went home.")


def test_no_key_is_there_twice() -> None:
    text = (
        "We met Ana Belmonte, Ines Belmonte, the Institute of Salt, the Institute-of-Salt and a NATO, “Nato” or NATOs."
    )
    written = to_yaml(suggest([("1", text)], lambda _: False))
    keys = [line.split(":")[0] for line in written.splitlines() if line and line[0] not in " #"]
    people = written.partition("# glossary.yml")[0]
    assert len([key for key in keys if "belmonte" in key]) == 2
    assert len(keys) == len(set(keys))
    assert {each["name"] for each in yaml.safe_load(people).values()} == {"Ana Belmonte", "Ines Belmonte"}
