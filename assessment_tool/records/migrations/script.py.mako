"""${message}

The rules of a migration:
1. Once released it never changes. What was wrong is put right by the next one.
2. Its number follows on the last; there is one head.
3. It imports nothing of the application but `records.guards`, whose statements never change. Types are plain.
4. It runs on SQLite and PostgreSQL. Tables are altered in a batch: SQLite rebuilds the table, and a rebuilt table has
   lost its triggers, so make its guards again. CHECK constraints are not found by comparison: write them.
5. Nothing that was recorded is lost. A new column of a final record is nullable, and stays empty in old rows.
6. A new table says how its rows are kept (`base.Kept`) and gets the guards that go with it.
7. `downgrade` undoes it, or refuses where that would lose what was recorded.
8. Tests take it up, down, and up with data in every table, on both databases, and then find no drift.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision: str = ${repr(up_revision)}
down_revision: str | None = ${repr(down_revision)}
branch_labels: Sequence[str] | None = ${repr(branch_labels)}
depends_on: Sequence[str] | None = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
