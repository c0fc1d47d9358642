//! XML to Rust values and back from one declaration a field.
