//! Which names a browser may call the preview by.
//!
//! A page on the web can have its own name lead to this machine (DNS rebinding) and then read what is served here as if it were its
//! own. It cannot make the browser call us by another name than its own, so only our own names are answered.

use std::net::IpAddr;

/// True where the `Host` of a request is one of our own; `bound` is the address that is listened on.
pub(super) fn is_own(host: &str, bound: IpAddr) -> bool {
    let Some(name) = without_port(host) else { return false };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let address: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
    // Listening on all addresses, we do not know our own; but no address can be rebound as a name can.
    address.is_some_and(|address| address.is_loopback() || address == bound || bound.is_unspecified())
}

/// The name without a port; `None` where what follows it is none.
fn without_port(host: &str) -> Option<&str> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { host.find(':').unwrap_or(host.len()) };
    let (name, rest) = host.split_at_checked(end)?;
    let is_port = |rest: &str| rest.parse::<u16>().is_ok();
    (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_answered() {
        let loopback = IpAddr::from([127, 0, 0, 1]);
        for own in ["localhost", "LOCALHOST:1111", "127.0.0.1:1111", "127.0.0.1", "[::1]:1111", "[::1]"] {
            assert!(is_own(own, loopback), "{own}");
        }
        let foreign =
            ["evil.example", "evil.example:1111", "localhost.evil.example", "192.168.1.7", "", "[::1", "localhost:x"];
        for foreign in foreign {
            assert!(!is_own(foreign, loopback), "{foreign}");
        }
        let lan = IpAddr::from([192, 168, 1, 7]);
        assert!(is_own("192.168.1.7:1111", lan) && !is_own("192.168.1.8", lan));
        assert!(
            is_own("192.168.1.7", IpAddr::from([0, 0, 0, 0])) && !is_own("evil.example", IpAddr::from([0, 0, 0, 0]))
        );
    }
}
