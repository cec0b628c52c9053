#!/usr/bin/env python3
"""Score the statements that `dateline extract` finds against attributions of PolNeAR: who says it, by which word, and in which sentences.

    score_quotes.py --bin target/release/dateline --gold polnear-dev.jsonl [--limit N] [--show miss|spurious|speaker] [--json]

The file holds one JSON object a line: {"doc", "text", "attributions": [{"source": [[start, end], ...], "cue": ..., "content": ...}]}.

    cue       an attribution is found where a statement's sentence holds one of its cue's words, or a word of its content, and the
              statement's trigger lies within the cue or two words of it
    speaker   of those found: the speaker's name and the source share a word (pronouns count when the name found is anybody's)
    sentence  an attribution is found where some statement stands in a sentence that its cue or content touches

Precision counts statements that belong to no attribution. PolNeAR also marks beliefs and intentions, which are no statements here, so
recall over all of it has a ceiling; `--speech` keeps attributions whose cue is a common verb of speech. Standard library only.
"""
import argparse, json, pathlib, re, subprocess, sys, tempfile

SPEECH = re.compile(
    r"\b(sa(y|ys|id|ying)|t(ell|ells|old|elling)|add(s|ed|ing)?|according|announc\w+|stat(e|es|ed|ing|ement)|claim\w*|report(s|ed|ing)?|den(y|ies|ied|ying)|"
    r"accus\w+|condemn\w+|demand\w*|urg\w+|call(s|ed|ing)?|warn\w*|argu\w+|insist\w*|explain\w*|respond\w*|repl\w+|confirm\w*|wr(ite|ites|ote|iting)|tweet\w*|ask(s|ed|ing)?)\b", re.I)


def words(text):
    return set(re.findall(r"[a-z0-9]+", text.lower())) - {"the", "a", "an", "of", "s", "mr", "mrs", "ms", "and"}


PRONOUNS = {"he", "she", "they", "it", "i", "we", "who", "him", "her", "them"}


def touches(a, b):
    return a[0] < b[1] and b[0] < a[1]


def markdown(text):
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)


def run(binary, docs):
    with tempfile.TemporaryDirectory() as folder:
        for number, doc in enumerate(docs):
            body = f"---\ntitle: T\ndate: 2016-10-01\n---\n\n{markdown(doc['text'])}\n"
            (pathlib.Path(folder) / f"{number:05}.md").write_text(body)
        names = sorted(path.name for path in pathlib.Path(folder).glob("*.md"))
        command = [str(pathlib.Path(binary).resolve()), "extract", "--format", "jsonl", *names]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr.strip()[-2000:])
    found = [[] for _ in docs]
    for line in done.stdout.splitlines():
        mention = json.loads(line)
        if mention["kind"] == "statement":
            found[int(mention["article"][:5])].append(mention)
    return found


def plain(text):
    """Letters and digits of a text, and where each stands: quotation marks and spaces are written differently by the program."""
    kept = [(c.lower(), at) for at, c in enumerate(text) if c.isalnum()]
    return "".join(c for c, _ in kept), [at for _, at in kept]


def place(doc, mentions):
    """The span of each mention's sentence in the document, in order."""
    letters, at = plain(doc["text"])
    spans, start = [], 0
    for mention in mentions:
        key, _ = plain(mention["sentence"])
        found = letters.find(key, max(0, start)) if key else -1
        if found < 0:
            found = letters.find(key)
        if found < 0 or not key:
            spans.append(None)
            continue
        start = found
        spans.append((at[found], at[found + len(key) - 1] + 1))
    return spans


def score(docs, found, speech, show):
    total = cued = sentenced = speakers = statements = belonging = 0
    for doc, mentions in zip(docs, found):
        text = doc["text"]
        spans = place(doc, mentions)
        statements += sum(span is not None for span in spans)
        belongs = set()
        for attribution in doc["attributions"]:
            parts = attribution["cue"] + attribution["content"] + attribution["source"]
            hits = [n for n, span in enumerate(spans) if span and any(touches(span, part) for part in parts)]
            belongs.update(hits)
            cue = " ".join(text[a:b] for a, b in attribution["cue"])
            source = " ".join(text[a:b] for a, b in attribution["source"])
            if not attribution["source"] or not cue or speech and not SPEECH.search(cue):
                continue
            total += 1
            sentenced += bool(hits)
            same = [n for n in hits if any(touches(spans[n], part) for part in attribution["cue"]) and words(mentions[n]["trigger"]) & words(cue)]
            if not same:
                if "miss" in show:
                    print("miss", repr(cue), "|", source[:60], "|", " ".join(text[a:b] for a, b in attribution["content"])[:90])
                continue
            cued += 1
            name = words(mentions[same[0]]["actor"] or "")
            named = any(words(mentions[n]["actor"] or "") & words(source) for n in same)
            right = named or bool(words(source) & PRONOUNS and name)
            speakers += right
            if not right and "speaker" in show:
                print("speaker", repr(cue), "want", source[:60], "got", mentions[same[0]]["actor"], "|", mentions[same[0]]["sentence"][:160])
        belonging += len(belongs)
        if "spurious" in show:
            for n, span in enumerate(spans):
                if span and n not in belongs:
                    print("spurious", mentions[n]["trigger"], "|", mentions[n]["sentence"][:160])
    part = lambda a, b: a / b if b else 0.0
    return {
        "attributions": total,
        "cue recall": part(cued, total),
        "sentence recall": part(sentenced, total),
        "speaker": part(speakers, cued),
        "statements": statements,
        "precision": part(belonging, statements),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--gold", required=True, type=pathlib.Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--speech", action="store_true")
    parser.add_argument("--show", action="append", default=[])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    docs = [json.loads(line) for line in given.gold.read_text().splitlines()][: given.limit]
    result = score(docs, run(given.bin, docs), given.speech, given.show)
    if given.json:
        print(json.dumps(result))
    else:
        for key, value in result.items():
            print(f"{key:16}", f"{value:.3f}" if isinstance(value, float) else value)
