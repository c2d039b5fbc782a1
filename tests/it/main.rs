//! One test binary: each module is a room of its own.

mod architecture;
