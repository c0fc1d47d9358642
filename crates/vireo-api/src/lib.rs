//! The vocabulary between server and drivers: errors, events, streams, driver traits.
