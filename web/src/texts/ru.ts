const files = import.meta.glob<string>(['../../locales/ru/*.ftl', '!../../locales/ru/rasters.ftl', '!../../locales/ru/appeal-pages.ftl', '!../../locales/ru/offline.ftl'], { query: '?raw', import: 'default', eager: true });

export default Object.values(files).join('\n');
