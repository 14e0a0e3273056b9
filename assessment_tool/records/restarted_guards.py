"""The database's refusal to change a draft that was left for one in a newer version of its instrument.

Such a draft is known by the one that goes on with it: a first draft, which is based on it. Neither of these
two facts of a revision ever changes. As with all guards, the statements never change once released.
"""

from collections.abc import Sequence

from assessment_tool.records.guards import on_postgresql, on_sqlite

FIXED, CLOSED = "origin_is_fixed", "once_restarted"
_VERBS = {"revisions": ["update"], "responses": ["insert", "update"]}
"""What is guarded of these tables; to all others rows are added alone."""
_ROWS = {"insert": "NEW.{column}", "update": "OLD.{column}, NEW.{column}"}

_IS_RESTARTED = """EXISTS (
        SELECT 1 FROM revisions AS closed
        JOIN revisions AS next ON next.assessment_id = closed.assessment_id AND next.based_on_id = closed.id
        WHERE closed.id IN ({rows}) AND next.opened_because = 'first'
    )"""

_REFUSE_ONCE_RESTARTED = f"""
CREATE FUNCTION refuse_change_once_restarted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids integer[] := ARRAY[(to_jsonb(OLD) ->> TG_ARGV[0])::integer, (to_jsonb(NEW) ->> TG_ARGV[0])::integer];
BEGIN
    -- FOR SHARE waits for a restart that is being made at this moment.
    PERFORM 1 FROM revisions WHERE id = ANY (ids) FOR SHARE;
    IF {_IS_RESTARTED.format(rows="SELECT unnest(ids)")} THEN
        RAISE EXCEPTION 'record is final: % of % is refused', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""


def restarted_function(make: str) -> Sequence[str]:
    """What must exist before `no_change_once_restarted`: the function that PostgreSQL's triggers call."""
    return [_REFUSE_ONCE_RESTARTED] if make == "postgresql" else []


def drop_restarted_function(make: str) -> Sequence[str]:
    """Undo `restarted_function`, when no guard is left."""
    return ["DROP FUNCTION refuse_change_once_restarted()"] if make == "postgresql" else []


def origin_is_fixed(make: str) -> Sequence[str]:
    """What a revision is based on, and why it was opened, never changes."""
    differs = "IS NOT" if make == "sqlite" else "IS DISTINCT FROM"
    columns = ("based_on_id", "opened_because")
    changes = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)
    trigger = on_sqlite if make == "sqlite" else on_postgresql
    return [trigger("revisions", "update", FIXED, f"WHEN ({changes})")]


def no_change_once_restarted(make: str, table: str) -> Sequence[str]:
    """The revision, or what belongs to it, is neither added to nor changed once it is restarted."""
    column = "id" if table == "revisions" else "revision_id"
    return [_guard(make, table, verb, column) for verb in _VERBS.get(table, ["insert"])]


def _guard(make: str, table: str, verb: str, column: str) -> str:
    name = f"no_{verb}_{CLOSED}"
    if make == "postgresql":
        return on_postgresql(table, verb, name, call="refuse_change_once_restarted", argument=f"'{column}'")
    rows = _ROWS[verb].format(column=column)
    return on_sqlite(table, verb, name, f"WHEN {_IS_RESTARTED.format(rows=rows)}")
