"""The audit in both databases: one unbroken chain, whoever writes at once, and no way to change it unseen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from assessment_tool.core.audit_anchor import Anchor, Head
from assessment_tool.core.audit_chain import Keyring, Outcome, Verdict
from assessment_tool.records import reading, writing
from assessment_tool.services.audit import Act, append, head, verify
from tests.database import BOTH_MAKES
from tests.services.at_once import at_once

AT = datetime(2026, 3, 4, 12, 0, 0, 123456, tzinfo=UTC)
KEYS = Keyring(["seals-what-tests-do-and-is-long-enough"])
STOLEN = KEYS
LENGTH = 9
WRITERS, EACH = 8, 6
GUARDS = {
    "sqlite": "DROP TRIGGER {0}",
    "postgresql": "DROP TRIGGER {0} ON audit_entries",
}
NAMES = ("audit_entries_no_update", "audit_entries_no_delete", "audit_entries_no_truncate")

refused = pytest.raises(IntegrityError, match="record is final: ")


def act(**changes: object) -> Act:
    fields = {"at": AT, "action": "families.page", "outcome": Outcome.DONE, "actor_id": 3, "family_id": 7}
    return Act(**{**fields, **changes})  # type: ignore[arg-type]  # fields by name


def write(engine: Engine, *acts: Act, keys: Keyring = KEYS) -> None:
    with writing(engine) as session:
        append(session, keys, acts)


def verdict(engine: Engine, *anchors: Anchor) -> Verdict:
    with reading(engine) as session:
        return verify(session, KEYS, anchors)


def newest(engine: Engine) -> Head:
    with reading(engine) as session:
        found = head(session)
    assert found
    return found


@pytest.fixture
def chain(engine: Engine) -> list[Head]:
    """The heads of a chain as it grew."""
    heads = []
    for number in range(LENGTH):
        write(engine, act(actor_id=number, record=f"assessment {number}"))
        heads.append(newest(engine))
    return heads


def anchored(one: Head) -> Anchor:
    return Anchor(one.number, one.seal, "elsewhere")


def test_nothing_written_is_nothing_verified(engine: Engine) -> None:
    found = verdict(engine)
    assert (found.checked, found.is_whole) == (0, False)
    with reading(engine) as session:
        assert head(session) is None


def test_a_chain_fits_with_itself_and_with_every_anchor(engine: Engine, chain: list[Head]) -> None:
    found = verdict(engine, *map(anchored, chain))
    assert (found.checked, found.head, found.misfit) == (LENGTH, chain[-1].seal, None)
    assert [one.number for one in chain] == list(range(1, LENGTH + 1))


def test_several_acts_of_one_transaction_follow_each_other(engine: Engine) -> None:
    write(engine, act(family_id=1), act(family_id=2), act(family_id=None, actor_id=None))
    assert verdict(engine).checked == 3


def test_what_is_rolled_back_leaves_no_entry_and_no_gap(engine: Engine) -> None:
    write(engine, act())
    with writing(engine) as session:
        append(session, KEYS, [act()])
        session.rollback()
    write(engine, act())
    assert (verdict(engine).checked, verdict(engine).is_whole) == (2, True)


def test_eight_writers_at_once_make_one_unbroken_chain(engine: Engine) -> None:
    def writer(actor_id: int) -> Callable[[], None]:
        def work() -> None:
            for number in range(EACH):
                write(engine, act(actor_id=actor_id, record=f"assessment {number}"))

        return work

    at_once(*(writer(number) for number in range(WRITERS)))
    found = verdict(engine)
    assert (found.checked, found.misfit) == (WRITERS * EACH, None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor_id = 5 WHERE id = 9",
        "UPDATE audit_entries SET seal = seal",
        "DELETE FROM audit_entries WHERE id > 7",
        "DELETE FROM audit_entries",
    ],
)
@pytest.mark.usefixtures("chain")
def test_the_application_itself_can_neither_change_nor_delete_an_entry(
    engine: Engine, statement: str
) -> None:
    with refused, writing(engine) as session:
        session.execute(text(statement))
    assert verdict(engine).checked == LENGTH


@pytest.mark.usefixtures("chain")
def test_the_shortcuts_of_each_database_are_closed_too(engine: Engine) -> None:
    shortcut = {
        "sqlite": "INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries WHERE id = 9",
        "postgresql": "TRUNCATE audit_entries",
    }[engine.dialect.name]
    with refused, writing(engine) as session:
        session.execute(text(shortcut))
    assert verdict(engine).checked == LENGTH


@pytest.mark.usefixtures("chain")
def test_an_entry_of_somebodys_own_is_refused_or_found(engine: Engine) -> None:
    """Nothing forbids to append; what was not sealed by us does not fit."""
    columns = "at, action, outcome, actor_id, session_key, family_id, record, subject, key_id, seal"
    words = f"INSERT INTO audit_entries (id, {columns}) SELECT 10, {columns} FROM audit_entries WHERE id = 9"  # noqa: S608 - our own names
    with writing(engine) as session:
        session.execute(text(words))
    misfit = verdict(engine).misfit
    assert misfit
    assert misfit.number == LENGTH + 1


def without_guards(engine: Engine) -> None:
    """Whoever owns the database can take its guards away: then the chain and its anchors must tell."""
    make = engine.dialect.name
    names = [name for name in NAMES if make == "postgresql" or name != "audit_entries_no_truncate"]
    with engine.begin() as connection:
        for name in names:
            connection.execute(text(GUARDS[make].format(name)))


def rewrite(engine: Engine) -> None:
    """All anew from the third entry on, with the stolen key; the fifth names somebody else."""
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_entries WHERE id > 2"))
    for number in range(2, LENGTH):
        write(engine, act(actor_id=99 if number == 4 else number, record=f"assessment {number}"), keys=STOLEN)


def by(*statements: str) -> Callable[[Engine], None]:
    def tamper(engine: Engine) -> None:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    return tamper


MOVED = (
    "UPDATE audit_entries SET id = 100 WHERE id = 4",
    "UPDATE audit_entries SET id = 4 WHERE id = 5",
    "UPDATE audit_entries SET id = 5 WHERE id = 100",
)
NUMBERED_ANEW = "UPDATE audit_entries SET id = {} WHERE id = {}"
TAMPERING: dict[str, tuple[Callable[[Engine], None], int | None, int | None]] = {
    "changed": (by("UPDATE audit_entries SET actor_id = 99 WHERE id = 4"), 4, 4),
    "an outcome changed": (by("UPDATE audit_entries SET outcome = 'refused' WHERE id = 4"), 4, 4),
    "an instant changed": (by("UPDATE audit_entries SET at = '2020-01-01 00:00:00' WHERE id = 4"), 4, 4),
    "left out": (by("DELETE FROM audit_entries WHERE id = 4"), 4, 4),
    "left out and numbered anew": (
        by(
            "DELETE FROM audit_entries WHERE id = 4",
            *(NUMBERED_ANEW.format(number - 1, number) for number in range(5, 10)),
        ),
        4,
        4,
    ),
    "moved": (by(*MOVED), 4, 4),
    "begun later": (by("DELETE FROM audit_entries WHERE id < 4"), 1, 1),
    "cut off": (by("DELETE FROM audit_entries WHERE id > 7"), None, 8),
    "emptied": (by("DELETE FROM audit_entries"), None, 1),
    "written anew": (rewrite, None, 5),
}
"""What was done; the entry at which the chain alone tells; and at which the last anchors tell."""


@pytest.mark.parametrize("kind", TAMPERING)
def test_whatever_is_done_behind_the_guards_is_found(engine: Engine, chain: list[Head], kind: str) -> None:
    tamper, by_chain, by_anchor = TAMPERING[kind]
    without_guards(engine)
    tamper(engine)
    alone = verdict(engine).misfit
    assert (alone.number if alone else None) == by_chain
    for anchors in ([anchored(one) for one in chain[2:]], [Anchor(9, chain[8].seal[:16], "report.pdf")]):
        misfit = verdict(engine, *anchors).misfit
        assert misfit
        known = {one.number for one in anchors}
        assert misfit.number in {by_anchor, *known}


def test_what_was_never_written_by_us_is_told_and_breaks_nothing(
    sqlite_engine: Engine,
) -> None:
    for _ in range(3):
        write(sqlite_engine, act())
    without_guards(sqlite_engine)
    by("UPDATE audit_entries SET at = 'yesterday' WHERE id = 2")(sqlite_engine)
    misfit = verdict(sqlite_engine).misfit
    assert misfit
    assert misfit.number == 2


def test_a_dropped_table_cannot_be_called_whole(engine: Engine, chain: list[Head]) -> None:
    assert chain
    by("DROP TABLE audit_entries")(engine)
    with pytest.raises(DatabaseError):
        verdict(engine)


@pytest.fixture
def serving_role(engine: Engine) -> Iterator[Engine]:
    """The role of a service that is not the owner of its tables, as a careful installation has it."""
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE serving NOLOGIN"))
        connection.execute(text("GRANT SELECT, INSERT ON audit_entries TO serving"))
    yield engine
    with engine.begin() as connection:
        connection.execute(text("DROP OWNED BY serving"))
        connection.execute(text("DROP ROLE serving"))


@pytest.mark.parametrize("engine", [BOTH_MAKES[1]], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor_id = 5",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "DROP TABLE audit_entries",
        "DROP TRIGGER audit_entries_no_update ON audit_entries",
        "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ],
)
def test_a_role_that_owns_nothing_cannot_even_reach_for_the_guards(
    serving_role: Engine, statement: str
) -> None:
    write(serving_role, act())
    with serving_role.connect() as connection:
        connection.execute(text("SET ROLE serving"))
        assert connection.scalar(text("SELECT count(*) FROM audit_entries")) == 1
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
            connection.execute(text(statement))
    assert verdict(serving_role).is_whole
