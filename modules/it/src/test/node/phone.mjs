// A participant's page as the event reference tells it: node phone.mjs <host:port> <code>
import { client } from './client.mjs';

const [host, room] = process.argv.slice(2);
const localStorage = {};
let question = null;

client({
  host,
  room,
  opened: (send) => {
    if (localStorage.rejoinToken) {
      send({ type: 'rejoin_session', rejoinToken: localStorage.rejoinToken });
    }
  },
  heard: (message) => {
    switch (message.type) {
      case 'participant:joined':
        localStorage.rejoinToken = message.rejoinToken;
        break;
      case 'participant:state_snapshot':
        question = message.question;
        break;
      case 'game:question':
        question = message;
        break;
    }
  },
  clicks: {
    join: (send) => send({ type: 'join_session', code: room }),
    answer: (send, text) => {
      const option = question.options.find((each) => each.text === text);
      send({ type: 'submit_answer', questionId: question.questionId, optionId: option.id });
    },
  },
});
