//! Thrift's compact protocol, as far as it is needed to see what a Parquet file states of itself.

/// Deepest nesting.
const MAX_DEPTH: usize = 32;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A whole number, a truth as 0 or 1.
    Whole(i64),
    /// Something whose content is of no interest here.
    Other,
    /// A list or set.
    List(Vec<Value>),
    /// A structure: its fields by number.
    Struct(Vec<(i64, Value)>),
}

impl Value {
    /// A field of a structure.
    pub(super) fn get(&self, field: i64) -> Option<&Self> {
        match self {
            Self::Struct(fields) => fields.iter().find(|(number, _)| *number == field).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A whole number in a field of a structure.
    pub(super) fn whole(&self, field: i64) -> Option<i64> {
        match self.get(field) {
            Some(Self::Whole(number)) => Some(*number),
            _ => None,
        }
    }

    /// The entries of a list in a field of a structure; none where there is no list.
    pub(super) fn list(&self, field: i64) -> &[Self] {
        match self.get(field) {
            Some(Self::List(entries)) => entries,
            _ => &[],
        }
    }
}

/// Bytes that are read from the beginning.
pub(super) struct Input<'b> {
    pub bytes: &'b [u8],
    pub at: usize,
}

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        self.at = self.at.checked_add(count).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.varint()?).ok()
    }

    /// A structure; `None` where the bytes are none.
    pub(super) fn structure(&mut self, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        let mut fields = Vec::new();
        let mut number = 0_i64;
        loop {
            let head = self.byte()?;
            if head.trailing_zeros() >= 4 {
                return Some(Value::Struct(fields));
            }
            number = match head >> 4 {
                0 => self.zigzag()?,
                delta => number.checked_add(i64::from(delta))?,
            };
            let value = match head & 0x0f {
                truth @ (1 | 2) => Value::Whole(i64::from(truth == 1)),
                kind => self.value(kind, depth)?,
            };
            fields.push((number, value));
        }
    }

    fn value(&mut self, kind: u8, depth: usize) -> Option<Value> {
        match kind {
            // In a list a truth is a byte of its own.
            1..=3 => self.byte().map(|byte| Value::Whole(i64::from(byte))),
            4..=6 => self.zigzag().map(Value::Whole),
            7 => self.skip(8).map(|()| Value::Other),
            8 => {
                let length = self.length()?;
                self.skip(length).map(|()| Value::Other)
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = match head >> 4 {
                    15 => self.length()?,
                    count => usize::from(count),
                };
                // Each entry takes a byte at least.
                if count > self.bytes.len() - self.at {
                    return None;
                }
                let entries: Option<Vec<Value>> = (0..count).map(|_| self.value(head & 0x0f, depth + 1)).collect();
                entries.map(Value::List)
            }
            12 => self.structure(depth + 1),
            // Maps and UUIDs do not occur in Parquet's own structures.
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_structure_is_taken_apart() {
        // Field 1: 3; field 3: a list of two numbers; field 4: a text; field 5: true.
        let bytes = [0x15, 6, 0x29, 0x25, 2, 4, 0x18, 1, b'x', 0x11, 0];
        let value = Input { bytes: &bytes, at: 0 }.structure(0).expect("a structure");
        assert_eq!((value.whole(1), value.whole(5)), (Some(3), Some(1)));
        assert_eq!(value.list(3), [Value::Whole(1), Value::Whole(2)]);
        assert_eq!(value.get(4), Some(&Value::Other));
        for cut in 0..bytes.len() {
            assert_eq!(Input { bytes: &bytes[..cut], at: 0 }.structure(0), None, "{cut}");
        }
        assert_eq!(Input { bytes: &[0x1c; 100], at: 0 }.structure(0), None);
        assert_eq!(Input { bytes: &[0x19, 0xf5, 0xff, 0xff, 0xff, 0xff, 0x0f], at: 0 }.structure(0), None);
    }
}
