//! XDR (RFC 4506) bytes to Rust values and back, every bound checked.
