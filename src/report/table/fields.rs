//! The fields of a row → its cells, as texts. A field that is not known is an empty cell.

use std::fmt::{self, Display};

use serde::ser::{Error, Impossible, Serialize, SerializeStruct, Serializer};

/// Why a row does not fit its table, in words.
#[derive(Debug)]
pub(super) struct Unfit(String);

impl Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

impl Error for Unfit {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The cells of a row, a struct whose fields are the columns in their order.
pub(super) fn cells<R: Serialize>(row: &R, columns: &[&str]) -> Result<Vec<String>, Unfit> {
    let mut cells = Cells { columns, done: Vec::with_capacity(columns.len()) };
    row.serialize(&mut cells)?;
    match columns.get(cells.done.len()) {
        None => Ok(cells.done),
        Some(column) => Err(Unfit(format!("no field is the column {column}"))),
    }
}

/// A row in the making.
struct Cells<'c> {
    columns: &'c [&'c str],
    done: Vec<String>,
}

impl SerializeStruct for &mut Cells<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, field: &'static str, value: &T) -> Result<(), Unfit> {
        let before = self.done.len();
        if self.columns.get(before) != Some(&field) {
            return Err(Unfit(format!("the field {field} is not the column {:?}", self.columns.get(before))));
        }
        value.serialize(&mut **self)?;
        if self.done.len() == before + 1 { Ok(()) } else { Err(Unfit(format!("the field {field} is not one cell"))) }
    }

    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

/// What is written as it is shown.
macro_rules! shown {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, value: $type) -> Result<(), Unfit> {
            self.done.push(value.to_string());
            Ok(())
        })*
    };
}

/// What is no cell.
macro_rules! no_cell {
    ($($name:ident($($argument:ty),*) -> $result:ty),*) => {
        $(fn $name(self, $(_: $argument),*) -> Result<$result, Unfit> {
            Err(Unfit(format!("there is no cell for what wants {}", stringify!($name))))
        })*
    };
}

type Never = Impossible<(), Unfit>;

impl Serializer for &mut Cells<'_> {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Self;
    type SerializeStructVariant = Never;

    shown!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    shown!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_char: char);
    shown!(serialize_str: &str);

    // A decimal number comes as a text, which has a fixed count of places.
    no_cell!(
        serialize_f32(f32) -> (),
        serialize_f64(f64) -> (),
        serialize_bytes(&[u8]) -> (),
        serialize_seq(Option<usize>) -> Never,
        serialize_tuple(usize) -> Never,
        serialize_tuple_struct(&'static str, usize) -> Never,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never,
        serialize_map(Option<usize>) -> Never,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never
    );

    fn serialize_none(self) -> Result<(), Unfit> {
        self.done.push(String::new());
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unfit> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Unfit> {
        self.serialize_str(name)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unfit> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unfit> {
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::cells;

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    enum Word {
        TwoParts,
    }

    #[derive(Serialize)]
    struct Known {
        text: &'static str,
        word: Option<Word>,
        number: Option<i16>,
        is_so: bool,
    }

    #[test]
    fn a_row_has_the_cells_that_a_csv_has() {
        let columns = ["text", "word", "number", "is_so"];
        for (word, number) in [(Some(Word::TwoParts), None), (None, Some(-7))] {
            let row = Known { text: "a, \"b\"\n", word, number, is_so: true };
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.serialize(&row).expect("memory");
            let text = writer.into_inner().expect("memory");
            let record = csv::Reader::from_reader(text.as_slice()).records().next().expect("a row").expect("a row");
            assert_eq!(cells(&row, &columns).expect("a row"), record.iter().collect::<Vec<_>>());
            assert!(cells(&row, &["text", "number", "word", "is_so"]).is_err(), "another order");
            assert!(cells(&row, &columns[..3]).is_err(), "one less");
            assert!(cells(&row, &[&columns[..], &["more"]].concat()).is_err(), "one more");
            assert!(cells(&(0.5, 1), &columns).is_err(), "no row");
        }
    }
}
