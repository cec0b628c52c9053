//! The outlines of land, for maps: coasts only, without borders.
//!
//! Derived from Natural Earth (public domain) and packed by `examples/land`: for each ring its number of points, then longitude and latitude of
//! each in hundredths of a degree as differences from the point before, all as LEB128 numbers, differences in zigzag order. Not here: drawing.

use std::sync::LazyLock;

/// Points of a ring that are looked at together.
const RUN: usize = 48;

/// Where the ring of Antarctica is closed.
const SOUTH_POLE: f32 = -90.0;

/// How finely coasts are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// For maps of the world and of continents (1:110 million).
    Coarse,
    /// For maps of countries and regions (1:50 million).
    Fine,
}

/// Degrees east and north.
pub type Point = [f32; 2];

/// A box of degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Degrees east of its western side, and north of its southern side.
    pub least: Point,
    /// Degrees east of its eastern side, and north of its northern side.
    pub most: Point,
}

impl Bounds {
    fn around(points: &[Point]) -> Self {
        let mut bounds = Bounds { least: [f32::MAX; 2], most: [f32::MIN; 2] };
        for [x, y] in points {
            bounds.least = [bounds.least[0].min(*x), bounds.least[1].min(*y)];
            bounds.most = [bounds.most[0].max(*x), bounds.most[1].max(*y)];
        }
        bounds
    }

    /// True where the whole box lies beyond one side of the other.
    pub fn is_beside(&self, other: &Bounds) -> bool {
        self.most[0] < other.least[0]
            || self.least[0] > other.most[0]
            || self.most[1] < other.least[1]
            || self.least[1] > other.most[1]
    }
}

/// A coast or the shore of an inland sea: a closed line.
#[derive(Clone, Debug)]
pub struct Ring {
    /// Its box.
    pub bounds: Bounds,
    /// Its points in short runs, each with its box, so that what lies beside a map is passed over quickly.
    pub runs: Vec<(Bounds, Vec<Point>)>,
}

static COARSE: LazyLock<Vec<Ring>> = LazyLock::new(|| unpack(include_bytes!("land-110m.bin")));
static FINE: LazyLock<Vec<Ring>> = LazyLock::new(|| unpack(include_bytes!("land-50m.bin")));

/// The land of the whole world. Rings within rings are water.
pub fn land(detail: Detail) -> &'static [Ring] {
    match detail {
        Detail::Coarse => &COARSE,
        Detail::Fine => &FINE,
    }
}

fn unpack(bytes: &[u8]) -> Vec<Ring> {
    let mut numbers = Numbers(bytes.iter());
    std::iter::from_fn(|| points(&mut numbers)).flat_map(|points| rings(unwound(points))).collect()
}

fn points(numbers: &mut Numbers) -> Option<Vec<Point>> {
    let count = numbers.next()?;
    let mut at = [0i32; 2];
    let mut points = Vec::new();
    for _ in 0..count {
        for part in &mut at {
            *part = part.wrapping_add(zigzag(numbers.next()?));
        }
        points.push(at.map(|hundredths| hundredths as f32 / 100.0));
    }
    Some(points)
}

/// A line without leaps from one edge of the map of the world to the other: where it crosses the 180th meridian it goes on beyond it. One that
/// goes round the pole is closed along the pole.
fn unwound(mut points: Vec<Point>) -> Vec<Point> {
    let mut turns = 0.0;
    let mut before: Option<f32> = None;
    for [x, _] in &mut points {
        let leap = before.map_or(0.0, |before| *x + turns - before);
        turns -= (leap / 360.0).round() * 360.0;
        *x += turns;
        before = Some(*x);
    }
    if let (Some([first, _]), Some([last, _])) = (points.first().copied(), points.last().copied())
        && (last - first).abs() > 180.0
    {
        points.extend([[last, SOUTH_POLE], [first, SOUTH_POLE]]);
    }
    points
}

/// A line as a ring, once more on the other side of the world where it reaches beyond the 180th meridian.
fn rings(points: Vec<Point>) -> Vec<Ring> {
    let bounds = Bounds::around(&points);
    let turned = |by: f32| points.iter().map(|[x, y]| [x + by, *y]).collect::<Vec<_>>();
    let mut rings = vec![ring(&points)];
    if bounds.most[0] > 180.0 {
        rings.push(ring(&turned(-360.0)));
    }
    if bounds.least[0] < -180.0 {
        rings.push(ring(&turned(360.0)));
    }
    rings
}

fn ring(points: &[Point]) -> Ring {
    let runs = points.chunks(RUN).map(|run| (Bounds::around(run), run.to_vec())).collect();
    Ring { bounds: Bounds::around(points), runs }
}

fn zigzag(number: u32) -> i32 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// LEB128 numbers.
struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = *self.0.next()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a point is on land, by the number of coasts between it and the western edge.
    fn is_land(detail: Detail, [x, y]: Point) -> bool {
        let mut inside = false;
        for ring in land(detail) {
            let points: Vec<Point> = ring.runs.iter().flat_map(|(_, points)| points.iter().copied()).collect();
            for (a, b) in points.iter().zip(points.iter().cycle().skip(1)) {
                let crosses = (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                inside ^= crosses;
            }
        }
        inside
    }

    #[test]
    fn cities_lie_on_land_and_seas_do_not() {
        for detail in [Detail::Coarse, Detail::Fine] {
            for (name, point) in [("Raqqa", [39.0, 35.95]), ("Nairobi", [36.8, -1.3]), ("Denver", [-105.0, 39.7])]
                .into_iter()
                .chain([("Chukotka", [178.0, 67.0]), ("its east", [-174.0, 66.6]), ("Antarctica", [20.0, -80.0])])
            {
                assert!(is_land(detail, point), "{name} {detail:?}");
            }
            for (name, point) in
                [("Atlantic", [-40.0, 30.0]), ("Caspian Sea", [50.5, 41.0]), ("Pacific", [-150.0, 0.0])]
            {
                assert!(!is_land(detail, point), "{name} {detail:?}");
            }
        }
    }

    #[test]
    fn broken_data_is_no_land() {
        assert!(unpack(&[5, 1, 2]).is_empty() && unpack(&[]).is_empty());
    }
}
