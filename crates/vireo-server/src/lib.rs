//! The daemon vireod: listeners, authentication, access control, dispatch.
