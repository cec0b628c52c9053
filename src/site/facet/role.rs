//! The ways in which a name takes part in an event.
//!
//! Not here: how roles are found in prose (`extract`).

use crate::config::Frame;
use serde::Serialize;

/// How a name takes part in an event, in the order in which its page shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It acted.
    Did,
    /// It was acted upon.
    Suffered,
    /// It spoke.
    Said,
    /// It gave a notice.
    Notified,
    /// It was spoken to or given notice.
    Told,
    /// It is where the event happened.
    Here,
    /// It published a report of the event.
    Reported,
}

impl Role {
    /// The roles of those who stand first and second in a frame.
    pub fn of(frame: Frame) -> (Role, Role) {
        match frame {
            Frame::Act => (Role::Did, Role::Suffered),
            Frame::Speech => (Role::Said, Role::Told),
            Frame::Notice => (Role::Notified, Role::Told),
        }
    }

    /// The key of its words.
    pub fn name(self) -> &'static str {
        match self {
            Role::Did => "did",
            Role::Suffered => "suffered",
            Role::Said => "said",
            Role::Notified => "notified",
            Role::Told => "told",
            Role::Here => "here",
            Role::Reported => "reported",
        }
    }
}
