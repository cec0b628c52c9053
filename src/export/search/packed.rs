//! Numbers as text: what the theme's script unpacks when it needs them.
//!
//! A browser reads one long text many times faster than as many numbers, and it packs better. Not here: which numbers.

use serde::Serialize;

/// Five bits of a number to a character from `0` on, the lowest first; a sixth bit says that the number goes on.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Packed(String);

impl FromIterator<usize> for Packed {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut text = String::new();
        for mut number in numbers {
            loop {
                let more = if number > 31 { 32 } else { 0 };
                // Six bits from `0` on are ASCII.
                text.push(char::from(b'0' + (number & 31) as u8 + more));
                number >>= 5;
                if more == 0 {
                    break;
                }
            }
        }
        Packed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_one_character_and_large_ones_go_on() {
        assert_eq!([0, 31, 32, 33, 1024].into_iter().collect::<Packed>().0, "0OP1Q1PP1");
    }
}
