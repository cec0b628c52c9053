//! Coasts as an SVG path: cut to the map, without points that nobody could tell apart.
//!
//! Cutting follows Sutherland and Hodgman, "Reentrant polygon clipping" (1974): one side of the map after the other.

use super::frame::Frame;
use crate::atlas::land::{self, Bounds, Point, Ring};
use std::fmt::Write;

/// How far a coast may be drawn from where it lies, in units of the map.
const TOLERANCE: f64 = 3.0;
/// Islands smaller than this in both directions are left out.
const ISLAND: i64 = 7;

/// All land of a map as one path, in whole numbers of `unit` units of the map.
pub fn path(frame: &Frame, unit: i64) -> String {
    let bounds = frame.bounds();
    let mut path = String::new();
    for ring in land::land(frame.detail()).iter().filter(|ring| !ring.bounds.is_beside(&bounds)) {
        let mut points = near(ring, &bounds);
        for side in Side::ALL {
            points = side.cut(&points, &bounds);
        }
        // What a coarse drawing cannot show right, it leaves out: less than one of its units, islands of less than two.
        let tolerance = (TOLERANCE / unit as f64).max(if unit > 1 { 1.0 } else { 0.0 });
        write(&mut path, &simple(&grid(&points, frame, unit), tolerance), (ISLAND / unit).max(2));
    }
    path
}

/// The points of a ring, without those of runs that lie wholly beyond a side: cutting would drop them.
fn near(ring: &Ring, bounds: &Bounds) -> Vec<Point> {
    let mut points = Vec::new();
    for (run_bounds, run) in &ring.runs {
        if run_bounds.is_beside(bounds) {
            points.extend(run.first().into_iter().chain(run.last()));
        } else {
            points.extend(run);
        }
    }
    points
}

/// A side of the map.
#[derive(Clone, Copy)]
struct Side {
    axis: usize,
    most: bool,
}

impl Side {
    const ALL: [Side; 4] = [
        Side { axis: 0, most: false },
        Side { axis: 0, most: true },
        Side { axis: 1, most: false },
        Side { axis: 1, most: true },
    ];

    /// What of a ring lies on this side's inside.
    fn cut(self, points: &[Point], bounds: &Bounds) -> Vec<Point> {
        let mut kept = Vec::with_capacity(points.len());
        let mut before = match points.last() {
            Some(last) => *last,
            None => return kept,
        };
        for point in points {
            if self.is_inside(*point, bounds) != self.is_inside(before, bounds) {
                kept.push(self.crossing(before, *point, bounds));
            }
            if self.is_inside(*point, bounds) {
                kept.push(*point);
            }
            before = *point;
        }
        kept
    }

    fn line(self, bounds: &Bounds) -> f32 {
        let corner = if self.most { bounds.most } else { bounds.least };
        if self.axis == 0 { corner[0] } else { corner[1] }
    }

    fn along(self, [x, y]: Point) -> (f32, f32) {
        if self.axis == 0 { (x, y) } else { (y, x) }
    }

    fn is_inside(self, point: Point, bounds: &Bounds) -> bool {
        let (at, line) = (self.along(point).0, self.line(bounds));
        if self.most { at <= line } else { at >= line }
    }

    /// Where the line between two points on different sides crosses.
    fn crossing(self, a: Point, b: Point, bounds: &Bounds) -> Point {
        let line = self.line(bounds);
        let ((a, across_a), (b, across_b)) = (self.along(a), self.along(b));
        let across = across_a + (across_b - across_a) * (line - a) / (b - a);
        if self.axis == 0 { [line, across] } else { [across, line] }
    }
}

/// The points in whole numbers of `unit` units of the map, no two in a row the same.
fn grid(points: &[Point], frame: &Frame, unit: i64) -> Vec<[i64; 2]> {
    let on_map = |[x, y]: &Point| frame.project([f64::from(*x), f64::from(*y)]);
    let mut grid: Vec<_> =
        points.iter().map(|point| on_map(point).map(|part| (part / unit as f64).round() as i64)).collect();
    grid.dedup();
    grid
}

/// The points without those that lie no farther than `tolerance` from a line between others: Douglas and Peucker, "Algorithms for the
/// reduction of the number of points required to represent a digitized line" (1973).
fn simple(points: &[[i64; 2]], tolerance: f64) -> Vec<[i64; 2]> {
    let mut kept = vec![false; points.len()];
    let mut stretches = vec![(0, points.len().saturating_sub(1))];
    while let Some((from, to)) = stretches.pop() {
        let farthest = farthest(points, from, to).filter(|(distance, _)| *distance > tolerance);
        if let Some((_, at)) = farthest {
            stretches.extend([(from, at), (at, to)]);
        }
        for end in [from, to] {
            if let Some(kept) = kept.get_mut(end) {
                *kept = true;
            }
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// The point between two others that lies farthest from the line between them, and how far.
fn farthest(points: &[[i64; 2]], from: usize, to: usize) -> Option<(f64, usize)> {
    let (start, end) = (points.get(from)?, points.get(to)?);
    let between = points.get(from + 1..to)?.iter().zip(from + 1..);
    between.map(|(point, at)| (distance(*point, *start, *end), at)).max_by(|a, b| a.0.total_cmp(&b.0))
}

/// How far a point lies from the line between two others.
fn distance(point: [i64; 2], start: [i64; 2], end: [i64; 2]) -> f64 {
    let [line, way] = [end, point].map(|to| [(to[0] - start[0]) as f64, (to[1] - start[1]) as f64]);
    let length = line[0].hypot(line[1]);
    let along = if length > 0.0 { (way[0] * line[0] + way[1] * line[1]) / length } else { 0.0 };
    let nearest = along.clamp(0.0, length) / length.max(1.0);
    (way[0] - nearest * line[0]).hypot(way[1] - nearest * line[1])
}

/// A ring as differences between its points, which are shorter than the points themselves.
fn write(path: &mut String, points: &[[i64; 2]], island: i64) {
    let Some(first) = points.first() else { return };
    let reach = |axis: fn(&[i64; 2]) -> i64| {
        let ends = points.iter().map(axis).min().zip(points.iter().map(axis).max());
        ends.map_or(0, |(least, most)| most - least)
    };
    if points.len() < 3 || reach(|p| p[0]) < island && reach(|p| p[1]) < island {
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(path, "M{} {}l", first[0], first[1]);
    let steps = points.iter().zip(points.iter().skip(1));
    for (at, (before, point)) in steps.enumerate() {
        for (number, step) in [point[0] - before[0], point[1] - before[1]].into_iter().enumerate() {
            let gap = if step < 0 || at + number == 0 { "" } else { " " };
            let _ = write!(path, "{gap}{step}");
        }
    }
    path.push('z');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_cut_at_every_side() {
        let bounds = Bounds { least: [0.0, 0.0], most: [10.0, 10.0] };
        let mut points = vec![[-5.0, 5.0], [5.0, 15.0], [15.0, 5.0], [5.0, -5.0]];
        for side in Side::ALL {
            points = side.cut(&points, &bounds);
        }
        assert!(points.iter().flatten().all(|part| (0.0..=10.0).contains(part)), "{points:?}");
        assert!(points.contains(&[0.0, 10.0]) && points.contains(&[10.0, 0.0]), "{points:?}");
    }

    #[test]
    fn a_map_inland_is_all_land_and_one_at_sea_has_none() {
        assert!(path(&Frame::at([-150.0, 5.0]), 1).len() < 200);
        let inland = path(&Frame::at([85.0, 60.0]), 1);
        assert!(inland.starts_with('M') && inland.len() < 400, "{inland}");
        let coast = path(&Frame::at([15.0, 40.0]), 1);
        assert!((1000..20_000).contains(&coast.len()), "{}", coast.len());
        let small = path(&Frame::at([15.0, 40.0]), 5);
        assert!((500..coast.len()).contains(&small.len()), "{} of {}", small.len(), coast.len());
    }

    #[test]
    fn a_line_keeps_its_corners_and_loses_what_nobody_sees() {
        let line = [[0, 0], [5, 1], [10, 0], [10, 10], [9, 15], [10, 20], [0, 0]];
        assert_eq!(simple(&line, 2.0), [[0, 0], [10, 0], [10, 20], [0, 0]]);
        assert_eq!(simple(&line, 0.0), line);
        assert_eq!(simple(&[], 2.0), [[0; 2]; 0]);
        assert_eq!(simple(&[[3, 4]], 2.0), [[3, 4]]);
    }
}
