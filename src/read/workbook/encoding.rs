//! Bytes → text: UTF-8 with or without byte order mark, UTF-16 of either order with or without it, Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes tell the encoding where there is no mark.
const SAMPLE: usize = 4096;

/// A text and how it was encoded.
pub(super) struct Decoded<'b> {
    pub text: Cow<'b, str>,
    pub encoding: &'static str,
}

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoText {
    /// The first byte that does not fit, from 0, or as near as can be told.
    pub offset: usize,
    pub reason: &'static str,
}

/// Decodes bytes. Nothing is replaced: what does not fit is refused.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, NoText> {
    let decoded = match Encoding::for_bom(bytes) {
        Some((found, length)) if found == UTF_16LE => utf16(&bytes[length..], UTF_16LE, "UTF-16 LE"),
        Some((found, length)) if found == UTF_16BE => utf16(&bytes[length..], UTF_16BE, "UTF-16 BE"),
        Some((_, length)) => utf8(&bytes[length..], "UTF-8 with byte order mark"),
        None => match zeros(bytes) {
            (0, 0) => utf8(bytes, "UTF-8"),
            (even, odd) if odd > 4 * even => utf16(bytes, UTF_16LE, "UTF-16 LE"),
            (even, odd) if even > 4 * odd => utf16(bytes, UTF_16BE, "UTF-16 BE"),
            _ => utf8(bytes, "UTF-8"),
        },
    }?;
    let control = |character: char| character == '\0' || ('\u{80}'..='\u{9f}').contains(&character);
    match decoded.text.find(control) {
        Some(offset) if decoded.text[offset..].starts_with('\0') => {
            Err(NoText { offset, reason: "it holds a NUL character: this is not a text" })
        }
        Some(offset) if decoded.encoding == "Windows-1252" => {
            Err(NoText { offset, reason: "it is neither UTF-8 nor UTF-16 nor Windows-1252" })
        }
        _ => Ok(decoded),
    }
}

/// How many bytes of the beginning are zero, at even and at odd offsets: Latin text in UTF-16 has one in every pair.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let count = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (count(0), count(1));
    // A stray NUL does not make a text UTF-16.
    if (even + odd) * 4 < sample.len() { (0, 0) } else { (even, odd) }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, name: &'static str) -> Result<Decoded<'static>, NoText> {
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    if wrong {
        let offset = text.find('\u{fffd}').unwrap_or(text.len());
        return Err(NoText {
            offset,
            reason: "it looks like UTF-16, but half of a surrogate pair or of a unit is missing",
        });
    }
    Ok(Decoded { text: Cow::Owned(text.into_owned()), encoding: name })
}

/// UTF-8; where it is not, Windows-1252, unless most of what is not ASCII is UTF-8 all the same.
fn utf8<'b>(bytes: &'b [u8], name: &'static str) -> Result<Decoded<'b>, NoText> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: Cow::Borrowed(text), encoding: name }),
        Err(error) => error,
    };
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    if name != "UTF-8" || right > wrong {
        return Err(NoText {
            offset: error.valid_up_to(),
            reason: "it is UTF-8 up to a byte that belongs to no character",
        });
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok(Decoded { text, encoding: "Windows-1252" })
}
