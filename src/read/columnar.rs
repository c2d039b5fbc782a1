//! A table that is kept as Parquet, as the text of the same table in CSV: read row group by row group, a few thousand
//! rows at a time. Places in it are those that the CSV file would have.

use std::fs::File;
use std::io::{Error, Read, Seek, SeekFrom};
use std::path::Path;

use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_typed_column_reader};
use ::parquet::data_type::{BoolType, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type, Int96Type};
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use ::parquet::schema::types::ColumnDescPtr;

use super::guard::contained;
use super::sheet::MAX_COLUMNS;
use super::workbook::parquet::{MAX_PAGES, content, largest_page};

/// Rows that are unpacked at a time.
const ROWS: usize = 4_096;
/// Longest footer, in bytes: what it describes takes several hundred times as much.
const MAX_FOOTER: u64 = 4 * 1024 * 1024;
/// Most text that is unpacked at a time, in bytes: one long cell may be named by many rows.
const MAX_TEXT: usize = 256 * 1024 * 1024;
/// Longest part of a column that one row group has, in bytes.
const MAX_CHUNK: u64 = 64 * 1024 * 1024;

/// A Parquet file, read as CSV text.
pub(super) struct Columnar {
    file: File,
    reader: SerializedFileReader<File>,
    /// The row group after the one being read.
    next: usize,
    columns: Vec<Column>,
    /// Rows of the row group that are still to come.
    left: usize,
    /// Text that was not handed out yet, from `at` on.
    text: Vec<u8>,
    at: usize,
}

impl Columnar {
    /// Opens a file and reads its footer.
    ///
    /// # Errors
    /// When it cannot be read, is no Parquet file, or not a flat table.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let mut file = File::open(path)?;
        footer_is_short(&mut file)?;
        let own = file.try_clone()?;
        let reader = guarded(|| SerializedFileReader::new(own).map_err(|error| error.to_string()))?;
        let mut columnar = Self { file, reader, next: 0, columns: Vec::new(), left: 0, text: Vec::new(), at: 0 };
        columnar.text = columnar.header()?;
        Ok(columnar)
    }

    /// How many rows it says it has.
    pub(super) fn rows_in_all(&self) -> u64 {
        u64::try_from(self.reader.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// The first line.
    fn header(&self) -> Result<Vec<u8>, Error> {
        let schema = self.reader.metadata().file_metadata().schema_descr();
        let columns = schema.columns();
        if columns.len() > MAX_COLUMNS {
            return Err(Error::other(format!("it has more than {MAX_COLUMNS} columns")));
        }
        let is_flat = |column: &ColumnDescPtr| {
            column.max_rep_level() == 0 && column.max_def_level() <= 1 && column.path().parts().len() == 1
        };
        if !columns.iter().all(is_flat) {
            return Err(Error::other("its columns are nested or repeated, which no table of records is"));
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns.iter().map(|column| column.name()))?;
        writer.into_inner().map_err(|error| Error::other(error.to_string()))
    }

    /// Begins the next row group; `false` where there is none.
    fn row_group(&mut self) -> Result<bool, Error> {
        let metadata = self.reader.metadata();
        if self.next >= metadata.num_row_groups() {
            return Ok(false);
        }
        let group = metadata.row_group(self.next);
        self.left = usize::try_from(group.num_rows()).map_err(|_| Error::other("a row group has no number of rows"))?;
        let mut pages = 0;
        for chunk in group.columns() {
            pages += checked(&mut self.file, chunk)?;
            if pages > MAX_PAGES {
                let most = MAX_PAGES / 1024 / 1024;
                return Err(Error::other(format!("the pages of a row group unpack to more than {most} MiB at a time")));
            }
        }
        let (reader, next) = (&self.reader, self.next);
        self.columns = guarded(|| {
            let group = reader.get_row_group(next).map_err(|error| error.to_string())?;
            let described = group.metadata().columns().iter().enumerate();
            described
                .map(|(index, chunk)| {
                    let reader = group.get_column_reader(index).map_err(|error| error.to_string())?;
                    Column::new(reader, chunk.column_descr_ptr())
                })
                .collect()
        })?;
        self.next += 1;
        Ok(true)
    }

    /// Unpacks the next rows; `false` where there are none.
    fn rows(&mut self) -> Result<bool, Error> {
        while self.left == 0 {
            if !self.row_group()? {
                return Ok(false);
            }
        }
        let count = self.left.min(ROWS);
        let columns = &mut self.columns;
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        self.text = guarded(|| {
            for column in &mut *columns {
                column.read(count)?;
            }
            let mut writer = csv::Writer::from_writer(text);
            for _ in 0..count {
                for column in &mut *columns {
                    column.write(&mut writer)?;
                }
                writer.write_record(None::<&[u8]>).map_err(|error| error.to_string())?;
                if writer.get_ref().len() > MAX_TEXT {
                    return Err(format!("{ROWS} rows of it have more than {} MiB of text", MAX_TEXT / 1024 / 1024));
                }
            }
            writer.into_inner().map_err(|error| error.to_string())
        })?;
        self.at = 0;
        self.left -= count;
        Ok(true)
    }
}

impl Read for Columnar {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        while self.at == self.text.len() {
            if !self.rows()? {
                return Ok(0);
            }
        }
        let count = buffer.len().min(self.text.len() - self.at);
        buffer[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Runs the foreign reader, whose panics are errors like any other.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, Error> {
    contained(read).unwrap_or_else(|| Err("it is no sound Parquet file".to_owned())).map_err(Error::other)
}

/// A footer states how much memory it takes: nothing is read of one that is too long.
fn footer_is_short(file: &mut File) -> Result<(), Error> {
    let mut tail = [0; 8];
    let cut = |_| Error::other("it is no Parquet file: its end is missing");
    file.seek(SeekFrom::End(-8)).map_err(cut)?;
    file.read_exact(&mut tail).map_err(cut)?;
    let [a, b, c, d, ..] = tail;
    if u64::from(u32::from_le_bytes([a, b, c, d])) > MAX_FOOTER {
        return Err(Error::other(format!("its footer is longer than {} MiB", MAX_FOOTER / 1024 / 1024)));
    }
    Ok(())
}

/// Goes through the pages of a column in a row group before the foreign reader sees them; gives what the largest one
/// unpacks to.
fn checked(file: &mut File, chunk: &ColumnChunkMetaData) -> Result<u64, Error> {
    let outside = || Error::other("a column of it lies outside of the file");
    let start = chunk.dictionary_page_offset().unwrap_or_else(|| chunk.data_page_offset());
    let (start, length) =
        u64::try_from(start).ok().zip(u64::try_from(chunk.compressed_size()).ok()).ok_or_else(outside)?;
    if length > MAX_CHUNK {
        let most = MAX_CHUNK / 1024 / 1024;
        return Err(Error::other(format!("a column takes more than {most} MiB in a row group: write smaller ones")));
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(outside());
    }
    largest_page(&bytes, chunk.compression()).map_err(Error::other)
}

/// A column of a row group, with the cells that were unpacked.
struct Column {
    description: ColumnDescPtr,
    cells: Cells,
    /// For each row whether it has a cell, where it may have none.
    filled: Vec<i16>,
    row: usize,
}

/// What a column holds.
enum Cells {
    Truth(Values<BoolType>),
    Int32(Values<Int32Type>),
    Int64(Values<Int64Type>),
    Int96(Values<Int96Type>),
    Float(Values<FloatType>),
    Double(Values<DoubleType>),
    Bytes(Values<ByteArrayType>),
}

/// The filled cells of some rows.
struct Values<T: DataType> {
    reader: ColumnReaderImpl<T>,
    filled: Vec<T::T>,
    next: usize,
}

impl<T: DataType> Values<T> {
    fn of(reader: ColumnReader) -> Self {
        Self { reader: get_typed_column_reader(reader), filled: Vec::new(), next: 0 }
    }

    fn read(&mut self, count: usize, levels: Option<&mut Vec<i16>>) -> Result<usize, String> {
        self.filled.clear();
        self.next = 0;
        let read = self.reader.read_records(count, levels, None, &mut self.filled);
        read.map(|(rows, ..)| rows).map_err(|error| error.to_string())
    }

    fn next(&mut self) -> Result<&T::T, String> {
        self.next += 1;
        self.filled.get(self.next - 1).ok_or_else(|| "a column has fewer cells than it says".to_owned())
    }
}

impl Column {
    fn new(reader: ColumnReader, description: ColumnDescPtr) -> Result<Self, String> {
        let cells = match reader {
            ColumnReader::BoolColumnReader(_) => Cells::Truth(Values::of(reader)),
            ColumnReader::Int32ColumnReader(_) => Cells::Int32(Values::of(reader)),
            ColumnReader::Int64ColumnReader(_) => Cells::Int64(Values::of(reader)),
            ColumnReader::Int96ColumnReader(_) => Cells::Int96(Values::of(reader)),
            ColumnReader::FloatColumnReader(_) => Cells::Float(Values::of(reader)),
            ColumnReader::DoubleColumnReader(_) => Cells::Double(Values::of(reader)),
            ColumnReader::ByteArrayColumnReader(_) => Cells::Bytes(Values::of(reader)),
            ColumnReader::FixedLenByteArrayColumnReader(_) => return Err(no_cell(&description)),
        };
        Ok(Self { description, cells, filled: Vec::new(), row: 0 })
    }

    /// Unpacks the next `count` rows.
    fn read(&mut self, count: usize) -> Result<(), String> {
        self.filled.clear();
        self.row = 0;
        let filled = (self.description.max_def_level() > 0).then_some(&mut self.filled);
        let rows = match &mut self.cells {
            Cells::Truth(values) => values.read(count, filled),
            Cells::Int32(values) => values.read(count, filled),
            Cells::Int64(values) => values.read(count, filled),
            Cells::Int96(values) => values.read(count, filled),
            Cells::Float(values) => values.read(count, filled),
            Cells::Double(values) => values.read(count, filled),
            Cells::Bytes(values) => values.read(count, filled),
        }?;
        if rows == count { Ok(()) } else { Err(format!("the column `{}` ends too early", self.description.name())) }
    }

    /// Writes the cell of the next row.
    fn write(&mut self, writer: &mut csv::Writer<Vec<u8>>) -> Result<(), String> {
        let is_filled =
            self.description.max_def_level() == 0 || self.filled.get(self.row).is_some_and(|level| *level > 0);
        self.row += 1;
        let description = &self.description;
        let field = if is_filled {
            match &mut self.cells {
                // Bytes go on as they are: whether they are UTF-8 is asked where every text is.
                Cells::Bytes(values) => {
                    let bytes = values.next()?;
                    return writer.write_field(bytes.data()).map_err(|error| error.to_string());
                }
                Cells::Truth(values) => Field::convert_bool(description, *values.next()?),
                Cells::Int32(values) => Field::convert_int32(description, *values.next()?),
                Cells::Int64(values) => Field::convert_int64(description, *values.next()?),
                Cells::Int96(values) => Field::convert_int96(description, *values.next()?),
                Cells::Float(values) => Field::convert_float(description, *values.next()?),
                Cells::Double(values) => Field::convert_double(description, *values.next()?),
            }
        } else {
            Field::Null
        };
        let (_, text) = content(&field).ok_or_else(|| no_cell(description))?;
        writer.write_field(text).map_err(|error| error.to_string())
    }
}

fn no_cell(column: &ColumnDescPtr) -> String {
    format!("the column `{}` is no text, number or day", column.name())
}
