from benchmarks.revisions import blocks


def test_inline_code_is_part_of_the_words() -> None:
    [paragraph, item] = blocks(
        "Use `println!`, *then* `#!python a < b` <!-- no -->and <b title='ab'>rest</b>.\n\n- an `item`"
    )
    assert paragraph.text == "Use println!, then a < b and rest."
    assert item.text == "an item"
