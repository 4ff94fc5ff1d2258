import { createExpression } from '@maplibre/maplibre-gl-style-spec';

/** What MapLibre makes of an expression on a feature of the tiles. */
export function evaluate(expression: readonly unknown[], properties: Record<string, unknown>): unknown {
  const created = createExpression(expression as never, 'filter' as never);
  if (created.result === 'error') throw new Error(created.value.map(({ message }) => message).join('; '));
  return created.value.evaluate({ zoom: 13 } as never, { type: 1, properties, geometry: [] } as never);
}
