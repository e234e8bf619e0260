//! Every test at the boundary, in one binary: linking is what a test run waits for.

#[path = "../../examples/generate/chance.rs"]
mod chance;
#[path = "../../examples/generate/synthetic.rs"]
mod synthetic;
#[path = "../../examples/wars/war.rs"]
mod war;

mod agree;
mod architecture;
mod asking;
mod bounds;
mod cli;
mod coding;
mod corpus;
mod cut;
mod draw;
mod editing;
mod editing_libya;
mod evidence;
mod example;
mod explorer;
mod format;
mod hostile;
mod hostile_projects;
mod import;
mod installed;
mod intake;
mod interrupt;
mod kept;
mod kept_answers;
mod libya;
mod libya_questions;
mod lsp;
mod mutations;
mod options;
mod picture_says;
mod proof;
mod repeated;
mod run;
mod scale;
mod serve;
mod signing;
mod sparql;
mod sql;
mod suggest;
mod tables;
mod traps;
mod tutorial;
mod warnings;
mod watch;
