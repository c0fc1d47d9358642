//! CPU models, features, comparison and the host's CPU.
