//! How large a picture is, so that a page keeps its room while it is on its way.
//!
//! PNG, JPEG, GIF, WebP and AVIF through `imagesize`, which reads no more than their first bytes; SVG from the attributes of its first element. Not here:
//! anything else about a picture.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Formats that say their size in pixels.
const PIXELS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];
/// How much of a drawing is read, in bytes: its first element stands well before.
const HEAD: u64 = 8 << 10;

/// Width and height of the picture at `path`, in CSS pixels; `None` where it is none, cannot be read, or does not say.
pub(super) fn size(path: &Path) -> Option<[u32; 2]> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if PIXELS.contains(&extension.as_str()) {
        let size = imagesize::size(path).ok()?;
        return sound([u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?]);
    }
    if extension != "svg" {
        return None;
    }
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    drawing(&String::from_utf8_lossy(&head))
}

/// The size of a drawing: its width and height, or else those of its `viewBox`.
fn drawing(head: &str) -> Option<[u32; 2]> {
    let element = head.split_once("<svg")?.1.split_once('>')?.0;
    let side = |name: &str| attribute(element, name).and_then(length);
    if let (Some(width), Some(height)) = (side("width"), side("height")) {
        return sound([width, height]);
    }
    let sides = attribute(element, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
    let sides: Vec<u32> = sides.filter_map(length).collect();
    sound(sides.try_into().ok()?)
}

fn sound(size: [u32; 2]) -> Option<[u32; 2]> {
    size.iter().all(|side| *side > 0).then_some(size)
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let mut found = element.match_indices(name).filter_map(|(at, _)| {
        let before = element.get(..at)?;
        let value = element.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        before.ends_with(char::is_whitespace).then(|| value.get(1..)?.split_once(quote).map(|(value, _)| value))?
    });
    found.next()
}

/// A length in CSS pixels, rounded; `None` of one in another unit.
fn length(text: &str) -> Option<u32> {
    let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
    (number.is_finite() && (0.5..1e6).contains(&number)).then_some(number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_its_size_in_attributes_or_by_its_view() {
        for (head, size) in [
            ("<?xml version='1.0'?>\n<svg xmlns=\"a\" width=\"640\" height='480px'>", Some([640, 480])),
            ("<svg viewBox=\"0 0 200 99.6\">", Some([200, 100])),
            ("<svg width=\"100%\" height=\"5em\" viewBox=\"0,0,20,10\">", Some([20, 10])),
            ("<svg stroke-width=\"3\" height=\"5\">", None),
            ("<svg width=\"0\" height=\"5\">", None),
            ("<svg width=\"5\" height=\"5\"", None),
            ("<svg viewBox=\"0 0 1\">", None),
        ] {
            assert_eq!(drawing(head), size, "{head}");
        }
    }

    #[test]
    fn a_picture_says_its_size_and_a_broken_one_none() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            size(&path)
        };
        assert_eq!(write("a.gif", b"GIF89a\x03\x00\x02\x00\x00\x00\x00"), Some([3, 2]));
        let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x07\x00\x00\x00\x05";
        assert_eq!(write("A.PNG", png), Some([7, 5]));
        assert_eq!(write("b.png", b"\x89PNG\r\n"), None);
        assert_eq!(write("c.jpg", b""), None);
        assert_eq!(write("d.txt", b"GIF89a\x03\x00\x02\x00\x00\x00\x00"), None);
        assert_eq!(size(&folder.path().join("nothing.png")), None);
    }
}
