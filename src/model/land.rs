//! The 16 Länder and who may hold a turn.

use super::vocabulary::vocabulary;

vocabulary! {
    /// A Land by its ISO 3166-2 code.
    Land {
        /// Brandenburg.
        BB = "DE-BB",
        /// Berlin.
        BE = "DE-BE",
        /// Baden-Württemberg.
        BW = "DE-BW",
        /// Bayern.
        BY = "DE-BY",
        /// Bremen.
        HB = "DE-HB",
        /// Hessen.
        HE = "DE-HE",
        /// Hamburg.
        HH = "DE-HH",
        /// Mecklenburg-Vorpommern.
        MV = "DE-MV",
        /// Niedersachsen.
        NI = "DE-NI",
        /// Nordrhein-Westfalen.
        NW = "DE-NW",
        /// Rheinland-Pfalz.
        RP = "DE-RP",
        /// Schleswig-Holstein.
        SH = "DE-SH",
        /// Saarland.
        SL = "DE-SL",
        /// Sachsen.
        SN = "DE-SN",
        /// Sachsen-Anhalt.
        ST = "DE-ST",
        /// Thüringen.
        TH = "DE-TH",
    }
}

impl Land {
    /// The two letters after `DE-`.
    #[must_use]
    pub fn abbreviation(self) -> &'static str {
        &self.word()[3..]
    }
}

/// A Land as the records describe it.
#[derive(Clone, Debug, PartialEq)]
pub struct LandRecord {
    /// Which one.
    pub land: Land,
    /// Official municipality key, two digits.
    pub ags: String,
    /// German name.
    pub name_de: String,
    /// English name.
    pub name_en: String,
    /// Row in the tile grid, from 1.
    pub tile_row: u32,
    /// Column in the tile grid, from 1.
    pub tile_column: u32,
    /// Population in thousands and its year.
    pub population: Option<(u64, i16)>,
    /// Königsteiner Schlüssel in 1/100,000 percent and its year.
    pub koenigsteiner_schluessel: Option<(u64, i16)>,
}

/// Who holds a turn: the Bund or a Land.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// The Bund.
    Bund,
    /// A Land.
    Land(Land),
}

impl Holder {
    /// Every spelling in the records: `bund` and the codes of the Länder.
    pub const WORDS: &'static [&'static str] = &[
        "bund", "DE-BB", "DE-BE", "DE-BW", "DE-BY", "DE-HB", "DE-HE", "DE-HH", "DE-MV", "DE-NI", "DE-NW", "DE-RP",
        "DE-SH", "DE-SL", "DE-SN", "DE-ST", "DE-TH",
    ];

    /// `bund` or the Land's code.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bund => "bund",
            Self::Land(land) => land.word(),
        }
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl std::str::FromStr for Holder {
    type Err = super::vocabulary::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "bund" {
            return Ok(Self::Bund);
        }
        text.parse().map(Self::Land).map_err(|_| Self::Err { found: text.to_owned(), allowed: Self::WORDS })
    }
}

impl serde::Serialize for Holder {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
