"""Small pages of our own, each with what a page of somebody else's once lost or kept wrongly."""

import pytest

from reader.importing.draft import Draft
from tests.importing.test_sources import PROSE, draft_of

OTHER = "Nobody had taken the nest down, because it would have cost more than leaving it where it was."


def body_of(inside: str, before: str = "") -> list[str]:
    return [piece.text for piece in page(inside, before).pieces]


def page(inside: str, before: str = "") -> Draft:
    article = f"<article><h1>Storks over the mill</h1>{inside}</article>"
    return draft_of(f"<html><body>{before}{article}</body></html>", "a.html")


def test_loose_text_in_a_link_around_a_list_is_the_menu_s() -> None:
    menu = "<nav><ul><li><a href='/w'>World<ul><li>Europe</li></ul></a></li><li><a href='/p'>Power</a></li></ul></nav>"
    assert body_of(f"<p>{PROSE}</p><p>{OTHER}</p>", menu) == [PROSE, OTHER]


@pytest.mark.parametrize("name", ["photo-gallery", "slideshow", "iframe-embed", "ultimas-noticias"])
def test_a_box_in_the_midst_goes_by_its_name(name: str) -> None:
    box = f"<div class='{name}'><h3>Content</h3><ul><li>A boat of 1917 in the old harbour</li></ul></div>"
    assert body_of(f"<p>{PROSE}</p>{box}<p>{OTHER}</p>") == [PROSE, OTHER]


def test_a_title_over_notes_that_are_not_there_goes() -> None:
    inside = f"<p>{PROSE}</p><p>{OTHER}</p><ul><li class='references'>Quellen</li></ul>"
    assert body_of(inside) == [PROSE, OTHER]


@pytest.mark.parametrize(
    "notice",
    [
        "This article was reprinted on Harbour.example.",
        "This content can also be viewed on the site it originates from.",
        "الآراء الواردة أدناه لا تعبر عن رأي الموقع، بل تعكس وجهات نظر أصحابها فقط.",
        "ترحب شبكة الميناء بالنقاش الحيوي والمفيد، ولذلك ننصحك بمراجعة إرشادات الاستخدام قبل نشر أي تعليق هنا.",
    ],
)
def test_a_notice_under_the_text_goes(notice: str) -> None:
    assert body_of(f"<p>{PROSE}</p><p>{OTHER}</p><p>{notice}</p>") == [PROSE, OTHER]


def test_lines_without_stops_above_the_first_sentence_stay() -> None:
    lines = ["今年的寒流已經把後山一帶的層層山巒披上紅色的新衣裳", "沿著蜿蜒道路下切不久就抵達來到港口邊的小學校"]
    sentence = "老人每天早上都到碼頭去看海，因為他的船還沒有回來，所以他一直在那裡等待著。"
    inside = "".join(f"<p>{line}</p>" for line in [*lines, sentence, sentence.replace("老人", "孩子")])
    assert body_of(inside)[:2] == lines


def test_a_paragraph_is_no_caption_for_the_source_in_brackets_at_its_end() -> None:
    inside = "The lamp went out. The keeper wrote it down. Nobody lit it again. [Getty Images / AFP]"
    assert inside in body_of(f"<p>{PROSE}</p><p>{inside}</p><p>{OTHER}</p>")


def test_a_heading_that_leads_elsewhere_goes_with_nothing_under_it() -> None:
    teaser = "<div><h4><a href='/b'>The bees of the bell tower</a></h4></div>"
    assert body_of(f"<p>{PROSE}</p><p>{OTHER}</p>{teaser}") == [PROSE, OTHER]
