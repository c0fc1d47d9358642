//! Frames, streams and keepalive of the wire protocol, client and server halves, without sockets.
