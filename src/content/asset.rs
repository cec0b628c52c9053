//! Files beside the articles, such as pictures: copied as they are.
//!
//! Not here: reading them (`source`), and where their copies stand (`site`).

/// A file of `content/` that is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path, which begins with `content/`.
    pub path: String,
    /// The same as the system spells it, which may be otherwise where there are accents in it.
    pub on_disk: String,
    /// Width and height of a picture, in CSS pixels; `None` of other files, and of pictures that do not say.
    pub size: Option<[u32; 2]>,
}

impl Asset {
    /// A file of which nothing but its path is known.
    pub fn new(path: impl Into<String>) -> Self {
        let path = path.into();
        Asset { on_disk: path.clone(), path, size: None }
    }
}
