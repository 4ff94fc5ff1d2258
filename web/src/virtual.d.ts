declare module 'virtual:icon-paths' {
  /** Icon name → path in a box of 24 × 24, to be stroked with a width of 2. */
  const paths: Readonly<Record<string, string>>;
  export default paths;
}
declare module 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url' {
  const url: string;
  export default url;
}
