//! The `[places.*]` tables: places of a site that the built-in table does not know, or knows otherwise.
//!
//! Not here: the built-in places (`lang`, `atlas`), and how a place is found in a text (`extract`).

use super::tree::{Report, Table, Written};

/// A place as a site describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name under which the timeline shows it.
    pub name: String,
    /// Other names that stand for it.
    pub aliases: Vec<String>,
    /// Degrees north, WGS 84, -90 to 90.
    pub latitude: f64,
    /// Degrees east, WGS 84, -180 to 180.
    pub longitude: f64,
    /// The country it lies in: two capital letters (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// How coarsely the site tells where it is; absent where it is as everywhere on the site.
    pub geo_precision: Option<f64>,
}

/// The coarsest that a site may be about where places lie, in degrees.
const COARSEST: f64 = 10.0;

/// Reads all tables below `[places]`; a place that cannot be is reported and left out.
pub(super) fn read(table: Option<Table>, report: &mut Report) -> Vec<Place> {
    let tables = table.map(|mut table| table.tables("places", report)).unwrap_or_default();
    tables.into_iter().filter_map(|(name, table)| read_one(name, table, report)).collect()
}

fn read_one(name: Written<String>, mut table: Table, report: &mut Report) -> Option<Place> {
    let latitude = degrees(&mut table, "latitude", 90.0, &name, report);
    let longitude = degrees(&mut table, "longitude", 180.0, &name, report);
    let country = country(&mut table, report);
    let geo_precision = geo_precision(&mut table, report);
    let aliases = table.texts("aliases", report).into_iter().map(|alias| alias.value).collect();
    table.finish(report);
    Some(Place { name: name.value, aliases, latitude: latitude?, longitude: longitude?, country, geo_precision })
}

/// The degrees to whose multiples coordinates are rounded before anybody sees them; 0 leaves them as they are.
pub(super) fn geo_precision(table: &mut Table, report: &mut Report) -> Option<f64> {
    let written = table.decimal("geo_precision", report)?;
    if (0.0..=COARSEST).contains(&written.value) {
        return Some(written.value);
    }
    let hint = format!("write degrees from 0 to {COARSEST}; a tenth of a degree is about eleven kilometres");
    report.refuse(written.span, "`geo_precision` is no number of degrees to round to", "out of range", hint);
    None
}

fn degrees(
    table: &mut Table,
    key: &'static str,
    most: f64,
    place: &Written<String>,
    report: &mut Report,
) -> Option<f64> {
    if !table.has(key) {
        let message = format!("the place `{}` has no {key}", place.value);
        report.refuse(place.span, message, "where is it?", format!("add {key} = ..., in degrees, such as 35.95"));
    }
    let written = table.decimal(key, report)?;
    if written.value.abs() <= most {
        return Some(written.value);
    }
    let message = format!("`{key}` is no number of degrees on the Earth");
    report.refuse(written.span, message, "out of range", format!("write degrees from -{most} to {most}"));
    None
}

fn country(table: &mut Table, report: &mut Report) -> Option<String> {
    let written = table.text("country", report)?;
    if written.value.len() == 2 && written.value.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return Some(written.value);
    }
    let message = format!("`{}` is no country code", written.value);
    report.refuse(written.span, message, "not a country", "write the two capital letters of ISO 3166-1, such as SY");
    None
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, read};
    use crate::diag::File;

    fn with_site(site: &str) -> (Config, Vec<String>) {
        let (config, found) = read(&File::new("site.toml", site), &File::new("kinds.toml", ""));
        (config, found.into_iter().map(|d| d.message).collect())
    }

    #[test]
    fn a_site_adds_places() {
        let (config, found) = with_site(
            "[places.Bataclan]\nlatitude = 48.863\nlongitude = 2.3708\ncountry = \"FR\"\naliases = [\"Bataclan theatre\"]\n\
             [places.\"Station Zero\"]\nlatitude = -90\nlongitude = 0\ngeo_precision = 0.5\n",
        );
        assert_eq!(found, [""; 0]);
        let [bataclan, station] = &config.places[..] else { panic!("{:?}", config.places) };
        assert_eq!((bataclan.latitude, bataclan.longitude, bataclan.country.as_deref()), (48.863, 2.3708, Some("FR")));
        assert_eq!(bataclan.aliases, ["Bataclan theatre"]);
        assert_eq!((station.name.as_str(), station.latitude), ("Station Zero", -90.0));
        assert_eq!([config.geo_precision_of("Bataclan"), config.geo_precision_of("Station Zero")], [0.0, 0.5]);
    }

    #[test]
    fn a_place_that_cannot_be_is_told() {
        let (config, found) = with_site(
            "[places.A]\nlatitude = 91\nlongitude = 0\n[places.B]\nlatitude = 1\ncountry = \"syria\"\n\
             [places.C]\nlatitude = \"1\"\nlongitude = nan\n",
        );
        assert_eq!(config.places, []);
        assert_eq!(
            found,
            [
                "`latitude` is no number of degrees on the Earth",
                "the place `B` has no longitude",
                "`syria` is no country code",
                "`latitude` is text, but must be a number",
                "`longitude` is no number of degrees on the Earth",
            ]
        );
    }
}
