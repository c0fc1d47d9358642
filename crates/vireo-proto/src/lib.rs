//! The wire protocol's programs: every procedure with its types, from one checked-in table.
