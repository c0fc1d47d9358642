#!/usr/bin/env python3
"""Records the frames that stock clients and the reference daemon exchange.

    record.py DAEMON_SOCKET LISTEN_SOCKET OUT.hex -- COMMAND...

Stands between a client and a daemon, passes everything on (descriptors too) and
writes each frame as a line: `>` from the client or `<` from the daemon, the frame
in hexadecimal. COMMAND is run through a shell with $URI naming the proxy.
"""
import array
import os
import socket
import struct
import subprocess
import sys
import threading

daemon, listen, out_path = sys.argv[1:4]
command = " ".join(sys.argv[sys.argv.index("--") + 1:])
out, lock = open(out_path, "a"), threading.Lock()


class Cutter:
    """Cuts one direction into frames and the descriptor bytes that follow some."""

    def __init__(self, mark):
        self.mark, self.data, self.skip = mark, b"", 0

    def feed(self, data):
        self.data += data
        while self.data:
            if self.skip:
                n = min(self.skip, len(self.data))
                self.data, self.skip = self.data[n:], self.skip - n
                continue
            if len(self.data) < 4:
                return
            size = struct.unpack(">I", self.data[:4])[0]
            if len(self.data) < size:
                return
            frame, self.data = self.data[:size], self.data[size:]
            if struct.unpack(">I", frame[16:20])[0] in (4, 5):
                self.skip = struct.unpack(">I", frame[28:32])[0]
            with lock:
                out.write(f"{self.mark} {frame.hex()}\n")


def pump(source, sink, cutter):
    while True:
        try:
            data, ancillary, _, _ = source.recvmsg(65536, socket.CMSG_SPACE(4 * 32))
        except OSError:
            data = b""
        if not data:
            break
        cutter.feed(data)
        fds = array.array("i")
        for level, kind, body in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                fds.frombytes(body)
        if fds:
            # The descriptor belongs to the last byte of what was read.
            sink.sendall(data[:-1])
            sink.sendmsg([data[-1:]], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
            for fd in fds:
                os.close(fd)
        else:
            sink.sendall(data)
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(listener):
    while True:
        client, _ = listener.accept()
        server = socket.socket(socket.AF_UNIX)
        server.connect(daemon)
        for source, sink, mark in ((client, server, ">"), (server, client, "<")):
            threading.Thread(target=pump, args=(source, sink, Cutter(mark)), daemon=True).start()


if os.path.exists(listen):
    os.unlink(listen)
listener = socket.socket(socket.AF_UNIX)
listener.bind(listen)
listener.listen(8)
threading.Thread(target=serve, args=(listener,), daemon=True).start()
env = dict(os.environ, URI=f"qemu+unix:///system?socket={listen}")
status = subprocess.run(command, shell=True, env=env).returncode
os.unlink(listen)
with lock:
    out.close()
sys.exit(status)
