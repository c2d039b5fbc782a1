//! Bytes that are set aside in a file without a name, in the folder for temporary files: nobody else can see it, and
//! it is gone when the program is, however that ends.

use std::fs::File;
use std::io::{Error, Write};

/// A file that bytes are set aside in.
#[derive(Debug)]
pub struct Scratch {
    file: File,
    size: u64,
}

impl Scratch {
    /// An empty one.
    ///
    /// # Errors
    /// When no file can be made there.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { file: tempfile::tempfile()?, size: 0 })
    }

    /// Sets bytes aside; gives where they begin.
    ///
    /// # Errors
    /// When they cannot be written: then nothing was set aside.
    pub fn add(&mut self, bytes: &[u8]) -> Result<u64, Error> {
        let start = self.size;
        if let Err(error) = self.file.write_all(bytes) {
            // What was written in part is overwritten by the next ones.
            std::io::Seek::seek(&mut self.file, std::io::SeekFrom::Start(start))?;
            return Err(error);
        }
        self.size += bytes.len() as u64;
        Ok(start)
    }

    /// Fills `bytes` with those from `start` on; may be done from several threads at once.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(&self, start: u64, bytes: &mut [u8]) -> Result<(), Error> {
        read_at(&self.file, bytes, start)
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> Result<(), Error> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut start: u64) -> Result<(), Error> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, bytes, start)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[count..];
        start += count as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_aside_is_read_again_wherever_it_stands() {
        let mut scratch = Scratch::new().expect("a file");
        let places: Vec<u64> = (0..5_u8).map(|part| scratch.add(&[part; 3]).expect("room")).collect();
        assert_eq!(places, [0, 3, 6, 9, 12]);
        for (part, place) in (0..5_u8).zip(places).rev() {
            let mut bytes = [9; 3];
            scratch.read(place, &mut bytes).expect("readable");
            assert_eq!(bytes, [part; 3]);
        }
        assert!(scratch.read(14, &mut [0; 2]).is_err());
    }
}
