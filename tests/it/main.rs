//! One test binary: each module is a room of its own.

mod architecture;
mod attendance;
mod chart_audit;
mod trend;
