//! Source texts: lines, columns and what is refused.

use proptest::prelude::*;
use staffelstab::diag::{is_hidden, nearest, quote, visible};
use staffelstab::model::date::Date;
use staffelstab::source::{MAX_LINE, Position, Refusal, SourceText};

fn text(bytes: &[u8]) -> SourceText {
    SourceText::new("t.csv", "t.csv", bytes.to_vec()).expect("a text")
}

#[test]
fn lines_end_in_lf_cr_lf_or_cr() {
    let text = text("eins\nzwei\r\ndrei\rvier".as_bytes());
    let lines: Vec<_> = (0..=5).map(|line| text.line(line)).collect();
    assert_eq!(lines, ["", "eins", "zwei", "drei", "vier", ""]);
    assert_eq!(text.lines(), 4);
    let at = |word: &str| text.position(text.text().find(word).expect("the word"));
    assert_eq!(at("drei"), Position { line: 3, column: 1 });
    assert_eq!(at("ier"), Position { line: 4, column: 2 });
}

#[test]
fn columns_are_characters_and_a_byte_order_mark_is_none() {
    let text = text("\u{feff}Länder,ß,x\n".as_bytes());
    assert_eq!(text.position(text.text().find('x').expect("x")), Position { line: 1, column: 10 });
    // Inside of a character, and past the end.
    assert_eq!(text.position(2), Position { line: 1, column: 2 });
    assert_eq!(text.position(usize::MAX), Position { line: 2, column: 1 });
}

#[test]
fn bytes_that_are_not_utf_8_are_refused_at_their_place() {
    let refused = |bytes: &[u8]| SourceText::new("t", "t", bytes.to_vec()).expect_err("not UTF-8");
    let Refusal::NotUtf8(wrong) = refused(b"a,b\r\n\xc3\xbc,x\xfcy\n") else { panic!("not UTF-8") };
    assert_eq!((wrong.byte, wrong.position, wrong.utf16), (10, Position { line: 2, column: 4 }, false));
    assert_eq!(wrong.before, "ü,x");
    let Refusal::NotUtf8(wrong) = refused(b"a\0b\0c\0\n\0") else { panic!("UTF-16") };
    assert_eq!((wrong.byte, wrong.utf16), (2, true));
    // One zero byte is a control character, no encoding.
    assert!(SourceText::new("t", "t", b"name,value\nx\0,1\n".to_vec()).is_ok());
}

#[test]
fn a_line_may_be_long_but_not_longer() {
    let line = |length: usize| SourceText::new("t", "t", [b"x\n".to_vec(), vec![b'a'; length]].concat());
    assert!(line(MAX_LINE).is_ok());
    let Err(Refusal::Line { line, beginning }) = line(MAX_LINE + 1) else { panic!("a long line") };
    assert_eq!((line, beginning.starts_with("aaa"), beginning.len() < 1_000), (2, true, true));
}

#[test]
fn what_cannot_be_seen_is_shown() {
    assert_eq!(visible("a\u{202e}b\u{200b}c\u{1b}[0m\td"), "a\\u{202e}b\\u{200b}c\\u{1b}[0m d");
    assert_eq!(visible("Thüringen – „rund“ 500 ✓"), "Thüringen – „rund“ 500 ✓");
    for hidden in ['\0', '\u{7f}', '\u{85}', '\u{ad}', '\u{61c}', '\u{2066}', '\u{2069}', '\u{feff}', '\u{e0041}'] {
        assert!(is_hidden(hidden), "{hidden:?}");
    }
    assert_eq!(quote(&"ü".repeat(61)), format!("`{}…`", "ü".repeat(60)));
}

#[test]
fn only_what_is_near_is_suggested() {
    let words = ["expected", "registered", "attended"];
    assert_eq!(nearest("atended", words), Some("attended"));
    assert_eq!(nearest("REGISTERED", words), Some("registered"));
    assert_eq!(nearest("fk-1O", ["fk-01", "fk-10"]), Some("fk-10"));
    assert_eq!(nearest("guests", words), None);
    assert_eq!(nearest(&"a".repeat(100_000), words), None);
}

proptest! {
    #[test]
    fn positions_go_up_with_offsets(lines in prop::collection::vec("[a-zäß\u{202e},\"]{0,6}(\n|\r\n|\r)?", 0..12)) {
        let text = text(lines.concat().as_bytes());
        let mut last = Position { line: 1, column: 1 };
        for offset in 0..=text.text().len() {
            let position = text.position(offset);
            prop_assert!(position >= last);
            prop_assert!(position.line <= text.lines());
            last = position;
        }
    }

    #[test]
    fn dates_survive_being_written(year in 1900_i16..=2199, month in 1_u8..=12, day in 1_u8..=31) {
        for text in [format!("{year}"), format!("{year}-{month:02}"), format!("{year}-{month:02}-{day:02}")] {
            match text.parse::<Date>() {
                Ok(date) => prop_assert_eq!(date.to_string(), text),
                // Only the calendar can object.
                Err(_) => prop_assert!(day > 28 && text.len() == 10),
            }
        }
    }

    #[test]
    fn whatever_is_read_as_a_date_is_written_the_same(text in "[0-9]{4}(-[0-9]{1,2}){0,3}|[0-9-]{0,12}") {
        if let Ok(date) = text.parse::<Date>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}
