import { expect, test } from 'vitest';
import { afterAnswer, fieldsOf, isOver, TELL_SENT_MS, toSend, toShow, unsent, type Draft } from './drafts';

const DRAFT: Draft = {
  key: 'k1', user: 1, work: 5, title: 'Road', kind: 'start', at: 1000, onDay: '', place: null, percent: '', note: '',
  photos: [new Blob(['x'])], state: 'sending', reason: '', attempts: 0, sentAt: 0,
};
const draft = (more: Partial<Draft>): Draft => ({ ...DRAFT, ...more });

test.each<[number | null, boolean, string, string]>([
  [null, true, 'waiting', 'stop'],
  [200, true, 'sent', 'next'],
  [201, true, 'sent', 'next'],
  [400, true, 'refused', 'next'],
  [401, true, 'waiting', 'sign-in'],
  [403, false, 'waiting', 'new-session'],
  [403, true, 'refused', 'next'],
  [404, true, 'refused', 'next'],
  [408, true, 'waiting', 'stop'],
  [409, true, 'refused', 'next'],
  [413, true, 'refused', 'next'],
  [422, true, 'refused', 'next'],
  [429, true, 'waiting', 'stop'],
  [500, true, 'waiting', 'stop'],
  [502, true, 'waiting', 'stop'],
  [503, true, 'waiting', 'stop'],
])('the answer %s (session just renewed: %s) makes a draft %s, and then: %s', (status, renewed, state, then) => {
  const after = afterAnswer(DRAFT, { status, detail: 'because' }, 77, renewed);
  expect([after.draft.state, after.then, after.draft.attempts]).toEqual([state, then, 1]);
  expect(after.draft.reason).toBe(state === 'refused' ? 'because' : '');
  expect(after.draft.photos).toHaveLength(state === 'sent' ? 0 : 1);
  expect(after.draft.key).toBe('k1');
});

test('a refusal without words says its status', () => {
  expect(afterAnswer(DRAFT, { status: 400, detail: '' }, 0, true).draft.reason).toBe('400');
});

test('drafts go in the order of writing, of one person alone, also those that a closed page left half sent', () => {
  const drafts = [draft({ key: 'b', at: 2, state: 'waiting' }), draft({ key: 'a', at: 1 }), draft({ key: 'c', user: 2 }), draft({ key: 'd', state: 'sent' })];
  expect(toSend(drafts, 1).map(({ key }) => key)).toEqual(['a', 'b']);
  expect(toSend(drafts, 3)).toEqual([]);
});

test('a finish waits while the start of its work is refused, and another work does not', () => {
  const drafts = [
    draft({ key: 'start', at: 1, state: 'refused' }),
    draft({ key: 'finish', at: 2, state: 'waiting', kind: 'finish' }),
    draft({ key: 'other', at: 3, state: 'waiting', work: 6 }),
  ];
  expect(toSend(drafts, 1).map(({ key }) => key)).toEqual(['other']);
});

test('what was sent is told for a day, after what waits, and then forgotten', () => {
  const sent = draft({ key: 'sent', state: 'sent', sentAt: 10, at: 1 });
  const waits = draft({ key: 'waits', state: 'waiting', at: 2 });
  expect(toShow([sent, waits], 1, 10 + TELL_SENT_MS - 1).map(({ key }) => key)).toEqual(['waits', 'sent']);
  expect(toShow([sent, waits], 1, 10 + TELL_SENT_MS).map(({ key }) => key)).toEqual(['waits']);
  expect([isOver(sent, 10 + TELL_SENT_MS - 1), isOver(sent, 10 + TELL_SENT_MS), isOver(waits, 1e15)]).toEqual([false, true, false]);
  expect(unsent([sent, waits])).toEqual([waits]);
});

test('a report is sent with its key, the moment of writing and that of sending', () => {
  const place = { lon: 76.9, lat: 43.2, accuracy: 12.4 };
  expect(fieldsOf(draft({ kind: 'progress', percent: '40', note: 'ok', onDay: '2026-06-10', place }), 2000)).toEqual({
    kind: 'progress', client_key: 'k1', at: '1970-01-01T00:00:01.000Z', sent_at: '1970-01-01T00:00:02.000Z', on_day: '2026-06-10',
    progress_percent: '40', note: 'ok', lon: '76.9', lat: '43.2', accuracy_m: '12',
  });
  expect(Object.keys(fieldsOf(DRAFT, 0))).toEqual(['kind', 'client_key', 'at', 'sent_at']);
});
