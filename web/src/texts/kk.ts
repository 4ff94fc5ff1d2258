const files = import.meta.glob<string>(['../../locales/kk/*.ftl', '!../../locales/kk/rasters.ftl', '!../../locales/kk/appeal-pages.ftl', '!../../locales/kk/offline.ftl'], { query: '?raw', import: 'default', eager: true });

export default Object.values(files).join('\n');
