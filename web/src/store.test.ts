import { expect, test } from 'vitest';
import { createStore } from './store';

test('listeners hear of a change with what was before', () => {
  const store = createStore({ a: 1, b: 2 });
  const heard: unknown[] = [];
  store.watch((now, before) => heard.push([now, before]));
  store.set({ a: 5 });
  expect(heard).toEqual([[{ a: 5, b: 2 }, { a: 1, b: 2 }]]);
});

test('a change that changes nothing is not heard', () => {
  const store = createStore({ a: 1 });
  let calls = 0;
  store.watch(() => (calls += 1));
  store.set({ a: 1 });
  expect(calls).toBe(0);
});

test('who stopped watching hears nothing more', () => {
  const store = createStore({ a: 1 });
  let calls = 0;
  const stop = store.watch(() => (calls += 1));
  stop();
  store.set({ a: 2 });
  expect(calls).toBe(0);
});
