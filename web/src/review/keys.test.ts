import { expect, test } from 'vitest';
import { actionOf } from './keys';

test.each([
  ['j', 'BODY', '', { kind: 'step', to: 'after' }],
  ['k', 'BODY', '', { kind: 'step', to: 'before' }],
  ['о', 'BODY', '', { kind: 'step', to: 'after' }],
  ['л', 'BODY', '', { kind: 'step', to: 'before' }],
  ['3', 'BODY', '', { kind: 'press', key: '3' }],
  ['D', 'BODY', '', { kind: 'press', key: 'd' }],
  ['ч', 'INPUT', 'radio', { kind: 'press', key: 'x' }],
  ['щ', 'BODY', '', { kind: 'press', key: 'o' }],
  ['u', 'BODY', '', { kind: 'press', key: 'u' }],
  ['Enter', 'INPUT', 'radio', { kind: 'decide' }],
  ['Enter', 'BODY', '', { kind: 'decide' }],
  ['Enter', 'A', '', null],
  ['Enter', 'BUTTON', '', null],
  ['j', 'TEXTAREA', '', null],
  ['3', 'INPUT', 'text', null],
  ['Enter', 'CANVAS', '', null],
  ['q', 'BODY', '', null],
] as const)('%s on %s %s', (key, element, type, action) => {
  expect(actionOf({ key }, element, type)).toEqual(action);
});

test('a key with a modifier belongs to the browser', () => {
  expect(actionOf({ key: 'd', ctrlKey: true }, 'BODY', '')).toBeNull();
  expect(actionOf({ key: '1', altKey: true }, 'BODY', '')).toBeNull();
});
