"""What the tests of the transformer share: a tiny random encoder, two annotated sentences, a tiny weight file."""

import struct

import numpy as np

from hudna.model import About, Argument, Attribution, Event, Mention, NumericClaim, Record, Span
from hudna_baselines.base import Settings
from hudna_baselines.transformer.arguments import Arguments

TEXT = "وقعت أرمينيا وأذربيجان هدنة في موسكو.\nقال الوزير إن 12 جنديا قتلوا في باكو."
QUICK = Arguments(
    epochs=80, batch=1, passage=1000, dropout=0.0, masked_pieces=0.0, encoder_rate=3e-3, head_rate=1e-2, hidden=32,
    layer_decay=1.0, precision="fp32",
)  # fmt: skip


def span(surface, text=TEXT):
    start = text.index(surface)
    return Span(start, start + len(surface))


def mention(id_, type_, surface, form="NAM"):
    at = span(surface)
    return Mention(id=id_, type=type_, start=at.start, end=at.end, text=surface, form=form, head=at)


def gold(article_id="1"):
    """Two sentences with every layer; decoding gives back what is here."""
    fillers = (
        mention("T1", "GPE", "أرمينيا"),
        mention("T2", "GPE", "أذربيجان"),
        mention("T3", "GPE", "موسكو"),
        mention("T4", "OCC", "الوزير", "NOM"),
        mention("T5", "NORP", "جنديا", "NOM"),
        mention("T6", "GPE", "باكو"),
    )
    truce = Event(
        id="E1", type="Agreement.Ceasefire", trigger=(span("هدنة"),), polarity="POS", realis="ACTUAL",
        arguments=(
            Argument(role="Party", filler="T1"),
            Argument(role="Party", filler="T2"),
            Argument(role="Place", filler="T3"),
        ),
    )  # fmt: skip
    death = Event(
        id="E2", type="Life.Die", trigger=(span("قتلوا"),), polarity="POS", realis="ACTUAL",
        arguments=(Argument(role="Place", filler="T6"), Argument(role="Victim", filler="T5")),
    )  # fmt: skip
    at, number = span("12 جنديا"), span("12")
    claim = NumericClaim(
        id="N1", start=at.start, end=at.end, number=number, unit=span("جنديا"), kind="COUNT", mod="EXACT",
        quantified=("T5",), about=About(event="E2", role="Victim"),
        attribution=(Attribution(source="T4", cue=span("قال")),),
    )  # fmt: skip
    return Record(
        article_id=article_id, edition="open", text=TEXT, dateline="2020-10-10", mentions=fillers,
        events=(truce, death), numeric_claims=(claim,),
    )  # fmt: skip


def tiny_encoder(folder, layers=2):
    """A random BERT of 32 dimensions whose pieces are letters, as `AutoModel` reads it."""
    import torch
    from transformers import BertConfig, BertModel

    from hudna_baselines.transformer.unigram import SPECIAL, unigram_tokenizer

    letters = sorted(set(TEXT) - {" ", "\n"})
    pieces = [*SPECIAL, "▁", *letters]
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=layers, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=128, pad_token_id=1, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(0)
        BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    unigram_tokenizer(pieces, [0.0] * 4 + [-1.0] * (len(pieces) - 4), 128).save_pretrained(folder)
    return folder


def settings(folder, seed=0):
    return Settings(model=str(folder), seed=seed, device="cpu", pretrained=False)


def layers_of(record):
    """All that a record says, with fillers and events by where they stand."""
    place = {item.id: (item.type, item.start, item.end) for item in record.mentions}
    place |= {event.id: (event.type, event.trigger) for event in record.events}
    return {
        "mentions": {(*place[item.id], item.form, item.head) for item in record.mentions},
        "events": {(event.type, event.trigger, event.polarity, event.realis) for event in record.events},
        "arguments": {
            (event.trigger, argument.role, place[argument.filler])
            for event in record.events
            for argument in event.arguments
        },
        "claims": {(item.start, item.end, item.kind, item.number) for item in record.numeric_claims},
        "quantified": {place[id_] for item in record.numeric_claims for id_ in item.quantified},
        "about": {(place[item.about.event], item.about.role) for item in record.numeric_claims if item.about},
        "attribution": {
            (place.get(link.source), link.cue) for item in record.numeric_claims for link in item.attribution
        },
    }  # fmt: skip


HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 16
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "ا", "ب", "▁سلام", "hello", "ж", "<mask>")


def tensor_shapes():
    """Name → shape of each tensor of a file with one layer."""
    square, wide = (HIDDEN, HIDDEN), (FEED_FORWARD, HIDDEN)
    shapes = {"emb.word": (len(PIECES) + 5, HIDDEN), "emb.pos": (POSITIONS, HIDDEN), "emb.type": (2, HIDDEN)}
    shapes |= {"emb.ln.w": (HIDDEN,), "emb.ln.b": (HIDDEN,)}
    for part in ("q", "k", "v", "ao"):
        shapes |= {f"l0.{part}.w": square, f"l0.{part}.b": (HIDDEN,)}
    shapes |= {"l0.fi.w": wide, "l0.fi.b": (FEED_FORWARD,), "l0.fo.w": wide[::-1], "l0.fo.b": (HIDDEN,)}
    for part in ("aln", "oln"):
        shapes |= {f"l0.{part}.w": (HIDDEN,), f"l0.{part}.b": (HIDDEN,)}
    return shapes


def weight_file():
    """The bytes of a file of one layer, and its tensors as they should be read."""
    draw = np.random.default_rng(0)
    body, table, tensors = b"", [], {}
    for name, shape in tensor_shapes().items():
        blocks = (name.endswith(".w") and "ln" not in name) or name == "emb.word"
        data, values = _blocks(draw, shape) if blocks else _plain(draw, shape)
        table.append((name, int(blocks), values.size, len(body), len(data)))
        body, tensors[name] = body + data, values
    head = _header()
    size = len(head) + 4 + sum(2 + len(name) + 21 for name, *_ in table)
    for name, kind, count, offset, length in table:
        entry = struct.pack("<BIQQ", kind, count, size + offset, length)
        head += (struct.pack("<i", len(table)) if name == "emb.word" else b"") + struct.pack("<H", len(name))
        head += name.encode() + entry
    return head + body, tensors


def _header():
    texts = [piece.encode() for piece in PIECES]
    starts = np.cumsum([0, *map(len, texts)]).astype("<u4")
    scores = np.array([0, 0, 0, 0, -1, -2, -3, -4, -5, -6, 0], "<f4")
    sizes = struct.pack("<7ifi", HIDDEN, 1, 2, FEED_FORWARD, len(PIECES) + 5, POSITIONS, 2, 1e-12, 32)
    vocabulary = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
    rewritten = struct.pack("<IB", 9, 1) + struct.pack("<I", 32)  # a tab becomes a space
    return (
        b"E5S1" + struct.pack("<I", 1) + sizes + vocabulary + starts.tobytes() + scores.tobytes() + b"".join(texts)
        + struct.pack("<iI", 1, len(rewritten)) + rewritten
    )  # fmt: skip


def _plain(draw, shape):
    values = draw.normal(size=shape).astype("<f4")
    return values.tobytes(), values


def _blocks(draw, shape):
    """Blocks written value by value, so that reading them in one go is tried against something simple."""
    data, values = b"", []
    for _ in range(int(np.prod(shape)) // 32):
        scale, numbers = np.float16(draw.uniform(0.01, 0.1)), draw.integers(0, 16, size=32)
        data += struct.pack("<e", scale)
        data += bytes(int(numbers[index]) | int(numbers[index + 16]) << 4 for index in range(16))
        values += [float(scale) * (int(number) - 8) for number in numbers]
    return data, np.array(values, np.float32).reshape(shape)
