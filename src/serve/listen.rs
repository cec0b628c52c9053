//! The port that the preview listens on, and the address under which it is opened.

use anyhow::{Context, Result};
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};

/// The first port that is tried where none is asked for.
const PORT: u16 = 1111;
/// How many ports from there on are tried.
const TRIED: u16 = 100;

/// Listens on the port that is asked for, or on the first free one.
pub(super) fn bind(address: IpAddr, port: Option<u16>) -> Result<TcpListener> {
    if let Some(port) = port {
        return TcpListener::bind((address, port))
            .with_context(|| format!("cannot listen on {}; is the port taken?", SocketAddr::new(address, port)));
    }
    for port in PORT..PORT + TRIED {
        match TcpListener::bind((address, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            result => return result.with_context(|| format!("cannot listen on {}", SocketAddr::new(address, port))),
        }
    }
    TcpListener::bind((address, 0)).with_context(|| format!("no port of {address} is free"))
}

/// Where the site's home is to be found by a browser on this machine.
pub(super) fn url(local: SocketAddr, base_path: &str) -> String {
    let host = if local.ip().is_unspecified() { SocketAddr::from(([127, 0, 0, 1], local.port())) } else { local };
    format!("http://{host}{base_path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
        let home = IpAddr::from([127, 0, 0, 1]);
        let first = bind(home, None).unwrap();
        let second = bind(home, None).unwrap();
        let taken = first.local_addr().unwrap().port();
        assert_ne!(taken, second.local_addr().unwrap().port());
        assert!(bind(home, Some(taken)).unwrap_err().to_string().contains("taken"));
    }

    #[test]
    fn the_address_can_be_opened() {
        assert_eq!(url("0.0.0.0:1111".parse().unwrap(), "/repo/"), "http://127.0.0.1:1111/repo/");
        assert_eq!(url("[::1]:80".parse().unwrap(), "/"), "http://[::1]:80/");
    }
}
