//! A table that is being written, row by row, as CSV or as Parquet.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use staffelstab::read::schema::{Column, Kind, Schema};

/// Rows of a row group: memory is bounded by it, and engines read row groups in parallel.
const ROW_GROUP: usize = 100_000;

/// CSV or Parquet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `figures.csv`
    Csv,
    /// `figures.parquet`
    Parquet,
}

impl Form {
    /// The ending of a table's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

/// What went wrong.
pub type Failure = Box<dyn Error + Send + Sync>;

/// A table that is being written.
pub enum Table {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Parquet(Box<Columnar>),
}

impl Table {
    pub fn create(folder: &Path, schema: &Schema, form: Form) -> Result<Self, Failure> {
        let file = File::create(folder.join(format!("{}.{}", schema.stem(), form.ending())))?;
        Ok(match form {
            Form::Csv => {
                let mut writer = csv::Writer::from_writer(BufWriter::with_capacity(1 << 20, file));
                writer.write_record(schema.columns.iter().map(|column| column.name))?;
                Self::Csv(Box::new(writer))
            }
            Form::Parquet => Self::Parquet(Box::new(Columnar::new(schema, file)?)),
        })
    }

    /// Adds a row: a cell a column, empty where nothing is known.
    pub fn row(&mut self, cells: &[&str]) -> Result<(), Failure> {
        match self {
            Self::Csv(writer) => Ok(writer.write_record(cells)?),
            Self::Parquet(columnar) => columnar.row(cells),
        }
    }

    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Csv(writer) => Ok(writer.into_inner().map_err(|error| error.to_string())?.flush()?),
            Self::Parquet(columnar) => columnar.finish(),
        }
    }
}

/// A Parquet file and the rows of its next row group.
pub struct Columnar {
    writer: SerializedFileWriter<File>,
    columns: Vec<Values>,
    rows: usize,
}

/// The filled cells of a column, and for each row whether it has one.
struct Values {
    cells: Cells,
    filled: Vec<i16>,
}

enum Cells {
    Whole(Vec<i64>),
    Text(Vec<ByteArray>),
}

impl Columnar {
    fn new(schema: &Schema, file: File) -> Result<Self, Failure> {
        let fields: Result<Vec<_>, Failure> =
            schema.columns.iter().map(|column| Ok(Arc::new(field(column)?))).collect();
        let root = Type::group_type_builder(schema.stem()).with_fields(fields?).build()?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let columns = schema.columns.iter().map(|column| Values {
            cells: if is_whole(column) { Cells::Whole(Vec::new()) } else { Cells::Text(Vec::new()) },
            filled: Vec::new(),
        });
        Ok(Self {
            columns: columns.collect(),
            rows: 0,
            writer: SerializedFileWriter::new(file, Arc::new(root), Arc::new(properties))?,
        })
    }

    fn row(&mut self, cells: &[&str]) -> Result<(), Failure> {
        for (values, cell) in self.columns.iter_mut().zip(cells) {
            values.filled.push(i16::from(!cell.is_empty()));
            if cell.is_empty() {
                continue;
            }
            match &mut values.cells {
                Cells::Whole(whole) => whole.push(cell.parse()?),
                Cells::Text(text) => text.push(ByteArray::from(cell.as_bytes().to_vec())),
            }
        }
        self.rows += 1;
        if self.rows == ROW_GROUP { self.row_group() } else { Ok(()) }
    }

    fn row_group(&mut self) -> Result<(), Failure> {
        let mut group = self.writer.next_row_group()?;
        for values in &mut self.columns {
            let Some(mut column) = group.next_column()? else { break };
            match &mut values.cells {
                Cells::Whole(whole) => {
                    column.typed::<Int64Type>().write_batch(whole, Some(&values.filled), None)?;
                    whole.clear();
                }
                Cells::Text(text) => {
                    column.typed::<ByteArrayType>().write_batch(text, Some(&values.filled), None)?;
                    text.clear();
                }
            }
            column.close()?;
            values.filled.clear();
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<(), Failure> {
        if self.rows > 0 {
            self.row_group()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

/// Numbers are numbers; everything else is a text, dates of any precision among it.
fn is_whole(column: &Column) -> bool {
    matches!(column.kind, Kind::Whole(..))
}

fn field(column: &Column) -> Result<Type, Failure> {
    let (physical, logical) =
        if is_whole(column) { (Physical::INT64, None) } else { (Physical::BYTE_ARRAY, Some(LogicalType::String)) };
    let field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(field.with_logical_type(logical).build()?)
}
