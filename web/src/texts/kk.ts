const files = import.meta.glob<string>(['../../locales/kk/*.ftl', '!../../locales/kk/rasters.ftl', '!../../locales/kk/appeal-pages.ftl'], { query: '?raw', import: 'default', eager: true });

export default Object.values(files).join('\n');
