//! HTML as browsers read it, tag by tag.
//!
//! Not here: what becomes of it (`html`, `survey`).

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Elements without content and end.
pub(super) const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Something that hears of tags and text.
pub(super) trait Hearer {
    fn open(&mut self, tag: &Tag);
    fn close(&mut self, name: &str);
    fn text(&mut self, text: &str);
}

/// Hands the tokens of `html` to `hearer` and gives it back.
pub(super) fn tokens<H: Hearer>(html: &str, hearer: H) -> H {
    let tokenizer = Tokenizer::new(Sink(RefCell::new(hearer)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

struct Sink<H>(RefCell<H>);

impl<H: Hearer> TokenSink for Sink<H> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut hearer = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                hearer.open(&tag);
                if VOID.contains(&&*tag.name) {
                    hearer.close(&tag.name);
                }
                // What looks like a tag within these is none.
                return match &*tag.name {
                    "script" | "style" | "iframe" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) if !VOID.contains(&&*tag.name) => hearer.close(&tag.name),
            Token::CharacterTokens(text) => hearer.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}
