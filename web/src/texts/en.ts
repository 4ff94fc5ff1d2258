const files = import.meta.glob<string>(['../../locales/en/*.ftl', '!../../locales/en/rasters.ftl', '!../../locales/en/appeal-pages.ftl', '!../../locales/en/offline.ftl'], { query: '?raw', import: 'default', eager: true });

export default Object.values(files).join('\n');
