//! The reference's configuration file syntax and every key of it.
