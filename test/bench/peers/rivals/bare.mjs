// The limit: `ws` alone passes each frame on to the others of a room. It keeps nothing, checks nothing and knows nobody.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const emptyStep2 = Uint8Array.of(0, 1, 2, 0, 0);
const rooms = new Map();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on("connection", (socket, { url }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on("error", () => {});
  socket.on("close", () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(url);
  });
  socket.on("message", (frame) => {
    if (frame[0] === 0 && frame[1] === 0) socket.send(emptyStep2);
    else for (const other of room) if (other !== socket) other.send(frame);
  });
});
http.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${http.address().port}`));
