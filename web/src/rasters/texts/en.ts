export { default } from '../../../locales/en/rasters.ftl?raw';
