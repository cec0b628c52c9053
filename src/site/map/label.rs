//! Names on a map, where there is room: the places with most events first, none over another.
//!
//! Widths are estimated, since nothing here knows the reader's typeface.

use super::{Label, Spot, WIDTH};

/// Height of a name on a large map, and on a small one, where everything is drawn closer together, in units of the map.
const SIZES: [f64; 2] = [30.0, 76.0];
/// Average width of a letter, as a share of the height.
const LETTER: f64 = 0.6;
/// Most names on a small map.
const MOST_MAJOR: usize = 6;
/// Most names on a map.
const MOST: usize = 40;
/// Between sign and name.
const GAP: f64 = 10.0;

/// Left, top, right, bottom.
type Area = [f64; 4];

/// Names as many of `spots`, which come in order of weight, as there is room for on a map of this height.
pub fn label(spots: &mut [Spot], height: f64) {
    let mut taken: Vec<Area> = spots.iter().map(sign).collect();
    let mut major = 0;
    for at in 0..spots.len().min(MOST) {
        let Some(spot) = spots.get(at) else { break };
        let wanted = if major < MOST_MAJOR { &[1, 0][..] } else { &[0][..] };
        let found = wanted.iter().find_map(|size| place(spot, at, *size, height, &taken));
        let Some((label, area)) = found else { continue };
        major += usize::from(label.major);
        taken.push(area);
        if let Some(spot) = spots.get_mut(at) {
            spot.label = Some(label);
        }
    }
}

fn sign(spot: &Spot) -> Area {
    let (x, y, r) = (spot.x as f64, spot.y as f64, spot.r as f64);
    [x - r, y - r, x + r, y + r]
}

/// Room for a name to the right or to the left of its sign.
fn place(spot: &Spot, at: usize, size: usize, height: f64, taken: &[Area]) -> Option<(Label, Area)> {
    let letter = SIZES.get(size).copied().unwrap_or_default();
    let width = spot.name.chars().count() as f64 * letter * LETTER;
    let [left, _, right, _] = sign(spot);
    let y = spot.y as f64;
    let sides = [("start", right + GAP, right + GAP), ("end", left - GAP - width, left - GAP)];
    sides.into_iter().find_map(|(anchor, from, x)| {
        let area = [from, y - letter * 0.6, from + width, y + letter * 0.6];
        let is_inside = area[0] >= 0.0 && area[2] <= WIDTH && area[1] >= 0.0 && area[3] <= height;
        let is_free = taken.iter().enumerate().all(|(other, box_of)| other == at || !overlap(&area, box_of));
        (is_inside && is_free).then(|| (Label { x: x.round() as i64, y: spot.y, anchor, major: size == 1 }, area))
    })
}

fn overlap(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(x: i64, y: i64) -> Spot {
        Spot {
            name: "Deir ez-Zor".into(),
            url: String::new(),
            count: 1,
            x,
            y,
            r: 10,
            precision: "settlement",
            here: false,
            label: None,
        }
    }

    #[test]
    fn names_stand_beside_their_signs_and_never_over_another() {
        let mut spots = vec![spot(1000, 500), spot(1010, 510), spot(1990, 500), spot(100, 100)];
        label(&mut spots, 1000.0);
        let anchors: Vec<_> = spots.iter().map(|spot| spot.label.map(|label| label.anchor)).collect();
        assert_eq!(anchors, [Some("start"), Some("end"), Some("end"), Some("start")]);
        assert!(label_count(600) <= MOST);
    }

    fn label_count(spots: i64) -> usize {
        let mut spots: Vec<_> = (0..spots).map(|n| spot(n * 37 % 2000, n * 91 % 1000)).collect();
        label(&mut spots, 1000.0);
        spots.iter().filter(|spot| spot.label.is_some()).count()
    }
}
