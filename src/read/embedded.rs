//! The built-in records, compiled in.

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every file of `datasets/`: name and text.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../datasets/", $name)))),+];
    };
}

files!(
    "LICENSE",
    "README.md",
    "chairs.csv",
    "datapackage.json",
    "disputes.csv",
    "editions.csv",
    "figures.csv",
    "laender.csv",
    "mentions.csv",
    "rules.toml",
    "series.csv",
    "sources.csv",
    "terms.csv",
    "topics.csv",
);
