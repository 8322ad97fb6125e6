"""The gold itself: valid by every rule, and the same facts in both editions."""

import pytest

from hudna.validate.paths import check_path


def test_the_annotations_break_no_rule(root):
    findings, _ = check_path(root / "annotations")
    assert [str(finding) for finding in findings] == []


@pytest.mark.usefixtures("articles_folder")
def test_every_rule_ran_where_the_source_texts_are_at_hand(root, capsys):
    check_path(root / "annotations")
    assert capsys.readouterr().err == ""


def test_the_shared_ids_of_the_editions_agree(dataset):
    by_article = {}
    for record in dataset.records:
        ids = {mention.entity_id for mention in record.mentions} | {event.event_id for event in record.events}
        by_article.setdefault(record.article_id, {})[record.edition] = ids | {
            claim.id for claim in record.numeric_claims
        }
    listed = {(article.id, item.id) for article in dataset.articles for item in article.difference}
    for article_id, editions in by_article.items():
        assert set(editions) == {"open", "source"}
        different = editions["open"] ^ editions["source"]
        assert {(article_id, id_) for id_ in different} <= listed
