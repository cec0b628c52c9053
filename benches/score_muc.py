#!/usr/bin/env python3
"""Scores `dateline extract` on MUC-3: which attacks and bombings a report tells of, with their dates, places and perpetrators.

    score_muc.py BINARY dev-muc3.jsonl.gz [--every N] [--show]

An incident of the answer key is found when a strike of the same article agrees with it in a place, or in its date. Reported are, of all
incidents, how many are found; of those found, how many have the right day, place and perpetrator where the key names one; and the share of
articles without such incidents in which a strike is found all the same; and of the targets that the key names, how many share a word with a
target of a strike found. `--show` prints the incidents whose target or perpetrator is missed. Standard library only.
"""
import argparse
import datetime
import gzip
import json
import pathlib
import re
import subprocess
import tempfile

TYPES = ("ATTACK", "BOMBING")
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
COMMON = {"the", "a", "an", "of", "city", "town", "department", "neighborhood", "municipality", "in", "area", "national", "liberation", "front", "army"}


def words(text):
    return set(re.findall(r"[a-z0-9]+", text.lower())) - COMMON


def day(text):
    """`30 DEC 89` as a date; None for anything vaguer."""
    match = re.fullmatch(r"(\d{1,2}) ([A-Z]{3}) (\d\d)", text.strip())
    if match and match[2] in MONTHS:
        return datetime.date(1900 + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    return None


def article_day(text):
    match = re.search(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d)", text[:200])
    return match and day(f"{match[1]} {match[2]} {match[3]}")


def incidents(record):
    for template in record["templates"]:
        if not any(kind in TYPES for kind in template.get("INCIDENT: TYPE", [])):
            continue
        places = " ".join(template.get("INCIDENT: LOCATION", []))
        perpetrators = template.get("PERP: ORGANIZATION ID", []) + template.get("PERP: INDIVIDUAL ID", [])
        days = [day(text.strip(" ()")) for text in template.get("INCIDENT: DATE", [])]
        yield {
            "day": next(filter(None, days), None),
            "place": words(re.sub(r"\([^)]*\)", "", places)),
            "perpetrator": words(" ".join(perpetrators)) - {"none"},
            "target": words(" ".join(template.get("PHYS TGT: ID", []) + template.get("HUM TGT: NAME", []) + template.get("HUM TGT: DESCRIPTION", []))),
        }


def dates(edtf):
    """First and last day of an interval, as far as they are known."""
    found = re.findall(r"\d{4}-\d\d-\d\d", edtf)
    return (found[0], found[-1]) if found and not edtf.startswith("..") else (None, None)


def write(records, folder):
    kept = []
    for record in records:
        published = article_day(record["text"])
        if published is None:
            continue
        body = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", record["text"])
        name = f"{record['id']}.md"
        (folder / name).write_text(f"---\ntitle: {record['id']}\ndate: {published}\n---\n\n{body}\n")
        kept.append((name, record))
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--show", action="store_true", help="print missed targets and perpetrators")
    parser.add_argument("--every", type=int, default=1, help="take every Nth report only")
    options = parser.parse_args()
    records = [json.loads(line) for line in gzip.open(options.file, "rt")][:: options.every]
    with tempfile.TemporaryDirectory() as folder:
        kept = write(records, pathlib.Path(folder))
        command = [str(options.binary.resolve()), "extract", "--format", "jsonl", *(name for name, _ in kept)]
        out = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    strikes = {}
    for line in out.splitlines():
        mention = json.loads(line)
        if mention["kind"] == "strike" and mention["status"] in ("happened", "claimed"):
            strikes.setdefault(mention["article"], []).append(mention)
    score(kept, strikes, options.show)


def score(kept, strikes, show=False):
    total = found = false = quiet = 0
    right = {"day": 0, "place": 0, "perpetrator": 0, "target": 0}
    asked = dict.fromkeys(right, 0)
    for name, record in kept:
        wanted = list(incidents(record))
        mentions = strikes.get(name, [])
        if not wanted:
            quiet += 1
            false += bool(mentions)
        for incident in wanted:
            total += 1
            same_day = [m for m in mentions if incident["day"] and str(incident["day"]) in dates(m["date"])]
            same_place = [m for m in mentions if incident["place"] & words(m["place"] or "")]
            both = [m for m in same_place if m in same_day]
            matches = both or same_place or same_day
            if not matches:
                continue
            found += 1
            for field, agrees in (("day", bool(same_day)), ("place", bool(same_place))):
                if incident[field]:
                    asked[field] += 1
                    right[field] += agrees
            for field, part in (("perpetrator", "actor"), ("target", "target")):
                if incident[field]:
                    agrees = any(incident[field] & words(m[part] or "") for m in matches)
                    asked[field] += 1
                    right[field] += agrees
                    if show and not agrees:
                        print(field, name, sorted(incident[field]))
                        for m in matches:
                            print("    ", repr(m["trigger"]), m["actor"], "->", m["target"], "|", " ".join(m["sentence"].split())[:300])
    share = lambda part, whole: f"{part / whole if whole else 0:.3f} of {whole}"
    print("incidents found ", share(found, total))
    for field in right:
        print(f"{field:16}", share(right[field], asked[field]))
    print("false alarms    ", share(false, quiet), "articles without")


if __name__ == "__main__":
    main()
