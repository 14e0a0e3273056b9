"""The chain finds whatever was done to it without a key; what was done with one is found by anchors."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment_tool.core.audit_anchor import (
    Anchor,
    AnchorFormatError,
    Head,
    NoAnchorError,
    anchor_line,
    anchors_of,
    printed_anchor,
)
from assessment_tool.core.audit_chain import (
    BEFORE_THE_FIRST,
    Entry,
    Keyring,
    Outcome,
    Sealed,
    UnreadableError,
    instant,
    walk,
)

AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
OURS, THEIRS = "k" * 32, "t" * 32
KEYS = Keyring([OURS])
LENGTH = 12
Chain = list[Sealed]


def entry(number: int, keys: Keyring = KEYS, **changes: Any) -> Entry:
    made = Entry(
        number=number,
        at=instant(AT + timedelta(seconds=number)),
        action="families.page",
        outcome=Outcome.DONE.value,
        actor_id=3,
        session_key="s",
        family_id=7,
        record="",
        subject="",
        key_id=keys.sealing_id,
    )
    return made._replace(**changes)


def sealed(entries: list[Entry], keys: Keyring = KEYS) -> Chain:
    chain, before = [], BEFORE_THE_FIRST
    for one in entries:
        before = keys.seal(before, one)
        chain.append(Sealed(one, before))
    return chain


def whole() -> Chain:
    return sealed([entry(number) for number in range(1, LENGTH + 1)])


def anchor(chain: Chain, number: int) -> Anchor:
    return Anchor(number, chain[number - 1].seal, "the file")


def changed(place: int, **changes: Any) -> Callable[[Chain], Chain]:
    def change(chain: Chain) -> Chain:
        chain[place] = chain[place]._replace(entry=chain[place].entry._replace(**changes))
        return chain

    return change


def put_in(chain: Chain) -> Chain:
    """An entry of their own, and all numbers after it moved on."""
    new = Sealed(entry(5, actor_id=4), "f" * 64)
    later = [Sealed(one.entry._replace(number=one.entry.number + 1), one.seal) for one in chain[4:]]
    return [*chain[:4], new, *later]


def swapped(chain: Chain) -> Chain:
    chain[4], chain[5] = (
        chain[5]._replace(entry=chain[5].entry._replace(number=5)),
        chain[4]._replace(entry=chain[4].entry._replace(number=6)),
    )
    return chain


def left_out(chain: Chain) -> Chain:
    return chain[:4] + chain[5:]


def left_out_and_numbered_anew(chain: Chain) -> Chain:
    later = [Sealed(one.entry._replace(number=one.entry.number - 1), one.seal) for one in chain[5:]]
    return chain[:4] + later


WITHOUT_A_KEY = {
    "another instant": changed(4, at=instant(AT)),
    "another action": changed(4, action="families.catalogue"),
    "another outcome": changed(4, outcome="refused"),
    "another person": changed(4, actor_id=4),
    "nobody": changed(4, actor_id=None),
    "another session": changed(4, session_key="t"),
    "another family": changed(4, family_id=8),
    "another record": changed(4, record="assessment 1"),
    "another subject": changed(4, subject="x"),
    "a key that is not ours": changed(4, key_id="0"),
    "a line more": changed(4, record="a\nb"),
    "what is no instant": changed(4, at="yesterday"),
    "put in": put_in,
    "swapped": swapped,
    "left out": left_out,
    "left out and numbered anew": left_out_and_numbered_anew,
}


def written_anew(chain: Chain) -> Chain:
    """With our key, which was stolen: entry 5 never was, and all is in order."""
    return sealed([one.entry for one in changed(4, actor_id=4)(chain)])


def cut_off(chain: Chain) -> Chain:
    return chain[:-2]


WITH_A_KEY = {"cut off": (cut_off, LENGTH - 1), "written anew": (written_anew, 8)}


def test_a_chain_that_nobody_touched_fits() -> None:
    chain = whole()
    verdict = walk(chain, KEYS, [anchor(chain, 3), anchor(chain, LENGTH)])
    assert (verdict.checked, verdict.head, verdict.misfit, verdict.is_whole) == (
        LENGTH,
        chain[-1].seal,
        None,
        True,
    )


def test_an_empty_chain_is_not_called_whole() -> None:
    verdict = walk([], KEYS)
    assert (verdict.checked, verdict.misfit, verdict.is_whole) == (0, None, False)


def test_an_empty_chain_of_which_an_anchor_knows_an_entry_was_cut_off() -> None:
    misfit = walk([], KEYS, [anchor(whole(), 3)]).misfit
    assert misfit
    assert (misfit.number, "the end was cut off: the file knows entry 3" in misfit.why) == (1, True)


@pytest.mark.parametrize("kind", WITHOUT_A_KEY)
def test_whatever_is_done_without_a_key_is_found_at_its_place(kind: str) -> None:
    verdict = walk(WITHOUT_A_KEY[kind](whole()), KEYS)
    assert verdict.misfit, kind
    assert (verdict.misfit.number, verdict.checked) == (5, 4)


@pytest.mark.parametrize("kind", WITH_A_KEY)
def test_what_is_done_with_a_key_is_found_by_an_anchor_alone(kind: str) -> None:
    act, number = WITH_A_KEY[kind]
    assert walk(act(whole()), KEYS).is_whole
    verdict = walk(act(whole()), KEYS, [anchor(whole(), 2), anchor(whole(), 8), anchor(whole(), LENGTH)])
    assert verdict.misfit
    assert verdict.misfit.number == number


def test_an_entry_sealed_with_another_key_does_not_fit() -> None:
    theirs = Keyring([THEIRS])
    forged = sealed([entry(1, theirs)], theirs)
    misfit = walk(forged, KEYS).misfit
    assert misfit
    assert "which was not given" in misfit.why
    named_as_ours = [forged[0]._replace(entry=entry(1))]
    assert not walk(named_as_ours, KEYS).is_whole


def test_the_newest_key_seals_and_the_older_one_still_verifies() -> None:
    both = Keyring([OURS, THEIRS])
    old = sealed([entry(1), entry(2)])
    new = entry(3, both)
    chain = [*old, Sealed(new, both.seal(old[-1].seal, new))]
    assert new.key_id == Keyring([THEIRS]).sealing_id
    assert walk(chain, both).is_whole
    assert walk(chain, KEYS).checked == 2


def test_no_two_entries_have_the_same_bytes() -> None:
    """A separator inside a field moves nothing from one field to the next."""
    with pytest.raises(UnreadableError):
        assert entry(1, record="a\nb").canonical
    lines = entry(1, family_id=None).canonical.decode().split("\n")
    assert lines[:-1] == ["1", "2026-03-04 12:00:01.000000", "families.page", "done", "3", "s", "", "", ""]


def test_what_was_typed_is_hidden_by_the_key() -> None:
    assert KEYS.hidden("worker") == KEYS.hidden("worker") != Keyring([THEIRS]).hidden("worker")


def test_an_anchor_is_read_back_as_it_was_written() -> None:
    head = Head(7, "a" * 64)
    text = anchor_line(AT, head) + "\n"
    assert text == f"2026-03-04T12:00:00Z 7 {'a' * 64}\n"
    assert anchors_of(text * 2, "f") == [Anchor(7, "a" * 64, f"f (line {n})") for n in (1, 2)]


@pytest.mark.parametrize("line", ["", "x", f"now 0 {'a' * 64}", f"now 1 {'a' * 63}", f"now 1 {'A' * 64}"])
def test_a_line_that_is_no_anchor_is_named(line: str) -> None:
    with pytest.raises(AnchorFormatError, match="Line 2"):
        anchors_of(f"{anchor_line(AT, Head(1, 'a' * 64))}\n{line}\n", "f")


def test_what_is_printed_is_the_beginning_of_the_seal() -> None:
    chain = whole()
    printed = Head(3, chain[2].seal).printed
    found = printed_anchor(f"Page 1 of 2 {printed} and again {printed}", "report.pdf")
    assert found == Anchor(3, chain[2].seal[:16], "report.pdf")
    assert walk(chain, KEYS, [found]).is_whole
    of_the_eighth = printed_anchor(Head(8, chain[7].seal).printed, "report.pdf")
    assert not walk(written_anew(whole()), KEYS, [of_the_eighth]).is_whole


@pytest.mark.parametrize("text", ["", "Record 3", f"Record 3 · {'a' * 16} Record 4 · {'a' * 16}"])
def test_a_text_without_one_record_number_is_refused(text: str) -> None:
    with pytest.raises(NoAnchorError):
        printed_anchor(text, "letter.pdf")
