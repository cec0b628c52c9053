#!/usr/bin/env python3
"""Count the gold expressions that contradict the standard, their own text or the other collections.

    cargo build --release
    benches/timex_conventions.py [--list] [--narrative] FOLDER...      FOLDER: TimeML files (*.tml) with <DCT> and <TEXT>

Each class is a rule over the gold alone: it looks at the words of an expression, its value and the words beside it, never at what dateline
finds. Then dateline runs over the same texts, and F1 is given as it is, and as it would be with all, or with half, of the other expressions
right that it now misses or reads otherwise.

The classes of values
    digits      a week of one digit (2000-W7), a year or decade with letters behind it that say nothing (1949-XX, 198X), an hour without minutes
    blurred     "last week", "this year", "last month" whose value is a longer or an unknown period: 1989-WXX, 1998-10, 1998-12-XX
    night       "Friday night" and the like whose value leaves the part of the day out, or says evening
    weekday     a day of the week whose value is another day of the week
    other day   a day of the week or "yesterday" more than seven days from the day of the file, though no other word says so
    as length   "this week", "the weekend", "this century" as a length of time; "two years ago" likewise
    event       a length ("ten days", "the weeks") whose value is the date of something that the text tells elsewhere
    none        no value at all
of extents
    mark        ends with a full stop, a comma or a bracket that closes the sentence, or leaves out the one of "a.m."
    article     leaves "the" out before "last", "past", "coming" and the like, which TimeBank takes in
    hedge       leaves "about", "nearly", "almost", "at least", "over" out before a length, which ISO TimeML takes in for `mod`
    modifier    leaves "early", "late", "earlier", "later" out before a day, week or month, likewise
    part        leaves "night", "morning" or "the night of" out beside a day
    year        leaves "this year", "last year", "next year" out behind a month
"""
import argparse
import collections
import datetime
import html
import json
import os
import pathlib
import re
import subprocess

TAG = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>")
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
PARTS = r"\b(night|morning|afternoon|evening|tonight|overnight)\b"


def read(path):
    """Day, text and gold expressions of a TimeML file."""
    source = path.read_text(encoding="utf8", errors="replace").replace("\r\n", "\n")
    day = re.search(r'<DCT>.*?value="([^"]{10})', source, re.S)
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.S).group(1)
    text, gold, opened, at = "", [], [], 0
    for tag in TAG.finditer(body):
        text += html.unescape(body[at : tag.start()])
        at = tag.end()
        if tag.group(2) != "TIMEX3":
            continue
        if tag.group(1) and opened:
            start, value = opened.pop()
            if text[start:].strip():
                gold.append({"start": start, "end": len(text), "value": value})
        elif not tag.group(1):
            value = re.search(r'\bvalue="([^"]*)"', tag.group(3))
            opened.append((len(text), value.group(1) if value else ""))
    text += html.unescape(body[at:])
    return day.group(1) if day else "2000-01-01", text, sorted(gold, key=lambda one: (one["start"], one["end"]))


def date(value):
    """The day that begins a value."""
    found = re.match(r"\d{4}-\d\d-\d\d", value)
    try:
        return datetime.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def wrong_value(words, behind, value, day):
    """The class of a contradictory value, or None."""
    words = " ".join(words.lower().split())
    pointed = re.fullmatch(r"(early |late |earlier |later |sometime |the )*(last|this|next|past) (week|month|year|century|decade|weekend).?.?", words)
    if value in ("", "null"):
        return "none"
    if re.fullmatch(r"\d{4}-W\d", value) or re.fullmatch(r"\d{3}X|\d\dXX", value) or re.fullmatch(r".*T\d\d", value):
        return "digits"
    if re.fullmatch(r"\d{4}-XX(-XX)?", value) and not re.search(r"[a-z]-?(mid|early|late)", words):
        return "digits" if not pointed else "blurred"
    is_length = re.fullmatch(r"P[\dX.]+[A-Z]+", value)
    if is_length and (pointed or re.fullmatch(r"(the|this) weekend", words) or re.search(r"\bago$", words)):
        return "as length"
    exact = {"week": r"\d{4}-W\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}(-Q\d)?"}.get(pointed and pointed.group(3))
    if exact and not re.fullmatch(exact, value):
        return "blurred"
    if re.search("WXX|-XX$|QX$", value) and not value.startswith("XXXX"):
        return "blurred"
    named = [number for number, name in enumerate(DAYS) if re.search(rf"\b{name}\b", words)]
    found = date(value)
    part = re.search(PARTS, words) or re.match(PARTS, behind.lstrip())
    without_part = "T" not in value or value.endswith("TEV") and part and "night" in part.group(1)
    if found and part and without_part and (named or part.group(1) in ("tonight", "overnight")):
        return "night"
    if len(named) == 1 and found and found.weekday() != named[0]:
        return "weekday"
    # Beside a day of the month the words say which day is meant; "last Friday" and the like may lie farther off.
    alone = re.fullmatch(rf"({'|'.join(DAYS)}|yesterday|today|tomorrow)('s)?(,? {PARTS})?", words)
    if alone and found and abs((found - datetime.date.fromisoformat(day)).days) > (7 if named else 1):
        return "other day"
    length = re.fullmatch(r"(a |the |in the )?([a-z-]+ |\d+ )?(days?|weeks?|months?|years?)", words)
    if length and re.match(r"\s+(before|after|following)\b", behind) and re.match(r"\d", value):
        return "event"
    return None


def wrong_extent(before, words, behind):
    """The class of a contradictory extent, or None."""
    before, low, behind = " ".join(before.lower().split()[-4:]), words.lower(), behind.lower()
    if re.search(r"[.,\]]$", words) and not re.search(r"([ap]\.m|[A-Z][a-z]{2,3})\.$", words) or re.search(r"[ap]\.m$", words):
        return "mark"
    if re.search(r"[A-Z][a-z]+\. \d+\.$", words):
        return "mark"
    if re.search(r"\bthe$", before) and re.match(r"(last|past|coming|next|previous|first) ", low):
        return "article"
    if re.search(r"\b(about|nearly|almost|over|only|just|around|at least|more than|less than)( a)?$", before) and re.search(r"(days?|weeks?|months?|years?|decades?|hours?|centuries)$", low):
        return "hedge"
    if re.search(r"\b(early|late|earlier|later)( in)?( the)?$", before):
        return "modifier"
    if re.match(rf"\s+{PARTS}", behind) or re.search(r"\b(night of|hours of|morning of)( the)?$", before):
        return "part"
    if re.match(r"\s+(this|last|next) year\b", behind) or re.match(r"\s*,\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", behind):
        return "year"
    return None


def trim(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def tagged(binary, day, text, style):
    run = subprocess.run([binary, "timex", "--date", day, "--style", style], input=text, capture_output=True, text=True, check=True)
    return sorted((json.loads(line) for line in run.stdout.splitlines() if line), key=lambda one: (one["start"], one["end"]))


def pairs(text, gold, found):
    """Each gold expression with the first one found that overlaps it, as in TempEval-3."""
    used = set()
    for one in gold:
        start, end = trim(text, one["start"], one["end"])
        hit = next((at for at, got in enumerate(found) if at not in used and got["start"] < end and start < got["end"]), None)
        used.add(hit)
        yield one, start, end, found[hit] if hit is not None else None


def measure(folder, style, binary, listed):
    values, extents = collections.Counter(), collections.Counter()
    missed_values, missed_extents = collections.Counter(), collections.Counter()
    gold_all = found_all = strict = same = 0
    for path in sorted(folder.glob("*.tml")):
        day, text, gold = read(path)
        found = tagged(binary, day, text, style)
        gold_all, found_all = gold_all + len(gold), found_all + len(found)
        for one, start, end, got in pairs(text, gold, found):
            words, before, behind = text[start:end], text[max(0, start - 40) : start], text[end : end + 25]
            value, extent = wrong_value(words, behind, one["value"], day), wrong_extent(before, words, behind)
            right = got is not None and got["value"] == one["value"]
            exact = got is not None and (got["start"], got["end"]) == (start, end)
            same, strict = same + right, strict + exact
            values[value] += 1
            extents[extent] += 1
            missed_values[value] += not right
            missed_extents[extent] += not exact
            if listed and (value or extent):
                context = " ".join(f"{before}[{words}]{behind}".split())
                print(f"{path.stem}\t{value or '-'}\t{extent or '-'}\t{one['value']}\t{context}")
    # Whoever is right about more than dateline finds has found as many.
    f1 = lambda hits: 200 * hits / (gold_all + max(found_all, hits))
    print(f"{folder.name}: {gold_all} gold expressions, {found_all} found")
    for name, counts, missed, hits in [("values", values, missed_values, same), ("extents", extents, missed_extents, strict)]:
        odd = sum(counts.values()) - counts[None]
        print(f"  {name}: F1 {f1(hits):.2f}; contradictory {odd} of {gold_all}, of which dateline differs from {sum(missed.values()) - missed[None]}")
        print("    " + ", ".join(f"{label} {count}" for label, count in sorted(counts.items(), key=lambda pair: -pair[1]) if label))
        print(f"    dateline differs from {missed[None]} others; with all of those right: {f1(hits + missed[None]):.2f};")
        print(f"    with half of them right: {f1(hits + missed[None] / 2):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--narrative", action="store_true", help="read histories rather than news")
    parser.add_argument("--list", action="store_true", help="print every contradictory expression")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    binary = os.environ.get("DATELINE", "target/release/dateline")
    for folder in options.folders:
        measure(folder, "narrative" if options.narrative else "news", binary, options.list)


if __name__ == "__main__":
    main()
