// What host.mjs and phone.mjs share: a PartySocket that tells the test, one JSON object a line on
// stdout, of everything that happens, and does what a line on stdin says, as a click would.
import { createInterface } from 'node:readline';
import PartySocket from 'partysocket';
import { WebSocket } from 'ws';

const tell = (fact) => process.stdout.write(JSON.stringify(fact) + '\n');

// opened: what the app sends on every open; heard: what it makes of a message; clicks: what the
// person can do, by the first word of a line.
export function client({ host, room, opened, heard, clicks }) {
  // Node has no WebSocket of its own before 22.
  const socket = new PartySocket({ host, room, WebSocket });
  const send = (message) => socket.send(JSON.stringify(message));

  socket.addEventListener('open', () => {
    tell({ type: 'opened' });
    opened(send);
  });
  socket.addEventListener('close', (event) => tell({ type: 'closed', code: event.code ?? 0 }));
  socket.addEventListener('error', () => tell({ type: 'failed' }));
  socket.addEventListener('message', (event) => {
    const message = JSON.parse(event.data);
    heard(message);
    tell(message);
  });

  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const [click, ...rest] = line.split(' ');
      clicks[click](send, rest.join(' '));
    })
    .on('close', () => {
      socket.close();
      process.exit(0);
    });
}
