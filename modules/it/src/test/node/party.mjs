// A page of a party of one's own: node party.mjs <PartySocket's options as JSON>
// It tells the test, one JSON object a line, of everything that happens, and does what lines say.
import { createInterface } from 'node:readline';
import PartySocket from 'partysocket';
import { WebSocket } from 'ws';

const tell = (fact) => process.stdout.write(JSON.stringify(fact) + '\n');
const options = JSON.parse(process.argv[2]);
const socket = new PartySocket({ ...options, WebSocket });
socket.binaryType = 'arraybuffer';

socket.addEventListener('open', () => tell({ type: 'opened', id: socket.id, url: socket.roomUrl }));
socket.addEventListener('close', (event) => tell({ type: 'closed', code: event.code ?? 0 }));
socket.addEventListener('message', ({ data }) =>
  tell(
    typeof data === 'string'
      ? JSON.parse(data)
      : { type: 'binary', bytes: Buffer.from(data).toString('hex') },
  ),
);

const clicks = {
  say: (text) => socket.send(text),
  bytes: (hex) => socket.send(Buffer.from(hex, 'hex')),
  // to another room with the same connection
  move: (room) => {
    socket.updateProperties({ room });
    socket.reconnect();
  },
  fetch: async (text) => {
    const { where, init } = JSON.parse(text);
    const response = await PartySocket.fetch({ ...options, ...where }, init);
    tell({
      type: 'answered',
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: await response.text(),
    });
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [click, ...rest] = line.split(' ');
    clicks[click](rest.join(' '));
  })
  .on('close', () => {
    socket.close();
    process.exit(0);
  });
