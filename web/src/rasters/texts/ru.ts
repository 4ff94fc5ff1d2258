export { default } from '../../../locales/ru/rasters.ftl?raw';
