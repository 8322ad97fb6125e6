"""What the classifier of the card is held against: taggers of whole words that need no training to be scored."""

from collections import Counter, defaultdict

import pyarrow.parquet as pq

from hudna_eval import evaluate


def memorised(folder, held_out):
    """Strict F1 of giving each word of an article the label that it has most often in the others, else O."""
    seen = defaultdict(Counter)
    for path in sorted((folder / "data" / "open" / "tokens").glob("*.parquet")):
        if path.stem != held_out:
            for row in pq.read_table(path).to_pylist():
                for word, label in zip(row["tokens"], row["entities"], strict=True):
                    seen[word][label] += 1
    return _f1(
        folder, held_out, lambda row: [max(seen[word], key=seen[word].get, default="O") for word in row["tokens"]]
    )


def known(folder, held_out):
    """Strict F1 of the article's own labels, which is below 1: whole words cannot mark every mention."""
    return _f1(folder, held_out, lambda row: row["entities"])


def _f1(folder, article_id, labels_of):
    rows = pq.read_table(folder / "data" / "open" / "tokens" / f"{article_id}.parquet").to_pylist()
    mentions = []
    for row in rows:
        inside = ""
        for start, end, label in zip(row["starts"], row["ends"], labels_of(row), strict=True):
            prefix, _, kind = label.partition("-")
            if prefix == "I" and kind == inside:
                mentions[-1]["end"] = end
            elif kind:
                mentions.append({"id": f"T{len(mentions) + 1}", "type": kind, "start": start, "end": end})
            inside = kind
    gold = pq.read_table(folder / "data" / "open" / "articles" / f"{article_id}.parquet").to_pylist()
    pred = [{"article_id": article_id, "edition": "open", "mentions": mentions}]
    return evaluate(gold, pred).scores["entities.strict"].f1
