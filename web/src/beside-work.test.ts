import { expect, test } from 'vitest';
import { tellingPhotos } from './beside-work';

const photo = (name: string) => ({ url: `${name}.jpg`, thumb: `${name}-small.jpg`, width: 4, height: 3 });
const report = (kind: 'start' | 'finish' | 'progress' | 'note', name: string, ...more: string[]) => ({ kind, on_day: '2026-06-01', photos: [name, ...more].map(photo) });
const urls = (found: { url: string }[]): string[] => found.map(({ url }) => url);

test('a finished work shows what it was like before and what it is like now', () => {
  expect(urls(tellingPhotos([report('finish', 'after'), report('progress', 'half'), report('start', 'again'), report('start', 'before', 'second')]))).toEqual(['before.jpg', 'after.jpg']);
});

test('a work that goes on shows its newest photos, one of each report', () => {
  expect(urls(tellingPhotos([report('progress', 'new', 'newer'), report('start', 'old')]))).toEqual(['new.jpg', 'old.jpg']);
});

test('without photos nothing is shown', () => {
  expect(tellingPhotos([{ kind: 'note', on_day: '2026-06-01', photos: [] }])).toEqual([]);
});
