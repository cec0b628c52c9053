//! Packs the outlines of land that maps draw: `cargo run --example land -- WORLD_ATLAS`.
//!
//! WORLD_ATLAS is the folder of the npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`, unpacked), which holds Natural Earth's land as
//! TopoJSON. Writes `src/atlas/land-110m.bin` and `land-50m.bin`, whose layout `src/atlas/land.rs` describes. Not for anything with borders.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// As much of TopoJSON as the package uses.
#[derive(Deserialize)]
struct Topology {
    objects: Objects,
    /// Lines as differences in units of `transform`.
    arcs: Vec<Vec<[i32; 2]>>,
    transform: Transform,
}

#[derive(Deserialize)]
struct Objects {
    land: Land,
}

#[derive(Deserialize)]
struct Land {
    geometries: Vec<Polygons>,
}

/// Polygons, each made of rings, each made of arcs; a negative number is an arc backwards.
#[derive(Deserialize)]
struct Polygons {
    arcs: Vec<Vec<Vec<i32>>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("usage: land WORLD_ATLAS")?;
    for detail in ["110m", "50m"] {
        let path = Path::new(&folder).join(format!("land-{detail}.json"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let bytes = pack(&serde_json::from_str(&text)?);
        let out = format!("src/atlas/land-{detail}.bin");
        fs::write(&out, &bytes)?;
        println!("{out}: {} bytes", bytes.len());
    }
    Ok(())
}

fn pack(world: &Topology) -> Vec<u8> {
    let mut bytes = Vec::new();
    for ring in world.objects.land.geometries.iter().flat_map(|geometry| geometry.arcs.iter().flatten()) {
        let points = hundredths(world, ring);
        // What is smaller than a hundredth of a degree has no shape.
        if points.len() < 3 {
            continue;
        }
        number(&mut bytes, points.len() as u32);
        let mut before = [0, 0];
        for point in points {
            for axis in 0..2 {
                let difference = point[axis] - before[axis];
                number(&mut bytes, ((difference << 1) ^ (difference >> 31)) as u32);
            }
            before = point;
        }
    }
    bytes
}

/// The points of a ring in hundredths of a degree, each different from the one before; the first is not repeated at the end.
fn hundredths(world: &Topology, ring: &[i32]) -> Vec<[i32; 2]> {
    let mut points: Vec<[i32; 2]> = Vec::new();
    for arc in ring {
        let mut line = line(world, if *arc < 0 { !arc } else { *arc } as usize);
        if *arc < 0 {
            line.reverse();
        }
        points.extend(line);
    }
    points.dedup();
    if points.first() == points.last() {
        points.pop();
    }
    points
}

fn line(world: &Topology, arc: usize) -> Vec<[i32; 2]> {
    let Transform { scale, translate } = &world.transform;
    let mut at = [0, 0];
    let degrees = |at: [i32; 2], axis: usize| f64::from(at[axis]) * scale[axis] + translate[axis];
    let mut line = Vec::new();
    for step in &world.arcs[arc] {
        at = [at[0] + step[0], at[1] + step[1]];
        line.push([0, 1].map(|axis| (degrees(at, axis) * 100.0).round() as i32));
    }
    line
}

/// Writes a LEB128 number.
fn number(bytes: &mut Vec<u8>, mut rest: u32) {
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}
