from types import SimpleNamespace

from hudna_baselines.model_card import error_table


def errors(**plain):
    return SimpleNamespace(plain=lambda: plain)


def test_the_classes_of_error_are_named_the_most_frequent_first():
    report = SimpleNamespace(
        errors={
            "entity_errors": errors(errors={"correct": 9, "type": 1, "missed": 3, "merge": 0}),
            "event_errors": errors(errors={"correct": 2, "spurious": 1, "missed": 1}),
            "argument_errors": errors(
                by_event={"correct": {"correct": 5, "missed": 2}, "missed": {"event_missed": 4, "wrong_event": 0}}
            ),
            "claim_errors": errors(errors={"correct": 1}),
        }
    )
    assert error_table(report).splitlines()[2:] == [
        "| entities and times | missed 3, type 1 |",
        "| events | missed 1, spurious 1 |",
        "| arguments | missed: event_missed 4, correct: missed 2 |",
        "| numeric claims |  |",
    ]
