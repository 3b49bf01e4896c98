// A host's page as the event reference tells it: node host.mjs <host:port> <code> <hostId> <session>
import { client } from './client.mjs';

const [host, room, hostId, session] = process.argv.slice(2);
const command = (type) => (send) => send({ type });

client({
  host,
  room,
  opened: (send) => send({ type: 'rejoin_host', hostId }),
  heard: () => {},
  clicks: {
    create: (send) => send({ type: 'create_session', hostId, ...JSON.parse(session) }),
    start: command('host:start'),
    pause: command('host:pause'),
    resume: command('host:resume'),
    reveal: command('host:reveal'),
    next: command('host:next'),
    end: command('host:end'),
  },
});
