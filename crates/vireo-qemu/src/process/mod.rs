//! A guest's process: started, followed, taken over again, ended.

pub mod argv;
pub mod events;
pub mod incoming;
pub mod launch;
pub mod learn;
pub mod reconnect;
pub mod start;
pub mod stop;
pub mod transition;
