//! The field's own words: editions, claims, bases, Länder, topics, rules. Imports no stage of the pipeline.

pub mod claim;
pub mod date;
pub mod edition;
pub mod id;
pub mod interval;
pub mod land;
pub mod provenance;
pub mod rule;
pub mod topic;
pub mod vocabulary;
