"""The database's refusal to change a draft that was discarded by its author or made void.

Such a draft is known by its event, which never changes and is never deleted. As with all guards, the
statements never change once released.
"""

from collections.abc import Sequence

from assessment_tool.records.guards import on_postgresql, on_sqlite

_VERBS = {"revisions": ["update"], "responses": ["insert", "update"]}
"""What is guarded of these tables; to all others rows are added alone."""
_ROWS = {"insert": "NEW.{column}", "update": "OLD.{column}, NEW.{column}"}

_HAS_ENDED = """EXISTS (
        SELECT 1 FROM assessment_events WHERE revision_id IN ({rows}) AND kind IN ('discarded', 'voided')
    )"""

_REFUSE_ONCE_ENDED = f"""
CREATE FUNCTION refuse_change_once_ended() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids integer[] := ARRAY[(to_jsonb(OLD) ->> TG_ARGV[0])::integer, (to_jsonb(NEW) ->> TG_ARGV[0])::integer];
BEGIN
    -- FOR SHARE waits for an end that is being made at this moment.
    PERFORM 1 FROM revisions WHERE id = ANY (ids) FOR SHARE;
    IF {_HAS_ENDED.format(rows="SELECT unnest(ids)")} THEN
        RAISE EXCEPTION 'record is final: % of % is refused', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""


def ended_function(make: str) -> Sequence[str]:
    """What must exist before `no_change_once_ended`: the function that PostgreSQL's triggers call."""
    return [_REFUSE_ONCE_ENDED] if make == "postgresql" else []


def drop_ended_function(make: str) -> Sequence[str]:
    """Undo `ended_function`, when no guard is left."""
    return ["DROP FUNCTION refuse_change_once_ended()"] if make == "postgresql" else []


def no_change_once_ended(make: str, table: str) -> Sequence[str]:
    """The revision, or what belongs to it, is neither added to nor changed once it is discarded or void."""
    column = "id" if table == "revisions" else "revision_id"
    return [_guard(make, table, verb, column) for verb in _VERBS.get(table, ["insert"])]


def _guard(make: str, table: str, verb: str, column: str) -> str:
    name = f"no_{verb}_once_ended"
    if make == "postgresql":
        return on_postgresql(table, verb, name, call="refuse_change_once_ended", argument=f"'{column}'")
    rows = _ROWS[verb].format(column=column)
    return on_sqlite(table, verb, name, f"WHEN {_HAS_ENDED.format(rows=rows)}")
