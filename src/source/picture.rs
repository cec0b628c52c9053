//! How large a picture is, so that a page keeps its room while it is on its way.
//!
//! PNG, JPEG, GIF, WebP and AVIF through `imagesize`, which reads no more than their first bytes, turned as their Exif data say; SVG from the attributes of
//! its first element. Not here: anything else about a picture.

use exif::{In, Reader, Tag};
use quick_xml::events::{BytesStart, Event};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Formats that say their size in pixels.
const PIXELS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];
/// Of these, the ones that may say in Exif data that browsers are to turn them.
const TURNED: [&str; 4] = ["png", "jpg", "jpeg", "webp"];
/// How much of a drawing is read, in bytes: its first element stands well before.
const HEAD: u64 = 8 << 10;
/// How wide a drawing is, in CSS pixels, that says its shape alone: it fills its column.
const COLUMN: f64 = 1200.0;
/// CSS pixels of the units of CSS that do not hang on what is around (CSS Values 4, section 6.2).
const UNITS: [(&str, f64); 7] =
    [("px", 1.0), ("in", 96.0), ("cm", 96.0 / 2.54), ("mm", 96.0 / 25.4), ("pt", 96.0 / 72.0), ("pc", 16.0), ("", 1.0)];

/// Width and height of the picture at `path`, in CSS pixels; `None` where it is none, cannot be read, or does not say.
pub(super) fn size(path: &Path) -> Option<[u32; 2]> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if PIXELS.contains(&extension.as_str()) {
        let size = imagesize::size(path).ok()?;
        let [width, height] = sound([size.width as f64, size.height as f64])?;
        let is_turned = TURNED.contains(&extension.as_str()) && lies_on_its_side(path).unwrap_or(false);
        return Some(if is_turned { [height, width] } else { [width, height] });
    }
    if extension != "svg" {
        return None;
    }
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    drawing(&head)
}

/// True of a photograph that was taken with the camera on its side: orientations 5 to 8 (Exif 2.32, section 4.6.4).
fn lies_on_its_side(path: &Path) -> Option<bool> {
    let exif = Reader::new().read_from_container(&mut BufReader::new(File::open(path).ok()?)).ok()?;
    let orientation = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    Some((5..=8).contains(&orientation))
}

/// The size of a drawing: its width and height, of which the shape of its `viewBox` gives what is missing.
fn drawing(head: &[u8]) -> Option<[u32; 2]> {
    let mut reader = quick_xml::Reader::from_reader(head);
    let element = loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => break element,
            Event::Eof => return None,
            _ => {}
        }
    };
    let element = Some(element).filter(|element| element.local_name().as_ref() == b"svg")?;
    let side = |name: &str| length(&attribute(&element, name)?);
    let shape = || {
        let view = attribute(&element, "viewBox")?;
        let numbers = view.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
        let [_, _, width, height] =
            numbers.map(|part| part.parse().ok()).collect::<Option<Vec<f64>>>()?.try_into().ok()?;
        (width > 0.0 && height > 0.0).then_some(width / height)
    };
    sound(match (side("width"), side("height")) {
        (Some(width), Some(height)) => [width, height],
        (Some(width), None) => [width, width / shape()?],
        (None, Some(height)) => [height * shape()?, height],
        (None, None) => [COLUMN, COLUMN / shape()?],
    })
}

/// Whole sides; `None` of a picture that none can see, or that no screen could hold.
fn sound(sides: [f64; 2]) -> Option<[u32; 2]> {
    sides.iter().all(|side| (0.5..1e5).contains(side)).then(|| sides.map(|side| side.round() as u32))
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(&attribute.value).trim().to_owned())
}

/// A length in CSS pixels; `None` of one that hangs on what is around: "50%", "5em".
fn length(text: &str) -> Option<f64> {
    let (unit, pixels) = UNITS.iter().find(|(unit, _)| text.ends_with(unit))?;
    text.strip_suffix(unit)?.trim().parse().ok().map(|number: f64| number * pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_its_size_in_attributes_or_by_its_view() {
        for (head, size) in [
            ("<?xml version='1.0'?>\n<svg xmlns=\"a\" width=\"640\" height='480px'>", Some([640, 480])),
            ("<!-- <svg width='1' height='1'> -->\n<svg:svg width='1in' height = '72pt'/>", Some([96, 96])),
            ("<svg viewBox=\"0 0 24 24\">", Some([1200, 1200])),
            ("<svg width=\"100%\" height=\"5em\" viewBox=\"0,0,20,10\">", Some([1200, 600])),
            ("<svg height=\"50\" desc='a > b' viewBox=\"0 0 20 10\">", Some([100, 50])),
            ("<svg stroke-width=\"3\" height=\"5\">", None),
            ("<svg width='1e9' height='5'>", None),
            ("<svg width='inf' height='NaN'>", None),
            ("<html><svg width='5' height='5'></html>", None),
            ("<svg width=\"0\" height=\"5\">", None),
            ("<svg width=\"5\" height=\"5\"", None),
            ("<svg viewBox=\"0 0 1\">", None),
        ] {
            assert_eq!(drawing(head.as_bytes()), size, "{head}");
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
        // A JPEG of 7 by 5 pixels whose Exif data say: turn it by a quarter (orientation 6).
        let exif = b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00";
        let frame =
            b"\xff\xc0\x00\x11\x08\x00\x05\x00\x07\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xda\x00\x00\xff\xd9";
        assert_eq!(write("photo.JPG", &[b"\xff\xd8".as_slice(), exif, frame].concat()), Some([5, 7]));
        assert_eq!(write("plain.jpg", &[b"\xff\xd8".as_slice(), frame].concat()), Some([7, 5]));
        assert_eq!(write("b.png", b"\x89PNG\r\n"), None);
        assert_eq!(write("c.jpg", b""), None);
        assert_eq!(write("d.txt", b"GIF89a\x03\x00\x02\x00\x00\x00\x00"), None);
        assert_eq!(size(&folder.path().join("nothing.png")), None);
    }
}
