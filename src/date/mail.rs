//! Dates as mail and RSS write them (RFC 2822): `Wed, 18 Nov 2015 21:16:05 +0100`.

use chrono::DateTime;

/// The same date and time in the notation of RFC 3339, in its own time zone; `None` where it is none. The day of the week is not looked at,
/// for feeds often get it wrong.
pub fn mail(text: &str) -> Option<String> {
    let text = text.split_once(',').map_or(text, |(_, rest)| rest).trim();
    DateTime::parse_from_rfc2822(text).ok().map(|time| time.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_weekday_does_not_spoil_a_date() {
        assert_eq!(mail("Mon, 18 Nov 2015 21:16:05 +0100").as_deref(), Some("2015-11-18T21:16:05+01:00"));
        assert_eq!(mail("18 Nov 2015 21:16 GMT").as_deref(), Some("2015-11-18T21:16:00+00:00"));
        assert_eq!(mail("31 Feb 2015 21:16 GMT"), None);
    }
}
