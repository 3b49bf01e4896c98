// The limit: what the kernel charges for a room, whoever serves it. One thread, epoll, one write(2) for each frame,
// one room, nothing checked, nothing stored. The regression gate compares the server's CPU with this one's.
//
//   gcc -O2 -o limit limit.c && ./limit    prints the port it listens on (127.0.0.1)
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS 4096
#define IN_BYTES (64 << 10)
#define OUT_BYTES (1 << 20)

typedef struct {
  int fd, open, player, right, score, answered, in_length, waits;
  size_t out_length;
  uint8_t in[IN_BYTES];
  uint8_t *out;
} Connection;

static Connection *all[CONNECTIONS], *host;
static int epoll, count, players, question, answers, asking;

// ---- SHA-1 and base64, for the handshake alone

static uint32_t rotate(uint32_t x, int n) { return x << n | x >> (32 - n); }

static void sha1(const uint8_t *data, size_t length, uint8_t *out) {
  uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  uint8_t block[128] = {0};
  memcpy(block, data, length);
  block[length] = 0x80;
  size_t total = length + 9 > 64 ? 128 : 64;
  for (int i = 0; i < 8; i++) block[total - 1 - i] = (uint64_t)length * 8 >> (8 * i);
  for (size_t b = 0; b < total; b += 64) {
    uint32_t w[80], v[5];
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)block[b + 4 * i] << 24 | block[b + 4 * i + 1] << 16 | block[b + 4 * i + 2] << 8 | block[b + 4 * i + 3];
    for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 80; i++) {
      uint32_t f = i < 20 ? (v[1] & v[2]) | (~v[1] & v[3]) : i < 40 || i >= 60 ? v[1] ^ v[2] ^ v[3] : (v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3]);
      uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
      uint32_t next = rotate(v[0], 5) + f + v[4] + k + w[i];
      v[4] = v[3], v[3] = v[2], v[2] = rotate(v[1], 30), v[1] = v[0], v[0] = next;
    }
    for (int i = 0; i < 5; i++) h[i] += v[i];
  }
  for (int i = 0; i < 20; i++) out[i] = h[i / 4] >> (24 - 8 * (i % 4));
}

static void base64(const uint8_t *in, char *out) { // 20 bytes, 28 characters
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < 7; i++) {
    uint32_t v = in[3 * i] << 16 | (3 * i + 1 < 20 ? in[3 * i + 1] << 8 : 0) | (3 * i + 2 < 20 ? in[3 * i + 2] : 0);
    for (int j = 0; j < 4; j++) out[4 * i + j] = digits[v >> (18 - 6 * j) & 63];
  }
  out[27] = '=';
  out[28] = 0;
}

// ---- sending

static void await_writes(Connection *c, int wanted) {
  if (c->waits != wanted) {
    struct epoll_event e = {EPOLLIN | (wanted ? EPOLLOUT : 0), {.ptr = c}};
    epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &e);
    c->waits = wanted;
  }
}

static void put(Connection *c, const uint8_t *bytes, size_t length) {
  if (!c->out_length) {
    ssize_t written = write(c->fd, bytes, length);
    if (written == (ssize_t)length) return;
    if (written > 0) bytes += written, length -= written;
  }
  if (c->out_length + length > OUT_BYTES) return; // it does not read: it loses
  if (!c->out) c->out = malloc(OUT_BYTES);
  memcpy(c->out + c->out_length, bytes, length);
  c->out_length += length;
  await_writes(c, 1);
}

static size_t frame(uint8_t *out, const char *text) {
  size_t length = strlen(text), header = length < 126 ? 2 : 4;
  out[0] = 0x81;
  out[1] = length < 126 ? length : 126;
  if (header == 4) out[2] = length >> 8, out[3] = length;
  memcpy(out + header, text, length);
  return header + length;
}

static void say(Connection *c, const char *text) {
  uint8_t bytes[64 << 10];
  put(c, bytes, frame(bytes, text));
}

static void say_all(const char *text) { // encoded once
  uint8_t bytes[4096];
  size_t length = frame(bytes, text);
  for (int i = 0; i < count; i++) put(all[i], bytes, length);
}

// ---- the room

static void ask(void) {
  char text[2048];
  answers = 0, asking = 1;
  for (int i = 0; i < count; i++) all[i]->answered = all[i]->right = 0;
  snprintf(text, sizeof text,
           "{\"type\":\"game:question\",\"questionId\":\"q%d\",\"prompt\":\"What colour is in the glass?\",\"category\":\"color\",\"options\":["
           "{\"id\":\"q%d-a\",\"text\":\"Ruby\"},{\"id\":\"q%d-b\",\"text\":\"Gold\"},{\"id\":\"q%d-c\",\"text\":\"Salmon\"},{\"id\":\"q%d-d\",\"text\":\"Straw\"}],"
           "\"roundIndex\":0,\"questionIndex\":%d,\"totalQuestions\":20,\"totalRounds\":1,\"timerMs\":120000,\"deadline\":1704139230000}",
           question, question, question, question, question, question);
  question++;
  say_all(text);
}

static void reveal(void) {
  char text[60 << 10];
  asking = 0;
  for (int i = 0; i < count; i++) {
    Connection *c = all[i];
    if (!c->player) continue;
    c->score += c->right * 100;
    snprintf(text, sizeof text, "{\"type\":\"game:answer_revealed\",\"correctOptionId\":\"q%d-a\",\"myPoints\":%d,\"myTotalScore\":%d}", question - 1, c->right * 100, c->score);
    say(c, text);
  }
  int at = snprintf(text, sizeof text, "{\"type\":\"game:answer_revealed\",\"correctOptionId\":\"q%d-a\",\"results\":[", question - 1);
  for (int i = 0; i < players && at < (int)sizeof text - 8; i++) at += sprintf(text + at, "%s{}", i ? "," : "");
  strcpy(text + at, "]}");
  if (host) say(host, text);
}

static void answer(Connection *c, const char *text, int length) {
  char reply[256];
  const char *option = memmem(text, length, "\"optionId\":\"", 12);
  if (!option || !asking || c->answered) return;
  option += 12;
  int option_length = strcspn(option, "\"");
  if (option_length > 40) return;
  c->answered = 1;
  c->right = option[option_length - 1] == 'a';
  snprintf(reply, sizeof reply, "{\"type\":\"game:answer_accepted\",\"questionId\":\"q%d\",\"optionId\":\"%.*s\"}", question - 1, option_length, option);
  say(c, reply);
  if (++answers == players && host) {
    snprintf(reply, sizeof reply, "{\"type\":\"game:participant_answered\",\"answeredCount\":%d,\"totalCount\":%d}", answers, players);
    say(host, reply);
  }
}

static void join(Connection *c) {
  char text[256];
  c->player = 1;
  players++;
  snprintf(text, sizeof text, "{\"type\":\"participant:joined\",\"pseudonym\":\"Player%d\",\"rejoinToken\":\"0a0a0a0a6d1c4f0e8d0b00000004\"}", players);
  say(c, text);
  snprintf(text, sizeof text, "{\"type\":\"lobby:updated\",\"participants\":[],\"count\":%d}", players);
  if (host) say(host, text);
}

static void hear(Connection *c, char *text, int length) {
  text[length] = 0; // the mask of the next frame, or room behind the buffer's end: put back by the caller
  if (strstr(text, "\"submit_answer\"")) answer(c, text, length);
  else if (strstr(text, "\"join_session\"")) join(c);
  else if (strstr(text, "\"create_session\"")) host = c, question = players = 0, say(c, "{\"type\":\"session:created\",\"code\":\"1\",\"hostId\":\"H\"}");
  else if (c == host && strstr(text, "\"host:reveal\"")) reveal();
  else if (c == host) ask();
}

// ---- connections

static void drop(Connection *c) {
  for (int i = 0; i < count; i++)
    if (all[i] == c) { all[i] = all[--count]; break; }
  if (host == c) host = NULL;
  close(c->fd);
  free(c->out);
  free(c);
}

static int shake_hands(Connection *c) { // 1: done, 0: not whole, -1: no WebSocket
  char joined[128], accept[32], text[256];
  uint8_t hash[20];
  uint8_t *end = memmem(c->in, c->in_length, "\r\n\r\n", 4);
  if (!end) return 0;
  char *key = memmem(c->in, end - c->in, "Sec-WebSocket-Key: ", 19);
  if (!key) return -1;
  snprintf(joined, sizeof joined, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key + 19);
  sha1((uint8_t *)joined, strlen(joined), hash);
  base64(hash, accept);
  int length = snprintf(text, sizeof text, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
  put(c, (uint8_t *)text, length);
  c->open = 1;
  int used = end + 4 - c->in;
  memmove(c->in, c->in + used, c->in_length -= used);
  say(c, "{\"type\":\"server:state_snapshot\",\"phase\":\"waiting\",\"code\":\"1\",\"exists\":true}");
  return 1;
}

static int frames(Connection *c) { // -1: it is over
  int at = 0;
  while (c->in_length - at >= 6) {
    uint8_t *f = c->in + at;
    int length = f[1] & 127, header = 6;
    if (length == 126) length = f[2] << 8 | f[3], header = 8;
    else if (length == 127) return -1;
    if (header + length >= IN_BYTES) return -1;
    if (c->in_length - at < header + length) break;
    uint8_t *mask = f + header - 4, *payload = f + header, next = payload[length];
    for (int i = 0; i < length; i++) payload[i] ^= mask[i & 3];
    if ((f[0] & 15) == 8) return -1;
    if ((f[0] & 15) == 1) hear(c, (char *)payload, length);
    payload[length] = next;
    at += header + length;
  }
  memmove(c->in, c->in + at, c->in_length -= at);
  return 0;
}

static void ready(Connection *c, uint32_t events) {
  if (events & EPOLLOUT && c->out_length) {
    ssize_t written = write(c->fd, c->out, c->out_length);
    if (written > 0) memmove(c->out, c->out + written, c->out_length -= written);
    if (!c->out_length) await_writes(c, 0);
  }
  if (!(events & ~EPOLLOUT)) return;
  ssize_t got = read(c->fd, c->in + c->in_length, IN_BYTES - 1 - c->in_length);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) { drop(c); return; }
  c->in_length += got;
  if (!c->open) {
    int shaken = shake_hands(c);
    if (shaken < 0) drop(c);
    if (shaken <= 0) return;
  }
  if (frames(c) < 0) drop(c);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(listener, (void *)&address, size) || listen(listener, 4096) || getsockname(listener, (void *)&address, &size)) {
    perror("limit");
    return 1;
  }
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  epoll = epoll_create1(0);
  struct epoll_event e = {EPOLLIN, {.ptr = NULL}}, events[1024];
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
  for (;;) {
    int n = epoll_wait(epoll, events, 1024, -1);
    for (int i = 0; i < n; i++) {
      if (events[i].data.ptr) {
        ready(events[i].data.ptr, events[i].events);
        continue;
      }
      for (int fd; (fd = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
        if (count == CONNECTIONS) { close(fd); continue; }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        Connection *c = calloc(1, sizeof *c);
        c->fd = fd;
        all[count++] = c;
        struct epoll_event in = {EPOLLIN, {.ptr = c}};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &in);
      }
    }
  }
}
