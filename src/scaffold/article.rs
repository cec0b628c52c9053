//! A new article from an archetype: a template of a Markdown file, the site's own or the built-in one.
//!
//! Not here: whether the article is right; that is for `content` to say.

use crate::content::Moment;
use crate::diag::{Diagnostic, File};
use crate::site;
use tera::{Context, Tera};

const BUILTIN: &str = include_str!("archetype.md");

/// Longest name that is made from a title, in bytes; many systems allow 255 for the whole name of a file.
const LONGEST: usize = 80;

/// By which name Tera knows a template that is used once.
const ONE_OFF: &str = "__tera_one_off";

/// What an archetype is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft<'a> {
    /// Title.
    pub title: &'a str,
    /// Its date, as it was given.
    pub date: &'a Moment,
    /// Text, in Markdown.
    pub body: &'a str,
}

/// Where a new article stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path from the site's folder, with `/` between its parts.
    pub path: String,
    /// Last part of its address.
    pub slug: String,
}

/// Where an article of that title and date stands: `content/2015-11-18-title-in-words.md`, or below `folder` of `content/`.
///
/// From 2 on, `number` tells it from others of that title. `None` where the title holds no letter or digit that could stand in a name.
pub fn place(title: &str, number: usize, date: &Moment, folder: Option<&str>) -> Option<Place> {
    let mut slug = slug::slugify(title);
    if slug.len() > LONGEST {
        // All ASCII: every byte is a boundary.
        slug.truncate(LONGEST);
        let whole_words = slug.rfind('-').unwrap_or(LONGEST);
        slug.truncate(whole_words);
    }
    if slug.is_empty() {
        return None;
    }
    if number > 1 {
        slug.push_str(&format!("-{number}"));
    }
    let parts = ["content"].into_iter().chain(folder.into_iter().flat_map(|folder| folder.split('/')));
    let folder = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    Some(Place { path: format!("{folder}/{}-{slug}.md", date.day), slug })
}

/// The text of a new article. `archetype` is the site's own template, if it has one.
///
/// The template knows `title` and `date`, quoted as both YAML and TOML read them, `day`, `slug` and `body`.
///
/// # Errors
/// The archetype cannot be filled.
pub fn article(draft: &Draft<'_>, slug: &str, archetype: Option<&File>) -> Result<String, Box<Diagnostic>> {
    let text = archetype.map_or(BUILTIN, |file| &file.text);
    fill(text, draft, slug).map_err(|error| {
        let sources = archetype.map(|file| (ONE_OFF.to_owned(), file.clone())).into_iter().collect();
        let fault = site::explain(&error, &sources).into_iter().next();
        let fault = fault.unwrap_or_else(|| Diagnostic::error("template", "the archetype cannot be filled"));
        Box::new(fault.hint("an archetype may use {{ title }}, {{ date }}, {{ day }}, {{ slug }} and {{ body }}"))
    })
}

fn fill(text: &str, draft: &Draft<'_>, slug: &str) -> Result<String, tera::Error> {
    let mut context = Context::new();
    context.insert("title", &quoted(draft.title));
    context.insert("date", &written(draft.date));
    context.insert("day", &draft.date.day.to_string());
    context.insert("slug", slug);
    context.insert("body", draft.body);
    let filled = Tera::one_off(text, &context, false)?;
    Ok(format!("{}\n", filled.trim_end()))
}

/// Text in the notation of JSON, which YAML and TOML read as well.
fn quoted(title: &str) -> String {
    serde_json::Value::from(title).to_string()
}

fn written(date: &Moment) -> String {
    match &date.time {
        Some(time) => format!("{}T{time}", date.day),
        None => date.day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::content;

    fn made(title: &str, body: &str, archetype: Option<&str>) -> String {
        let date = "2015-11-18T21:16+01:00".parse().unwrap();
        let place = place(title, 1, &date, None).unwrap();
        let file = archetype.map(|text| File::new("archetypes/article.md", text));
        article(&Draft { title, date: &date, body }, &place.slug, file.as_ref()).unwrap()
    }

    #[test]
    fn a_title_with_marks_of_every_notation_comes_through() {
        let title = "\"No\": he's #1 {{ title }} \\ [x] & é\u{1f600}";
        let toml = "+++\ntitle = {{ title }}\ndate = {{ date }}\n+++\n\n{{ body }}\n";
        for archetype in [None, Some(toml)] {
            let text = made(title, "Jets {{ bombed }} Raqqa.", archetype);
            let (article, found) = content::read(&File::new("content/a.md", text), &Config::default());
            assert_eq!(found, []);
            let article = article.unwrap();
            assert_eq!((article.meta.title.as_str(), article.prose.text.as_str()), (title, "Jets {{ bombed }} Raqqa."));
            assert_eq!(article.meta.date.unwrap().time.as_deref(), Some("21:16:00+01:00"));
        }
    }

    #[test]
    fn the_name_of_the_file_is_short_plain_and_below_content() {
        let date = "2015-11-18".parse().unwrap();
        let path = |title: &str, folder| place(title, 1, &date, folder).map(|place| place.path);
        assert_eq!(path("Ångström & Söhne!", None).unwrap(), "content/2015-11-18-angstrom-sohne.md");
        assert_eq!(path("A", Some("news/2015/")).unwrap(), "content/news/2015/2015-11-18-a.md");
        assert!(path(&"word ".repeat(60), None).unwrap().len() < 110);
        assert!(place(&"word ".repeat(60), 12, &date, None).unwrap().path.ends_with("-word-12.md"));
        assert_eq!(path("!?", None), None);
    }

    #[test]
    fn an_archetype_that_cannot_be_filled_is_told_by_name() {
        let date = "2015-11-18".parse().unwrap();
        let file = File::new("archetypes/article.md", "{{ titel }}");
        let problem = article(&Draft { title: "T", date: &date, body: "" }, "t", Some(&file)).unwrap_err();
        assert_eq!(problem.position(), Some(("archetypes/article.md", 1, 4)));
        assert!(problem.message.starts_with("Variable `titel` is not defined"), "{}", problem.message);
    }
}
