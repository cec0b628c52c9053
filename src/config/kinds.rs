//! The `[kinds.*]` tables to [`Kind`]s: built-in ones, a site's own, and a site's changes to built-in ones.
//!
//! Lists of a site are appended to those of the built-in kind, single values take their place. Not here: what a kind is (`kind`).

use super::read::CODES;
use super::tree::{self, Format, Report, Table, Written};
use super::{Frame, Kind, Role, Subkind};
use crate::diag::{Diagnostic, File};
use crate::span::Span;

/// Slots that a pattern of titles may have, besides the two forms of a verb: `{strikes|strike}`.
const SLOTS: [&str; 5] = ["actor", "target", "place", "quote", "sentence"];

/// Roles by name, as in `wants`.
const ROLES: [(&str, Role); 3] = [("actor", Role::Actor), ("target", Role::Target), ("place", Role::Place)];

/// Order of a kind that does not give one: after the built-in kinds.
const LAST: i64 = 1000;

/// Reads the built-in table. It is data of the program, so a fault in it is a fault of the program, reported all the same.
pub(super) fn read_builtin(file: &File, found: &mut Vec<Diagnostic>) -> Vec<Kind> {
    let mut report = Report::new(file, Format::Toml, CODES);
    let mut kinds = Vec::new();
    if let Some(mut table) = tree::read(Span::new(0, file.text.len()), "kinds", &mut report) {
        kinds = read_all(Vec::new(), table.table("kinds", &mut report), &mut report);
        table.finish(&mut report);
    }
    found.append(&mut report.finish());
    kinds
}

/// Lays the tables of `site` over the `builtin` kinds; the result stands in the order in which kinds are shown.
pub(super) fn read_all(builtin: Vec<Kind>, site: Option<Table>, report: &mut Report) -> Vec<Kind> {
    let mut kinds = builtin;
    let tables = site.map(|mut table| table.tables("kinds", report)).unwrap_or_default();
    for (name, table) in tables {
        if !is_id(&name.value) {
            let message = format!("`{}` cannot be the name of a kind", name.value);
            report.refuse(name.span, message, "not a kind's name", "use lower-case letters, digits and hyphens");
        }
        let at = kinds.iter().position(|kind| kind.id == name.value);
        let base = at.map(|at| kinds.remove(at));
        if let Some(kind) = read_one(&name, table, base, report) {
            kinds.insert(at.unwrap_or(kinds.len()), kind);
        }
    }
    kinds.sort_by_key(|kind| kind.order);
    kinds
}

/// True of a kind's or subkind's identifier.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// One kind, on top of what it already is; `None` where it is switched off.
fn read_one(name: &Written<String>, mut table: Table, base: Option<Kind>, report: &mut Report) -> Option<Kind> {
    let is_new = base.is_none();
    let mut kind = base.unwrap_or_else(|| fresh(&name.value));
    let enabled = table.flag("enabled", report).unwrap_or(true);
    read_look(&mut table, &mut kind, report);
    if let Some(frame) =
        table.choice("frame", &[("act", Frame::Act), ("speech", Frame::Speech), ("notice", Frame::Notice)], report)
    {
        kind.frame = frame;
    }
    kind.wants = match table.has("wants") {
        true => read_roles(&mut table, report),
        false if is_new => kind.frame.wants(),
        false => kind.wants,
    };
    for (key, list) in [
        ("verbs", &mut kind.verbs),
        ("nouns", &mut kind.nouns),
        ("unless", &mut kind.unless),
        ("examples", &mut kind.examples),
        ("not", &mut kind.counterexamples),
    ] {
        list.extend(table.texts(key, report).into_iter().map(|text| text.value));
    }
    read_titles(&mut table, &mut kind, report);
    read_subkinds(&mut table, &mut kind, report);
    table.finish(report);
    if is_new && enabled && kind.verbs.is_empty() && kind.nouns.is_empty() {
        let message = format!("the kind `{}` has neither verbs nor nouns, so nothing can be found", kind.id);
        report.refuse(name.span, message, "no words", "add verbs = [\"...\"] or nouns = [\"...\"]");
    }
    enabled.then_some(kind)
}

/// A kind of which only the name is known.
fn fresh(id: &str) -> Kind {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    let label = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    Kind {
        id: id.to_owned(),
        plural: format!("{label}s"),
        label,
        colour: "#767676".into(),
        glyph: "circle".into(),
        order: LAST,
        ..Kind::default()
    }
}

/// Name, colour, glyph and order.
fn read_look(table: &mut Table, kind: &mut Kind, report: &mut Report) {
    if let Some(label) = table.text("label", report) {
        kind.plural = format!("{}s", label.value);
        kind.label = label.value;
    }
    if let Some(plural) = table.text("plural", report) {
        kind.plural = plural.value;
    }
    if let Some(colour) = table.text("colour", report) {
        if is_colour(&colour.value) {
            kind.colour = colour.value.to_ascii_lowercase();
        } else {
            let message = format!("`{}` is no colour", colour.value);
            report.refuse(colour.span, message, "not a colour", "write it as #rrggbb, such as #d55e00");
        }
    }
    if let Some(glyph) = table.text("glyph", report) {
        if is_id(&glyph.value) {
            kind.glyph = glyph.value;
        } else {
            let message = format!("`{}` cannot be the name of a glyph", glyph.value);
            report.refuse(glyph.span, message, "not a glyph's name", "use lower-case letters, digits and hyphens");
        }
    }
    if let Some(order) = table.integer("order", report) {
        kind.order = order.value;
    }
}

/// Roles that `dateline check` asks for.
fn read_roles(table: &mut Table, report: &mut Report) -> Vec<Role> {
    let mut roles = Vec::new();
    for word in table.texts("wants", report) {
        match ROLES.iter().find(|(name, _)| *name == word.value) {
            Some((_, role)) => roles.push(*role),
            None => {
                let message = format!("`{}` is no role", word.value);
                report.refuse(word.span, message, "not a role", "roles are: actor, target, place");
            }
        }
    }
    roles
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Patterns of titles; a site's stand before the built-in ones, because the first that can be filled is taken.
fn read_titles(table: &mut Table, kind: &mut Kind, report: &mut Report) {
    let mut titles = Vec::new();
    for title in table.texts("titles", report) {
        match unknown_slot(&title.value) {
            None => titles.push(title.value),
            Some(slot) => {
                let message = format!("`{{{slot}}}` is no slot of a title");
                report.refuse(
                    title.span,
                    message,
                    "unknown slot",
                    "slots are {actor}, {target}, {place}, {quote} and {sentence}; {meets|meet} agrees with the actor",
                );
            }
        }
    }
    titles.append(&mut kind.titles);
    kind.titles = titles;
}

/// The first word in braces that is no slot.
fn unknown_slot(pattern: &str) -> Option<&str> {
    let slots = pattern.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    let is_verb = |slot: &str| slot.split_once('|').is_some_and(|(one, many)| !one.is_empty() && !many.is_empty());
    slots.into_iter().find(|slot| !SLOTS.contains(slot) && !is_verb(slot))
}

fn read_subkinds(table: &mut Table, kind: &mut Kind, report: &mut Report) {
    let Some(mut subkinds) = table.table("subkinds", report) else { return };
    for (name, words) in subkinds.lists(report) {
        if !is_id(&name.value) {
            let message = format!("`{}` cannot be the name of a subkind", name.value);
            report.refuse(name.span, message, "not a subkind's name", "use lower-case letters, digits and hyphens");
        }
        let words = words.into_iter().map(|word| word.value);
        match kind.subkinds.iter_mut().find(|subkind| subkind.id == name.value) {
            Some(subkind) => subkind.words.extend(words),
            None => kind.subkinds.push(Subkind { id: name.value, words: words.collect() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read;

    const BUILTIN: &str = "[kinds.strike]\nlabel = \"Strike\"\norder = 1\nverbs = [\"bomb\"]\ntitles = [\"{actor} strikes {place}\"]\n\
        subkinds.airstrike = [\"airstrike\"]\n[kinds.statement]\norder = 2\nverbs = [\"say\"]\nframe = \"speech\"\n";

    fn with_site(site: &str) -> (Vec<Kind>, Vec<String>) {
        let (config, found) = read(&File::new("site.toml", site), &File::new("kinds.toml", BUILTIN));
        (config.kinds, found.into_iter().map(|d| d.message).collect())
    }

    #[test]
    fn a_site_extends_a_built_in_kind() {
        let (kinds, found) = with_site(
            "[kinds.strike]\nlabel = \"Air raid\"\nverbs = [\"raid\"]\ntitles = [\"Raid on {place}\"]\n\
             subkinds.airstrike = [\"sortie\"]\nsubkinds.drone = [\"drone\"]\nnot = [\"A raid on the fridge.\"]\n",
        );
        assert_eq!(found, [""; 0]);
        let strike = &kinds[0];
        assert_eq!((strike.label.as_str(), strike.plural.as_str()), ("Air raid", "Air raids"));
        assert_eq!(strike.verbs, ["bomb", "raid"]);
        assert_eq!(strike.titles, ["Raid on {place}", "{actor} strikes {place}"]);
        assert_eq!(strike.subkinds[0].words, ["airstrike", "sortie"]);
        assert_eq!(strike.subkinds[1].id, "drone");
        assert_eq!(strike.counterexamples, ["A raid on the fridge."]);
    }

    #[test]
    fn a_built_in_kind_can_be_switched_off_and_a_new_one_comes_last() {
        let (kinds, found) =
            with_site("[kinds.strike]\nenabled = false\n[kinds.street-protest]\nnouns = [\"march\"]\n");
        assert_eq!(found, [""; 0]);
        assert_eq!(kinds.iter().map(|k| k.id.as_str()).collect::<Vec<_>>(), ["statement", "street-protest"]);
        assert_eq!((kinds[1].label.as_str(), kinds[1].plural.as_str()), ("Street protest", "Street protests"));
        assert_eq!(kinds[0].frame, Frame::Speech);
    }

    #[test]
    fn a_kind_wants_what_its_frame_does_unless_it_says_otherwise() {
        let (kinds, found) = with_site("[kinds.strike]\nwants = [\"actor\", \"where\"]\n");
        assert_eq!(found, ["`where` is no role"]);
        assert_eq!((&*kinds[0].wants, &*kinds[1].wants), (&[Role::Actor][..], &[Role::Actor][..]));
        assert_eq!(with_site("").0[0].wants, [Role::Place]);
        assert_eq!(with_site("[kinds.strike]\nwants = []\n").0[0].wants, []);
    }

    #[test]
    fn a_kind_that_cannot_be_is_told() {
        let (_, found) = with_site(
            "[kinds.Protest]\nverb = [\"march\"]\ncolour = \"red\"\nframe = \"acts\"\ntitles = [\"{who} marches\"]\n",
        );
        assert_eq!(
            found,
            [
                "`Protest` cannot be the name of a kind",
                "the kind `Protest` has neither verbs nor nouns, so nothing can be found",
                "unknown key `verb` in [kinds.Protest]",
                "`red` is no colour",
                "`acts` is no value of `frame`",
                "`{who}` is no slot of a title",
            ]
        );
    }
}
