//! Reading and checking records.

mod doubts;
mod findings_page;
mod folders;
pub mod golden;
pub mod good;
mod limits;
mod mutations;
mod order;
mod package_description;
mod pieces;
mod places;
mod rendering;
mod text;
mod wrong;
mod wrong_rules;
