"""The background of the likeness of texts: in how many documents of ours each pair of characters stands.

The documents are our own: every Chinese sentence of the wording and every name of the library, Apache-2.0 as the rest.
``python -m tools.matching_background VERSION`` writes it anew; a new version changes orders, so that it has a number.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
from babel.messages.pofile import read_po

from liantu.innovate.matching.text_likeness import count_bigrams

_PROJECT = Path(__file__).parents[1]
_FILE = _PROJECT / "src/liantu/library/matching/background.csv"


def read_documents() -> list[str]:
    """Every sentence and name, once."""
    texts: dict[str, None] = {}
    for path in sorted(_PROJECT.glob("src/liantu/wording/**/*.po")):
        with path.open("rb") as file:
            texts |= {str(message.string): None for message in read_po(file) if message.id and message.string}
    for path in sorted(_PROJECT.glob("src/liantu/library/tables/*.csv")):
        rows = pl.read_csv(path, infer_schema=False)
        for name in [column for column in rows.columns if column in ("zh", "note", "name")]:
            texts |= dict.fromkeys(rows[name].drop_nulls())
    return [text for text in texts if text]


def main(version: str) -> None:
    """Write the background."""
    documents = read_documents()
    counts = count_bigrams(pl.Series(documents))
    frequencies = counts.group_by("bigram").agg(pl.len().alias("documents")).sort("bigram")
    head = pl.DataFrame(
        {
            "bigram": [f"#version:{version}", "#documents", "#bigrams"],
            "documents": pl.Series([1, len(documents), int(counts["count"].sum())], dtype=pl.UInt32),
        }
    )
    pl.concat([head, frequencies.cast({"documents": pl.UInt32})]).write_csv(_FILE)


if __name__ == "__main__":
    main(sys.argv[1])
