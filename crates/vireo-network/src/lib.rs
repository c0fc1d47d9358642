//! The network driver: one minimal NAT network for guests.
