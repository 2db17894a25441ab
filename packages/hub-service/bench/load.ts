// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Run by others.ts in a process of its own: 20 searches and 50 other calls a second, whatever they take.
const SECONDS = 10;
const SEARCHES_PER_SECOND = 20;
const OTHERS_PER_SECOND = 50;

// Makes this file a module, so that its names are its own.
export {};

const [base = '', secret = '', ...queries] = process.argv.slice(2);
const headers = { 'x-atrium-secret': secret };
const waits: number[] = [];
const pending: Promise<unknown>[] = [];
let count = 0;

const get = async (path: string): Promise<void> => {
  const reply = await fetch(base + path, { headers });
  const body = await reply.text();
  // On a slow machine searches may be too many; that is what the queue is for.
  if (!reply.ok && reply.status !== 503) {
    throw new Error(body);
  }
};
const timers = [
  setInterval(() => pending.push(get(`/works?q=${queries[count++ % queries.length]}`)), 1000 / SEARCHES_PER_SECOND),
  setInterval(() => {
    const start = performance.now();
    pending.push(get('/me').then(() => waits.push(performance.now() - start)));
  }, 1000 / OTHERS_PER_SECOND)
];
setTimeout(() => {
  timers.forEach(timer => clearInterval(timer));
  void Promise.all(pending).then(() => process.send?.(waits, () => process.exit()));
}, SECONDS * 1000);
