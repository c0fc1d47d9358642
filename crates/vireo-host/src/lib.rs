//! What the kernel gives: sockets with descriptors, processes, NUMA, statistics.
