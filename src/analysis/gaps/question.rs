//! The questions, in German and English.

use super::{Gap, State};
use crate::locale::Lang;

/// The question to ask, for editions gone by and to come alike.
pub(super) fn question(gap: Gap, known: Option<&str>, state: State, lang: Lang) -> String {
    let text = match gap {
        Gap::Editions => lang.pick("Welche Unterlagen gibt es?", "Which documents are there?"),
        Gap::Attendance => lang.pick(
            "Wie viele Personen haben teilgenommen, vor Ort und online getrennt?",
            "How many persons took part, on site and online apart?",
        ),
        Gap::Basis => lang.pick(
            "Worauf beruht die Zahl: angemeldet, am Eingang gezählt oder geschätzt?",
            "What is the figure based on: registered, counted at the door or estimated?",
        ),
        Gap::Mode => lang.pick(
            "Zählt die Zahl nur vor Ort, nur online oder beides?",
            "Does the figure count on site only, online only or both?",
        ),
        Gap::Status => lang.pick("Hat die Ausgabe stattgefunden?", "Did the edition take place?"),
        Gap::Dates => lang.pick("Welches sind der erste und der letzte Tag?", "Which are the first and the last day?"),
        Gap::Host => lang.pick("Welches Land ist Gastgeber?", "Which Land is the host?"),
        Gap::Programme => lang.pick("Welche Themen nennt das Programm?", "Which topics does the programme name?"),
        Gap::Number => lang.pick("Die wievielte Ausgabe ist es?", "Which number has the edition?"),
        Gap::City => lang.pick("In welcher Stadt?", "In which city?"),
        Gap::Venue => lang.pick("In welchem Haus?", "At which venue?"),
        Gap::Format => lang.pick("Vor Ort, online oder hybrid?", "On site, online or hybrid?"),
        Gap::Motto => lang.pick("Unter welchem Motto?", "Under which motto?"),
    };
    match (known, state) {
        (None, _) => text.to_owned(),
        (Some(known), State::Unknown) => {
            format!("{text} ({}: {known})", lang.pick("bisher nur", "so far only"))
        }
        (Some(known), State::Inferred) => {
            format!("{text} ({}: {known})", lang.pick("nur erschlossen", "only inferred"))
        }
        (Some(known), State::Disputed) => format!("{text} ({}: {known})", lang.pick("strittig", "disputed")),
    }
}
