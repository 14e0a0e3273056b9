"""The database's own refusals: triggers that keep a final record final, whoever asks.

Migrations call these functions, so the statements they give never change once released: a different
refusal is a new function. Every refusal begins with "record is final:" and arrives as an IntegrityError.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, Table

from assessment_tool.records.base import Kept, how_kept


class WouldLoseRecordsError(Exception):
    """A migration backwards would have dropped a table that holds records; nothing was changed."""

    def __init__(self, table: str) -> None:
        super().__init__(f"{table} holds records, and nothing that was recorded is ever dropped.")
        self.table = table


_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'record is final: % of % is refused', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$"""

_REFUSE_ONCE_SIGNED = """
CREATE FUNCTION refuse_change_once_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_signed boolean;
BEGIN
    -- FOR SHARE waits for a signature that is being made at this moment.
    SELECT bool_or(revision.signed_at IS NOT NULL) INTO is_signed FROM (
        SELECT signed_at FROM revisions WHERE id IN (OLD.revision_id, NEW.revision_id) FOR SHARE
    ) AS revision;
    IF is_signed THEN
        RAISE EXCEPTION 'record is final: % of % is refused', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""

_REFUSE_ONCE_SUBMITTED = """
CREATE FUNCTION refuse_change_once_submitted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- FOR SHARE waits for a submission that is being made at this moment.
    PERFORM 1 FROM dip_audits WHERE id = NEW.audit_id FOR SHARE;
    IF EXISTS (SELECT 1 FROM dip_audit_events WHERE audit_id = NEW.audit_id) THEN
        RAISE EXCEPTION 'record is final: % of % is refused', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""


Keys = Sequence[Sequence[str]]
"""The columns of each key of a table by which a row can be told from all others."""

REPLACING = ("no_replacing_insert", "no_replacing_update")

_ENDS = ("signed", "restarted", "ended")
"""What a draft can come to, each with guards of its own."""

_EVENTS = {"insert": "NEW.revision_id", "update": "OLD.revision_id, NEW.revision_id"}


def functions(make: str) -> Sequence[str]:
    """What must exist before the guards of any table: the functions that PostgreSQL's triggers call."""
    return [_REFUSE, _REFUSE_ONCE_SIGNED] if make == "postgresql" else []


def drop_functions(make: str) -> Sequence[str]:
    """Undo `functions`, when no guard is left."""
    names = ["refuse_change", "refuse_change_once_signed"]
    return [f"DROP FUNCTION {name}()" for name in names] if make == "postgresql" else []


def no_delete(make: str, table: str) -> Sequence[str]:
    """Rows of the table are never deleted, one by one or all at once."""
    if make == "sqlite":
        return [on_sqlite(table, "delete", "no_delete")]
    return [
        on_postgresql(table, "delete", "no_delete"),
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()",
    ]


def no_update(make: str, table: str) -> Sequence[str]:
    """Rows of the table never change."""
    trigger = on_sqlite if make == "sqlite" else on_postgresql
    return [trigger(table, "update", "no_update")]


def no_update_once_signed(make: str, table: str) -> Sequence[str]:
    """Rows of the table, which has a column `signed_at`, never change once that is filled."""
    trigger = on_sqlite if make == "sqlite" else on_postgresql
    return [trigger(table, "update", "no_update_once_signed", "WHEN (OLD.signed_at IS NOT NULL)")]


def no_change_once_revision_signed(make: str, table: str) -> Sequence[str]:
    """Rows of the table, which has `revision_id`, are neither added nor changed once that is signed."""
    if make == "sqlite":
        signed = "WHEN EXISTS (SELECT 1 FROM revisions WHERE id IN ({rows}) AND signed_at IS NOT NULL)"
        return [
            on_sqlite(table, verb, f"no_{verb}_once_signed", signed.format(rows=rows))
            for verb, rows in _EVENTS.items()
        ]
    call = "refuse_change_once_signed"
    return [on_postgresql(table, verb, f"no_{verb}_once_signed", call=call) for verb in _EVENTS]


def no_replacement(make: str, table: str, keys: Keys) -> Sequence[str]:
    """A new or changed row never takes the place of another one that has one of the same keys.

    On SQLite, INSERT OR REPLACE and UPDATE OR REPLACE delete the row that is in the way, and ask the
    trigger against deletion only where the connection wishes it (`recursive_triggers`). These triggers
    ask first, whoever connects. PostgreSQL knows no such thing.
    """
    if make == "postgresql":
        return []
    conditions = {
        "insert": _in_the_way(table, keys),
        "update": _in_the_way(table, keys, "rowid <> OLD.rowid"),
    }
    return [
        on_sqlite(table, verb, f"no_replacing_{verb}", condition, "another row has this key")
        for verb, condition in conditions.items()
    ]


def drop(make: str, table: str, names: Sequence[str]) -> Sequence[str]:
    """Take guards of a table away again, by the ends of their names."""
    on = f" ON {table}" if make == "postgresql" else ""
    return [f"DROP TRIGGER {table}_{name}{on}" for name in names]


def no_insert_once_revision_signed(make: str, table: str) -> Sequence[str]:
    """Rows of the table, which has `revision_id`, are not added once that is signed."""
    return [no_change_once_revision_signed(make, table)[0]]


def submitted_function(make: str) -> Sequence[str]:
    """What must exist before `no_insert_once_submitted`: the function that PostgreSQL's trigger calls."""
    return [_REFUSE_ONCE_SUBMITTED] if make == "postgresql" else []


def drop_submitted_function(make: str) -> Sequence[str]:
    """Undo `submitted_function`, when its guard is gone."""
    return ["DROP FUNCTION refuse_change_once_submitted()"] if make == "postgresql" else []


def no_insert_once_submitted(make: str, table: str) -> Sequence[str]:
    """Rows of the table, which has `audit_id`, are not added once that is submitted or withdrawn."""
    name = "no_insert_once_submitted"
    if make == "sqlite":
        closed = "WHEN EXISTS (SELECT 1 FROM dip_audit_events WHERE audit_id = NEW.audit_id)"
        return [on_sqlite(table, "insert", name, closed)]
    return [on_postgresql(table, "insert", name, call="refuse_change_once_submitted")]


def refuse_loss(connection: Connection, tables: Sequence[str]) -> None:
    """Raise `WouldLoseRecordsError` where a table that is about to be dropped holds a row."""
    for table in tables:
        if connection.exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1").first():  # noqa: S608 - names of ours
            raise WouldLoseRecordsError(table)


def expected(make: str, table: Table) -> frozenset[str]:
    """The names of the triggers that the table must have, by the rule under which its rows are kept."""
    no_insert, no_update = ([f"no_{verb}_once_{end}" for end in _ENDS] for verb in ("insert", "update"))
    events = {
        Kept.FOR_EVER: ["no_delete"],
        Kept.UNCHANGED: ["no_delete", "no_update"],
        Kept.UNCHANGED_IN_DRAFT: ["no_delete", "no_update", *no_insert],
        Kept.UNTIL_SUBMITTED: ["no_delete", "no_update", "no_insert_once_submitted"],
        Kept.UNTIL_SIGNED: ["no_delete", *no_update],
        Kept.FOR_A_WHILE: [],
    }[how_kept(table)]
    if events and make == "postgresql":
        events.append("no_truncate")
    if events and make == "sqlite":
        events.extend(REPLACING)
    if how_kept(table) is Kept.UNTIL_SIGNED and "revision_id" in table.columns:
        events += no_insert
    if table.name == "revisions":
        events.append("origin_is_fixed")
    return frozenset(f"{table.name}_{event}" for event in events)


def _in_the_way(table: str, keys: Keys, other: str = "TRUE") -> str:
    same = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")" for columns in keys
    )
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {other} AND ({same}))"  # noqa: S608 - names of ours


def on_sqlite(table: str, verb: str, name: str, condition: str = "", why: str = "") -> str:
    """A trigger of SQLite that refuses every such change of a row for which the condition holds."""
    reason = f" ({why})" if why else ""
    return (
        f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} {condition}"
        f" BEGIN SELECT RAISE(ABORT, 'record is final: {verb} of {table} is refused{reason}'); END"
    )


def on_postgresql(
    table: str,
    verb: str,
    name: str,
    condition: str = "",
    *,
    call: str = "refuse_change",
    argument: str = "",
) -> str:
    """A trigger of PostgreSQL that calls a refusing function before every such change of a row."""
    return (
        f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table}"
        f" FOR EACH ROW {condition} EXECUTE FUNCTION {call}({argument})"
    )
