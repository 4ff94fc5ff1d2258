/** One value that islands and the map watch; `useStore` redraws a component when what it picked has changed. */
import { useEffect, useReducer, useRef } from 'preact/hooks';

export interface Store<T> {
  get(): T;
  set(change: Partial<T>): void;
  /** Calls back after every change with the new and the old value; returns how to stop. */
  watch(listener: (now: T, before: T) => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<(now: T, before: T) => void>();
  return {
    get: () => value,
    set(change) {
      const before = value;
      const names = Object.keys(change) as (keyof T)[];
      if (names.every((name) => Object.is(change[name], before[name]))) return;
      value = { ...before, ...change };
      for (const listener of [...listeners]) listener(value, before);
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function useStore<T extends object, P>(store: Store<T>, pick: (value: T) => P): P {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const picked = useRef<P>(undefined as P);
  picked.current = pick(store.get());
  useEffect(
    () =>
      store.watch((now) => {
        if (!Object.is(pick(now), picked.current)) redraw(undefined);
      }),
    [store],
  );
  return picked.current;
}
