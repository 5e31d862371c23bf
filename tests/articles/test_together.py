"""Changes of tables that are made in one step, with one picture of all tables."""

from unittest.mock import Mock

from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState, StateApps

from articles.together import Together

ID = ("id", models.BigAutoField(primary_key=True))
LEAF = migrations.CreateModel("Leaf", [ID, ("tree", models.ForeignKey("woods.Tree", models.PROTECT))])
TREE = migrations.CreateModel("Tree", [ID, ("name", models.TextField())])
NAMED = migrations.AddIndex("tree", models.Index(fields=["name"], name="tree_by_name"))


def woods(operation) -> tuple[ProjectState, ProjectState]:
    """The tables before and after, the former with their classes made, as they are when a migration comes to it."""
    after = ProjectState()
    after.add_model(ModelState("woods", "Hill", [ID]))
    assert after.apps.get_model("woods", "hill")
    before = after.clone()
    operation.state_forwards("woods", after)
    return before, after


def test_classes_of_tables_are_made_once_for_all(monkeypatch):
    made = Mock(wraps=StateApps.render_multiple)
    before, after = woods(Together([LEAF, TREE, NAMED]))
    monkeypatch.setattr(StateApps, "render_multiple", lambda apps, them: made(apps, them))
    editor = Mock(connection=Mock(alias="default"))
    Together([LEAF, TREE, NAMED]).database_forwards("woods", editor, before, after)
    leaf, tree = (after.apps.get_model("woods", name) for name in ("leaf", "tree"))
    assert made.call_count == 1
    assert [call[0] for call in editor.method_calls] == ["create_model", "create_model", "add_index"]
    assert [call.args[0] for call in editor.create_model.call_args_list] == [leaf, tree]
    assert leaf._meta.get_field("tree").related_model is tree


def test_it_is_undone_from_the_last_to_the_first():
    before, after = woods(Together([TREE, NAMED]))
    editor = Mock(connection=Mock(alias="default"))
    Together([TREE, NAMED]).database_backwards("woods", editor, after, before)
    assert [call[0] for call in editor.method_calls] == ["remove_index", "delete_model"]


def test_plan_names_every_change():
    assert (
        Together([TREE, NAMED]).describe()
        == "Create model Tree; Create index tree_by_name on field(s) name of model tree"
    )
