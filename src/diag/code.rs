//! The codes of findings.

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// What is wrong. The spelling never changes; `docs/findings.md` gives cause and remedy of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$meta])* $name),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The spelling.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }
    };
}

codes! {
    /// A table that must be there is not.
    MissingFile = "missing-file",
    /// A file whose name is nearly that of a table.
    UnknownFile = "unknown-file",
    /// A table that is there as CSV and as Parquet.
    TableTwice = "table-twice",
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8",
    /// A file that cannot be read as a text of any known encoding.
    NotText = "not-text",
    /// A file that is broken, or not of the format that it begins as.
    BrokenFile = "broken-file",
    /// A file whose ending says another format than its content.
    WrongEnding = "wrong-ending",
    /// A file in which no table and no list of editions is found.
    NotRecognised = "not-recognised",
    /// A column of a list that says nothing the records hold.
    ColumnLeftOut = "column-left-out",
    /// A cell that may be read in more than one way.
    Ambiguous = "ambiguous",
    /// A series that the records do not know.
    UnknownSeries = "unknown-series",
    /// A source that the records do not know and the file does not describe.
    UnknownSource = "unknown-source",
    /// A file, line, row or cell over its limit.
    TooLarge = "too-large",
    /// The cells are separated by something else than commas.
    WrongDelimiter = "wrong-delimiter",
    /// A column that the table does not have.
    UnknownColumn = "unknown-column",
    /// A column that the table must have.
    MissingColumn = "missing-column",
    /// A column given twice.
    DuplicateColumn = "duplicate-column",
    /// More or fewer cells than columns.
    WrongCellCount = "wrong-cell-count",
    /// A quotation mark that opens a cell and is never closed.
    UnclosedQuote = "unclosed-quote",
    /// An empty cell that must be filled.
    RequiredCell = "required-cell",
    /// Not an identifier.
    BadId = "bad-id",
    /// A word outside its vocabulary.
    BadWord = "bad-word",
    /// Not a date.
    BadDate = "bad-date",
    /// Not a number as the column wants it.
    BadNumber = "bad-number",
    /// A number outside its range.
    NumberRange = "number-range",
    /// A text with control or invisible characters.
    BadText = "bad-text",
    /// Blanks at the ends of a cell, or a line break in it: they are left out.
    StrayBlanks = "stray-blanks",
    /// A path where a plain file name belongs.
    UnsafePath = "unsafe-path",
    /// The same key twice.
    DuplicateKey = "duplicate-key",
    /// The same claim twice.
    DuplicateClaim = "duplicate-claim",
    /// A reference to a record that is not there.
    DanglingReference = "dangling-reference",
    /// An edition that ends before it begins.
    EndBeforeStart = "end-before-start",
    /// An edition with an end but no start.
    EndWithoutStart = "end-without-start",
    /// A number used twice in a series.
    NumberTwice = "number-twice",
    /// A term mapped twice.
    TermTwice = "term-twice",
    /// A topic whose parent has a parent.
    TopicDepth = "topic-depth",
    /// Evidence for a field that is empty, or a field without evidence.
    Evidence = "evidence",
    /// Something inferred without a reason.
    MissingReason = "missing-reason",
    /// An attendance figure without basis or unit.
    MissingBasis = "missing-basis",
    /// A value without its year, or a year without its value.
    IncompletePair = "incomplete-pair",
    /// A Land with the key of another.
    WrongAgs = "wrong-ags",
    /// Two Länder in one tile.
    TileTwice = "tile-twice",
    /// rules.toml is not TOML, or a rule in it contradicts itself.
    BadRule = "bad-rule",
    /// A term that no topic claims.
    UnmappedTerm = "unmapped-term",
    /// A figure that returns with a stronger basis.
    Laundering = "laundering",
    /// A figure that looks rounded but is given as exact.
    RoundedExact = "rounded-exact",
    /// An attendance figure of which it is not known what was counted.
    UnitNotStated = "unit-not-stated",
    /// A figure that is expected or said before, but dates from after the edition.
    LateExpectation = "late-expectation",
    /// A source without date or address.
    BareSource = "bare-source",
    /// Two records whose names are nearly alike.
    NearlyAlike = "nearly-alike",
    /// A new row, or a different word, without a source.
    MissingSource = "missing-source",
    /// A row that says of a record what it cannot be.
    Contradiction = "contradiction",
    /// A theme that charts cannot be read with.
    BadTheme = "bad-theme",
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
