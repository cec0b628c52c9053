//! Which part of the Earth a map shows, and where a point of it lies on the map.

use super::WIDTH;
use crate::atlas::land::{Bounds, Detail};

/// Least width of a map in degrees of its middle's longitude, so that there is a coast or another place to know it by.
const LEAST: f64 = 16.0;
/// Margin around the outermost places, as a share of what lies between them.
const MARGIN: f64 = 0.12;
/// Height of a map as a share of its width.
const SHAPE: f64 = 0.5;
/// Farthest north and south that a map reaches.
const POLE: f64 = 84.0;
/// How far beyond its edges coasts are drawn, in units of the map.
const EDGE: f64 = 40.0;
/// From this width on, in degrees, coasts are drawn coarsely.
const WIDE: f64 = 70.0;

/// A part of the Earth.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
    /// Units of the map for a degree of longitude and of latitude.
    scale: [f64; 2],
}

impl Frame {
    /// The surroundings of a point.
    pub fn at(point: [f64; 2]) -> Self {
        Self::filled(point, point, 0.0)
    }

    /// Around all of `points` (degrees east and north); `None` where there are none.
    pub fn around(points: &[[f64; 2]]) -> Option<Self> {
        let first = *points.first()?;
        let least = points.iter().fold(first, |a, b| [a[0].min(b[0]), a[1].min(b[1])]);
        let most = points.iter().fold(first, |a, b| [a[0].max(b[0]), a[1].max(b[1])]);
        Some(Self::filled(least, most, MARGIN))
    }

    /// A frame of the usual shape that holds a box with its margin.
    fn filled(least: [f64; 2], most: [f64; 2], margin: f64) -> Self {
        let middle = [(least[0] + most[0]) / 2.0, (least[1] + most[1]) / 2.0];
        // A degree of longitude is shorter than one of latitude, the more the farther from the equator.
        let shrink = middle[1].clamp(-POLE, POLE).to_radians().cos().max(0.2);
        let spread = [(most[0] - least[0]) * (1.0 + 2.0 * margin), (most[1] - least[1]) * (1.0 + 2.0 * margin)];
        let width = spread[0].max(spread[1] / SHAPE / shrink).max(LEAST / shrink).min(360.0);
        let height = (width * shrink * SHAPE).max(spread[1]).min(2.0 * POLE);
        let (west, east) = within(middle[0], width, 180.0);
        let (south, north) = within(middle[1], height, POLE);
        let unit = WIDTH / (east - west);
        Frame { west, east, south, north, scale: [unit, unit / shrink] }
    }

    /// Height of the map in its own units.
    pub fn height(&self) -> f64 {
        (self.north - self.south) * self.scale[1]
    }

    /// Where a point lies on the map.
    pub fn project(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [(x - self.west) * self.scale[0], (self.north - y) * self.scale[1]]
    }

    /// True of a point that lies on the map.
    pub fn holds(&self, [x, y]: [f64; 2]) -> bool {
        (self.west..=self.east).contains(&x) && (self.south..=self.north).contains(&y)
    }

    /// What is shown and a little more, so that where coasts are cut is never to be seen.
    pub fn bounds(&self) -> Bounds {
        let edge = self.scale.map(|scale| EDGE / scale);
        Bounds {
            least: [(self.west - edge[0]) as f32, (self.south - edge[1]) as f32],
            most: [(self.east + edge[0]) as f32, (self.north + edge[1]) as f32],
        }
    }

    /// How finely coasts are drawn.
    pub fn detail(&self) -> Detail {
        if self.east - self.west > WIDE { Detail::Coarse } else { Detail::Fine }
    }
}

/// A stretch of a length around a middle, moved where it would reach beyond `end` on either side.
fn within(middle: f64, length: f64, end: f64) -> (f64, f64) {
    let from = (middle - length / 2.0).clamp(-end, (end - length).max(-end));
    (from, from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_lies_on_the_map_and_the_map_on_the_earth() {
        for points in [
            vec![[39.0, 35.95]],
            vec![[2.3, 48.9], [39.0, 35.95]],
            vec![[179.9, -89.0], [-179.9, 89.0]],
            vec![[0.0, 83.9]],
            vec![[-3.0, -50.0], [-3.0, 60.0]],
        ] {
            let frame = Frame::around(&points).unwrap();
            assert!(frame.west >= -180.0 && frame.east <= 180.0 + 1e-9, "{frame:?}");
            for point in points.into_iter().filter(|point| point[1].abs() < POLE) {
                let [x, y] = frame.project(point);
                assert!(frame.holds(point) && (0.0..=WIDTH).contains(&x) && (0.0..=frame.height()).contains(&y));
            }
        }
        assert!(Frame::around(&[]).is_none());
    }
}
