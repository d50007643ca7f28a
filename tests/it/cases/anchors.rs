//! Headings and the ids that links lead to.
