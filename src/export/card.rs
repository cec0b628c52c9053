//! `data/card.png`: the picture that messengers and networks show beside a link to the site: its activity over time, 1200 by 630 pixels.
//!
//! Without words: the title stands beside it, and letters would need a font. Colours are those of the default theme in light. Not here: the drawing
//! on pages, which is SVG (`site`).

use super::Source;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

/// What Open Graph asks for, in pixels.
const SIZE: [usize; 2] = [1200, 630];
/// Empty space at the left and the right.
const MARGIN: usize = 80;
/// How many bars there are.
const BARS: usize = 104;
/// From the left edge of a bar to that of the next.
const STEP: usize = (SIZE[0] - 2 * MARGIN) / BARS;
/// Where the bars stand.
const GROUND: usize = 530;
/// The height of the highest.
const HIGHEST: usize = 380;

/// Colours by their number: red, green, blue.
const PALETTE: [[u8; 3]; 4] = [[0xfc, 0xfa, 0xf5], [0x1d, 0x1b, 0x16], [0x4a, 0x46, 0x3c], [0x8f, 0x1d, 0x14]];
const PAPER: u8 = 0;
const INK: u8 = 1;
const BAR: u8 = 2;
const ACCENT: u8 = 3;

/// The file.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let counts = source.site.activity(BARS);
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let width = SIZE[0] - 2 * MARGIN;
    let mut picture = Picture(vec![[PAPER; SIZE[0]]; SIZE[1]]);
    picture.fill([MARGIN, 60], [width, 6], INK);
    picture.fill([MARGIN, 71], [width, 2], INK);
    for (at, count) in counts.into_iter().enumerate() {
        // As on the pages, height grows with the square root.
        let height = ((count as f64 / most as f64).sqrt() * HIGHEST as f64).round() as usize;
        let colour = if count == most { ACCENT } else { BAR };
        picture.fill([MARGIN + at * STEP, GROUND - height], [STEP - 2, height], colour);
    }
    picture.fill([MARGIN, GROUND], [width, 4], INK);
    picture.png()
}

/// The number of a colour for each pixel, row by row.
struct Picture(Vec<[u8; SIZE[0]]>);

impl Picture {
    fn fill(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], colour: u8) {
        for row in self.0.iter_mut().skip(y).take(height) {
            row.iter_mut().skip(x).take(width).for_each(|pixel| *pixel = colour);
        }
    }

    /// The picture as PNG (ISO/IEC 15948), four pixels to a byte.
    fn png(&self) -> Vec<u8> {
        let [width, height] = SIZE.map(|side| u32::try_from(side).unwrap_or_default().to_be_bytes());
        // Two bits to a pixel, colours from a palette; the rest is as the standard knows it.
        let header = [&width[..], &height, &[2, 3, 0, 0, 0]].concat();
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
        for row in &self.0 {
            let bytes = row.chunks(4).map(|pixels| pixels.iter().fold(0, |byte, pixel| byte << 2 | pixel));
            // Writing to memory cannot fail. Each row begins with its filter: none.
            let _ = packer.write_all(&std::iter::once(0).chain(bytes).collect::<Vec<u8>>());
        }
        let pixels = packer.finish().unwrap_or_default();
        let parts = [(b"IHDR", &header), (b"PLTE", &PALETTE.concat()), (b"IDAT", &pixels), (b"IEND", &Vec::new())];
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in parts {
            part(&mut file, name, data);
        }
        file
    }
}

/// Length, name, data and checksum.
fn part(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(data);
    file.extend_from_slice(&u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    file.extend_from_slice(name);
    file.extend_from_slice(data);
    file.extend_from_slice(&sum.sum().to_be_bytes());
}
