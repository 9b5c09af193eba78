use super::Role;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A non-blank line of the source with its place in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Its number in the source, counted from 1; lines end at LF only. Line 1 of a record is its
    /// title, line 2 and those that follow are the lines of its body, and below stands one line for
    /// each further value. Line 1 of a web page is its headline, below stands one line for each value that
    /// its markup states, then one for each block of its text.
    pub number: u32,
    /// Its text: entities resolved, invisible marks removed, white space folded.
    pub text: String,
    /// What it is; one role, at times two (`date` and `section` on one line).
    pub roles: Vec<Role>,
    /// The rule that said so.
    pub rule: Cow<'static, str>,
    /// The line goes on where the line before it was wrapped.
    pub continues: bool,
}

impl Line {
    /// Whether the line has this role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// One or more lines that are read as one: a paragraph that was hard-wrapped, or a single line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The roles of its lines.
    pub roles: Vec<Role>,
    /// The number of its first line.
    pub line: u32,
    /// Its lines joined by single spaces.
    pub text: String,
}

impl Block {
    /// Whether the block has this role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Joins wrapped lines.
#[must_use]
pub fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(open) if line.continues => {
                open.text.push(' ');
                open.text.push_str(&line.text);
            }
            _ => blocks.push(Block {
                roles: line.roles.clone(),
                line: line.number,
                text: line.text.clone(),
            }),
        }
    }
    blocks
}
