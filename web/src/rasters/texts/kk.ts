export { default } from '../../../locales/kk/rasters.ftl?raw';
