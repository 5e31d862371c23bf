"""Keys over two columns, which Django cannot say: a citation of another desk's source is impossible, not forbidden."""

from django.db import migrations

# table: [(own columns, referenced table and columns)]; named <table>_<first column>_own.
KEYS = {
    "statement": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("claimant_id, desk_id", "annotations_claimant (id, desk_id)"),
        ("same_as_id, article_id", "annotations_statement (id, article_id)"),
        ("split_from_id, article_id", "annotations_statement (id, article_id)"),
        ("merged_into_id, article_id", "annotations_statement (id, article_id)"),
        ("verification_id, id", "annotations_verification (id, statement_id)"),
    ],
    "placement": [
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
        ("revision_id, article_id", "articles_revision (id, article_id)"),
        ("paragraph_id, revision_id", "articles_paragraph (id, revision_id)"),
    ],
    "relation": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("a_id, article_id", "annotations_statement (id, article_id)"),
        ("b_id, article_id", "annotations_statement (id, article_id)"),
    ],
    "source": [
        ("derived_from_id, desk_id", "annotations_source (id, desk_id)"),
        ("merged_into_id, desk_id", "annotations_source (id, desk_id)"),
    ],
    "passage": [("source_id, desk_id", "annotations_source (id, desk_id)")],
    "sealedcopy": [
        ("source_id, desk_id", "annotations_source (id, desk_id)"),
        ("blob_id, desk_id", "articles_blob (id, desk_id)"),
    ],
    "counterpoint": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
        ("target_id, statement_id", "annotations_citation (id, statement_id)"),
    ],
    "citation": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
        ("source_id, desk_id", "annotations_source (id, desk_id)"),
        ("passage_id, source_id", "annotations_passage (id, source_id)"),
        ("counterpoint_id, statement_id", "annotations_counterpoint (id, statement_id)"),
        ("counterpoint_id", "annotations_counterpoint (id)"),
    ],
    "verification": [
        ("statement_id, desk_id", "annotations_statement (id, desk_id)"),
    ],
    "flag": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
        ("citation_id, desk_id", "annotations_citation (id, desk_id)"),
        ("counterpoint_id, desk_id", "annotations_counterpoint (id, desk_id)"),
    ],
    "decision": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
    ],
    "figure": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
    ],
    "negativesearch": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
    ],
    "dismissal": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
    ],
    "note": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
    ],
    "query": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("statement_id, article_id", "annotations_statement (id, article_id)"),
    ],
    "edition": [
        ("article_id, desk_id", "articles_article (id, desk_id)"),
        ("revision_id, article_id", "articles_revision (id, article_id)"),
        ("blob_id, desk_id", "articles_blob (id, desk_id)"),
    ],
    "deed": [("article_id, desk_id", "articles_article (id, desk_id)")],
    "tally": [("article_id, desk_id", "articles_article (id, desk_id)")],
}


def key(table: str, columns: str, target: str) -> migrations.RunSQL:
    name = f"{table}_{columns.replace(', ', '_')}_own"
    return migrations.RunSQL(
        f"ALTER TABLE annotations_{table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) REFERENCES {target}"
        " DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE annotations_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("annotations", "0001_tables"), ("articles", "0003_keys")]
    operations = [key(table, *pair) for table, pairs in KEYS.items() for pair in pairs]
