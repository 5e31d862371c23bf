"""Several changes of tables in one step of a migration, for which Django draws its picture of all tables once.

After each change Django makes the classes of all tables anew that are related to the changed one. Here all tables are
related, so that a first ``migrate`` would spend most of its time in making classes which nothing looks at.
"""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Makes ``operations`` in their order; each knows the tables as they are before the first and after the last.

    So a table may lean on one that is made after it; but a table is made with all its fields, a field that is added
    belongs in a later step, and code (``RunPython``) does not belong here.
    """

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "; ".join(operation.describe() for operation in self.operations)
