"""The tokenizer of the offline weights, and which pieces of its vocabulary are kept."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transformers import PreTrainedTokenizerFast

    from .weight_file import Pieces

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_SPACE = "▁"
_LATIN_LETTERS = 3
_REMOVED = r"[\x00-\x08\x0B\x0E-\x1F\x7F\x{8F}\x{9F}]"
_SPACES = r"[\t\n\f\r\x{1680}\x{200B}-\x{200F}\x{2028}\x{2029}\x{2581}\x{FEFF}\x{FFFD}]"


def kept_pieces(pieces: Pieces) -> list[int]:
    """Ids of the pieces that Arabic text can use, ascending: the special ones first, as they are in the file.

    Kept is what is written in Arabic letters, digits, punctuation and signs, and Latin letters where a piece has at
    most three: longer Latin words are spelled in shorter pieces. No text decides this, only the script.
    """
    special = {pieces.bos, pieces.eos, pieces.pad, pieces.unk}
    return [id_ for id_, text in enumerate(pieces.text) if id_ in special or _is_useful(text)]


def _is_useful(piece: str) -> bool:
    letters = piece.replace(_SPACE, "")
    latin = sum(char.isascii() and char.isalpha() for char in letters)
    return latin <= _LATIN_LETTERS and all(_is_useful_char(char) for char in letters) and piece != "<mask>"


def _is_useful_char(char: str) -> bool:
    name, category = unicodedata.name(char, ""), unicodedata.category(char)
    return char.isascii() or name.startswith("ARABIC") or category[0] in "PS"


def unigram_tokenizer(text: Sequence[str], score: Sequence[float], positions: int) -> PreTrainedTokenizerFast:
    """A tokenizer of these pieces, ids by their order; the four special ones must come first.

    Text is rewritten by NFKC, control characters are removed, invisible ones and white space are one space each, and
    runs of spaces one. Raises: ValueError for other special pieces.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    if tuple(text[:4]) != SPECIAL:
        raise ValueError(f"found first pieces {tuple(text[:4])} against {SPECIAL}")
    bos, pad, eos, unk = SPECIAL
    tokenizer = Tokenizer(models.Unigram(list(zip(text, score, strict=True)), unk_id=3, byte_fallback=False))
    replaced = [(_REMOVED, ""), (_SPACES, " "), (" {2,}", " ")]
    rules = [normalizers.Replace(Regex(pattern), by) for pattern, by in replaced]
    tokenizer.normalizer = normalizers.Sequence([rules[0], rules[1], normalizers.NFKC(), rules[2]])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", pair=f"{bos} $A {eos} {eos} $B {eos}", special_tokens=[(bos, 0), (eos, 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=bos, cls_token=bos, eos_token=eos, sep_token=eos, pad_token=pad,
        unk_token=unk, model_max_length=positions,
    )  # fmt: skip
